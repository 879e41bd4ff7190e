"""The rows of one table, whatever stands between its cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from engine.corpus.lines import lines
from engine.corpus.table_rows import (
    LONGEST_ROW,
    json_object,
    label_text,
    rows_at_tabs,
    rows_of_csv,
    table_kind,
)
from engine.examples.format import Loss, Opened
from engine.examples.whole_json import whole_json

LOOKED_AT = 1000  # rows
KEYED = 100  # objects whose keys are the columns
SAMPLED = 1 << 21  # characters looked at to find the columns
MOST_KEYS = 1000

# What may stand before the first blank of every line: TREC's and fastText's labels.
_LABEL = re.compile(r"(?:__label__\S+|\d{1,3}|[A-Z]{2,}(?:[:_]\w+)?)")
_PREFIX = "__label__"
_LIST = re.compile(r'\s*\[\s*(?:[\[{\]"]|\Z)')  # JSON: "[Verse 1]" begins a text

Cells = list[str | None]  # None: there is something that is no text


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a table, and what of it is known beforehand."""

    rows: Iterator[Cells | Loss]
    named: bool = False  # the first row holds the names of the columns, as keys do

    def sampled(self) -> tuple[list[Cells | Loss], Iterator[Cells | Loss]]:
        """The first rows, as few as are not much text, and all of them."""
        sample: list[Cells | Loss] = []
        size = 0
        for row in self.rows:
            sample.append(row)
            size += 0 if isinstance(row, str) else sum(len(cell or "") for cell in row)
            if len(sample) >= LOOKED_AT or size > SAMPLED:
                break
        return sample, chain(sample, self.rows)


def open_rows(text: Opened) -> Rows:
    """The rows of a text. Raises Fault where it cannot be read to its end."""
    if _LIST.match(text.head):
        return _of_objects(_array(whole_json(text)))
    found = lines(text.text(), LONGEST_ROW)
    first = next((line for line in found if line is None or line.strip()), None)
    own = chain([first], found)
    kind = table_kind(text.path, first or "")
    if kind == "json" or (first or "").lstrip().startswith("{"):  # damaged, it is no table either
        return _of_objects(_objects(own))
    if kind == "tabs":
        return Rows(_wide(rows_at_tabs(own)))
    if _begins_with_labels(text):
        return Rows(_at_first_blank(own))
    return Rows(_wide(rows_of_csv(own, first or "", text.path)))


def _wide(rows: Iterable[list[str] | str]) -> Iterator[Cells | Loss]:
    for row in rows:
        if isinstance(row, str):
            yield "too_long" if row == "too_long" else "malformed"
        else:
            yield list(row)


def _begins_with_labels(text: Opened) -> bool:
    """Whether every line begins with a label and a blank."""
    if text.path.lower().removesuffix(".gz").endswith(".csv"):
        return False
    first = [line for line in islice(lines(text.text(), LONGEST_ROW), LOOKED_AT) if line]
    parts = [line.split(" ", 1) for line in first if line.strip()]
    labels = {part[0] for part in parts}
    return (
        bool(parts)
        and all(len(part) == 2 and _LABEL.fullmatch(part[0]) for part in parts)
        and len(labels) <= max(2, len(parts) // 5)
    )


def _at_first_blank(found: Iterable[str | None]) -> Iterator[Cells | Loss]:
    for line in found:
        if line is None:
            yield "too_long"
        elif line.strip():
            label, _, rest = line.partition(" ")
            yield [label.removeprefix(_PREFIX), rest]


def _objects(found: Iterable[str | None]) -> Iterator[Mapping[str, Any] | Loss]:
    for line in found:
        if line is None:
            yield "too_long"
        elif line.strip():
            value = json_object(line)
            yield "malformed" if value is None else value


def _array(value: Any) -> Iterator[Mapping[str, Any] | Loss]:
    for one in value if isinstance(value, list) else ():
        yield one if isinstance(one, dict) else "malformed"


def _of_objects(found: Iterator[Mapping[str, Any] | Loss]) -> Rows:
    first = list(islice(found, KEYED))
    keys = dict.fromkeys(key for one in first if not isinstance(one, str) for key in one)
    names = list(keys)[:MOST_KEYS]
    return Rows(chain([list(names)], _values(chain(first, found), names)), named=True)


def _values(
    found: Iterable[Mapping[str, Any] | Loss], names: Sequence[str]
) -> Iterator[Cells | Loss]:
    for one in found:
        if isinstance(one, str):
            yield one
        else:
            yield [label_text(one.get(name)) for name in names]
