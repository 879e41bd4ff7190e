"""Checkpoints of steps that were not gone on from: kept aside, and in nobody's way."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from engine.faults import Fault
from engine.runs import Run
from engine.runs.checkpoint import Checkpoints
from tests.engine.run_samples import new_run, save
from tests.engine.test_checkpoints import flip, steps


def renewed(run: Run, step: int) -> list[int]:
    """Go on from an older checkpoint, and save twice; which steps count then."""
    run.cut_after(step)
    for later in (step + 5, step + 6):
        save(run, later, keep=2)
    return steps(run)


def test_what_was_passed_over_is_kept_aside_and_never_gone_on_with(tmp_path: Path) -> None:
    run = new_run(tmp_path / "run")
    for step in (10, 20, 30):
        save(run, step)
    stale = run.path / "checkpoints" / "step-00000030" / "model.safetensors"
    flip(stale)
    again = Run.open(run.path)
    checkpoint, told = again.resume_point()
    assert checkpoint is not None
    assert checkpoint.step == 20
    assert len(told) == 1

    assert renewed(again, 20) == [25, 26]

    aside = run.path / "checkpoints" / "passed-over-00000030"
    flip(aside / stale.name)  # it can be read again
    latest = Run.open(run.path).latest()
    assert latest is not None
    assert latest.step == 26
    assert str(aside) in (run.path / "log.txt").read_text("utf-8")
    save(again, 30)
    again.cut_after(26)
    assert sorted(path.name for path in aside.parent.iterdir()) == [
        *("passed-over-00000030", "passed-over-00000030-2"),
        *("step-00000025", "step-00000026"),
    ]


def test_checkpoints_of_later_steps_never_thin_out_the_one_just_saved(tmp_path: Path) -> None:
    run = new_run(tmp_path / "run")
    for step in (100, 200, 300):  # somebody put them back beside a run that goes on at 10
        save(run, step)
    for step in (10, 20, 30, 40):
        assert save(run, step, keep=2).step == step
    assert steps(run) == [30, 40, 100, 200, 300]


def test_a_checkpoint_that_is_taken_away_at_once_is_a_named_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = new_run(tmp_path / "run")

    def take(self: Checkpoints, *_: object) -> None:
        shutil.rmtree(self.folder / "step-00000010")

    monkeypatch.setattr(Checkpoints, "_thin", take)
    with pytest.raises(Fault, match="The checkpoint of step 10 is no longer there") as caught:
        save(run, 10)
    assert f"See what else writes to {run.path / 'checkpoints'}." in str(caught.value)
