"""A map in words and numbers.

Letters: R rows (tokens that look), C columns (tokens looked at).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from studio.widgets.table import Table
from studio.widgets.token_labels import shown_token

translate = QCoreApplication.translate
BEST = 3  # named


class HeatReading:
    """Says what stands in a cell, a row or a column."""

    def __init__(self) -> None:
        self.rows: tuple[str, ...] = ()
        self.columns: tuple[str, ...] = ()
        self._values: NDArray[np.floating] = np.zeros((0, 0), dtype=np.float32)
        self._diverging = False

    def show(
        self,
        values: NDArray[np.floating],
        rows: tuple[str, ...],
        columns: tuple[str, ...],
        *,
        diverging: bool,
    ) -> None:
        """Read [R, C] values from now on; `diverging`: they are differences."""
        self._values, self.rows, self.columns = values, rows, columns
        self._diverging = diverging

    def words(self, row: int, column: int) -> str:
        """The value of a cell; of a row or a column alone, −1 for the other, its highest."""
        if row < 0 and column < 0:
            return ""
        if row >= 0 and column >= 0:
            looking, looked_at = shown_token(self.rows[row]), shown_token(self.columns[column])
            words = translate("HeatMap", "{token} looks at {other}: {value}")
            value = self._number(float(self._values[row, column]), 3)
            return words.format(token=looking, other=looked_at, value=value)
        if row >= 0:
            best = self._best(self._values[row], self.columns)
            words = translate("HeatMap", "{token} looks most at {others}")
            if self._diverging:
                words = translate("HeatMap", "{token} changed most at {others}")
            return words.format(token=shown_token(self.rows[row]), others=best)
        best = self._best(self._values[:, column], self.rows)
        words = translate("HeatMap", "{token} is looked at most by {others}")
        if self._diverging:
            words = translate("HeatMap", "{token}: the looks of {others} changed most")
        return words.format(token=shown_token(self.columns[column]), others=best)

    def _best(self, values: NDArray[np.floating], names: tuple[str, ...]) -> str:
        order = np.argsort(np.abs(values))[::-1][:BEST]
        return " · ".join(
            f"{shown_token(names[at])} {self._number(float(values[at]), 2)}" for at in order
        )

    def _number(self, value: float, digits: int) -> str:
        if not self._diverging:
            return f"{value:.{digits}f}"
        return f"{value:+.{digits}f}".replace("-", "−")

    def table(self) -> Table:
        """The values with their tokens, for a spreadsheet."""
        rows, values = self.rows, self._values

        def lines() -> Iterator[list[str]]:
            for token, found in zip(rows, values, strict=True):
                yield [token, *(f"{value:.5f}" for value in found.tolist())]

        return Table(["", *self.columns], len(rows), lines)

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """`values` [R, C], `rows` and `columns`, as numpy keeps them."""
        return {
            "values": np.asarray(self._values, dtype=np.float32),
            "rows": np.array(self.rows, dtype=np.str_),
            "columns": np.array(self.columns, dtype=np.str_),
        }
