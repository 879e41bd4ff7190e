"""The rows of pair files: TSV, CSV or JSON lines, or two texts line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from engine.corpus.columns import LOOKED_AT, Asked, Columns, find_columns, known_name, unknown
from engine.corpus.lines import lines
from engine.corpus.table_rows import (
    LONGEST_ROW,
    Loss,
    Row,
    json_object,
    label_text,
    rows_at_tabs,
    rows_of_csv,
    table_kind,
)
from engine.faults import Fault
from engine.wording import translate

Found = tuple[str, str, str] | Loss  # both passages and the label, "" where none is asked for

SAMPLED = 1 << 21  # characters looked at to find the columns
OBJECTS = 1000  # without the keys, before a file of JSON lines is given up


class TablePairs:
    """The pairs of one table, whose text arrives in chunks, newlines being "\\n".

    `names` tells, once rows were read, which column each role was found in.
    """

    def __init__(self, chunks: Iterable[str], asked: Asked, path: str) -> None:
        self.names: Mapping[str, str] = {}
        self._lines = lines(chunks, LONGEST_ROW)
        self._asked = asked
        self._path = path

    def __iter__(self) -> Iterator[Found]:
        for line in self._lines:
            if line is None:
                yield "too_long"
            elif line.strip():
                yield from self._from(line, chain([line], self._lines))

    def _from(self, first: str, own: Iterable[str | None]) -> Iterator[Found]:
        """All rows, of which `first` is the first that tells of what kind they are."""
        kind = table_kind(self._path, first)
        if kind == "json":
            return self._of_objects(own)
        return self._of_rows(
            rows_at_tabs(own) if kind == "tabs" else rows_of_csv(own, first, self._path)
        )

    def _of_rows(self, rows: Iterator[Row | Loss]) -> Iterator[Found]:
        sample = list(_sampled(rows))
        known = [row for row in sample if isinstance(row, list)]
        columns = find_columns(known, self._asked, self._path)
        self.names = columns.names
        places = [columns.places.get(role, -1) for role in (*self._asked.passages, "label")]
        left = columns.header
        for row in chain(sample, rows):
            if not isinstance(row, list):
                yield row
            elif left:
                left = False  # the header
            else:
                yield _cells(row, places, columns)

    def _of_objects(self, found: Iterable[str | None]) -> Iterator[Found]:
        keys: dict[str, str] | None = None
        seen: Sequence[str] = ()
        for number, line in enumerate(found):
            if line is None or not line.strip():
                if line is None:
                    yield "too_long"
                continue
            value = json_object(line)
            if keys is None and value is not None:
                seen = seen or list(value)
                keys = self._keys(value)
            if keys is None and number >= OBJECTS:
                break
            yield _values(value, keys) if value is not None and keys is not None else "malformed"
        if keys is None:
            raise unknown(self._path, self._asked, seen or ["–"])

    def _keys(self, value: Mapping[str, Any]) -> dict[str, str] | None:
        found = {role: known_name(role, list(value), self._asked) for role in self._asked.roles}
        keys = {role: name for role, name in found.items() if name is not None}
        if len(keys) < len(found):
            return None
        self.names = keys
        return keys


def aligned(
    source: Iterable[str], target: Iterable[str], paths: tuple[str, str]
) -> Iterator[Found]:
    """Line n of one text with line n of the other; Fault at the end where one has more lines.

    Blank lines behind the last of both are none: many programs write one at the end.
    """
    ours, theirs = lines(source, LONGEST_ROW), lines(target, LONGEST_ROW)
    number, missing = 0, object()
    rest: Iterator[str | None] = iter(())
    for line in ours:
        other: Any = next(theirs, missing)
        if other is missing:
            rest = chain([line], ours)
            break
        number += 1
        if line is None or other is None:
            yield "too_long"
        else:
            yield line, other, ""
    beyond, more = _up_to_the_last(rest), _up_to_the_last(theirs)
    if beyond or more:
        raise Fault(
            translate("faults", "{source} has {lines} lines, and {target} has {others}."),
            why=translate("faults", "Line by line they are to be each other's translation."),
            now=translate(
                "faults", "Fetch both files again, or name the two that belong together."
            ),
            source=paths[0],
            target=paths[1],
            lines=number + beyond,
            others=number + more,
        )


def _up_to_the_last(found: Iterable[str | None]) -> int:
    """How many lines there are up to the last that is not blank."""
    count = 0
    for number, line in enumerate(found, start=1):
        if line is None or line.strip():
            count = number
    return count


def _sampled(rows: Iterator[Row | Loss]) -> Iterator[Row | Loss]:
    """The first rows, as few as are not much text."""
    count = size = 0
    for row in rows:
        yield row
        if isinstance(row, list):
            count += 1
            size += sum(map(len, row))
        if count >= LOOKED_AT or size > SAMPLED:
            return


def _cells(row: Row, places: Sequence[int], columns: Columns) -> Found:
    if len(row) <= max(places) or any(cell.strip() for cell in row[columns.width :]):
        return "malformed"
    first, second, label = (row[place] if place >= 0 else "" for place in places)
    return first, second, label


def _values(value: Mapping[str, Any], keys: Mapping[str, str]) -> Found:
    first, second = (value.get(name) for role, name in keys.items() if role != "label")
    label = label_text(value.get(keys["label"])) if "label" in keys else ""
    if not isinstance(first, str) or not isinstance(second, str) or label is None:
        return "malformed"
    return first, second, label
