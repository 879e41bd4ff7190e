"""What is drawn over and around the cells of a map: names, the isolated token, numbers.

Letters: R rows, C columns.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from studio.widgets.map_places import Placed
from studio.widgets.token_labels import LabelPainter

if TYPE_CHECKING:
    from studio.theme import Theme

FAR = 1.5  # times the average, to be called looked at


def marked(values: NDArray[np.floating]) -> set[int]:
    """Where values [L] are well above their average size."""
    sizes = np.abs(values.astype(np.float32))
    found: list[int] = np.flatnonzero(sizes > FAR * max(float(sizes.mean()), 1e-9)).tolist()
    return set(found)


def strong_names(
    values: NDArray[np.floating], row: int, column: int
) -> tuple[set[int] | None, set[int] | None]:
    """Of [R, C] the names of rows and of columns that stand out for what is isolated; None: all."""
    if row >= 0:
        looked_at = marked(values[row])
        return {row}, looked_at | {column} if column >= 0 else looked_at
    if column >= 0:
        return marked(values[:, column]), {column}
    return None, None


def paint_isolation(
    painter: QPainter, placed: Placed, theme: Theme, row: int, column: int, *, held: bool
) -> None:
    """Shade all but a row, or all but a column where there is no row, and frame it."""
    if row < 0 and column < 0:
        return
    num_rows, num_columns = placed.shape
    rows = range(row, row + 1) if row >= 0 else range(num_rows)
    columns = range(num_columns) if row >= 0 else range(column, column + 1)
    whole = placed.rect(range(num_rows), range(num_columns))
    alone = placed.rect(rows, columns)
    painter.save()
    painter.setClipRect(placed.frame.adjusted(-1, -1, 1, 1))
    shade = QColor(theme.surface)
    shade.setAlphaF(0.72)
    if row >= 0:
        before = QRectF(whole.topLeft(), alone.topRight())
        after = QRectF(alone.bottomLeft(), whole.bottomRight())
    else:
        before = QRectF(whole.topLeft(), alone.bottomLeft())
        after = QRectF(alone.topRight(), whole.bottomRight())
    for part in (before, after):
        painter.fillRect(part.intersected(placed.frame), shade)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.accent), 3.0 if held else 2.0))
    painter.drawRect(alone.intersected(placed.frame))
    if row >= 0 and column >= 0:
        painter.setPen(QPen(QColor(theme.text), 1.5))
        painter.drawRect(placed.rect(rows, range(column, column + 1)).intersected(placed.frame))
    painter.restore()


def paint_names(
    painter: QPainter,
    placed: Placed,
    theme: Theme,
    names: tuple[Sequence[str], Sequence[str]],
    strong: tuple[Collection[int] | None, Collection[int] | None],
) -> None:
    """The seen names of rows and columns; None: all of them strong, else these."""
    ink, dim = QColor(theme.text), QColor(theme.dim)
    by_row = LabelPainter(placed.row_names, ink, dim)
    by_column = LabelPainter(placed.column_names, ink, dim)
    frame, cell = placed.frame, placed.cell
    for row in placed.rows:
        middle = frame.top() + (row + 0.5 - placed.row) * cell
        full = strong[0] is None or row in strong[0]
        alone = strong[0] is not None and len(strong[0]) == 1 and full
        if (row % placed.row_names.every == 0 or alone) and _within(
            middle, frame.y(), frame.bottom()
        ):
            by_row.row(painter, frame.left() - 6, middle, names[0][row], full=full)
    for column in placed.columns:
        middle = frame.left() + (column + 0.5 - placed.column) * cell
        full = strong[1] is None or column in strong[1]
        if column % placed.column_names.every == 0 and _within(middle, frame.x(), frame.right()):
            by_column.column(painter, middle, frame.top(), names[1][column], full=full)


def _within(at: float, low: float, high: float) -> bool:
    return low - 1 <= at <= high + 1
