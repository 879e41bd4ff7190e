"""A machine that is put to sleep, a clock that jumps: the run goes on as if nothing had been."""

from __future__ import annotations

import itertools
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from engine.assembly import start
from engine.recipe import load_recipe
from engine.runs.run import Run
from tests.conftest import ROOT
from tests.engine.assembly_samples import (
    largest_difference,
    resume_to_end,
    sample,
    start_and_end,
    train,
    weights,
    write_recipe,
)

STEPS = ("training.steps=300", "training.validate_every=150")  # about half a second


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no SIGSTOP")
def test_a_suspended_process_goes_on_where_it_was(tmp_path: Path) -> None:
    recipe, path = write_recipe(tmp_path), tmp_path / "runs" / "a"
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "engine", "train", str(recipe), "--name", "a"),
            *("--runs", str(path.parent), "--set", STEPS[0], "--set", STEPS[1]),
        ],
        cwd=ROOT,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    with process, process.stderr:
        for line in process.stderr:
            if "unigram entropy" in line:
                break
        process.send_signal(signal.SIGSTOP)
        os.waitid(os.P_PID, process.pid, os.WSTOPPED | os.WNOWAIT)
        assert psutil.Process(process.pid).status() == psutil.STATUS_STOPPED
        suspended = Run.open(path)
        assert suspended.at_work()
        assert suspended.status().state == "running"  # it is asleep, not dead
        process.send_signal(signal.SIGCONT)
        process.stderr.read()
    assert process.returncode == 0
    whole = tmp_path / "whole"
    train(start(load_recipe(recipe, STEPS), whole))
    assert largest_difference(weights(path), weights(whole)) == 0


@pytest.mark.parametrize("jump", [-1e6, 1e6, 0.0])
def test_a_clock_that_jumps_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jump: float
) -> None:
    recipe = sample(tmp_path, "training.checkpoint_seconds=0.001")
    whole, path = tmp_path / "runs" / "whole", tmp_path / "runs" / "one"
    start_and_end(recipe, whole)
    readings = itertools.count()
    monkeypatch.setattr(time, "time", lambda: 1.7e9 + jump * next(readings))

    start_and_end(recipe, path, stop_at=12)
    stopped = Run.open(path)
    newest = stopped.latest()
    assert newest is not None
    assert newest.step == stopped.status().step
    ended = resume_to_end(path)

    assert ended.summary["steps"] == 30
    assert largest_difference(weights(path), weights(whole)) == 0
    steps = Run.open(path).history().training.column("step")
    assert list(steps) == sorted(set(steps))
