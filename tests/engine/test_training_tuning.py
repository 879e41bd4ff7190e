"""Tuning: what is left to "auto" is measured; nothing else of the learner changes."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch
from torch.nn import functional

from engine import devices
from engine.batch import Batch
from engine.batching.loader import evaluation_batches
from engine.events import Prepared
from engine.faults import Cancelled, Fault
from engine.objectives.objective import Loss
from engine.recipe.execution import ExecutionConfig
from engine.training import tuning
from engine.training.learner import Learner
from engine.training.step import micro_batches
from engine.training.tuning import Bench, Way, measure_execution
from tests.engine.training_samples import BOTH, sample_learner, sample_recipe, training_text

RECIPE = sample_recipe(BOTH, model={"style": "classic", "dropout": 0.1})


def rows_of_a_step() -> Batch:
    learner = sample_learner(RECIPE)
    return evaluation_batches(training_text(RECIPE).training, learner.objective, 8, 0, batch=8)[0]


def measure(learner: Learner | None = None, **given: Any) -> devices.Execution:
    config = ExecutionConfig(**{"device": "cpu", **given})
    return measure_execution(
        learner or sample_learner(RECIPE), rows_of_a_step(), config, check=lambda: None
    )


@pytest.fixture(autouse=True)
def short_and_without_a_trace(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(tuning, "SECONDS", 0.1)
    before = torch.get_num_threads()
    yield
    torch.set_num_threads(before)


def test_what_is_given_is_kept() -> None:
    chosen = measure(dtype="fp32", attention="explicit", threads=1, micro_batch=3, compile=False)
    assert (chosen.dtype, chosen.attention, chosen.threads) == ("fp32", "explicit", 1)
    assert (chosen.micro_batch, chosen.compile) == (3, False)


def test_what_is_left_to_auto_is_among_the_figures_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tuning, "MICRO_BATCH_SECONDS", 60.0)  # on a machine however busy
    chosen = measure()
    shown = [name for name in chosen.measured if name.startswith(chosen.dtype)]
    assert any(chosen.attention in name for name in shown)
    assert chosen.micro_batch == 8
    assert chosen.threads == devices.usable_threads()
    assert "off" in str(chosen.measured["compile"])


@pytest.mark.parametrize("asked", ["auto", "sdpa"])
def test_the_attention_form_shown_is_the_one_computed(
    monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    """With dropout there is but one: two would be the same code, timed twice."""

    def kernel(*_: Any, **__: Any) -> None:
        raise AssertionError("torch's kernel drops nothing here")

    monkeypatch.setattr(functional, "scaled_dot_product_attention", kernel)
    learner = sample_learner(RECIPE).train()
    chosen = measure(learner, attention=asked)
    assert chosen.attention == "explicit"
    assert not any("sdpa" in name for name in chosen.measured)
    monkeypatch.undo()
    plain = sample_learner(sample_recipe(BOTH)).train()
    names = measure(plain).measured
    assert any("sdpa" in name for name in names)
    assert any("explicit" in name for name in names)


def test_measuring_leaves_weights_gradients_and_generators_alone() -> None:
    learner = sample_learner(RECIPE).train()
    before = {name: tensor.clone() for name, tensor in learner.tensors().items()}
    states = {name: one.get_state() for name, one in learner.generators().items()}
    assert states
    measure(learner)
    assert all(torch.equal(before[name], one) for name, one in learner.tensors().items())
    assert all(parameter.grad is None for parameter in learner.parameters())
    for name, one in learner.generators().items():
        assert torch.equal(one.get_state(), states[name])


def test_measuring_can_be_cancelled() -> None:
    def check() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        measure_execution(
            sample_learner(RECIPE), rows_of_a_step(), ExecutionConfig(device="cpu"), check=check
        )


class Scripted(Bench):
    """A bench whose passes take what a function says."""

    def __init__(self, seconds: Callable[[Way], float], rows: int = 8) -> None:
        batch = Batch(*[np.zeros((rows, 4), dtype=np.int64)] * 3)
        super().__init__(sample_learner(RECIPE), batch, torch.device("cpu"), lambda: None)
        self.seconds = seconds

    def _run(self, way: Way) -> float:
        return self.seconds(way)


FORMS = [Way(dtype, form, 2, 4) for dtype in ("fp32", "bf16") for form in ("sdpa", "explicit")]  # type: ignore[arg-type]


def test_the_fastest_way_wins() -> None:
    bench = Scripted(lambda way: 1.0 if way == FORMS[3] else 2.0)
    assert bench.fastest(FORMS) == FORMS[3]


def test_a_small_gain_does_not_move_the_simple_choice() -> None:
    bench = Scripted(lambda way: 0.95 if way == FORMS[3] else 1.0)
    assert bench.fastest(FORMS) == FORMS[0]


def test_one_busy_moment_does_not_decide() -> None:
    passes = dict.fromkeys(FORMS, 0)

    def seconds(way: Way) -> float:
        passes[way] += 1
        if way == FORMS[3]:
            return 9.0 if passes[way] == 3 else 1.0
        return 1.5

    assert Scripted(seconds).fastest(FORMS) == FORMS[3]


def test_a_busy_machine_hides_no_gain() -> None:
    """What comes in between only slows: two of three passes slowed tell nothing of the way."""
    passes = dict.fromkeys(FORMS, 0)

    def seconds(way: Way) -> float:
        passes[way] += 1
        disturbed = passes[way] % 3 != 2
        return 2.5 if disturbed else 1.0 if way.dtype == "bf16" else 2.0

    bench = Scripted(seconds)
    assert bench.fastest(FORMS).dtype == "bf16"
    assert max(bench.rates().values()) == 4.0  # rows a second, undisturbed


def test_a_micro_batch_is_the_most_rows_that_leave_control_its_half_second() -> None:
    def at_once(per_row: float) -> int:
        return Scripted(lambda way: per_row * way.rows).rows_at_once(Way("fp32", "sdpa", 2, 1))

    assert at_once(0.01) == 8
    assert at_once(0.2) == 2
    assert at_once(3.0) == 1


def test_slow_rows_are_measured_few_times(monkeypatch: pytest.MonkeyPatch) -> None:
    """A row that takes seconds cannot be broken off, so no more passes are made than needed."""
    clock = [0.0]
    monkeypatch.setattr(time, "perf_counter", lambda: clock[0])
    monkeypatch.setattr(tuning, "SECONDS", 2.0)

    def seconds(way: Way) -> float:
        spent = (1.5 if way.dtype == "bf16" else 2.5) * way.rows
        clock[0] += spent
        return spent

    bench = Scripted(seconds)
    rows = bench.rows_that_fit(2)
    best = bench.fastest([replace(way, rows=rows) for way in FORMS])
    assert (rows, best.dtype, bench.rows_at_once(best)) == (1, "bf16", 1)
    assert clock[0] < 15.0  # a pass to see whether it fits, a look at its speed, one of each kind
    assert len(bench.rates()) == len(FORMS)


def test_every_pass_is_told_of_and_may_be_the_last() -> None:
    told: list[Prepared] = []

    def check() -> None:
        if len(told) == 5:
            raise Cancelled

    with pytest.raises(Cancelled):
        measure_execution(
            sample_learner(RECIPE),
            rows_of_a_step(),
            ExecutionConfig(device="cpu"),
            check=check,
            progress=told.append,
        )
    assert [event.phase for event in told] == ["measuring"] * 5
    done = [event.done for event in told]
    assert done == sorted(done)
    assert all(event.total is not None and event.done <= event.total for event in told)


def test_a_micro_batch_of_a_gpu_leaves_control_its_half_second_too() -> None:
    bench = Scripted(lambda way: 0.3 * way.rows)
    bench._device = torch.device("cuda")
    assert bench.rows_at_once(Way("bf16", "sdpa", 1, 1)) == 1


def test_short_memory_shortens_the_measurement() -> None:
    def seconds(way: Way) -> float:
        if way.rows > 1:
            raise torch.OutOfMemoryError("simulated")
        return 1e-3

    assert Scripted(seconds).rows_that_fit(2) == 1


def test_a_micro_batch_stays_within_memory() -> None:
    def seconds(way: Way) -> float:
        if way.rows > 2:
            raise torch.OutOfMemoryError("simulated")
        return 1e-3

    assert Scripted(seconds).rows_at_once(Way("fp32", "sdpa", 2, 1)) == 2


def test_no_memory_for_one_row_says_what_to_do() -> None:
    class Full(Learner):
        def forward(self, batch: Batch) -> dict[str, Loss]:
            raise torch.OutOfMemoryError("simulated")

    learner = sample_learner(RECIPE)
    with pytest.raises(Fault, match="smaller model"):
        measure(Full(learner.model, learner.objective))


def test_many_cores_are_tried_with_fewer_threads_but_never_down_to_one() -> None:
    config, cpu = ExecutionConfig(), torch.device("cpu")
    ways = tuning._threads(config, cpu, Way("fp32", "sdpa", 16, 4))
    assert [way.threads for way in ways] == [16, 8, 4, 2]
    assert len(tuning._threads(config, cpu, Way("fp32", "sdpa", 2, 4))) == 1


@pytest.mark.parametrize(("has_bf16", "chosen"), [(True, "bf16"), (False, "fp32")])
def test_a_gpu_computes_in_bf16_only_where_it_is_built_for_it(
    monkeypatch: pytest.MonkeyPatch, has_bf16: bool, chosen: str
) -> None:
    def is_supported(including_emulation: bool = True) -> bool:
        return has_bf16 or including_emulation

    monkeypatch.setattr(torch.cuda, "is_bf16_supported", is_supported)
    (way,) = tuning._forms(ExecutionConfig(), torch.device("cuda"), 1, 8, drops=False)
    assert way.dtype == chosen


def test_a_micro_batch_holds_whole_groups() -> None:
    """What is shown, reported and measured is what a step will be parted into."""
    recipe = sample_recipe({"contrastive_sentence": {"group": 2}}, model={"dropout": 0.1})
    learner = sample_learner(recipe)
    batch = evaluation_batches(training_text(recipe).training, learner.objective, 8, 0)[0]
    assert (batch.num_rows, batch.together) == (8, 4)
    for given, chosen in ((1, 4), (4, 4), (5, 4), (8, 8)):
        config = ExecutionConfig(device="cpu", dtype="fp32", threads=1, micro_batch=given)
        found = measure_execution(learner, batch, config, check=lambda: None)
        assert found.micro_batch == chosen
        assert len(list(micro_batches(batch, given))) == batch.num_rows // chosen
