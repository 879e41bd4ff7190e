"""Tables: TSV, CSV, JSON lines, a label before the first blank; a text or two, a label or score."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import ClassVar

from engine.corpus.kinds import holds_rows
from engine.examples.columns import find_columns
from engine.examples.example import Kind
from engine.examples.format import (
    NOT_SEEN,
    SHOWN,
    Format,
    Found,
    Opened,
    Seen,
    Wanted,
    shortened,
)
from engine.examples.rows import Cells, open_rows
from engine.examples.texts import texts_of

LEAST = 0.98  # of the rows are of one width, in a file whose name does not say that it is a table
LEAST_NAMED = 0.5  # where its name does


class Table(Format):
    """A row for every example; a record is (row, first, second or None, label)."""

    name: ClassVar[str] = "table"
    kinds: ClassVar[tuple[Kind, ...]] = ("classification", "regression", "translation")

    def look(self, text: Opened, wanted: Wanted) -> Seen:
        """Known by its columns: what can be learned from them."""
        opened = open_rows(text)
        sample, _ = opened.sampled()
        rows = [row for row in sample if not isinstance(row, str)]
        if not rows or (opened.named and len(rows) < 2):
            return NOT_SEEN
        found = find_columns(rows, wanted, text.path, named=opened.named)
        width = len(rows[0])
        alike = sum(len(row) == width for row in rows)
        shown = rows[1 if found.header else 0 :][:SHOWN]
        return Seen(
            sureness=_sureness(text.path, width, alike / len(rows), learnable=bool(found.kinds)),
            kinds=found.kinds,
            columns=found.names,
            header=found.header,
            roles=found.roles,
            preview=tuple(tuple(shortened(cell or "") for cell in row) for row in shown),
            rivals=found.rivals,
            labelled="label" in found.places or "second" in found.places,
        )

    def records(self, texts: Sequence[Opened], wanted: Wanted) -> Iterator[Found]:
        """Every row below the header."""
        opened = open_rows(texts[0])
        sample, every = opened.sampled()
        rows = [row for row in sample if not isinstance(row, str)]
        found = find_columns(rows, wanted, texts[0].path, named=opened.named)
        width = len(rows[0]) if rows else 0
        header = found.header
        # A header is the first row that is one, whatever stands before it.
        row_of = 0 if opened.named else 1
        for number, row in enumerate(every, start=row_of):
            if isinstance(row, str):
                yield row
            elif header:
                header = False
            else:
                yield _record(number, row, found.places, width)


def _record(number: int, row: Cells, places: Mapping[str, int], width: int) -> Found:
    at = places["first"], places.get("second"), places.get("label")
    if max(place for place in at if place is not None) >= len(row):
        return "malformed"
    if any(cell and cell.strip() for cell in row[width:]):
        return "malformed"
    first, second, label = ("" if place is None else row[place] for place in at)
    if first is None or second is None or label is None:
        return "malformed"
    return texts_of(number, first, None if at[1] is None else second, label)


def _sureness(path: str, width: int, alike: float, *, learnable: bool) -> float:
    """How much speaks for a table: its name, and several columns in rows of one width."""
    if width < 2:
        return 0.05
    named = holds_rows(Path(path))
    if alike < (LEAST_NAMED if named else LEAST):  # the commas of a text are only commas
        return 0.05
    return (0.8 if learnable else 0.4) * alike
