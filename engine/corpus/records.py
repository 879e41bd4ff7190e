"""Texts of table files: one field of every JSON line, or one column of a CSV."""

from __future__ import annotations

import csv
import json
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


def csv_records(chunks: Iterable[str], field: str, path: str) -> Iterator[str]:
    """The column `field` of a CSV with a header; a file of one column needs no name.

    Rows too short to have it are left out; raises Fault at the end where there were any, and where
    there is no such column or a quote is never closed.
    """
    csv.field_size_limit(LONGEST_RECORD)
    records = _Records(chunks)
    cells = (f"{line}\n" for line in records)
    first = next(cells, "")
    rows = csv.reader(chain([first], cells), delimiter=delimiter_of(first, path))
    try:
        column = _column(next(rows, []), field, path)
        for row in rows:
            if column < len(row):
                yield row[column]
            elif row:
                records.without_text += 1
        records.check(path, field)
    except csv.Error as error:
        raise no_end(path, rows.line_num) from error


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


def no_end(path: str, line: int) -> Fault:
    """The fault of a CSV with a cell that does not end."""
    return Fault(
        translate("faults", "{path} is no CSV that can be read to its end."),
        why=translate("faults", "A cell that ends at line {line} is too large."),
        now=translate("faults", "See whether a quotation mark there is never closed."),
        path=path,
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
