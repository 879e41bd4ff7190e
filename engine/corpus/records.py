"""Texts of table files: one field of every JSON line, or one column of a CSV."""

from __future__ import annotations

import csv
import json
import math
import re
from collections.abc import Iterable, Iterator
from itertools import chain

from engine.corpus.lines import LONGEST as LONGEST_RECORD
from engine.corpus.lines import lines
from engine.faults import Fault
from engine.wording import translate

LONGEST_LOOK = 1 << 20  # characters of a first line
LOOKED_AT = 1000  # records without the field before a file is given up
NO_DELIMITER = "\x1f"
NO_CSV = translate("faults", "{path} is no CSV that can be read to its end.")
_QUOTED = re.compile('"[^"]*"')


def json_records(chunks: Iterable[str], field: str, path: str) -> Iterator[str]:
    """The `field` of every line that is a JSON object (or the line itself where it is a string).

    Lines without it are left out; raises Fault at the end where there were any, and early where
    hardly any has the field.
    """
    found, names = 0, ""
    records = _Records(chunks)
    for line in records:
        if not line or line.isspace():
            continue
        value = _json(line)
        if isinstance(value, dict):
            names = names or ", ".join(str(name) for name in list(value)[:12])
            value = value.get(field)
        if isinstance(value, str):
            found += 1
            yield value
        else:
            records.without_text += 1
        if found == 0 and records.without_text >= LOOKED_AT:
            break
    if found == 0 and records.without_text:
        raise no_column(path, field, names)
    records.check(path, field)


def looks_like_records(head: str, field: str) -> bool:
    """Whether a text begins with a JSON line that has the field."""
    value = _json(head[:LONGEST_LOOK].partition("\n")[0]) if head.startswith("{") else None
    return isinstance(value, dict) and isinstance(value.get(field), str)


def csv_records(
    chunks: Iterable[str], field: str, path: str, *, cut: bool = False
) -> Iterator[str]:
    """The column `field` of a CSV with a header; a file of one column needs no name.

    Rows too short to have it are left out; raises Fault at the end where there were any, and where
    there is no such column or a quote is never closed. Where the text is `cut` it need not be.
    """
    csv.field_size_limit(LONGEST_RECORD)
    records = _Records(chunks)
    found = iter(records)
    first = next(found, "")
    rows = CsvRows(chain([first], found), delimiter_of(first, path), path)
    each = iter(rows)
    column = _column(next(each, []), field, path)
    for row in each:
        if column < len(row):
            yield row[column]
        elif row:
            records.without_text += 1
    if not cut:
        rows.check()
    records.check(path, field)


class CsvRows:
    """The rows of a CSV, from its lines; Fault where one is larger than the module csv reads.

    `most` is of lines: a row of more is a Fault too. Blank lines are rows without cells.
    """

    def __init__(
        self, found: Iterable[str], delimiter: str, path: str, most: float = math.inf
    ) -> None:
        self._found, self._delimiter, self._path, self._most = found, delimiter, path, most
        self._begun = self._ended = 0  # lines read before the last row, and with it
        self._at_end = self._open = False

    def __iter__(self) -> Iterator[list[str]]:
        rows = csv.reader(self._lines(), delimiter=self._delimiter)
        try:
            for row in rows:
                self._begun, self._ended = self._ended, rows.line_num
                self._open = self._at_end and bool(row)
                if self._ended - self._begun > self._most:
                    self.check()
                    raise no_end(self._path, self._begun + 1, self._ended)
                yield row
        except csv.Error as error:
            raise no_end(self._path, self._ended + 1, rows.line_num) from error

    def check(self) -> None:
        """Raise Fault where the last row ended in a quote, once all were read."""
        if self._open:
            raise Fault(
                NO_CSV,
                why=translate(
                    "faults",
                    "A quotation mark in the row that begins in line {line} is never closed: "
                    "{count} line(s) were taken for one cell.",
                ),
                now=translate("faults", "Close it, or double it where it belongs to the text."),
                path=self._path,
                line=self._begun + 1,
                count=self._ended - 1 - self._begun,
            )

    def _lines(self) -> Iterator[str]:
        yield from (f"{line}\n" for line in self._found)
        self._at_end = True
        yield "\n"  # a row by itself, but in a quote


def delimiter_of(header: str, path: str) -> str:
    """What stands between the cells of a table whose first line is `header`."""
    if path.lower().removesuffix(".gz").endswith(".tsv"):
        return "\t"
    bare = _QUOTED.sub("", header)
    found = max(",\t;", key=bare.count)
    # A single column has none, and the commas in its text are only commas.
    return found if found in bare else NO_DELIMITER


def _column(header: list[str], field: str, path: str) -> int:
    names = [name.strip().lstrip("\ufeff") for name in header]
    lowered = [name.lower() for name in names]
    if field in names:
        return names.index(field)
    if field.lower() in lowered:
        return lowered.index(field.lower())
    if len(names) == 1 and names[0]:
        return 0
    raise no_column(path, field, ", ".join(names[:12]))


def no_end(path: str, first: int, line: int) -> Fault:
    """The fault of a CSV whose row from the line `first` on has not ended at `line`."""
    return Fault(
        NO_CSV,
        why=translate("faults", "The row that begins in line {first} is too large in line {line}."),
        now=translate("faults", "See whether a quotation mark there is never closed."),
        path=path,
        first=first,
        line=line,
    )


def no_column(path: str, field: str, names: str) -> Fault:
    """The fault of a table without the text."""
    return Fault(
        translate("faults", "{path} has no text column “{field}”."),
        why=translate("faults", "It has: {names}."),
        now=translate("faults", "Set the text field to the column that holds the text."),
        path=path,
        field=field,
        names=names[:300] or "–",
    )


def _json(line: str) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


class _Records:
    """Lines; those longer than LONGEST_RECORD are left out. What is left out is counted."""

    def __init__(self, chunks: Iterable[str]) -> None:
        self._chunks = chunks
        self.too_long = 0
        self.without_text = 0  # counted by who looks for the text

    def __iter__(self) -> Iterator[str]:
        for line in lines(self._chunks, LONGEST_RECORD):
            if line is None:
                self.too_long += 1
            else:
                yield line

    def check(self, path: str, field: str) -> None:
        """Raise Fault where records were left out."""
        if self.too_long:
            raise Fault(
                translate("faults", "{path} has {count} record(s) of more than {limit} MB."),
                why=translate("faults", "They were left out; the rest was read."),
                now=translate("faults", "Cut them into several, or save the text as .txt."),
                path=path,
                count=self.too_long,
                limit=LONGEST_RECORD >> 20,
            )
        if self.without_text:
            raise Fault(
                translate("faults", "{path} has {count} record(s) without text in “{field}”."),
                why=translate("faults", "They were left out; the rest was read."),
                now=translate("faults", "Look into the file if there should be text in them."),
                path=path,
                count=self.without_text,
                field=field,
            )
