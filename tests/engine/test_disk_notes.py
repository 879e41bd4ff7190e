"""Notes: lines and traces nothing is decided by."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from engine import disk
from engine.faults import Fault
from tests.engine.failing_disk import FailingDisk


def test_lines_come_one_after_another(tmp_path: Path) -> None:
    for line in ("one", "“two”", "a lone \ud800"):
        disk.append_line(tmp_path / "log.txt", line)
    assert (tmp_path / "log.txt").read_text("utf-8") == "one\n“two”\na lone \\ud800\n"


def test_a_log_that_grows_too_long_begins_anew(tmp_path: Path) -> None:
    path = tmp_path / "log.txt"
    for number in range(10):
        disk.append_line(path, f"line {number}", most=14)
    assert path.read_text() == "line 8\nline 9\n"
    assert (tmp_path / "log.txt.1").read_text() == "line 6\nline 7\n"
    assert len(list(tmp_path.iterdir())) == 2


def test_a_trace_that_stays_empty_goes(tmp_path: Path) -> None:
    path = tmp_path / "fault.log"
    path.write_text("of an earlier death")
    with disk.open_trace(path) as file:
        assert path.read_bytes() == b""
        os.fstat(file)
    assert not path.exists()
    with disk.open_trace(path) as file:
        os.write(file, b"Fatal")
    assert path.read_bytes() == b"Fatal"
    with pytest.raises(OSError, match="descriptor"):
        os.fstat(file)


@pytest.mark.parametrize("at", [1, 2])
def test_a_trace_without_a_place_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    monkeypatch.setattr(disk, "operations", FailingDisk(at))
    with pytest.raises(Fault), disk.open_trace(tmp_path / "fault.log"):
        pytest.fail("there is no trace")
