"""A step may ask nothing for a loss: its 0 is no measurement, and no rule goes by it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch import nn

from engine.batch import IGNORE, Batch
from engine.batching.sources import MemoryTokens
from engine.faults import Fault
from engine.objectives.gradnorm import GradNorm, GradNormConfig
from engine.recipe import Recipe
from engine.training.learner import Learner
from engine.training.step import Stepper
from tests.engine import training_samples
from tests.engine.test_training_resume import assert_same_run, resumed_is_straight
from tests.engine.test_weighting import UNCERTAINTY, one_step
from tests.engine.test_weighting_gradnorm import GRADNORM, Toy
from tests.engine.test_weighting_steps import RULES, batches, stepper
from tests.engine.training_samples import BOTH, bench, sample_learner, sample_recipe

NAMES = [*BOTH]
LAST = "next_sentence"


def unasked(batch: Batch, *names: str) -> Batch:
    """The same rows, in which nothing is asked for these losses."""
    counts = (batch.counts or {}) | dict.fromkeys(names, 0)
    if LAST in names:
        batch = replace(batch, labels=np.full_like(batch.labels, IGNORE))
    if "masked_lm" in names:
        batch = replace(batch, targets=np.full_like(batch.targets, IGNORE))
    return replace(batch, counts=counts)


class Steps:
    """Steps of a small learner under one rule."""

    def __init__(self, micro_batch: int = 3, **combining: Any) -> None:
        self.recipe: Recipe = sample_recipe(BOTH, combining=combining, weight_decay=0.1)
        self.learner: Learner = sample_learner(self.recipe)
        self.at_work: Stepper = stepper(self.learner, self.recipe, micro_batch)
        self.rows = batches(self.recipe, self.learner, 8)

    def learn(self, *batches: Batch) -> None:
        for batch in batches:
            done = self.at_work.step(batch, rate=1.0, attend=lambda: True)
            assert done is not None
            assert done.skipped == (False,)

    @property
    def weights(self) -> dict[str, float]:
        return self.learner.weighting.current(BOTH)

    def tensors(self, *among: str) -> dict[str, torch.Tensor]:
        return {
            name: one.clone()
            for name, one in self.learner.tensors().items()
            if any(part in name for part in among)
        }


def test_under_fixed_weights_its_head_rests() -> None:
    steps = Steps()
    steps.learn(*steps.rows[:3])
    before = steps.tensors(f"objectives.{LAST}.")
    steps.learn(*(unasked(batch, LAST) for batch in steps.rows[3:]))
    assert before
    after = steps.tensors(*before)
    assert all(torch.equal(one, after[name]) for name, one in before.items())


def test_under_uncertainty_its_s_rests() -> None:
    steps = Steps(**UNCERTAINTY)
    steps.learn(*steps.rows[:3])
    before = steps.weights
    steps.learn(*(unasked(batch, LAST) for batch in steps.rows[3:]))
    assert steps.weights[LAST] == before[LAST] != 1.0
    assert steps.weights["masked_lm"] != before["masked_lm"]


def test_the_dynamic_average_leaves_the_step_out_of_its_window() -> None:
    steps = Steps(weighting="dynamic_average", window=2)
    steps.learn(*steps.rows[:3], unasked(steps.rows[3], LAST))
    # 1.0 each would be two equal ratios; a 0 in the second window halves the mean of next sentence.
    means = steps.learner.weighting.means[:, NAMES.index(LAST)]
    assert means[1] / means[0] == pytest.approx(1.0, abs=0.3)


def test_gradnorm_takes_the_first_loss_from_the_first_step_that_asks() -> None:
    steps = Steps(**GRADNORM)
    steps.learn(*(unasked(batch, LAST) for batch in steps.rows[:3]))
    assert steps.weights == {"masked_lm": 1.0, LAST: 1.0}
    steps.learn(*steps.rows[3:])
    rule = steps.learner.weighting
    assert rule.first.tolist() == pytest.approx([3.7, 0.7], abs=0.6)  # about ln V and ln 2
    assert all(0.8 < weight < 1.2 for weight in steps.weights.values())


@pytest.mark.parametrize("combining", [{}, *RULES])
def test_where_nothing_is_asked_at_all_no_weight_moves(combining: dict[str, Any]) -> None:
    steps = Steps(**combining)
    steps.learn(unasked(steps.rows[0], *NAMES), *steps.rows[1:4])
    before, kept = steps.weights, steps.tensors("weighting.")
    steps.learn(unasked(steps.rows[4], *NAMES))
    assert steps.weights == before
    assert all(torch.equal(one, steps.tensors("weighting.")[name]) for name, one in kept.items())
    assert all(torch.isfinite(one).all() for one in steps.learner.tensors().values())


def test_a_late_loss_gets_gradnorms_first_step_as_the_others_did() -> None:
    """Its Adam begins with it, and until then the others share what they would share alone."""
    toy = Toy(3)
    weight = nn.Parameter(torch.from_numpy(toy.start.copy()))
    rule = GradNorm(dict.fromkeys("012", 1.0), GradNormConfig(), [weight]).double()
    alone = GradNorm(dict.fromkeys("01", 1.0), GradNormConfig(), [weight]).double()
    losses = toy.losses(weight)
    early = {name: losses[name] for name in "01"}
    for _ in range(2000):
        one_step(rule, early)
        one_step(alone, early)
    torch.testing.assert_close(rule.weights[:2], alone.weights)
    assert rule.weights[2] == 1.0
    one_step(rule, losses)
    # A first step of Adam moves by the rate, whatever the gradient; then all are scaled to 3.
    assert rule.first.tolist() == pytest.approx([loss.item() for loss in losses.values()])
    assert abs(rule.weights[2].item() - 1.0) < 1.5 * 0.025
    assert rule.weights.sum().item() == pytest.approx(3.0)


def test_gradnorm_lets_a_loss_that_is_away_keep_its_share() -> None:
    toy = Toy(3, seed=3)
    weight = nn.Parameter(torch.from_numpy(toy.start.copy()))
    rule = GradNorm(dict.fromkeys("012", 1.0), GradNormConfig(), [weight]).double()
    losses = toy.losses(weight)
    for _ in range(30):
        one_step(rule, losses)
    away, state = rule.weights[0].item(), (rule.mean[0].item(), rule.square[0].item())
    assert abs(away - 1.0) > 0.1
    for _ in range(5):
        one_step(rule, {name: losses[name] for name in "12"})
    assert rule.weights[0].item() == away
    assert (rule.mean[0].item(), rule.square[0].item()) == state
    assert rule.weights.sum().item() == pytest.approx(3.0)


def test_gradnorm_outlives_losses_of_nothing() -> None:
    weight = nn.Parameter(torch.ones(3))
    rule = GradNorm({"a": 1.0, "b": 1.0}, GradNormConfig(), [weight])
    one_step(rule, {"a": weight.sum(), "b": (weight**2).sum()})
    one_step(rule, {"a": (weight * 0).sum(), "b": (weight**2 * 0).sum()})
    assert torch.isfinite(rule.weights).all()


def long_and_short(seed: int = 0, documents: int = 12) -> MemoryTokens:
    """Every other document has sentences two of which never fit into a row."""
    rng = np.random.default_rng(seed)

    def sentence(size: int) -> list[int]:
        first = int(rng.integers(5, training_samples.VOCABULARY))
        return [5 + (first + place) % (training_samples.VOCABULARY - 5) for place in range(size)]

    return MemoryTokens.of(
        [[sentence(11 if which % 2 else 4) for _ in range(8)] for which in range(documents)]
    )


@pytest.mark.parametrize("combining", RULES)
def test_rows_of_one_by_one_that_have_no_pair(
    tmp_path: Path, combining: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A batch of one row, as a small machine may have: many steps ask for one loss alone."""
    monkeypatch.setattr(training_samples, "sample_text", long_and_short)
    objectives = {"masked_lm": {}, "sentence_order": {}}
    recipe = sample_recipe(objectives, combining=combining, batch=1, steps=40, seed=1)
    weighed: list[dict[str, float]] = []
    learner = sample_learner(recipe)
    rule = type(learner.weighting)
    weigh = rule.weigh

    def noting(self: Any, losses: Any, share: float) -> torch.Tensor:
        weighed.append({name: loss.item() for name, loss in losses.items()})
        return weigh(self, losses, share)

    monkeypatch.setattr(rule, "weigh", noting)
    straight = bench(tmp_path / "straight", recipe)
    straight.trainer(learner=learner).train()
    assert "sentence_order" not in weighed[0]  # the very first, which GradNorm looks back to
    assert 5 < sum("sentence_order" in losses for losses in weighed) < 35
    assert all(loss > 0.0 for losses in weighed for loss in losses.values())
    broken = resumed_is_straight(tmp_path / "again", recipe, stop=7)
    assert_same_run(straight, broken)


def test_a_checkpoint_that_counted_its_steps_for_all_losses_alike_is_read() -> None:
    steps = Steps(**GRADNORM)
    steps.learn(*steps.rows[:3])
    arrays = {name: one.numpy() for name, one in steps.tensors("").items()}
    counted = next(name for name in arrays if name.endswith("weighting.steps"))
    other = Steps(**GRADNORM).learner
    other.load_arrays(arrays | {counted: np.array(3.0, np.float32)})
    assert_equal = torch.testing.assert_close
    assert_equal(other.tensors()[counted], torch.tensor([3.0, 3.0]), rtol=0, atol=0)
    with pytest.raises(Fault, match="does not fit"):
        other.load_arrays(arrays | {counted: np.zeros(3, np.float32)})
