"""Disks that fail as a capsule is opened or packed: what was there still is, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine import disk
from engine.exchange.capsule_opening import open_capsule
from engine.exchange.capsule_packing import pack_run
from engine.faults import Fault
from tests.engine.capsule_samples import capsule
from tests.engine.failing_disk import FailingDisk
from tests.faults.capsule_refusals import new_runs


@pytest.fixture
def runs(tmp_path: Path) -> Path:
    return new_runs(tmp_path)


def test_opening_on_a_disk_that_fails_anywhere(
    tmp_path: Path, runs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = capsule(tmp_path / "one.cloze")
    counting = FailingDisk()
    monkeypatch.setattr(disk, "operations", counting)
    disk.remove(open_capsule(path, runs))
    named = next(at for at, call in enumerate(counting.calls) if call.startswith("rename one."))
    assert named > 30
    for at in range(1, named + 2, 3):
        failing = FailingDisk(at=at)
        monkeypatch.setattr(disk, "operations", failing)
        with pytest.raises(Fault, match="no space left"):
            open_capsule(path, runs)
        assert not list(runs.iterdir()), counting.calls[at - 1]


def test_packing_on_a_disk_that_fails_anywhere(
    tmp_path: Path, runs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = open_capsule(capsule(tmp_path / "one.cloze"), runs)
    (tmp_path / "old.cloze").write_bytes(b"before")
    counting = FailingDisk()
    with monkeypatch.context() as patch:
        patch.setattr(disk, "operations", counting)
        pack_run(run, tmp_path / "new.cloze")
    named = next(at for at, call in enumerate(counting.calls) if call.startswith("rename"))
    for at in range(named - 6, named + 2):
        failing = FailingDisk(at=at)
        with monkeypatch.context() as patch:
            patch.setattr(disk, "operations", failing)
            with pytest.raises(Fault, match="no space left"):
                pack_run(run, tmp_path / "old.cloze")
        assert (tmp_path / "old.cloze").read_bytes() == b"before"
        assert not list(tmp_path.glob("*partial*"))


def test_too_little_room_is_said_before_anything_is_written(
    tmp_path: Path, runs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk.operations, "free_bytes", lambda path: 1000)
    with pytest.raises(disk.DiskFull, match="no room on the disk for this capsule"):
        open_capsule(capsule(tmp_path / "one.cloze"), runs)
    assert not list(runs.iterdir())
