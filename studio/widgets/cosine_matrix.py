"""Cosines between sentences as a square of numbers and colours, around zero.

Letters: n sentences.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.widgets.ramp_bar import hue_ramp
from studio.widgets.table import Table, small_table
from studio.widgets.token_chips import ink_on

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio.theme import Theme

CELL, LEAST_CELL = 52.0, 18.0  # pixels
ROW = 30.0
NUMBERED = 34.0  # pixels of a cell that has room for its number


def diverging(theme: Theme, value: float) -> str:
    """A number from −1 to 1 as a colour: two hues that meet at zero in the ground of a chip."""
    hue = theme.series[0] if value >= 0 else theme.series[4]
    return hue_ramp(theme, hue)(abs(value))


class CosineMatrix(QWidget):
    """Rows and columns are the sentences by their numbers; the arrow keys choose a pair."""

    chosen = Signal(int, int)  # a pair the person points at

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._values: NDArray[np.float32] = np.zeros((0, 0), dtype=np.float32)  # [n, n]
        self._names: tuple[str, ...] = ()
        self._at = (-1, -1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Similarities"))

    def show_cosines(self, values: NDArray[np.float32], names: Sequence[str]) -> None:
        """Show [n, n] cosines between sentences of these names."""
        self._values, self._names, self._at = values, tuple(names), (-1, -1)
        self._describe()
        self.updateGeometry()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        self._theme = theme
        self.update()

    def table(self) -> Table:
        """The numbers, for a spreadsheet."""
        rows = [
            [name, *(f"{value:.5f}" for value in values)]
            for name, values in zip(self._names, self._values.tolist(), strict=True)
        ]
        return small_table(["", *self._names], rows)

    def reading(self) -> str:
        """The pair at hand, in words."""
        row, column = self._at
        if row < 0:
            return ""
        words = self.tr("{first} and {second}: {value}")
        return words.format(
            first=self._names[row],
            second=self._names[column],
            value=f"{self._values[row, column]:.3f}",
        )

    def sizeHint(self) -> QSize:
        count = max(1, len(self._names))
        return QSize(round(ROW + count * CELL), round(ROW + count * self._cell(self.width())))

    def minimumSizeHint(self) -> QSize:
        count = max(1, len(self._names))
        return QSize(round(ROW + count * LEAST_CELL), self.sizeHint().height())

    def _cell(self, width: float) -> float:
        count = max(1, len(self._names))
        return max(LEAST_CELL, min(CELL, (width - ROW) / count))

    # drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.draw(painter, QRectF(self.rect()))
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._theme.accent), 1.0, Qt.PenStyle.DotLine))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw into any painter."""
        painter.setFont(self.font())
        cell = self._cell(area.width())
        middle = Qt.AlignmentFlag.AlignCenter
        for row, values in enumerate(self._values.tolist()):
            painter.setPen(QColor(self._theme.dim))
            top = area.top() + ROW + row * cell
            left = area.left() + ROW + row * cell
            painter.drawText(QRectF(area.left(), top, ROW, cell), middle, str(row + 1))
            painter.drawText(QRectF(left, area.top(), cell, ROW), middle, str(row + 1))
            for column, value in enumerate(values):
                place = QRectF(area.left() + ROW + column * cell, top, cell, cell)
                self._paint_cell(painter, place, value)
        row, column = self._at
        if row >= 0:
            place = QRectF(
                area.left() + ROW + column * cell, area.top() + ROW + row * cell, cell, cell
            )
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._theme.text), 2.0))
            painter.drawRect(place.adjusted(1, 1, -1, -1))

    def _paint_cell(self, painter: QPainter, place: QRectF, value: float) -> None:
        colour = diverging(self._theme, value)
        painter.fillRect(place.adjusted(0.5, 0.5, -0.5, -0.5), QColor(colour))
        words = f"{value:.2f}".replace("-", "\u2212")
        fits = QFontMetricsF(painter.font()).horizontalAdvance(words) + 4 <= place.width()
        if fits and place.width() >= NUMBERED:
            painter.setPen(QColor(ink_on(colour)))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)

    # pointer and keyboard

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._move_to(self._under(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._move_to((-1, -1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
        }
        key, last = Qt.Key(event.key()), len(self._names) - 1
        if key in steps and last >= 0:
            down, right = steps[key]
            row, column = self._at if self._at[0] >= 0 else (0, 0)
            self._move_to((max(0, min(row + down, last)), max(0, min(column + right, last))))
        else:
            super().keyPressEvent(event)

    def _under(self, place: QPointF) -> tuple[int, int]:
        cell, count = self._cell(self.width()), len(self._names)
        row, column = int((place.y() - ROW) // cell), int((place.x() - ROW) // cell)
        inside = 0 <= row < count and 0 <= column < count
        return (row, column) if inside else (-1, -1)

    def _move_to(self, at: tuple[int, int]) -> None:
        if at != self._at:
            self._at = at
            self._describe()
            self.update()
            self.chosen.emit(*at)

    def _describe(self) -> None:
        self.setAccessibleDescription(self.reading())
