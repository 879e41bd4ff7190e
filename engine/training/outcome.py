"""Outcome: what a run's folder says of how it stands and how it ended."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from engine.events import RunEnded
from engine.runs.run import Run
from engine.runs.status import State, Status
from engine.training.budget import Position
from engine.training.record import Record


class Outcome:
    """Writes the status of a run and the last line of its metrics."""

    def __init__(
        self, run: Run, record: Record, position: Position, total_steps: int | None
    ) -> None:
        self._run, self._record = run, record
        self._position, self._total = position, total_steps

    def running(self) -> None:
        """It trains."""
        self._set("running")

    def conclude(self, ended: RunEnded) -> None:
        """It came to an end, of the budget or because somebody asked.

        What the disk refused until now is written first. Raises Fault where it still does.
        """
        self._set(ended.ending, summary=dict(ended.summary))
        self._record.flush()
        self._run.metrics.append(ended)

    def fail(self, error: BaseException) -> None:
        """It broke; telling so must not hide why behind another failure, such as a full disk."""
        if isinstance(error, KeyboardInterrupt):  # somebody would not wait: nothing is broken
            ending, message = RunEnded("stopped", self._position.step, {}), ""
        else:
            ending = RunEnded("failed", self._position.step, {}, error)
            message = str(error) or type(error).__name__
        with suppress(Exception):
            self._set(ending.ending, message=message)
        with suppress(Exception):
            self._record.flush()
            self._run.metrics.append(ending)

    def _set(
        self, state: State, *, message: str = "", summary: dict[str, Any] | None = None
    ) -> None:
        self._run.set_status(Status(state, self._position.step, self._total, message, summary))
