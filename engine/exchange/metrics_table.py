"""All metrics of a run as comma-separated values, for a spreadsheet or a data frame.

Long: a row per number (step, tokens, seconds, split, measure, name, value, unit). Wide: a row per
event, a column per measure and name; what was not measured then is left empty. Numbers are written
so that reading them gives the same number; those that are none are `nan`, `inf` and `-inf`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import astuple, fields
from pathlib import Path
from typing import Any, Literal

from engine import disk
from engine.control import Control
from engine.events import Prepared, Progress
from engine.exchange.measurements import Measurement, measured

Form = Literal["long", "wide"]
FORMS: tuple[Form, ...] = ("long", "wide")

_AT_ONCE = 500  # events written at a time
_WHEN = ("step", "tokens", "seconds", "split")

Row = list[Any]


def write_metrics_table(
    path: Path,
    file: Path,
    *,
    form: Form = "long",
    control: Control | None = None,
    progress: Progress = lambda _prepared: None,
) -> int:
    """Write the metrics of the run in the folder `path` to `file`; the rows below the header.

    Memory does not grow with the run. Raises Fault where the disk refuses, Cancelled when asked to
    stop; what stood in `file` is there then as before.
    """
    counted = 0

    def rows() -> Iterator[Row]:
        nonlocal counted
        header, found = _long(path) if form == "long" else _wide(path, control)
        yield header
        for row in found:
            counted += 1
            yield row

    disk.write_pieces(file, _pieces(rows(), control, progress))
    return counted


def _long(path: Path) -> tuple[Row, Iterator[Row]]:
    header = [field.name for field in fields(Measurement)]
    return header, (list(astuple(one)) for group in measured(path) for one in group)


def _wide(path: Path, control: Control | None) -> tuple[Row, Iterator[Row]]:
    """The columns are known once all was read; then it is read again."""
    columns: dict[str, int] = {}
    for group in measured(path):
        if control is not None:
            control.check()
        for one in group:
            columns.setdefault(one.title, len(columns))
    return [*_WHEN, *columns], (_joined(group, columns) for group in measured(path) if group)


def _joined(group: tuple[Measurement, ...], columns: dict[str, int]) -> Row:
    values: Row = [None] * len(columns)
    for one in group:
        if one.title in columns:  # a run at work may have begun to measure another since
            values[columns[one.title]] = one.value
    return [*(getattr(group[0], name) for name in _WHEN), *values]


def _pieces(rows: Iterable[Row], control: Control | None, progress: Progress) -> Iterator[bytes]:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    for done, row in enumerate(rows):
        writer.writerow(row)
        if done % _AT_ONCE == 0:
            if control is not None:
                control.check()
            progress(Prepared("saving", done, None, "rows"))
            yield written.getvalue().encode("utf-8", "backslashreplace")
            written.seek(0)
            written.truncate()
    yield written.getvalue().encode("utf-8", "backslashreplace")
