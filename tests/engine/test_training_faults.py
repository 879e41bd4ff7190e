"""What goes wrong while training: named at once, and it costs at most what cannot be saved."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine import disk
from engine.batch import Batch
from engine.control import Control
from engine.events import Event, Noticed, StepFinished
from engine.faults import Fault
from engine.objectives.objective import Loss
from engine.training.learner import Learner
from engine.training.record import Record
from tests.engine.training_samples import bench, sample_learner, sample_recipe


class Spoilt(Learner):
    """A learner whose loss is what it should be not at some of its passes."""

    def __init__(self, learner: Learner, spoil: dict[int, float]) -> None:
        super().__init__(learner.model, learner.objective, learner.weighting)
        self.spoil = spoil
        self.passes = 0

    def forward(self, batch: Batch) -> dict[str, Loss]:
        losses = super().forward(batch)
        if not self.training:
            return losses
        self.passes += 1
        factor = self.spoil.get(self.passes, 1.0)
        return {
            name: Loss(loss.total * factor, loss.count, loss.correct)
            for name, loss in losses.items()
        }


def weights(learner: Learner) -> dict[str, np.ndarray]:
    return {name: tensor.numpy().copy() for name, tensor in learner.tensors().items()}


@pytest.mark.parametrize("factor", [float("nan"), float("inf"), -float("inf")])
@pytest.mark.parametrize("optimizer", ["adamw", "muon", "sgd"])
def test_an_update_that_is_not_finite_never_reaches_the_weights(
    tmp_path: Path, factor: float, optimizer: str
) -> None:
    recipe = sample_recipe(steps=3, optimizer=optimizer, lr=0.3 if optimizer == "sgd" else 0.01)
    run = bench(tmp_path / "run", recipe)
    learner = Spoilt(sample_learner(recipe), {2: factor})
    seen: list[dict[str, np.ndarray]] = []

    def watch(event: Event) -> None:
        if isinstance(event, StepFinished | Noticed):
            seen.append(weights(learner))

    ended = run.trainer(learner=learner, watch=watch).train()
    assert ended.ending == "finished"
    (notice,) = run.of(Noticed)
    assert (notice.step, notice.level) == (2, "warning")
    after_first, after_second, after_third = seen
    for name, array in after_first.items():
        np.testing.assert_array_equal(array, after_second[name])
        assert np.isfinite(after_third[name]).all()
    assert any((after_second[name] != after_third[name]).any() for name in after_second)
    assert [event.step for event in run.of(StepFinished)] == [1, 3]


def test_several_in_a_row_end_the_run_with_what_to_do_and_the_last_checkpoint(
    tmp_path: Path,
) -> None:
    recipe = sample_recipe(steps=100)
    run = bench(tmp_path / "run", recipe)
    control = Control()

    def save_early(event: Event) -> None:
        if isinstance(event, StepFinished) and event.step == 2:
            control.save_now()

    spoil = {step: float("nan") for step in range(20, 100)}
    learner = Spoilt(sample_learner(recipe), spoil)
    with pytest.raises(Fault, match="lower learning rate"):
        run.trainer(learner=learner, control=control, watch=save_early).train()
    assert len(run.of(Noticed)) == 5
    status = run.run.status()
    assert status.state == "failed"
    assert "learning rate" in status.message
    assert run.run.load_latest() is not None


def test_single_skips_far_apart_do_not_end_a_run(tmp_path: Path) -> None:
    recipe = sample_recipe(steps=16)
    run = bench(tmp_path / "run", recipe)
    learner = Spoilt(sample_learner(recipe), {step: float("nan") for step in range(2, 16, 2)})
    assert run.trainer(learner=learner).train().ending == "finished"
    assert len(run.of(Noticed)) == 7


@pytest.mark.parametrize(
    ("optimizer", "lr", "told"), [("sgd", 3e-3, 1), ("sgd", 0.3, 0), ("adam", 3e-3, 0)]
)
def test_a_rate_that_moves_nothing_is_told_of_once(
    tmp_path: Path, optimizer: str, lr: float, told: int
) -> None:
    run = bench(tmp_path / "run", sample_recipe(steps=2, optimizer=optimizer, lr=lr))
    run.trainer().train()
    run.trainer().train()
    assert sum("hardly learns" in str(event) for event in run.of(Noticed)) == told


def test_what_no_row_held_back_asks_for_is_told_and_named(tmp_path: Path) -> None:
    recipe = sample_recipe({"masked_lm": {"rate": 0.01}, "next_sentence": {}}, steps=2)
    run = bench(tmp_path / "run", recipe)

    ended = run.trainer().train()  # a hundredth of 16 tokens is none

    assert ended.summary["unmeasured"] == ["masked_lm"]
    assert set(ended.summary["validation"]) == {"next_sentence"}
    (notice,) = run.of(Noticed)
    assert (notice.step, notice.level) == (0, "warning")
    assert "masked_lm" in str(notice)


def test_a_loss_that_jumps_is_noticed(tmp_path: Path) -> None:
    recipe = sample_recipe(steps=40)
    run = bench(tmp_path / "run", recipe)
    run.trainer(learner=Spoilt(sample_learner(recipe), {35: 3.0})).train()
    (notice,) = run.of(Noticed)
    assert notice.step == 35
    assert "masked_lm" in str(notice)


def full_disk(*args: Any, **kwargs: Any) -> Any:
    raise Fault("The disk is full.", now="Make room.")


@pytest.mark.parametrize(
    ("error", "state"),
    [(ValueError("a bug"), "failed"), (SystemExit(1), "failed"), (KeyboardInterrupt(), "stopped")],
)
def test_whatever_is_raised_threads_end_and_the_status_says_so(
    tmp_path: Path, error: BaseException, state: str
) -> None:
    run = bench(tmp_path / "run", sample_recipe(steps=8))

    def watch(event: Event) -> None:
        if isinstance(event, StepFinished) and event.step == 3:
            raise error

    with pytest.raises(type(error)):
        run.trainer(watch=watch).train()
    assert run.run.status().state == state


def test_a_failure_in_the_loaders_thread_reaches_the_one_who_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = bench(tmp_path / "run", sample_recipe(steps=8))
    learner = sample_learner(run.recipe)
    trainer = run.trainer(learner=learner)
    corrupt = type(learner.objective).corrupt
    calls = []

    def fail_later(self: Any, batch: Batch, rngs: Any) -> Batch:
        calls.append(1)
        if len(calls) > 6:
            raise OSError("the shards are gone")
        return corrupt(self, batch, rngs)

    monkeypatch.setattr(type(learner.objective), "corrupt", fail_later)
    with pytest.raises(OSError, match="gone"):
        trainer.train()


def test_no_disk_at_all_still_ends_with_the_first_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = bench(tmp_path / "run", sample_recipe(steps=8))

    def watch(event: Event) -> None:
        if isinstance(event, StepFinished) and event.step == 3:
            monkeypatch.setattr(disk, "write_bytes", full_disk)
            raise ValueError("the first reason")

    with pytest.raises(ValueError, match="first reason"):
        run.trainer(watch=watch).train()


def test_a_full_disk_holds_rows_back_and_loses_none() -> None:
    told: list[Event] = []
    kept: list[Event] = []
    full = [False]

    def append(event: Event) -> None:
        if full[0]:
            raise Fault("The disk is full.", now="Make room.")
        kept.append(event)

    record = Record(told.append, append)
    first, second, third = (Noticed(step, "note", "row") for step in (1, 2, 3))
    record.tell(first)
    full[0] = True
    record.tell(second)
    record.tell(third)
    with pytest.raises(Fault, match="disk is full"):
        record.flush()
    full[0] = False
    record.flush()

    assert kept == [first, second, third]
    (notice,) = (event for event in told if event not in kept)
    assert isinstance(notice, Noticed)
    assert notice.step == 2
    assert "held back" in str(notice)


def test_a_log_that_cannot_be_written_does_not_end_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = bench(tmp_path / "run", sample_recipe(steps=40))
    append, calls = run.run.metrics.append, [0]

    def sometimes(event: Event) -> None:
        calls[0] += 1
        if 3 <= calls[0] <= 6:
            full_disk()
        append(event)

    monkeypatch.setattr(run.run.metrics, "append", sometimes)
    run.trainer().train()

    assert run.run.status().state == "finished"
    assert run.run.history().training.num_rows == len(run.of(StepFinished))
