"""Ctrl+C: an orderly end, whatever the moment."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from engine.__main__ import main
from engine.commands.telling import Teller
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


def test_an_interrupt_saves_and_ends_with_130(tmp_path: Path) -> None:
    recipe, runs = write_recipe(tmp_path), str(tmp_path / "runs")
    sets = ["--set", "training.steps=100000", "--set", "training.validate_every=50000"]

    with training_process(recipe, "--runs", runs, "--name", "a", *sets) as process:
        read_until(process.stderr, "unigram entropy")
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=120)

    (summary,) = map(json.loads, out.splitlines())
    run = Run.open(tmp_path / "runs" / "a")
    latest = run.latest()
    assert process.returncode == 130
    assert "Traceback" not in err
    assert run.status().state == "stopped"
    assert summary["steps"] == run.status().step
    assert (0 if latest is None else latest.step) == summary["steps"]


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
