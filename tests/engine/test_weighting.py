"""Weights that move by what they measure, each against the paper's formulas in numpy."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest
import torch
from torch import Tensor

from engine.objectives.dynamic_average import DynamicAverage, DynamicAverageConfig
from engine.objectives.uncertainty import Uncertainty
from engine.objectives.weighting import Weighting
from engine.training.optimizers import Optimizer
from tests.engine.training_samples import BOTH, sample_learner, sample_recipe

UNCERTAINTY = {"weighting": "uncertainty"}


def one_step(rule: Weighting, losses: Mapping[str, Tensor], kept: Tensor | None = None) -> Tensor:
    rule.begin()
    total = rule.weigh(losses, 1.0)
    rule.settle(kept)
    return total


def doubles(**values: float) -> dict[str, Tensor]:
    return {name: torch.tensor(value, dtype=torch.float64) for name, value in values.items()}


# -- scheduled ----------------------------------------------------------------------------------

RISING = ((0.0, 1.0), (0.5, 3.0), (1.0, 0.0))
LATE = ((0.25, 2.0), (0.75, 4.0))  # before and after them the nearest holds


@pytest.mark.parametrize(
    ("progress", "rising", "late"),
    [(0.0, 1.0, 2.0), (0.25, 2.0, 2.0), (0.5, 3.0, 3.0), (0.75, 1.5, 4.0), (1.0, 0.0, 4.0)],
)
def test_scheduled_weights_lie_on_the_lines_between_their_points(
    progress: float, rising: float, late: float
) -> None:
    rule = Weighting({"a": 9.0, "b": 9.0, "c": 0.5}, {"a": RISING, "b": LATE, "c": ()})
    rule.follow(progress)
    losses = doubles(a=2.0, b=3.0, c=8.0)
    assert rule.current(losses) == pytest.approx({"a": rising, "b": late, "c": 0.5})
    assert rule.weigh(losses, 1.0).item() == pytest.approx(2.0 * rising + 3.0 * late + 4.0)


def test_a_schedule_begins_at_its_first_point() -> None:
    assert Weighting({"a": 9.0}, {"a": RISING}).current({"a": 0}) == {"a": 1.0}


def test_the_points_of_an_objective_are_those_of_its_losses_each_with_its_share() -> None:
    given = {"replaced_token_detection": {"points": [[0.0, 2.0], [1.0, 0.0]]}}
    recipe = sample_recipe(given, combining={"weighting": "scheduled"})
    weighting = sample_learner(recipe).weighting
    weighting.follow(0.25)
    names = {"generator": 0, "replaced_token_detection": 0}
    assert weighting.current(names) == pytest.approx(
        {"generator": 1.5, "replaced_token_detection": 75.0}
    )


# -- uncertainty --------------------------------------------------------------------------------


def test_uncertainty_is_kendalls_form_for_classification() -> None:
    base = {"a": 1.0, "b": 0.5}
    rule = Uncertainty(base).double()
    s = {"a": 0.3, "b": -1.2}
    for name, parameter in rule.log_variance.items():
        parameter.data.fill_(s[name])
    losses = {name: one.requires_grad_() for name, one in doubles(a=2.0, b=5.0).items()}

    total = rule.weigh(losses, 1.0)
    total.backward()

    expected = sum(
        np.exp(-s[name]) * base[name] * loss.item() + s[name] / 2 for name, loss in losses.items()
    )
    assert total.item() == pytest.approx(expected, rel=1e-12)
    for name, loss in losses.items():
        weight = np.exp(-s[name]) * base[name]
        assert loss.grad.item() == pytest.approx(weight, rel=1e-12)
        slope = 0.5 - weight * loss.item()
        assert rule.log_variance[name].grad.item() == pytest.approx(slope, rel=1e-12)
    assert rule.current(losses) == pytest.approx(
        {name: np.exp(-s[name]) * base[name] for name in base}
    )


def test_uncertainty_settles_where_a_loss_weighs_half_of_its_inverse() -> None:
    rule = Uncertainty({"a": 1.0, "b": 50.0})
    optimizer = torch.optim.SGD(rule.parameters(), lr=0.05)
    for _ in range(2000):
        optimizer.zero_grad()
        rule.weigh({"a": torch.tensor(2.0), "b": torch.tensor(0.1)}, 1.0).backward()
        optimizer.step()
    assert rule.current({"a": 0, "b": 0}) == pytest.approx({"a": 0.25, "b": 5.0}, rel=1e-3)


def test_the_regulariser_counts_once_a_step() -> None:
    rule = Uncertainty({"a": 1.0})
    for share in (0.25, 0.5, 0.25):
        rule.weigh({"a": torch.tensor(0.0)}, share).backward()
    assert rule.log_variance["a"].grad.item() == pytest.approx(0.5)


def test_a_loss_that_is_not_at_hand_keeps_its_s() -> None:
    rule = Uncertainty({"a": 1.0, "b": 1.0})
    rule.weigh({"a": torch.tensor(3.0)}, 1.0).backward()
    assert rule.log_variance["b"].grad is None


def test_uncertainty_is_no_part_of_the_model() -> None:
    plain, recipe = sample_recipe(BOTH), sample_recipe(BOTH, combining=UNCERTAINTY, weight_decay=1)
    learner = sample_learner(recipe)
    assert learner.num_parameters == sample_learner(plain).num_parameters
    (torchs,) = Optimizer(learner, recipe.training)._rules
    spared = {id(one) for one in torchs.param_groups[1]["params"]}
    assert all(id(one) in spared for one in learner.weighting.parameters())


# -- dynamic average ----------------------------------------------------------------------------


def factors_by_hand(
    history: list[dict[str, float]], names: list[str], window: int, temperature: float
) -> dict[str, float]:
    """λ after these steps: every window a table of means, the last two of each loss compared."""
    ratios = []
    for name in names:
        means = []
        for start in range(0, len(history) - window + 1, window):
            found = [step[name] for step in history[start : start + window] if name in step]
            if found:
                means.append(float(np.mean(found)))
        ratios.append(means[-1] / means[-2] if len(means) > 1 else 1.0)
    powers = np.exp(np.array(ratios) / temperature)
    return dict(zip(names, len(names) * powers / powers.sum(), strict=True))


@pytest.mark.parametrize("in_turns", [False, True])
def test_the_dynamic_average_is_lius(in_turns: bool) -> None:
    rng = np.random.default_rng(0)
    names = ["a", "b", "c"]
    config = DynamicAverageConfig(window=4)
    rule = DynamicAverage({"a": 1.0, "b": 2.0, "c": 1.0}, config).double()
    history: list[dict[str, float]] = []
    for step in range(30):
        expected = factors_by_hand(history, names, 4, 2.0)
        assert rule.current({"a": 0, "b": 0}) == pytest.approx(
            {"a": expected["a"], "b": 2.0 * expected["b"]}, rel=1e-9
        )
        here = {name: float(rng.uniform(0.5, 8.0)) for name in names}
        if in_turns:  # c comes every seventh step: some windows have none of it
            here = {"c": here["c"]} if step % 7 == 0 else {"a": here["a"], "b": here["b"]}
        history.append(here)
        total = one_step(rule, doubles(**here))
        given = {"a": 1.0, "b": 2.0, "c": 1.0}
        assert total.item() == pytest.approx(
            sum(given[name] * expected[name] * loss for name, loss in here.items()), rel=1e-9
        )


def test_the_loss_that_falls_least_gets_the_most() -> None:
    rule = DynamicAverage({"falling": 1.0, "staying": 1.0}, DynamicAverageConfig(window=1))
    for loss in (4.0, 2.0):
        one_step(rule, {"falling": torch.tensor(loss), "staying": torch.tensor(1.0)})
    weights = rule.current({"falling": 0, "staying": 0})
    assert weights == pytest.approx({"falling": 0.8756, "staying": 1.1244}, abs=1e-4)
