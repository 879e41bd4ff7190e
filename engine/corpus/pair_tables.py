"""The rows of pair files: TSV, CSV or JSON lines, or two texts line by line."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, Literal

from engine.corpus.columns import LOOKED_AT, Asked, Columns, find_columns, known_name, unknown
from engine.corpus.lines import lines
from engine.corpus.records import CsvRows, delimiter_of
from engine.faults import Fault
from engine.wording import translate

Loss = Literal["malformed", "too_long", "unlabelled", "empty"]
Row = list[str]
Found = tuple[str, str, str] | Loss  # both passages and the label, "" where none is asked for

LONGEST_ROW = 1 << 20  # characters
SAMPLED = 1 << 21  # characters looked at to find the columns
MOST_LINES = 100  # of a row of a CSV; with more a quotation mark is open that should not be
OBJECTS = 1000  # without the keys, before a file of JSON lines is given up

_QUOTED = re.compile(r'"((?:[^"]|"")*)"')


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
        kind = _kind(self._path, first)
        if kind == "json":
            return self._of_objects(own)
        return self._of_rows(
            _split_at_tabs(own) if kind == "tabs" else _csv_rows(own, first, self._path)
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
            value = _object(line)
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


def _kind(path: str, first: str) -> Literal["json", "tabs", "csv"]:
    """What a file is: by its name, else by its first line."""
    name = path.lower().removesuffix(".gz")
    if name.endswith((".jsonl", ".ndjson")):
        return "json"
    if name.endswith(".csv"):
        return "csv"
    if name.endswith(".tsv"):
        return "tabs"
    if _object(first) is not None:
        return "json"
    return "tabs" if "\t" in first else "csv"


def _split_at_tabs(found: Iterable[str | None]) -> Iterator[Row | Loss]:
    """A quotation mark is only one: most such files are written without a thought of CSV."""
    for line in found:
        if line is None:
            yield "too_long"
        elif line.strip():
            yield [_unquoted(cell) for cell in line.split("\t")]


def _unquoted(cell: str) -> str:
    """A cell that some program quoted, for it has doubled quotation marks inside."""
    if '""' in cell and (quoted := _QUOTED.fullmatch(cell)):
        return quoted[1].replace('""', '"')
    return cell


def _csv_rows(found: Iterable[str | None], first: str, path: str) -> Iterator[Row | Loss]:
    csv.field_size_limit(LONGEST_ROW)
    too_long = 0

    def known() -> Iterator[str]:
        nonlocal too_long
        for line in found:
            if line is None:
                too_long += 1
            else:
                yield line

    rows = CsvRows(known(), delimiter_of(first, path), path, MOST_LINES)
    for row in rows:
        if row:
            yield row
    rows.check()
    for _ in range(too_long):
        yield "too_long"


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


def _object(line: str) -> dict[str, Any] | None:
    """A JSON object; what some corpora keep under "translation" is the object itself."""
    if not line.lstrip().startswith("{"):
        return None
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    inner = value.get("translation")
    return inner if isinstance(inner, dict) else value


def _values(value: Mapping[str, Any], keys: Mapping[str, str]) -> Found:
    first, second = (value.get(name) for role, name in keys.items() if role != "label")
    label = _label(value.get(keys["label"])) if "label" in keys else ""
    if not isinstance(first, str) or not isinstance(second, str) or label is None:
        return "malformed"
    return first, second, label


def _label(value: Any) -> str | None:
    """A label as text: files write classes as words, numbers or truth values."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value) if isinstance(value, str | int) else None
