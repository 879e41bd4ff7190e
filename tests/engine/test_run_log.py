"""What happened to a run can be read in its folder, also where its process died."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from engine.faults import Fault
from engine.runs.run import Run
from engine.runs.workspace import summarise
from tests.conftest import ROOT
from tests.engine.assembly_samples import (
    resume_to_end,
    sample,
    start,
    start_and_end,
    train,
    write_recipe,
)

DYING = """
import os, sys
from pathlib import Path
from engine.assembly import start
from engine.control import Control
from engine.events import RunStarted
from engine.recipe import load_recipe

def die(event):
    if isinstance(event, RunStarted):
        os.abort()

start(load_recipe(Path(sys.argv[1])), Path(sys.argv[2]))(die, Control())
"""


REFUSED = DYING.replace("os.abort()", "raise Fault('The disk is full.')").replace(
    "import os, sys", "import sys\nfrom engine.faults import Fault"
)


def lines(path: Path) -> list[str]:
    """The log without its times."""
    text = (path / "log.txt").read_text(encoding="utf-8")
    return [line.split(" ", 2)[-1] for line in text.splitlines()]


def test_what_happened_is_logged(tmp_path: Path) -> None:
    path = tmp_path / "runs" / "one"
    start_and_end(sample(tmp_path), path, stop_at=12)
    step = Run.open(path).status().step
    resume_to_end(path)

    told = lines(path)
    assert told[0].startswith("training from step 0 on cpu in fp32")
    assert told[1].startswith(f"step {step}: checkpoint saved in")
    assert told[2] == f"step {step}: stopped"
    assert told[3].startswith(f"training from step {step} on cpu")
    assert told[-1] == "step 30: finished"
    assert not (path / "fault.log").exists()


@pytest.mark.parametrize(
    ("error", "first", "with_trace"),
    [
        (RuntimeError("no such kernel"), "failed", True),
        (Fault("The disk is full."), "failed: The disk is full.", False),
        (KeyboardInterrupt(), "stopped", False),
    ],
)
def test_what_ended_a_run_is_logged(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
    first: str,
    with_trace: bool,
) -> None:
    def broken(*given: object, **named: object) -> None:
        raise error

    monkeypatch.setattr("engine.training.run_execution.known_execution", broken)
    path = tmp_path / "runs" / "one"
    with pytest.raises(type(error)):
        train(start(sample(tmp_path), path))

    told = lines(path)
    assert told[0] == first
    assert any("known_execution" in line for line in told) == with_trace
    assert ("RuntimeError: no such kernel" in (path / "log.txt").read_text()) == with_trace


def test_a_process_that_dies_leaves_its_trace_in_the_run(tmp_path: Path) -> None:
    recipe, path = write_recipe(tmp_path), tmp_path / "runs" / "one"
    died = subprocess.run(
        [sys.executable, "-c", DYING, str(recipe), str(path)],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )

    assert died.returncode not in (0, 1)
    summary = summarise(path)
    assert summary.status.state == "crashed"
    assert summary.trace.startswith("Fatal Python error: Aborted")
    assert "in die" in summary.trace


def test_a_run_that_fails_leaves_no_empty_trace(tmp_path: Path) -> None:
    recipe, path = write_recipe(tmp_path), tmp_path / "runs" / "one"
    failed = subprocess.run(  # where nobody else keeps the traces, as pytest does
        [sys.executable, "-c", REFUSED, str(recipe), str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "The disk is full." in failed.stderr
    assert lines(path)[-1].startswith("failed: The disk is full.")
    assert not (path / "fault.log").exists()
