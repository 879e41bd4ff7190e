"""What is written reaches the medium, as far as each disk and system can."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from engine import disk
from engine.disk import system
from tests.engine.failing_disk import FailingDisk


def test_bytes_reach_the_medium_before_the_name_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counting = FailingDisk()
    monkeypatch.setattr(disk, "operations", counting)
    disk.write_bytes(tmp_path / "a", b"1234")
    kinds = [call.split()[0] for call in counting.calls]
    assert kinds == ["open", "write", "fsync", "close", "rename", "sync"]


@pytest.mark.parametrize("code", [errno.EINVAL, errno.ENOTSUP])
def test_a_disk_that_cannot_sync_folders_is_written_to_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    sync = os.fsync

    def files_only(file: int) -> None:
        if stat.S_ISDIR(os.fstat(file).st_mode):
            raise OSError(code, os.strerror(code))
        sync(file)

    monkeypatch.setattr(os, "fsync", files_only)
    disk.write_text(tmp_path / "a.txt", "text")
    assert disk.read_text(tmp_path / "a.txt") == "text"


def test_macs_sync_as_far_as_the_disk_can(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fcntl = pytest.importorskip("fcntl")

    def refused(file: int, command: int) -> None:
        raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))

    monkeypatch.setattr(system.sys, "platform", "darwin")
    monkeypatch.setattr(fcntl, "F_FULLFSYNC", 51, raising=False)
    monkeypatch.setattr(fcntl, "fcntl", refused)
    disk.write_text(tmp_path / "a.txt", "text")
    assert disk.read_text(tmp_path / "a.txt") == "text"
