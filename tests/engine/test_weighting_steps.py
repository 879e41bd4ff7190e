"""Weights of losses over the steps of training: micro-batches, bad updates, broken steps."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import torch
from torch import nn

from engine.batch import Batch
from engine.batching.loader import Loader
from engine.objectives.dynamic_average import DynamicAverage, DynamicAverageConfig
from engine.objectives.gradnorm import GradNorm, GradNormConfig
from engine.objectives.objective import Loss
from engine.objectives.plan import CombiningConfig
from engine.objectives.weighting import Weighting
from engine.training.learner import Learner
from engine.training.meter import Meter
from engine.training.optimizers import Optimizer
from engine.training.step import Stepper
from tests.engine.test_weighting import UNCERTAINTY, one_step
from tests.engine.test_weighting_gradnorm import GRADNORM, Toy
from tests.engine.training_samples import BOTH, sample_learner, sample_recipe, training_text

AVERAGE = {"weighting": "dynamic_average", "window": 2}
RULES = [UNCERTAINTY, AVERAGE, GRADNORM]


@pytest.fixture(autouse=True)
def one_thread() -> Any:
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def stepper(learner: Learner, recipe: Any, micro_batch: int = 8) -> Stepper:
    optimizer, meter = Optimizer(learner, recipe.training), Meter(learner.device)
    return Stepper(learner, optimizer, meter, clip=1.0, micro_batch=micro_batch)


def batches(recipe: Any, learner: Learner, count: int) -> list[Batch]:
    loader = Loader(training_text(recipe).training, learner.objective, rows=8, seed=0)
    try:
        return [next(loader) for _ in range(count)]
    finally:
        loader.close()


def weights_after(combining: dict[str, Any], micro_batch: int) -> dict[str, float]:
    recipe = sample_recipe(BOTH, combining=combining)
    learner = sample_learner(recipe).double()
    learner.model.set_compute(torch.float64)
    at_work = stepper(learner, recipe, micro_batch)
    for batch in batches(recipe, learner, 7):
        assert at_work.step(batch, rate=1.0, attend=lambda: True) is not None
    return learner.weighting.current(BOTH)


@pytest.mark.parametrize("combining", RULES)
@pytest.mark.parametrize("micro_batch", [1, 3, 7])
def test_any_split_into_micro_batches_gives_the_same_weights(
    combining: dict[str, Any], micro_batch: int
) -> None:
    whole, split = weights_after(combining, 8), weights_after(combining, micro_batch)
    assert whole == pytest.approx(split, rel=1e-6)
    assert all(abs(weight - 1.0) > 1e-3 for weight in whole.values())


class Spoiled(Learner):
    """Its losses can be made infinite."""

    spoil = False

    def forward(self, batch: Batch) -> dict[str, Loss]:
        losses = super().forward(batch)
        if self.spoil:
            losses = {
                name: replace(loss, total=loss.total * float("inf"))
                for name, loss in losses.items()
            }
        return losses


@pytest.mark.parametrize("combining", RULES)
def test_an_update_that_is_left_out_moves_no_weight(combining: dict[str, Any]) -> None:
    recipe = sample_recipe(BOTH, combining=combining)
    whole = sample_learner(recipe)
    learner = Spoiled(whole.model, whole.objective, whole.weighting)
    at_work = stepper(learner, recipe)
    rows = batches(recipe, learner, 6)
    for batch in rows[:3]:
        at_work.step(batch, rate=1.0, attend=lambda: True)
    before = {name: tensor.clone() for name, tensor in learner.tensors().items()}
    learner.spoil = True
    for batch in rows[3:5]:
        done = at_work.step(batch, rate=1.0, attend=lambda: True)
        assert done is not None
        assert done.skipped == (True,)
    assert all(torch.equal(before[name], one) for name, one in learner.tensors().items())
    learner.spoil = False
    at_work.step(rows[5], rate=1.0, attend=lambda: True)
    assert all(torch.isfinite(one).all() for one in learner.tensors().values())


@pytest.mark.parametrize("rule", ["average", "gradnorm"])
@pytest.mark.parametrize("bad", [float("nan"), float("inf")])
def test_a_flag_on_the_device_keeps_the_state(rule: str, bad: float) -> None:
    """As on a GPU, where the host does not know yet that the update is left out."""
    shared = nn.Parameter(torch.ones(3))
    base = {"a": 1.0, "b": 1.0}
    made: Weighting = (
        DynamicAverage(base, DynamicAverageConfig(window=2))
        if rule == "average"
        else GradNorm(base, GradNormConfig(), [shared])
    )
    for factor in (1.0, 2.0, 1.5):
        one_step(made, {"a": (shared * factor).sum(), "b": (shared**2).sum()}, torch.ones(()))
    before = {name: one.clone() for name, one in made.state_dict().items()}
    one_step(made, {"a": (shared * bad).sum(), "b": (shared**2).sum()}, torch.zeros(()))
    assert all(torch.equal(before[name], one) for name, one in made.state_dict().items())


@pytest.mark.parametrize("combining", RULES)
def test_a_loss_without_weight_stays_without(combining: dict[str, Any]) -> None:
    objectives = {"masked_lm": {}, "next_sentence": {"weight": 0.0}}
    # GradNorm of one loss alone is refused before anything is built.
    rule = CombiningConfig.model_validate(combining)
    recipe = replace(sample_recipe(objectives), combining=rule)
    learner = sample_learner(recipe)
    at_work = stepper(learner, recipe)
    for batch in batches(recipe, learner, 6):
        at_work.step(batch, rate=1.0, attend=lambda: True)
    weights = learner.weighting.current(BOTH)
    assert weights["next_sentence"] == 0.0
    if combining != UNCERTAINTY:  # the other one is alone then
        assert weights["masked_lm"] == 1.0
    # A factor that no gradient holds back would grow until 0 times it is no number.
    assert not any("next_sentence" in name for name, _ in learner.weighting.named_parameters())


def test_a_step_that_was_broken_off_leaves_nothing_behind() -> None:
    toy = Toy(2)
    weight = nn.Parameter(torch.from_numpy(toy.start.copy()))
    rules = [GradNorm({"0": 1.0, "1": 1.0}, GradNormConfig(), [weight]).double() for _ in range(2)]
    rules[0].begin()
    rules[0].weigh(toy.losses(weight), 0.5)
    for _ in range(3):
        for rule in rules:
            one_step(rule, toy.losses(weight))
    assert torch.equal(rules[0].weights, rules[1].weights)
