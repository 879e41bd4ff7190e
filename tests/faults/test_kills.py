"""kill -9 at random moments: no announced checkpoint is lost, every run goes on to its end."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pytest

from engine.__main__ import main
from engine.assembly import start
from engine.events import CheckpointSaved, Evaluated, StepFinished
from engine.recipe import load_recipe
from engine.runs.metrics import read_events
from engine.runs.run import Run
from tests.conftest import ROOT
from tests.engine.assembly_samples import largest_difference, train, weights, write_recipe

SAVED = re.compile(r"^step ([\d,]+): checkpoint saved$", re.MULTILINE)
BEGUN = "unigram entropy"  # the line that says the first step comes next
STEPS = 200
SETS = (
    f"training.steps={STEPS}",
    "training.checkpoint_seconds=0.01",  # always writing: most kills hit a checkpoint
    "training.validate_every=80",
    "probes.seconds=0.3",
)
KILLED = 1 if sys.platform == "win32" else -9
KEPT = 2  # valid checkpoints at least, once so many were announced
REACTION = 30  # seconds the system has for ending orphans


@dataclass
class Victim:
    """A run that is killed and resumed, each time as `python -m engine` in its own process."""

    recipe: Path
    runs: Path
    rng: random.Random
    kills: int = 0
    announced: list[int] = field(default_factory=list)
    generation: int = 0

    @property
    def path(self) -> Path:
        return self.runs / f"run-{self.generation}"

    def kill_once(self) -> None:
        """Start or resume the run, kill it at a random moment, and check what is left."""
        if self.path.exists() and Run.open(self.path).status().state == "finished":
            self.generation, self.announced = self.generation + 1, []
        process = self._spawn()
        told = self._kill(process)
        assert process.returncode in (0, KILLED), told  # it never refuses to go on
        killed = process.returncode != 0
        self.announced += [int(step.replace(",", "")) for step in SAVED.findall(told)]
        over = self._check(finished=not killed)
        self.kills += killed and not over  # one that comes after the end kills nothing

    def _spawn(self) -> subprocess.Popen[str]:
        sets = [word for each in SETS for word in ("--set", each)]
        begin = ["train", str(self.recipe), "--runs", str(self.runs), "--name", self.path.name]
        words = ["resume", str(self.path)] if self.path.exists() else [*begin, *sets]
        return subprocess.Popen(
            [sys.executable, "-m", "engine", *words],
            cwd=ROOT,
            env={**os.environ, "OMP_NUM_THREADS": "1"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )

    def _kill(self, process: subprocess.Popen[str]) -> str:
        """What it said until it was killed: sometimes while preparing, mostly while training."""
        assert process.stderr is not None
        told = ""
        if self.rng.random() < 0.85:
            for line in process.stderr:
                told += line
                if BEGUN in line:
                    break
            delay = self.rng.uniform(0.0, 0.6)
        else:
            delay = self.rng.uniform(1.0, 4.0)
        try:
            process.wait(delay)
        except subprocess.TimeoutExpired:
            children = psutil.Process(process.pid).children(recursive=True)
            process.kill()
            process.wait()
            _, orphans = psutil.wait_procs(children, REACTION)
            assert not orphans
        with process.stderr:
            return told + process.stderr.read()

    def _check(self, *, finished: bool) -> bool:
        """What the run must still have; whether it had come to its end."""
        if not self.path.exists():
            assert not self.announced
            return False
        run = Run.open(self.path)
        latest = run.latest()
        steps = [info.step for info in run.checkpoints()]
        assert (latest.step if latest else 0) >= max(self.announced, default=0)
        assert len(steps) >= min(KEPT, len(set(self.announced)))
        assert not run.damaged
        over = run.status().state == "finished"
        assert over or not finished
        assert over or run.status().state == "crashed"
        assert not over or (latest is not None and latest.step == STEPS)
        assert not list(self.path.rglob("*.partial-*"))
        rows = read_events(self.path / "metrics.jsonl")
        seen = [event.step for event in rows if isinstance(event, StepFinished)]
        saved = {event.step for event in rows if isinstance(event, CheckpointSaved)}
        measured = [event.step for event in rows if isinstance(event, Evaluated)]
        assert seen == sorted(set(seen))
        assert measured == sorted(set(measured))
        # The newest announcement may have been said and not yet written down.
        assert set(sorted(self.announced)[:-1][-KEPT:]) <= saved | set(steps)
        return over


def kill(tmp_path: Path, number: int, seed: int) -> None:
    """So many kills; then the last run goes on and equals the uninterrupted one."""
    rng = random.Random(seed)
    victim = Victim(write_recipe(tmp_path), tmp_path / "runs", rng)
    while victim.kills < number:
        victim.kill_once()

    if not victim.path.exists():
        victim.generation -= 1
    assert main(["resume", str(victim.path)]) == 0
    whole = tmp_path / "whole"
    train(start(load_recipe(victim.recipe, [*SETS, "training.checkpoint_seconds=60"]), whole))

    assert Run.open(victim.path).status().summary["steps"] == STEPS
    assert largest_difference(weights(victim.path), weights(whole)) == 0


def test_eight_kills_lose_nothing(tmp_path: Path) -> None:
    kill(tmp_path, 8, seed=0)


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("seed", range(1, 6))
def test_forty_kills_lose_nothing(tmp_path: Path, seed: int) -> None:
    kill(tmp_path, 8, seed=seed)
