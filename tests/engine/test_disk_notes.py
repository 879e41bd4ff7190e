"""Notes: lines and traces nothing is decided by; and that nobody writes past engine/disk."""

from __future__ import annotations

import ast
import os
from pathlib import Path

import pytest

from engine import disk
from engine.faults import Fault
from tests.conftest import ROOT
from tests.engine.failing_disk import FailingDisk

WRITING = {"write_text", "write_bytes", "mkdir", "unlink", "rmdir", "touch", "rmtree", "makedirs"}
OURS = {"disk", "folder", "operations"}  # the module itself, and what it hands out


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


def test_all_writes_go_through_the_disk() -> None:
    files = [*ROOT.glob("engine/**/*.py"), *ROOT.glob("studio/**/*.py")]
    inside = ROOT / "engine" / "disk"
    past = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in files
        if inside not in path.parents
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call) and _writes(call)
    ]
    assert past == []


def _writes(call: ast.Call) -> bool:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    if isinstance(call.func, ast.Name):
        name = call.func.id
    owner = getattr(getattr(call.func, "value", None), "id", "")
    if name in WRITING or name.endswith("FileHandler"):
        return owner not in OURS
    nowhere = any(getattr(given, "attr", "") == "devnull" for given in call.args)
    return name == "open" and not nowhere and any(set("wax+") & set(mode) for mode in _modes(call))


def _modes(call: ast.Call) -> list[str]:
    """What may be the mode of an `open`: words of its letters alone."""
    given = (*call.args, *(word.value for word in call.keywords if word.arg == "mode"))
    words = [str(one.value) for one in given if isinstance(one, ast.Constant)]
    return [word for word in words if set(word) <= set("rwaxbt+")]
