"""How long a run trains: one budget, in steps, tokens, epochs, minutes or seconds."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Budget:
    """One budget; progress 0 … 1 follows from what was done so far."""

    unit: str  # "steps", "tokens", "epochs", "minutes" or "seconds"
    amount: float
    rows: int  # of one epoch
    batch: int  # rows per step

    @property
    def total_steps(self) -> int | None:
        """Steps of the whole run; None where that cannot be known beforehand."""
        if self.unit == "steps":
            return int(self.amount)
        if self.unit == "epochs":
            # rounding first, so that 0.1 × 10 epochs are not one step too many
            return max(1, math.ceil(round(self.amount * self.rows / self.batch, 6)))
        return None

    @property
    def total_seconds(self) -> float | None:
        """Seconds of training of the whole run, where the budget is a time."""
        if self.unit == "minutes":
            return self.amount * 60
        return self.amount if self.unit == "seconds" else None

    def progress(self, *, step: float, tokens: float, seconds: float) -> float:
        """The share of the budget that is used up, 0 … 1."""
        if self.total_seconds is not None:
            done = seconds / self.total_seconds
        elif self.total_steps is not None:
            done = step / self.total_steps
        else:
            done = tokens / self.amount
        return min(done, 1.0)


class Stopwatch:
    """Seconds of training: runs during steps only, so pauses and validation cost no budget."""

    def __init__(self, seconds: float = 0.0) -> None:
        # Seconds before, and since when more run: one tuple, for the loader reads it in its thread.
        self._state: tuple[float, float | None] = (seconds, None)

    @property
    def seconds(self) -> float:
        """Seconds measured so far, over all resumes."""
        before, since = self._state
        return before if since is None else before + time.perf_counter() - since

    @contextmanager
    def running(self) -> Iterator[None]:
        """Count the time inside."""
        self._state = (self.seconds, time.perf_counter())
        try:
            yield
        finally:
            self._state = (self.seconds, None)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Do not count the time inside, though a step is under way."""
        was_running = self._state[1] is not None
        self._state = (self.seconds, None)
        try:
            yield
        finally:
            if was_running:
                self._state = (self.seconds, time.perf_counter())


@dataclass(slots=True)
class Position:
    """Where a run stands, over all resumes."""

    step: int
    tokens: int
    watch: Stopwatch
    lr: float = 0.0  # of the last step

    @staticmethod
    def at(state: Mapping[str, Any]) -> Position:
        """Where a checkpoint of this state stands; at the very beginning where it is empty."""
        watch = Stopwatch(state.get("seconds", 0.0))
        return Position(state.get("step", 0), state.get("tokens", 0), watch, state.get("lr", 0.0))

    @property
    def seconds(self) -> float:
        """Seconds of training."""
        return self.watch.seconds
