"""A run's events as growing numpy columns: filled live or from metrics.jsonl, read by plots."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.events import (
    CheckpointSaved,
    Evaluated,
    Event,
    Noticed,
    ProbeTaken,
    RunEnded,
    RunStarted,
    StepFinished,
)

Axis = str  # "step", "tokens" or "seconds"


class Column:
    """A float64 array that grows by doubling."""

    def __init__(self) -> None:
        self._values = np.empty(256)
        self._length = 0

    def append(self, value: float) -> None:
        """Add one value at the end."""
        if self._length == len(self._values):
            self._values = np.concatenate([self._values, np.empty_like(self._values)])
        self._values[self._length] = value
        self._length += 1

    def extend(self, values: NDArray[np.float64]) -> None:
        """Add several values at the end."""
        length = self._length + len(values)
        if length > len(self._values):
            room = np.empty(max(length, 2 * len(self._values)))
            room[: self._length] = self.array()
            self._values = room
        self._values[self._length : length] = values
        self._length = length

    def array(self) -> NDArray[np.float64]:
        """The values so far; a view, not to be written to."""
        return self._values[: self._length]


class Table:
    """Rows of numbers by name; a name missing in a row is NaN there."""

    def __init__(self) -> None:
        self._columns: dict[str, Column] = {}
        self.num_rows = 0

    def append(self, row: Mapping[str, float]) -> None:
        """Add one row."""
        for name in row:
            if name not in self._columns:
                self._columns[name] = column = Column()
                for _ in range(self.num_rows):
                    column.append(np.nan)
        for name, column in self._columns.items():
            column.append(row.get(name, np.nan))
        self.num_rows += 1

    def names(self) -> tuple[str, ...]:
        """The columns, in order of their first appearance."""
        return tuple(self._columns)

    def column(self, name: str) -> NDArray[np.float64]:
        """One column; all NaN if it never appeared."""
        found = self._columns.get(name)
        return found.array() if found is not None else np.full(self.num_rows, np.nan)


class History:
    """All that was measured in one run, and the latest of everything worth showing.

    `training` and `validation` have the columns step, tokens, seconds, `loss/<name>`,
    `accuracy/<name>`; `validation` also `baseline/<name>`, `bits_per_byte/<name>` and
    `metric/<name>`; `training` also lr, gradient_norm, tokens_per_second, memory_bytes, progress
    and `weight/<name>`.
    """

    def __init__(self) -> None:
        self.training = Table()
        self.validation = Table()
        self.checkpoints: list[CheckpointSaved] = []
        self.notices: list[Noticed] = []
        self.started: RunStarted | None = None
        self.last_step: StepFinished | None = None
        self.last_losses: dict[str, float] = {}  # in training; those that take turns too
        self.last_evaluation: Evaluated | None = None
        self.last_probe: ProbeTaken | None = None
        self.probe_steps: list[int] = []
        self.ended: RunEnded | None = None

    def record(self, event: Event) -> None:
        """Take one event in."""
        match event:
            case StepFinished():
                self.training.append(_training_row(event))
                self.last_step = event
                self.last_losses |= event.losses
            case Evaluated():
                self.validation.append(_measured_row(event))
                self.last_evaluation = event
            case ProbeTaken():
                self.last_probe = event
                self.probe_steps.append(event.step)
            case CheckpointSaved():
                self.checkpoints.append(event)
            case Noticed():
                self.notices.append(event)
            case RunStarted():
                self.started, self.ended = event, None
            case RunEnded():
                self.ended = event
            case _:
                pass  # Prepared and StateChanged are news, not history

    def objectives(self) -> tuple[str, ...]:
        """The names of the losses seen, training first."""
        names = [*self.training.names(), *self.validation.names()]
        found = [name.removeprefix("loss/") for name in names if name.startswith("loss/")]
        return tuple(dict.fromkeys(found))

    def series(
        self, name: str, *, axis: Axis = "step", validation: bool = False
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """x and y of one column, without the rows where it was not measured; not to be written to.

        Asked again later, both are the same and longer.
        """
        table = self.validation if validation else self.training
        x, y = table.column(axis), table.column(name)
        there = ~np.isnan(y)
        return (x, y) if there.all() else (x[there], y[there])


def _measured_row(event: StepFinished | Evaluated) -> dict[str, float]:
    row: dict[str, Any] = {"step": event.step, "tokens": event.tokens, "seconds": event.seconds}
    row |= {f"loss/{name}": value for name, value in event.losses.items()}
    row |= {f"accuracy/{name}": value for name, value in event.accuracies.items()}
    if isinstance(event, Evaluated):
        row |= {f"baseline/{name}": value for name, value in event.baselines.items()}
        row |= {f"bits_per_byte/{name}": value for name, value in event.bits_per_byte.items()}
        row |= {f"metric/{name}": value for name, value in event.metrics.items()}
    return row


def _training_row(event: StepFinished) -> dict[str, float]:
    row = _measured_row(event)
    row |= {
        "lr": event.lr,
        "gradient_norm": event.gradient_norm,
        "tokens_per_second": event.tokens_per_second,
        "memory_bytes": event.memory_bytes,
        "progress": event.progress,
    }
    row |= {f"weight/{name}": value for name, value in event.weights.items()}
    return row
