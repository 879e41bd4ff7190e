"""A table of a result: sorted by a click on a heading, saved from its corner."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from studio.views.tune.found_words import CONTEXT, cell_words
from studio.widgets.sorted_table import SortedColumn, SortedTable
from studio.widgets.table import Table, small_table
from studio.wording import say

if TYPE_CHECKING:
    from engine.evaluation.result import Cell, Column
    from engine.evaluation.result import Table as ResultTable

MOST_ROWS = 10  # in sight; the rest scrolls
ROW, HEAD = 30, 34  # pixels
WORDS = 14  # letters there must be room for


class FoundTable(SortedTable):
    """Rows as they were measured, until somebody sorts them."""

    def __init__(self, table: ResultTable) -> None:
        super().__init__()
        self._table = table
        self.setAccessibleName(say(CONTEXT, table.title))
        self.keep_order()
        self.show_columns([_column(table, at) for at in range(len(table.columns))])
        self.setFixedHeight(HEAD + ROW * min(max(len(table.rows), 1), MOST_ROWS))

    def table(self) -> Table:
        """The rows, for a spreadsheet: numbers in full."""
        headings = [say(CONTEXT, column.title) for column in self._table.columns]
        rows = [[_plain(cell) for cell in row] for row in self._table.rows]
        return small_table(headings, rows)


def _column(table: ResultTable, at: int) -> SortedColumn:
    column, cells = table.columns[at], [row[at] for row in table.rows]
    texts = [cell_words(cell, column.unit) for cell in cells]
    if column.unit == "text":
        order = {text: place for place, text in enumerate(sorted(set(texts), key=str.casefold))}
        values = np.array([float(order[text]) for text in texts])
        longest = max(map(len, texts), default=WORDS)
        return SortedColumn(_title(column), _title(column), texts, values, wide=max(WORDS, longest))
    values = np.array([_number(cell) for cell in cells], dtype=np.float64)
    return SortedColumn(_title(column), _title(column), texts, values)


def _title(column: Column) -> str:
    return say(CONTEXT, column.title)


def _number(cell: Cell) -> float:
    return float(cell) if isinstance(cell, int | float) else float("nan")


def _plain(cell: Cell) -> str:
    if cell is None:
        return ""
    return cell if isinstance(cell, str) else f"{cell:.7g}"
