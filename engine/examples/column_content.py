"""What the cells of a column look like: labels, scores, texts, or numbers of rows."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from engine.corpus.labels import LONGEST_LABEL, MISSING, is_usual
from engine.examples.example import Kind

LEAST = 8  # rows from which on it matters how often cells come back
FEW = 0.5  # of the cells of a column of labels are different at most
MOST = 0.95  # of its cells a column is what it is taken for
LONG = 60  # characters of a label at the mean
GRADES = 20  # different whole numbers; more are scores
FRACTIONS = 10  # different numbers with fractions; fewer are classes
RELATIVE = 0.2  # of the longest text, at the mean, is another text


@dataclass(frozen=True, slots=True)
class Column:
    """The cells of a column that are not empty, of `num_rows` rows."""

    cells: tuple[str, ...]
    num_rows: int

    @property
    def different(self) -> frozenset[str]:
        """Its different cells, without those that say that there is no label."""
        return frozenset(self.cells) - set(MISSING)

    @property
    def length(self) -> float:
        """Characters at the mean."""
        return sum(map(len, self.cells)) / max(1, len(self.cells))

    def share(self, test: Iterable[bool]) -> float:
        """How much of it passes a test of every cell."""
        return sum(test) / max(1, len(self.cells))

    @property
    def numeric(self) -> bool:
        """Whether it holds numbers."""
        known = [cell for cell in self.cells if cell not in MISSING]
        return bool(known) and sum(map(is_number, known)) >= MOST * len(known)

    @property
    def counts(self) -> bool:
        """Whether it numbers the rows."""
        numbers = [float(cell) for cell in self.cells if is_number(cell)]
        rising = all(a < b and b == int(b) for a, b in pairwise(numbers))
        return self.numeric and rising and len(numbers) >= LEAST


def columns_of(rows: Sequence[Sequence[str | None]], width: int) -> list[Column]:
    """The columns of the first rows."""
    found = []
    for at in range(width):
        cells = ((row[at] or "").strip() for row in rows if at < len(row))
        found.append(Column(tuple(cell for cell in cells if cell), len(rows)))
    return found


def label_among(
    columns: Sequence[Column], free: Iterable[int], *, numbers: bool = False
) -> int | None:
    """Where the labels or scores are: few short words that come back, or numbers; None: nowhere."""
    return next(iter(labels_among(columns, free, numbers=numbers)), None)


def labels_among(
    columns: Sequence[Column], free: Iterable[int], *, numbers: bool = False
) -> list[int]:
    """All columns where labels or scores could be, the surest first.

    That is the one that is not the same in every row, holds usual labels, and has the fewest. With
    `numbers` only scores are looked for.
    """
    found = [at for at in free if _may_be_label(columns[at])]
    found = [at for at in found if columns[at].numeric or not numbers]
    if len(found) == len(columns):  # one of them is the text
        longest = max(found, key=lambda at: columns[at].length)
        found.remove(longest)

    def rank(at: int) -> tuple[bool, bool, int, int]:
        column = columns[at]
        usual = column.numeric or column.share(map(is_usual, column.cells)) > FEW
        return len(column.different) < 2, not usual, len(column.different), -at

    return sorted(found, key=rank)


def texts_among(columns: Sequence[Column], free: Iterable[int]) -> list[int]:
    """Where texts are, one or two of them, in their order: those much shorter than one are none."""
    found = [
        at
        for at in free
        if columns[at].cells
        and not columns[at].numeric
        and 2 * len(columns[at].cells) >= columns[at].num_rows
    ]
    longest = max((columns[at].length for at in found), default=0.0)
    found = [at for at in found if columns[at].length >= RELATIVE * longest]
    return found[:2]


def kinds_of(column: Column) -> tuple[Kind, ...]:
    """What a column of labels can be learned as, the surest first."""
    known = [cell for cell in column.cells if cell not in MISSING]
    if not column.numeric:
        return ("classification",)
    numbers = {float(cell) for cell in known if is_number(cell)}
    fractions = any(number != int(number) for number in numbers)
    scores = len(numbers) > FRACTIONS if fractions else len(numbers) > GRADES
    if scores:
        return ("regression",)
    if len(numbers) > 2 or fractions:
        return ("classification", "regression")
    return ("classification",)


def is_number(cell: str) -> bool:
    """Whether a cell is a finite number."""
    try:
        return math.isfinite(float(cell))
    except ValueError:
        return False


def _may_be_label(column: Column) -> bool:
    cells = column.cells
    if not cells or 2 * len(cells) < column.num_rows or max(map(len, cells)) > LONGEST_LABEL:
        return False
    if column.numeric:
        return not column.counts
    if len(cells) < LEAST:
        return column.length <= LONG
    return column.length <= LONG and len(column.different) <= max(2, FEW * len(cells))
