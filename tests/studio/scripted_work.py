"""Fake trainings: what a run would tell, from one that ends or one that waits for its steps."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from engine.control import Control
from engine.events import (
    Candidate,
    Emit,
    Evaluated,
    MaskPrediction,
    ProbeTaken,
    RunEnded,
    RunStarted,
    SentenceProbe,
    StateChanged,
    StepFinished,
)
from studio.live_work import Place, Work


def step_event(step: int, progress: float = 0.5) -> StepFinished:
    """A step with two losses."""
    return StepFinished(
        step=step,
        tokens=step * 2048,
        seconds=step / 10,
        progress=progress,
        losses={"masked_lm": 6.0 - step / 100, "next_sentence": 0.69},
        accuracies={"masked_lm": 0.1, "next_sentence": 0.5},
        weights={"masked_lm": 1.0, "next_sentence": 0.5},
        lr=1e-3,
        gradient_norm=1.0,
        tokens_per_second=52_300.0,
        eta_seconds=372.0,
        memory_bytes=10**8,
    )


def started_event(path: Path, total: int | None = 100) -> RunStarted:
    """The beginning of a run on the processor."""
    return RunStarted(
        run=str(path),
        step=0,
        parameters=1000,
        unigram_entropy=6.3,
        objectives=("masked_lm", "next_sentence"),
        chances={"masked_lm": 9.0, "next_sentence": 0.69},
        total_steps=total,
        device="cpu",
        dtype="fp32",
        attention="sdpa",
        threads=1,
        micro_batch=16,
    )


def probe_event(step: int) -> ProbeTaken:
    """Two layers and heads over three tokens."""
    attention = np.full((2, 2, 3, 3), 1 / 3, dtype=np.float16)
    prediction = MaskPrediction(1, (Candidate("door", 0.4),))
    sentence = SentenceProbe(
        "a [MASK]", ("[CLS]", "[MASK]", "[SEP]"), attention, (prediction,), (0, 2)
    )
    return ProbeTaken(step, step / 10, (sentence,))


def finite_work(steps: int, total: int | None = None) -> Callable[..., Work]:
    """A fake engine that emits so many steps and finishes."""

    def make(recipe: dict[str, Any] | None, path: Path, _place: Place) -> Work:
        def work(emit: Emit, control: Control) -> None:
            emit(StateChanged("preparing"))
            emit(started_event(path, total or steps))
            emit(StateChanged("running"))
            for step in range(1, steps + 1):
                if not control.keep_going():
                    break
                emit(step_event(step, step / steps))
                if step % 10 == 0:
                    emit(probe_event(step))
            emit(Evaluated(steps, steps * 2048, steps / 10, {"masked_lm": 5.0}, {}))
            ending = "stopped" if control.stopping else "finished"
            emit(RunEnded(ending, steps, {"run": str(path)}))

        return work

    return make


class EndlessWork:
    """A fake engine that trains until it is stopped; `step()` lets it do one step."""

    def __init__(self) -> None:
        self.beats = threading.Semaphore(0)
        self.seen_pause = threading.Event()

    def __call__(self, recipe: dict[str, Any] | None, path: Path, _place: Place) -> Work:
        def work(emit: Emit, control: Control) -> None:
            emit(started_event(path, None))
            step = 0
            while not control.stopping:
                if control.paused:
                    emit(StateChanged("paused"))
                    self.seen_pause.set()
                    control.keep_going()
                    emit(StateChanged("running"))
                if self.beats.acquire(timeout=0.01):
                    step += 1
                    emit(step_event(step))
            emit(StateChanged("saving"))
            emit(RunEnded("stopped", step, {}))

        return work

    def step(self) -> None:
        """Let the training do one step."""
        self.beats.release()
