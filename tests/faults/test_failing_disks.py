"""Disks that fail at any moment of a run: told, and what was saved is whole."""

from __future__ import annotations

import errno
import random
import shutil
from pathlib import Path

import pytest

from engine import disk
from engine.__main__ import main
from engine.runs.run import Run
from tests.engine.assembly_samples import write_recipe
from tests.engine.failing_disk import FailingDisk


def calls_of_a_run(recipe: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """How often a whole run writes to the disk."""
    counting = FailingDisk()
    with monkeypatch.context() as patch:
        patch.setattr(disk, "operations", counting)
        assert main(["train", str(recipe), "--runs", str(folder), "--name", "a"]) == 0
    return len(counting.calls)


METRICS, LOG = ["fsync", "close"], ["open", "write", "close"]

# From the call on that fails; after one that does not open there is nothing to write or close.
LAST_CALLS = [METRICS + LOG[:1], METRICS[1:] + LOG[:1], LOG[:1], LOG[1:], LOG[2:], []]


def assert_failed_late(calls: list[str], at: int) -> None:
    """The last calls bring the last second of the metrics to the medium, which they never
    promised, close them, and write to log.txt, by which nothing is decided. A run may also have
    made fewer calls than the one that was counted.
    """
    late = [call.split()[0] for call in calls]
    assert late in LAST_CALLS, f"call {at}: {late}"
    assert [call for call in calls if call.startswith("open")] in (["open log.txt"], [])


REASONS = {errno.ENOSPC: "The disk is full.", errno.EROFS: "The disk can only be read."}
EVERY_CALL = pytest.param(None, marks=[pytest.mark.slow, pytest.mark.timeout(7200)], id="all")


@pytest.mark.parametrize("most", [6, EVERY_CALL])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS], ids=["full", "read-only"])
def test_a_disk_that_fails_at_any_moment(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    code: int,
    most: int | None,
) -> None:
    recipe, runs = write_recipe(tmp_path), tmp_path / "runs"
    recipe.write_text(recipe.read_text().replace("steps = 30", "steps = 6"))
    monkeypatch.setenv("CLOZE_STUDIO_CACHE", str(tmp_path / "cache"))
    for name in ("AGAIN_SECONDS", "PATIENCE_SECONDS"):  # nobody makes room
        monkeypatch.setattr(f"engine.training.room.{name}", 0.0)
    number = calls_of_a_run(recipe, tmp_path / "whole", monkeypatch)

    for at in random.Random(code).sample(range(1, number + 1), most or number):
        shutil.rmtree(tmp_path / "cache", ignore_errors=True)
        capfd.readouterr()
        with monkeypatch.context() as patch:
            failing = FailingDisk(at, code=code, lasting=True)
            patch.setattr(disk, "operations", failing)
            status = main(["train", str(recipe), "--runs", str(runs), "--name", str(at)])
        out, err = capfd.readouterr()

        if status == 0 and most is None:
            assert_failed_late(failing.calls[at - 1 :], at)
            assert Run.open(runs / str(at)).status().state == "finished"
            continue
        assert (status, out) == (1, ""), f"call {at}: {err}"
        assert "Traceback" not in err
        assert REASONS[code] in err, f"call {at}: {err}"
        if (runs / str(at)).exists():
            run = Run.open(runs / str(at))
            assert not run.damaged
            assert main(["resume", str(run.path)]) == 0
            assert run.status().state == "finished"
