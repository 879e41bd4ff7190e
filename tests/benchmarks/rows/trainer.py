"""What a step waits for: the loader, the snapshot of a checkpoint; and how soon it is the first."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from engine.batching.loader import Loader
from engine.events import CheckpointSaved
from engine.training.exact_state import ExactState
from tests.benchmarks import ground, starting
from tests.benchmarks.table import Row, absolute, alternate

STEPS = 300


def measure() -> list[Row]:
    """Of bert-tiny, whose steps are the shortest; the checkpoint of a model of some size."""
    ground.text()  # prepared before anything is timed
    return [_data_wait(), _checkpoint_stall(), *_first_steps()]


def _data_wait() -> Row:
    wanted = ground.recipe("bert-tiny", training={"steps": STEPS, "validate_every": 99_999})
    with _timed(Loader, "__next__") as waits:
        trained = ground.train(wanted)
    return absolute(
        "data wait, bert-tiny",
        sum(waits[3:]) / float(trained.summary["seconds"]),
        "of the training time",
        target=None,
        aim="≤ 0.02",
        note=f"{STEPS} steps, median wait {statistics.median(waits) * 1e6:.0f} µs",
    )


def _checkpoint_stall() -> Row:
    training = {"seconds": 8, "checkpoint_seconds": 1, "validate_every": 99_999}
    with _timed(ExactState, "snapshot") as stalls:
        trained = ground.train(ground.recipe("roberta-small", training=training))
    saved = [event for _, event in trained.events if isinstance(event, CheckpointSaved)]
    written = statistics.median(event.seconds for event in saved)
    return absolute(
        "checkpoint stall, roberta-small",
        statistics.median(stalls) / written,
        "of the time to write",
        target=None,
        aim="≤ 0.1",
        note=f"{saved[0].num_bytes / 1e6:,.0f} MB written in {written:.2f} s beside training",
    )


@contextmanager
def _timed(owner: type[Any], name: str) -> Iterator[list[float]]:
    """Seconds of each call of a method, inside."""
    seconds: list[float] = []
    method: Callable[..., Any] = getattr(owner, name)

    def timed(*arguments: Any) -> Any:
        began = time.perf_counter()
        try:
            return method(*arguments)
        finally:
            seconds.append(time.perf_counter() - began)

    setattr(owner, name, timed)
    try:
        yield seconds
    finally:
        setattr(owner, name, method)


def _first_steps() -> list[Row]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        starting.prepare(folder)
        return [
            _first_step(folder, "ours", "prepared corpus", "the machine was measured before"),
            _first_step(folder, "ours, measuring", "first of its kind", "our measurement counted"),
        ]


def _first_step(folder: Path, ours: str, which: str, note: str) -> Row:
    return alternate(
        lambda: _started(ours, folder),
        lambda: _started("rival", folder),
        row=f"start-up to first step, 4×256, {which}",
        unit="s",
        target=None,
        aim="≤ 0.5",
        at_most=True,
        note=f"each in a process of its own, with its own imports only; {note}",
    )


def _started(whose: str, folder: Path) -> float:
    """Seconds from the start of a process to the end of its first step."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "tests.benchmarks.starting", whose, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as child:
        assert child.stdout is not None
        told = any(line == b"stepped\n" for line in iter(child.stdout.readline, b""))
        seconds = time.perf_counter() - began
        child.communicate()
    if child.returncode or not told:
        raise RuntimeError(f"no first step of {whose}")
    return seconds
