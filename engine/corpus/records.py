"""Texts of table files: one field of every JSON line, or one column of a CSV."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from itertools import chain

from engine.faults import Fault
from engine.wording import translate

LONGEST_RECORD = 16 << 20  # characters
LONGEST_LOOK = 1 << 20  # characters of a first line
LOOKED_AT = 1000  # records without the field before a file is given up


def json_records(chunks: Iterable[str], field: str, path: str) -> Iterator[str]:
    """The `field` of every line that is a JSON object (or the line itself where it is a string).

    Lines that are no JSON are left out; raises Fault where hardly any has the field.
    """
    found, others, names = 0, 0, ""
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
            others += 1
        if found == 0 and others >= LOOKED_AT:
            break
    if found == 0 and others:
        raise no_column(path, field, names)
    records.check(path)


def looks_like_records(head: str, field: str) -> bool:
    """Whether a text begins with a JSON line that has the field."""
    value = _json(head[:LONGEST_LOOK].partition("\n")[0]) if head.startswith("{") else None
    return isinstance(value, dict) and isinstance(value.get(field), str)


def csv_records(chunks: Iterable[str], field: str, path: str) -> Iterator[str]:
    """The column `field` of a CSV with a header; a file of one column needs no name.

    Raises Fault where there is no such column, or a quote is never closed.
    """
    csv.field_size_limit(LONGEST_RECORD)
    records = _Records(chunks)
    lines = (f"{line}\n" for line in records)
    first = next(lines, "")
    delimiter = max(",\t;", key=first.count)  # the comma where none is there
    rows = csv.reader(chain([first], lines), delimiter=delimiter)
    try:
        column = _column(next(rows, []), field, path)
        for row in rows:
            if column < len(row):
                yield row[column]
        records.check(path)
    except csv.Error as error:
        raise Fault(
            translate("faults", "{path} is no CSV that can be read to its end."),
            why="{reason} (line {line}).",
            now=translate("faults", "See whether a quotation mark there is never closed."),
            path=path,
            reason=str(error),
            line=rows.line_num,
        ) from error


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
    """Lines; those longer than LONGEST_RECORD are left out and counted."""

    def __init__(self, chunks: Iterable[str]) -> None:
        self._chunks = chunks
        self.too_long = 0

    def __iter__(self) -> Iterator[str]:
        carry: list[str] = []
        size = 0
        for chunk in self._chunks:
            first, *rest = chunk.split("\n")
            for piece in rest:
                yield from self._whole(carry, first, size + len(first))
                carry, size, first = [], 0, piece
            size += len(first)
            carry.append(first)
            if size > LONGEST_RECORD:
                carry.clear()
        if size:
            yield from self._whole(carry, "", size)

    def _whole(self, carry: list[str], last: str, size: int) -> Iterator[str]:
        if size > LONGEST_RECORD:
            self.too_long += 1
        else:
            yield "".join([*carry, last])

    def check(self, path: str) -> None:
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
