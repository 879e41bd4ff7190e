"""Ctrl+C: an orderly end, whatever the moment."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from engine import disk
from engine.__main__ import main
from engine.commands.telling import Teller
from engine.commands.working import stopped_by_signals
from engine.control import Control
from engine.disk.system import Data
from engine.runs.run import Run
from tests.conftest import ROOT
from tests.engine.assembly_samples import write_recipe

Captured = pytest.CaptureFixture[str]


@contextmanager
def training_process(recipe: Path, *more: str) -> Iterator[subprocess.Popen[str]]:
    """`python -m engine train` as a process of its own; ended in any case."""
    process = subprocess.Popen(
        [sys.executable, "-m", "engine", "train", str(recipe), *more],
        cwd=ROOT,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def read_until(stream: Any, sign: str) -> str:
    """Lines up to the first with `sign` in it."""
    read = ""
    for line in stream:
        read += line
        if sign in line:
            return read
    raise AssertionError(f"“{sign}” never came: {read}")


ASKING = [signal.SIGINT, signal.SIGTERM]
ASKING += [signal.SIGHUP] if hasattr(signal, "SIGHUP") else []


@pytest.fixture
def heard(request: pytest.FixtureRequest) -> Iterator[signal.Signals]:
    """A signal a process begun here hears: these tests may run where it is ignored (`nohup`)."""
    before = signal.signal(request.param, signal.SIG_DFL)
    yield request.param
    signal.signal(request.param, before)


@pytest.mark.parametrize("heard", ASKING, indirect=True)
def test_an_interrupt_saves_and_ends_with_130(tmp_path: Path, heard: signal.Signals) -> None:
    recipe, runs = write_recipe(tmp_path), str(tmp_path / "runs")
    sets = ["--set", "training.steps=100000", "--set", "training.validate_every=50000"]

    with training_process(recipe, "--runs", runs, "--name", "a", *sets) as process:
        read_until(process.stderr, "unigram entropy")
        process.send_signal(heard)
        out, err = process.communicate(timeout=120)

    (summary,) = map(json.loads, out.splitlines())
    run = Run.open(tmp_path / "runs" / "a")
    latest = run.latest()
    assert process.returncode == 130
    assert "Traceback" not in err
    assert run.status().state == "stopped"
    assert summary["steps"] == run.status().step
    assert (0 if latest is None else latest.step) == summary["steps"]


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="Windows knows no hangup")
def test_a_hangup_is_heard_unless_it_is_ignored() -> None:
    heard, control = Control(), Control()
    before = signal.getsignal(signal.SIGHUP)
    try:
        signal.signal(signal.SIGHUP, signal.SIG_IGN)  # as nohup leaves it
        with stopped_by_signals(control) as received:
            signal.raise_signal(signal.SIGHUP)
        assert (received, control.stopping) == ([], False)
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
        with stopped_by_signals(heard) as received:
            signal.raise_signal(signal.SIGHUP)
        assert (received, heard.stopping) == ([signal.SIGHUP], True)
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_DFL
    finally:
        signal.signal(signal.SIGHUP, before)


def test_an_interrupt_while_preparing_leaves_nothing(
    tmp_path: Path, capfd: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    recipe, runs = write_recipe(tmp_path), tmp_path / "runs"

    def interrupt(self: Teller, event: object) -> None:
        monkeypatch.undo()
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(Teller, "_prepared", interrupt)
    before = signal.getsignal(signal.SIGINT)

    status = main(["train", str(recipe), "--runs", str(runs)])

    out, err = capfd.readouterr()
    assert (status, out) == (130, "")
    assert "interrupted" in err
    assert not runs.exists()
    assert signal.getsignal(signal.SIGINT) is before


class Impatient(disk.Operations):
    """A disk on which somebody loses patience while a checkpoint is being written."""

    asked = False

    def write(self, file: int, data: Data) -> None:
        super().write(file, data)
        if threading.current_thread().name == "checkpoint writer" and not self.asked:
            self.asked = True
            os.kill(os.getpid(), signal.SIGINT)


def test_a_second_interrupt_ends_without_a_fault(
    tmp_path: Path, capfd: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "runs" / "a"
    told = Teller._lasting

    def interrupt(self: Teller, line: str) -> None:
        told(self, line)
        if "validation" in line and not asked:  # a line per loss tells of it
            asked.append(line)
            signal.raise_signal(signal.SIGINT)

    asked: list[str] = []
    monkeypatch.setattr(Teller, "_lasting", interrupt)
    monkeypatch.setattr(disk, "operations", Impatient())

    status = main(["train", str(write_recipe(tmp_path)), "--runs", str(path.parent), "--name", "a"])

    out, err = capfd.readouterr()
    assert (status, out) == (130, "")
    assert err.endswith("interrupted\n")
    run = Run.open(path)
    assert (run.status().state, run.status().message) == ("stopped", "")
    assert not run.at_work()
    ended = run.history().ended
    assert ended is not None
    assert (ended.ending, ended.error) == ("stopped", None)
    assert not list(path.rglob("*.partial-*"))
    assert run.latest() is not None  # the one being written was written to its end


def test_a_third_interrupt_waits_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[int] = []
    monkeypatch.setattr(os, "_exit", ended.append)

    with stopped_by_signals(Control()):
        signal.raise_signal(signal.SIGTERM)
        for _ in range(2):
            assert not ended
            with pytest.raises(KeyboardInterrupt):
                signal.raise_signal(signal.SIGINT)

    assert ended == [130]
