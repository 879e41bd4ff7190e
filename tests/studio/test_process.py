"""How the window's process ends: with a trace where it dies, and with nothing left where not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

DYING = """
import os, sys
from pathlib import Path
from studio.process import catching_crashes

with catching_crashes(Path(sys.argv[1])) as before:
    print(before.splitlines()[:1])
    if sys.argv[2] == "die":
        os.abort()
    if sys.argv[2] == "fail":
        raise RuntimeError("known to Python")
    if sys.argv[2] == "other":
        Path(sys.argv[1]).write_text("Fatal Python error: of the other one")
"""


def run(path: Path, how: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", DYING, str(path), how]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("how", ["end", "fail"])
def test_an_orderly_end_leaves_no_file(tmp_path: Path, how: str) -> None:
    path = tmp_path / "cache" / "fault.log"
    assert run(path, how).stdout == "[]\n"
    assert path.parent.is_dir()
    assert not path.exists()


def test_a_trace_is_told_once_by_the_next_start(tmp_path: Path) -> None:
    path = tmp_path / "fault.log"
    assert run(path, "die").returncode not in (0, 1)
    assert path.read_text().startswith("Fatal Python error: Aborted")
    assert "Fatal Python error: Aborted" in run(path, "end").stdout
    assert run(path, "end").stdout == "[]\n"


def test_the_trace_of_another_window_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "fault.log"
    run(path, "other")
    assert "of the other one" in path.read_text()
