"""A lock has one holder, whoever asks, and dies with it."""

from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path

import pytest

from engine import disk
from engine.disk import Lock, Operations, is_locked
from engine.faults import Fault

HOLD = """
import sys
from pathlib import Path
from engine.disk import Lock
lock = Lock(Path(sys.argv[1]))
lock.acquire()
print("held", flush=True)
sys.stdin.read()
"""


def test_one_holder_in_one_process(tmp_path: Path) -> None:
    path = tmp_path / ".lock"
    assert not is_locked(path)
    with Lock(path) as lock:
        assert lock.held
        assert is_locked(path)
        with pytest.raises(Fault, match="in use by another"):
            Lock(path, patience=0).acquire()
        assert not lock.try_acquire()
    assert not is_locked(path)
    with Lock(path):
        assert is_locked(path)


def test_asking_does_not_take_the_lock(tmp_path: Path) -> None:
    path = tmp_path / ".lock"
    assert not is_locked(path)
    assert not path.exists()
    lock = Lock(path)
    lock.acquire()
    lock.release()
    assert not any(is_locked(path) for _ in range(100))
    with Lock(path, patience=0) as again:
        assert again.held


def test_a_lock_dies_with_its_holder(tmp_path: Path) -> None:
    path = tmp_path / ".lock"
    command = [sys.executable, "-c", HOLD, str(path)]
    for _ in range(3):
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
            assert child.stdout is not None
            assert child.stdout.readline() == b"held\n"
            assert is_locked(path)
            with pytest.raises(Fault, match="in use by another"):
                Lock(path, patience=0).acquire()
            child.kill()
        assert not is_locked(path)


def test_a_lock_file_taken_away_in_the_moment_of_locking_is_not_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Meddling(disk.Operations):
        def open(self, path: Path, flags: int) -> int:
            file = super().open(path, flags)
            path.unlink()
            return file

    with monkeypatch.context() as patch:
        patch.setattr(disk, "operations", Meddling())
        assert not Lock(tmp_path / ".lock").try_acquire()
    with Lock(tmp_path / ".lock", patience=0) as lock:
        assert lock.held


def test_a_lock_file_taken_away_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / ".lock"
    first = Lock(path)
    first.acquire()
    path.unlink()
    with Lock(path) as second:
        assert second.held
        assert not Lock(path).try_acquire()
    first.release()


class NoOpenFileGoes(Operations):
    """A system on which files that are open cannot be removed."""

    def unlink(self, path: Path) -> None:
        raise PermissionError(errno.EACCES, "the file is open", str(path))


def test_a_discarded_lock_takes_its_file_along(tmp_path: Path) -> None:
    lock = Lock(tmp_path / ".lock")
    lock.acquire()
    lock.discard()
    assert not lock.held
    assert not list(tmp_path.iterdir())
    lock.discard()


def test_a_lock_is_discarded_where_open_files_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = Lock(tmp_path / ".lock")
    lock.acquire()
    monkeypatch.setattr(disk, "operations", NoOpenFileGoes())
    lock.discard()
    assert not is_locked(lock.path)
