"""Listening: a pass that takes long is broken off or held between its parts, and costs nothing."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch

from engine.batch import Batch
from engine.batching.loader import evaluation_batches
from engine.control import Control
from engine.devices import Execution
from engine.events import Prepared
from engine.faults import Cancelled
from engine.recipe.execution import ExecutionConfig
from engine.training import measuring, step, tuning
from engine.training.evaluation import evaluate
from engine.training.learner import Learner
from engine.training.listening import BrokenOff, checking, listening
from engine.training.meter import Meter
from engine.training.optimizers import Optimizer
from engine.training.step import Stepper
from engine.training.tuning import Bench, Way, measure_execution
from tests.engine.test_training_resume import StopAtLook, assert_same_run
from tests.engine.training_samples import BOTH, bench, sample_learner, sample_recipe, training_text

RECIPE = sample_recipe(BOTH, model={"style": "classic", "dropout": 0.1})
PLAIN = Way("fp32", "explicit", 1, 8)
ASKED = 8  # in a pass: after each of four parts going forward, before each going back


class Looks:
    """Somebody who asks for an end at the n-th look."""

    def __init__(self, last: int = 10**9) -> None:
        self.count = 0
        self.last = last

    def attend(self) -> bool:
        self.count += 1
        return self.count < self.last

    def check(self) -> None:
        if not self.attend():
            raise Cancelled


def rows() -> Batch:
    learner = sample_learner(RECIPE)
    return evaluation_batches(training_text(RECIPE).training, learner.objective, 8, 0, batch=8)[0]


def stepper(learner: Learner) -> Stepper:
    optimizer = Optimizer(learner, RECIPE.training)
    return Stepper(learner, optimizer, Meter(learner.device), clip=1.0, micro_batch=4)


def kept(learner: Learner) -> dict[str, torch.Tensor]:
    states = {name: one.get_state().clone() for name, one in learner.generators().items()}
    return {name: tensor.clone() for name, tensor in learner.tensors().items()} | states


def assert_equal(one: dict[str, torch.Tensor], other: dict[str, torch.Tensor]) -> None:
    assert one.keys() == other.keys()
    assert all(torch.equal(tensor, other[name]) for name, tensor in one.items())


def test_it_is_asked_between_the_parts_of_a_pass_both_ways() -> None:
    learner, looks = sample_learner(RECIPE).train(), Looks()
    with listening(learner, looks.check) as ear:
        losses = learner(rows().to(torch.device("cpu")))
        assert looks.count == ASKED / 2
        sum(loss.total for loss in losses.values()).backward()
    assert looks.count == ASKED
    assert ear.seconds > 0
    learner(rows().to(torch.device("cpu")))
    assert looks.count == ASKED  # nothing is left behind


def test_who_is_asked_may_look_at_the_model() -> None:
    learner, asked = sample_learner(RECIPE), []

    def look() -> None:
        asked.append(1)
        with torch.no_grad():
            learner(rows().to(torch.device("cpu")))

    with listening(learner, look):
        learner(rows().to(torch.device("cpu")))
    assert len(asked) == ASKED / 2


@pytest.mark.parametrize("last", range(1, 2 * ASKED + 3))
def test_a_step_broken_off_anywhere_leaves_no_trace(
    last: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(step, "LONG_SECONDS", 0.0)
    whole, broken = sample_learner(RECIPE).train(), sample_learner(RECIPE).train()
    stepping, before = stepper(broken), kept(broken)
    looks = Looks(last)
    assert stepping.step(rows(), rate=1.0, attend=looks.attend) is None
    assert looks.count == last
    assert_equal(kept(broken), before)
    assert all(parameter.grad is None for parameter in broken.parameters())
    for steps in (stepper(whole), stepping):
        assert steps.step(rows(), rate=1.0, attend=lambda: True) is not None
    assert_equal(kept(whole), kept(broken))


def test_a_short_pass_is_not_asked_twice() -> None:
    learner, looks = sample_learner(RECIPE).train(), Looks()
    steps = stepper(learner)
    steps._pass_seconds = step.LONG_SECONDS / 2
    steps.step(rows(), rate=1.0, attend=looks.attend)
    assert looks.count == 2  # micro-batches


@pytest.mark.parametrize("look", range(4, 60, 5))
def test_a_run_stopped_inside_a_pass_resumes_to_the_last_bit(
    look: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(step, "LONG_SECONDS", 0.0)
    recipe = sample_recipe(BOTH, model={"style": "classic", "dropout": 0.1}, steps=7)
    straight = bench(tmp_path / "straight", recipe, micro_batch=4)
    straight.trainer().train()
    broken = bench(tmp_path / "broken", recipe, micro_batch=4)
    ended = broken.trainer(control=StopAtLook(look)).train()
    assert ended.ending == "stopped"
    broken.trainer().train()
    assert_same_run(straight, broken)


@pytest.mark.parametrize("last", [1, 3])
def test_a_validation_broken_off_leaves_no_trace(last: int) -> None:
    learner = sample_learner(RECIPE).train()
    before = kept(learner)
    assert evaluate(learner, [rows()], Looks(last).attend) is None
    assert learner.training
    assert_equal(kept(learner), before)


def test_measuring_is_broken_off_inside_a_pass_and_leaves_no_trace() -> None:
    learner, looks, told = sample_learner(RECIPE), Looks(2 + ASKED // 2 + 2), []
    before = kept(learner)
    with pytest.raises(Cancelled):
        measure_execution(
            learner, rows(), ExecutionConfig(device="cpu"), check=looks.check, progress=told.append
        )
    assert len(told) == 1  # the first pass, going back
    assert all(parameter.grad is None for parameter in learner.parameters())
    assert_equal(kept(learner), before)


def one_pass(check: Callable[[], None], told: list[Prepared]) -> float:
    learner = sample_learner(RECIPE)
    return Bench(learner, rows(), torch.device("cpu"), check, told.append)._run(PLAIN)


def test_a_pause_inside_a_pass_is_not_measured() -> None:
    begun = time.perf_counter()
    seconds = one_pass(lambda: time.sleep(0.1), [])
    took = time.perf_counter() - begun
    assert took - seconds >= ASKED * 0.1


def test_a_long_pass_says_for_how_long_it_has_gone_on(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Prepared] = []
    monkeypatch.setattr(tuning, "TOLD_SECONDS", 0.3)
    one_pass(lambda: time.sleep(0.15), told)
    assert {news.detail for news in told} == {PLAIN.name}
    first, second, *_ = (news.lasting for news in told)
    assert first == 0.0
    assert second >= 0.3


def test_a_stop_while_the_cost_card_measures_is_heard_inside_a_step(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    control, told = Control(), []
    plain = Execution(device="cpu", dtype="fp32", attention="sdpa", threads=1, micro_batch=8)
    monkeypatch.setattr(measuring, "measure_execution", lambda *_, **__: plain)
    monkeypatch.setattr(step, "LONG_SECONDS", 0.0)

    def stop(*_: Any) -> None:
        told.append(1)
        control.stop()

    monkeypatch.setattr(Learner, "forward", heard_first(Learner.forward, stop))
    with pytest.raises(Cancelled):
        measuring.measure_steps(RECIPE, control)
    assert len(told) == 1


def heard_first(forward: Any, stop: Callable[[], None]) -> Any:
    def stopped(self: Learner, batch: Batch) -> Any:
        if self.training:  # not what is measured beside
            stop()
        return forward(self, batch)

    return stopped


def test_who_attends_ends_it_by_saying_so() -> None:
    checking(lambda: True)()
    with pytest.raises(BrokenOff):
        checking(lambda: False)()
