"""The events of a run as rows of metrics.jsonl, and back again as History."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from engine.disk import AppendLog, LogReader, last_row
from engine.events import (
    CheckpointSaved,
    Evaluated,
    Event,
    Noticed,
    RunEnded,
    RunStarted,
    StepFinished,
)
from engine.faults import Fault, Value, plain_values, values_of
from engine.wording import translate

KEPT = (RunStarted, StepFinished, Evaluated, CheckpointSaved, Noticed, RunEnded)

_KINDS: dict[str, type[Any]] = {kind.__name__: kind for kind in KEPT}
_NUMBERS = {  # mappings of floats
    "losses",
    "accuracies",
    "weights",
    "chances",
    "baselines",
    "bits_per_byte",
    "floors",
    "majorities",
    "metrics",
}


class MetricsLog:
    """The one writer of a run's metrics.jsonl. Safe to use from several threads."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._log = AppendLog(path)

    def append(self, event: Event) -> None:
        """Keep an event; those that are only news (Prepared, StateChanged, ProbeTaken) are not."""
        if isinstance(event, KEPT):
            self._log.append(row_of(event))

    def cut_after(self, step: int) -> int:
        """Drop the rows of steps after the one resumed from; how many."""
        return self._log.truncate_after(step)

    def close(self) -> None:
        """Bring all rows to the medium; appending again opens the file again."""
        self._log.close()


def read_events(path: Path) -> list[Event]:
    """The events of a metrics.jsonl; a last Noticed says where damaged rows were left out."""
    return list(stream_events(path))


def stream_events(path: Path) -> Iterator[Event]:
    """As `read_events`, one after another: a night of rows need not be in memory at once."""
    rows = LogReader(path)
    unknown = step = 0
    for row in rows:
        step = max(step, int(row.get("step", 0)))
        event = event_of(row)
        if event is None:
            unknown += 1
        else:
            yield event
    if rows.damaged or unknown:
        what = translate("notices", "{count} damaged rows of {path} were left out.")
        values: dict[str, Value] = {"count": rows.damaged + unknown, "path": str(path)}
        yield Noticed(step, "warning", what, values)


def last_event(path: Path, kind: type[Any]) -> Any:
    """The newest event of one kind, read from the end of the file; None where there is none."""
    row = last_row(path, f'"event":"{kind.__name__}"'.encode("ascii"))
    return None if row is None else event_of(row)


def row_of(event: Any) -> dict[str, Any]:
    """An event as plain data; numbers JSON cannot hold become "nan", "inf", "-inf"."""
    row: dict[str, Any] = {"event": type(event).__name__}
    for field in fields(event):
        value = getattr(event, field.name)
        row[field.name] = _plain(plain_values(value) if field.name == "values" else value)
    return row


def event_of(row: Mapping[str, Any]) -> Any:
    """The event of a row; None where the row is of no kind known here."""
    kind = _KINDS.get(row.get("event", ""))
    if kind is None:
        return None
    names = {field.name: str(field.type) for field in fields(kind)}
    try:
        given = {
            name: _read(name, names[name], value) for name, value in row.items() if name in names
        }
        return kind(**given)
    except (TypeError, ValueError, KeyError, AttributeError):
        return None


def _plain(value: Any) -> Any:
    if hasattr(value, "tolist"):  # numpy scalars and arrays
        value = value.tolist()
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, Fault):
        return value.as_data()
    if isinstance(value, BaseException):
        reason = f"{type(value).__name__}: {value}"
        return Fault("{reason}", reason=reason).as_data()
    return value


def _read(name: str, kind: str, value: Any) -> Any:
    if name in _NUMBERS:
        return {key: float(number) for key, number in value.items()}
    if name == "values":
        return values_of(value)
    if name == "error":
        return None if value is None else Fault.from_data(value)
    if kind.startswith("float") and value is not None:
        return float(value)
    if kind.startswith("tuple"):
        return tuple(value)
    return value
