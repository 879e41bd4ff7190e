"""A checkpoint that cannot be saved: told, tried again soon, and fatal only at the end."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.control import Control
from engine.events import CheckpointSaved, Event, Noticed, Prepared, StepFinished
from engine.faults import Fault
from engine.training import saving
from engine.training.snapshot import Snapshot
from engine.training.writer import CheckpointWriter
from tests.engine.training_samples import bench, sample_recipe


def full_disk(*args: Any, **kwargs: Any) -> Any:
    raise Fault("The disk is full.", now="Make room.")


def test_a_failed_save_is_told_of_and_training_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = bench(tmp_path / "run", sample_recipe(steps=40))
    control = Control()
    save = run.run.save_checkpoint
    monkeypatch.setattr(run.run, "save_checkpoint", full_disk)

    def watch(event: Event) -> None:
        if isinstance(event, StepFinished) and event.step == 2:
            control.save_now()
        if isinstance(event, Noticed):
            monkeypatch.setattr(run.run, "save_checkpoint", save)

    ended = run.trainer(control=control, watch=watch).train()
    assert ended.ending == "finished"
    (notice,) = run.of(Noticed)
    assert "disk is full" in str(notice)
    assert isinstance(notice.values["reason"], Fault)  # which the window says in its language
    assert [event.step for event in run.of(CheckpointSaved)] == [40]


@pytest.mark.parametrize("place", ["writing", "copying"])
def test_a_failed_save_is_tried_again_long_before_the_next_is_due(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    monkeypatch.setattr(saving, "AGAIN_SECONDS", 0.0)
    run = bench(tmp_path / "run", sample_recipe(steps=200, checkpoint_seconds=3600))
    control, failures = Control(), [0]

    def once(work: Any) -> Any:
        def fail(*given: Any, **named: Any) -> Any:
            failures[0] += 1
            if failures[0] == 1:
                raise MemoryError("no room for a copy")
            return work(*given, **named)

        return fail

    def watch(event: Event) -> None:
        if isinstance(event, StepFinished) and event.step == 2:
            control.save_now()

    trainer = run.trainer(control=control, watch=watch)
    owner, name = (
        (run.run, "save_checkpoint") if place == "writing" else (trainer._saver, "_snapshot")
    )
    monkeypatch.setattr(owner, name, once(getattr(owner, name)))
    assert trainer.train().ending == "finished"

    (notice,) = run.of(Noticed)
    assert "no room for a copy" in str(notice)
    assert [event.step < 200 for event in run.of(CheckpointSaved)] == [True, False]


def test_a_failed_last_save_is_a_fault_and_the_run_says_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = bench(tmp_path / "run", sample_recipe(steps=3))
    monkeypatch.setattr(run.run, "save_checkpoint", full_disk)
    with pytest.raises(Fault, match="disk is full"):
        run.trainer().train()
    assert run.run.status().state == "failed"


def test_a_writer_without_a_thread_is_waited_for_by_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_thread(self: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    writer = CheckpointWriter(full_disk)
    with monkeypatch.context() as patch:
        patch.setattr(threading.Thread, "start", no_thread)
        with pytest.raises(RuntimeError):
            writer.write(Snapshot(1, {}, {}, {}))
    assert not writer.busy
    assert writer.wait() is None
    writer.write(Snapshot(2, {}, {}, {}))
    written = writer.wait()
    assert written is not None
    assert isinstance(written.error, Fault)


def test_the_first_checkpoint_comes_early(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saving, "FIRST_SECONDS", 0.0)
    run = bench(tmp_path / "run", sample_recipe(steps=40, checkpoint_seconds=3600))
    run.trainer().train()
    steps = [event.step for event in run.of(CheckpointSaved)]
    assert len(steps) == 2
    assert steps[0] < 40


@pytest.mark.parametrize("saved", [True, False])
def test_a_failure_at_the_end_says_what_there_is_to_go_on_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, saved: bool
) -> None:
    monkeypatch.setattr(saving, "FIRST_SECONDS", 0.0 if saved else 3600.0)
    run = bench(tmp_path / "run", sample_recipe(steps=40, checkpoint_seconds=3600))

    def watch(event: Event) -> None:
        if isinstance(event, StepFinished) and event.step >= 30:
            monkeypatch.setattr(run.run, "save_checkpoint", full_disk)

    with pytest.raises(Fault, match="could not be saved") as caught:
        run.trainer(watch=watch).train()
    told = str(caught.value)
    assert "The disk is full." in told
    assert "Make room." not in told
    assert ("the one before it is whole" in told) is saved
    assert ("nothing was saved before" in told) is not saved


@pytest.mark.parametrize("asked", [True, False])
def test_how_far_a_checkpoint_has_come_is_told_to_who_asked_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: bool
) -> None:
    monkeypatch.setattr(saving, "PROGRESS_SECONDS", 0.0)
    monkeypatch.setattr(saving, "FIRST_SECONDS", 3600.0 if asked else 0.0)
    run = bench(tmp_path / "run", sample_recipe(steps=200, checkpoint_seconds=3600))
    control = Control()

    def watch(event: Event) -> None:
        if asked and isinstance(event, StepFinished) and event.step < 10:
            control.save_now()

    run.trainer(control=control, watch=watch).train()
    saved = run.of(Prepared, CheckpointSaved)
    first = next(at for at, event in enumerate(saved) if isinstance(event, CheckpointSaved))
    told = saved[:first]
    assert saved[first].step < 200
    assert bool(told) is asked
    assert all(event.phase == "saving" and event.total for event in told)
    assert [event.done for event in told] == sorted({event.done for event in told})
    if asked:
        assert told[-1].done == told[-1].total


def test_a_save_asked_for_before_the_first_step_is_done_and_gone_on_from(tmp_path: Path) -> None:
    run = bench(tmp_path / "run", sample_recipe(steps=6))
    control = Control()
    control.save_now()

    def watch(event: Event) -> None:
        if isinstance(event, CheckpointSaved):
            control.stop()

    whole = bench(tmp_path / "whole", sample_recipe(steps=6))
    whole.trainer().train()
    run.trainer(control=control, watch=watch).train()
    assert run.of(CheckpointSaved)[0].step < 6
    run.trainer().train()
    one, other = (made.run.load_latest() for made in (whole, run))
    assert all(np.array_equal(one.model[name], other.model[name]) for name in one.model)
