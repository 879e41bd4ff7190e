"""The numbers of a picture as rows for a spreadsheet, made one by one wherever they are written."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from engine.control import Control
from engine.events import Prepared, Progress

BOM = b"\xef\xbb\xbf"  # or spreadsheets take the text for another encoding
AT_ONCE = 100_000  # cells of a piece: between two of them one may be asked to stop

Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class Table:
    """Headings and rows, of what was shown when it was asked for.

    `rows` reads only what nobody changes any more: another thread may make them, and of all heads
    of a large model there are millions.
    """

    headings: Row
    count: int  # of the rows
    rows: Callable[[], Iterable[Row]]

    def __iter__(self) -> Iterator[list[str]]:
        yield list(self.headings)
        for row in self.rows():
            yield list(row)


def small_table(headings: Row, rows: Sequence[Row]) -> Table:
    """A table of rows that are there already."""
    return Table(headings, len(rows), lambda: rows)


def csv_text(rows: Iterable[Row]) -> str:
    """Rows as comma-separated values, quoted where needed."""
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(rows)
    return written.getvalue()


def tabbed_text(rows: Iterable[Row]) -> str:
    """Rows as a spreadsheet takes them from the clipboard."""
    return "".join("\t".join(row) + "\n" for row in rows)


def pieces_of(
    table: Table, write: Callable[[Iterable[Row]], str], control: Control, progress: Progress
) -> Iterator[str]:
    """The text of a table piece by piece; raises Cancelled where somebody does not want it."""
    waiting: list[Row] = []
    cells = 0
    for done, row in enumerate(table):
        waiting.append(row)
        cells += len(row)
        if cells >= AT_ONCE:
            control.check()
            progress(Prepared("saving", done, table.count, "rows"))
            yield write(waiting)
            waiting, cells = [], 0
    yield write(waiting)
