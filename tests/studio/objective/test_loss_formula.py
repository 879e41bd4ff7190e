"""The loss of several objectives, as it is written and as it is computed."""

from __future__ import annotations

import math

import pytest

from studio.views.objective.loss_formula import Weighed, loss_formulas

ONE, TWO = Weighed("One", 1.0), Weighed("Two", 0.25)
WRITTEN = {
    "fixed": "L = L_{One} + 0.25 · L_{Two}",
    "scheduled": "L = L_{One} + 0.25 · L_{Two}",
    "uncertainty": ("L = e^{−s₁} · L_{One} + s_{1} / 2 + e^{−s₂} · 0.25 · L_{Two} + s_{2} / 2"),
    "dynamic_average": "L = λ_{1} · L_{One} + λ_{2} · 0.25 · L_{Two}",
    "gradnorm": "L = λ_{1} · L_{One} + λ_{2} · 0.25 · L_{Two}",
}


@pytest.mark.parametrize(("weighting", "text"), WRITTEN.items())
def test_the_loss_is_written_with_its_weights(weighting: str, text: str) -> None:
    assert loss_formulas({"a": ONE, "b": TWO}, weighting, {}) == [text]


def test_what_follows_points_is_written_as_following_them() -> None:
    parts = {"a": Weighed("One", 1.0, pointed=True), "b": TWO}
    assert loss_formulas(parts, "scheduled", {}) == ["L = w(t) · L_{One} + 0.25 · L_{Two}"]
    parts["b"] = Weighed("Two", 0.25, pointed=True)
    assert loss_formulas(parts, "scheduled", {}) == ["L = w_{1}(t) · L_{One} + w_{2}(t) · L_{Two}"]


def test_a_weight_of_nothing_stays_that_under_every_rule() -> None:
    parts = {"a": ONE, "b": Weighed("Two", 0.0)}
    assert loss_formulas(parts, "uncertainty", {}) == ["L = e^{−s} · L_{One} + s / 2 + 0 · L_{Two}"]


def test_objectives_in_turns_are_never_added_up() -> None:
    tasks = {("a",): 15, ("b",): 1}
    assert loss_formulas({"a": ONE, "b": TWO}, "fixed", tasks) == [
        "L_{15 of 16 steps} = L_{One}",
        "L_{1 of 16 steps} = 0.25 · L_{Two}",
    ]
    known_no_more = loss_formulas({"a": ONE}, "fixed", tasks)
    assert known_no_more == ["L = L_{One}"]


@pytest.mark.parametrize("weighting", ["fixed", "uncertainty", "dynamic_average", "gradnorm"])
def test_the_formula_is_what_the_trainer_computes(weighting: str) -> None:
    """Of both objectives, with the numbers the rule begins with put in for its letters."""
    import torch

    from engine.objectives.dynamic_average import DynamicAverage, DynamicAverageConfig
    from engine.objectives.gradnorm import GradNorm, GradNormConfig
    from engine.objectives.uncertainty import Uncertainty
    from engine.objectives.weighting import Weighting

    base, shared = {"a": 1.0, "b": 0.25}, torch.nn.Parameter(torch.ones(()))
    rule: Weighting = {
        "fixed": lambda: Weighting(base),
        "uncertainty": lambda: Uncertainty(base),
        "dynamic_average": lambda: DynamicAverage(base, DynamicAverageConfig()),
        "gradnorm": lambda: GradNorm(base, GradNormConfig(), [shared]),
    }[weighting]()
    s1, s2, l1, l2 = (0.4, -0.3, 1.0, 1.0) if weighting == "uncertainty" else (0.0, 0.0, 1.3, 0.7)
    if isinstance(rule, Uncertainty):
        rule.log_variance["a"].data.fill_(s1)
        rule.log_variance["b"].data.fill_(s2)
    elif weighting == "dynamic_average":
        rule.factors.copy_(torch.tensor([l1, l2]))  # type: ignore[operator, union-attr]
    elif weighting == "gradnorm":
        rule.weights.copy_(torch.tensor([l1, l2]))  # type: ignore[operator, union-attr]
    (text,) = loss_formulas({"a": ONE, "b": TWO}, weighting, {})
    letters = {
        "e^{−s₁}": str(math.exp(-s1)),
        "e^{−s₂}": str(math.exp(-s2)),
        "s_{1}": str(s1),
        "s_{2}": str(s2),
        "λ_{1}": str(l1),
        "λ_{2}": str(l2),
        "L_{One}": "2.0",
        "L_{Two}": "3.0",
        "·": "*",
        "L = ": "",
    }
    for letter, number in letters.items():
        text = text.replace(letter, number)
    found = rule.weigh({"a": 2.0 * shared, "b": 3.0 * shared}, 1.0).item()
    assert found == pytest.approx(eval(text))
