"""Rows handed to a log survive a kill; what is damaged is left out and counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine import disk
from engine.disk import AppendLog, last_row, read_log
from engine.disk import logs as logs_module
from engine.faults import Fault
from tests.engine.failing_disk import FailingDisk


def write_rows(path: Path, count: int) -> list[dict[str, int]]:
    log = AppendLog(path)
    rows = [{"step": step, "value": step * 3} for step in range(count)]
    for row in rows:
        log.append(row)
    log.close()
    return rows


def test_rows_can_be_read_before_the_log_is_closed(tmp_path: Path) -> None:
    log = AppendLog(tmp_path / "m.jsonl")
    log.append({"step": 1})
    assert read_log(tmp_path / "m.jsonl") == [{"step": 1}]
    log.close()


def test_rows_are_brought_to_the_medium_once_a_second(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 100.0
    monkeypatch.setattr(logs_module.time, "monotonic", lambda: now)
    counting = FailingDisk()
    monkeypatch.setattr(disk, "operations", counting)
    log = AppendLog(tmp_path / "m.jsonl")
    for _ in range(5):
        log.append({"step": 1})
    assert counting.calls.count("fsync") == 1
    now = 101.0
    log.append({"step": 1})
    log.append({"step": 1})
    assert counting.calls.count("fsync") == 2
    log.close()
    assert counting.calls.count("fsync") == 3


def test_every_torn_end_is_tolerated_and_mended(tmp_path: Path) -> None:
    path = tmp_path / "m.jsonl"
    rows = write_rows(path, 3)
    whole = path.read_bytes()
    begin = whole.rindex(b"\n", 0, -1) + 1
    for length in range(begin, len(whole)):
        path.write_bytes(whole[:length])
        expected = rows if length == len(whole) - 1 else rows[:2]
        found = read_log(path)
        assert found == expected
        assert found.damaged == 0
        assert found.torn == (begin < length < len(whole) - 1)
        log = AppendLog(path)
        log.append({"step": 9})
        log.close()
        assert read_log(path) == [*expected, {"step": 9}]
        assert not read_log(path).torn


def test_every_changed_byte_costs_its_own_row_and_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "m.jsonl"
    rows = write_rows(path, 3)
    whole = path.read_bytes()
    for place in range(len(whole)):
        bad = bytearray(whole)
        bad[place] ^= 0x04
        path.write_bytes(bad)
        found = read_log(path)
        assert found.damaged or found.torn
        assert all(row in rows for row in found)
        assert len(found) >= (1 if bytes(whole[place : place + 1]) == b"\n" else 2)


@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_row_that_could_not_be_written_harms_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    path = tmp_path / "m.jsonl"
    write_rows(path, 2)
    log = AppendLog(path)
    with monkeypatch.context() as patch:
        patch.setattr(disk, "operations", FailingDisk(at))
        with pytest.raises(Fault, match="no space"):
            log.append({"step": 2})
    log.append({"step": 3})
    log.close()
    found = read_log(path)
    assert [row["step"] for row in found] == [0, 1, 3]
    assert found.damaged == 0


@pytest.mark.parametrize("at", [2, 3])
def test_a_row_that_could_not_be_written_is_gone_after_closing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    path = tmp_path / "m.jsonl"
    write_rows(path, 2)
    log = AppendLog(path)
    with monkeypatch.context() as patch:
        patch.setattr(disk, "operations", FailingDisk(at))
        with pytest.raises(Fault, match="no space"):
            log.append({"step": 2})
    log.close()
    assert [row["step"] for row in read_log(path)] == [0, 1]


def test_a_row_that_did_not_reach_the_medium_is_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = AppendLog(tmp_path / "m.jsonl")
    log.append({"step": 1})
    monkeypatch.setattr(logs_module, "SYNC_SECONDS", 0.0)
    with monkeypatch.context() as patch:
        patch.setattr(disk, "operations", FailingDisk(2))  # the write goes well, fsync does not
        with pytest.raises(Fault):
            log.append({"step": 2})
    log.append({"step": 3})
    log.close()
    assert read_log(tmp_path / "m.jsonl") == [{"step": 1}, {"step": 3}]


def test_rows_after_the_resumed_step_are_cut(tmp_path: Path) -> None:
    path = tmp_path / "m.jsonl"
    log = AppendLog(path)
    for step in (1, 2, 5, 3, 4):  # the writer of checkpoints reports late
        log.append({"step": step})
    assert log.truncate_after(3) == 2
    log.append({"step": 4})
    log.close()
    assert [row["step"] for row in read_log(path)] == [1, 2, 3, 4]


def test_the_last_row_is_found_from_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "m.jsonl"
    rows = write_rows(path, 40)
    for block in (1, 7, 64, 1 << 16):
        monkeypatch.setattr(logs_module, "BLOCK", block)
        assert last_row(path, b'"step"') == rows[-1]
        assert last_row(path, b'"step":0,') == rows[0]
        assert last_row(path, b'"step":17,') == rows[17]
        assert last_row(path, b'"other"') is None
    path.write_bytes(path.read_bytes()[:-5])
    assert last_row(path, b'"step"') == rows[-2]
    assert last_row(tmp_path / "none", b"") is None
