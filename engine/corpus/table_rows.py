"""The rows of one table: cells between tabs, CSV, or the objects of JSON lines."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, Literal

from engine.corpus.records import CsvRows, delimiter_of

Loss = Literal["malformed", "too_long", "unlabelled", "empty"]
Row = list[str]
TableKind = Literal["json", "tabs", "csv"]

LONGEST_ROW = 1 << 20  # characters
MOST_LINES = 100  # of a row of a CSV; with more a quotation mark is open that should not be

_QUOTED = re.compile(r'"((?:[^"]|"")*)"')


def table_kind(path: str, first: str) -> TableKind:
    """What a file is: by its name, else by its first line."""
    name = path.lower().removesuffix(".gz")
    if name.endswith((".jsonl", ".ndjson")):
        return "json"
    if name.endswith(".csv"):
        return "csv"
    if name.endswith(".tsv"):
        return "tabs"
    if json_object(first) is not None:
        return "json"
    return "tabs" if "\t" in first else "csv"


def rows_at_tabs(found: Iterable[str | None]) -> Iterator[Row | Loss]:
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


def rows_of_csv(found: Iterable[str | None], first: str, path: str) -> Iterator[Row | Loss]:
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


def json_object(line: str) -> dict[str, Any] | None:
    """A JSON object; what some corpora keep under "translation" is the object itself."""
    if not line.lstrip().startswith("{"):
        return None
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    inner = value.get("translation")
    return inner if isinstance(inner, dict) else value


def label_text(value: Any) -> str | None:
    """A label as text: files write classes as words, numbers or truth values."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value) if isinstance(value, str | int) else None
