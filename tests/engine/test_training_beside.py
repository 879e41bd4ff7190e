"""A run beside a busy window: others predict and measure in the same process, Δ = 0."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from engine.assembly import start
from engine.control import Control
from engine.events import Event, RunEnded
from engine.inference import Filler
from engine.inference.opening import open_checkpoint
from engine.runs.run import Run
from engine.training import measuring, tuning
from engine.training.thread import TrainingThread
from tests.engine.assembly_samples import largest_difference, sample, start_and_end, weights


@contextmanager
def again_and_again(work: Callable[[], object]) -> Iterator[list[int]]:
    """A thread that does the work over and over; how often it was done."""
    done, errors, over = [0], [], threading.Event()

    def run() -> None:
        while not over.is_set():
            try:
                work()
            except Exception as error:  # noqa: BLE001 - raised below
                errors.append(error)
                return
            done[0] += 1

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield done
    finally:
        over.set()
        thread.join()
        assert not errors, errors


def test_a_run_beside_a_busy_window_equals_one_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recipe = sample(tmp_path, "training.steps=40", "execution.threads=2")
    alone, beside = tmp_path / "runs" / "alone", tmp_path / "runs" / "beside"
    start_and_end(recipe, alone)
    for module in (tuning, measuring):
        monkeypatch.setattr(module, "SECONDS", 0.05)
    filler = Filler.of(open_checkpoint(Run.open(alone)))
    other = sample(tmp_path, "execution.threads=1", "training.seed=7")
    events: list[Event] = []
    thread = TrainingThread(start(recipe, beside), events.append)

    with (
        again_and_again(lambda: filler.fill("Bara [MASK] kera [MASK].")) as tried,
        again_and_again(lambda: measuring.measure_steps(other, Control())) as measured,
    ):
        thread.start()
        assert thread.join(120)
        answered = tried[0], measured[0]

    assert isinstance(events[-1], RunEnded)
    assert events[-1].ending == "finished", events[-1].error
    assert all(answered)
    assert largest_difference(weights(alone), weights(beside)) == 0
