"""Signed numbers as a strip or a table of coloured cells; each can be read and copied.

Letters: R rows, C columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAction,
    QColor,
    QContextMenuEvent,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from studio.widgets.diverging import even_top, paint_shaded, scale_ends, shade
from studio.widgets.figures import value
from studio.widgets.table import tabbed_text
from studio.widgets.token_chips import note_font
from studio.widgets.token_labels import shown_token

if TYPE_CHECKING:
    from studio.theme import Theme

Numbers = NDArray[np.floating]
CELL, LEAST_CELL = 18.0, 2.0  # pixels a row
TALLEST = 240.0
WIDEST_CELL = 40.0
WIDEST_NAME = 92.0
READING = 18.0
SCALE = 56.0  # pixels of the bar of colours
Align = Qt.AlignmentFlag


class NumberMap(QWidget):
    """[R, C] numbers; the pointer or the arrow keys read one, Ctrl+C copies it."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._numbers: Numbers = np.zeros((0, 0), dtype=np.float32)
        self._rows: tuple[str, ...] = ()
        self._columns: tuple[str, ...] = ()
        self._marked = -1
        self._top = 1.0
        self._at: tuple[int, int] | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)

    # what is shown

    def show_numbers(
        self,
        numbers: Numbers,
        rows: Sequence[str] = (),
        *,
        columns: Sequence[str] = (),
        marked: int = -1,
        top: float | None = None,
    ) -> None:
        """Show [C] or [R, C] numbers; `marked` frames a row, `top` ends the scale."""
        shaped = numbers[None] if numbers.ndim == 1 else numbers
        if shaped.shape != self._numbers.shape:
            self._at = None
        self._numbers, self._rows, self._columns = shaped, tuple(rows), tuple(columns)
        self._marked = marked
        self._top = even_top(shaped) if top is None else top
        self.updateGeometry()
        self._describe()

    @property
    def numbers(self) -> Numbers:
        """What is shown, [R, C]."""
        return self._numbers

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        self._theme = theme
        self.update()

    def reading(self) -> str:
        """The number at hand, in words; else how many there are and how far they reach."""
        count = self._numbers.size
        if not count:
            return ""
        if self._at is None:
            low, high = float(self._numbers.min()), float(self._numbers.max())
            words = self.tr("%Ln number(s)", "", count)
            told = self.tr("{numbers}, from {low} to {high}")
            return told.format(numbers=words, low=_plain(low), high=_plain(high))
        row, column = self._at
        parts = []
        if row < len(self._rows):
            parts.append(shown_token(self._rows[row]))
        named = column < len(self._columns)
        parts.append(self._columns[column] if named else f"[{column}]")
        return f"{' '.join(parts)} = {_plain(float(self._numbers[row, column]))}"

    def read(self, row: int, column: int) -> None:
        """Read the number of a place."""
        self._at = (row, column)
        self._describe()

    # geometry

    def _cell(self) -> float:
        rows = max(1, len(self._numbers))
        return max(LEAST_CELL, min(CELL, TALLEST / rows))

    def sizeHint(self) -> QSize:
        return QSize(320, round(self._cell() * max(1, len(self._numbers)) + READING + 2))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.sizeHint().height())

    def _cells(self) -> QRectF:
        rows, columns = self._numbers.shape
        metrics = QFontMetricsF(note_font(self.font()))
        names = [metrics.horizontalAdvance(shown_token(name)) for name in set(self._rows)]
        left = min(max(names, default=-6.0), WIDEST_NAME) + 6
        width = min(self.width() - left - 2, WIDEST_CELL * max(1, columns))
        return QRectF(left, 1, max(width, 10.0), self._cell() * rows)

    # drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._numbers.size:
            return
        painter = QPainter(self)
        cells = self._cells()
        paint_shaded(painter, cells, self._numbers, self._top, self._theme)
        painter.setPen(QPen(QColor(self._theme.line), 1.0))
        painter.drawRect(cells)
        self._paint_names(painter, cells)
        self._paint_frames(painter, cells)
        self._paint_reading(painter, cells)

    def _paint_names(self, painter: QPainter, cells: QRectF) -> None:
        font = note_font(self.font())
        painter.setFont(font)
        metrics, cell = QFontMetricsF(font), self._cell()
        every = max(1, -(-round(metrics.height()) // max(1, round(cell))))
        for row, name in enumerate(self._rows):
            beside = 0 < abs(row - self._marked) < every and self._marked >= 0
            if (row % every or beside) and row != self._marked:
                continue
            strong = row == self._marked or (self._at is not None and row == self._at[0])
            painter.setPen(QColor(self._theme.text if strong else self._theme.dim))
            shown = metrics.elidedText(shown_token(name), Qt.TextElideMode.ElideRight, WIDEST_NAME)
            middle = cells.top() + (row + 0.5) * cell
            place = QRectF(0, middle - 10, cells.left() - 6, 20)
            painter.drawText(place, Align.AlignRight | Align.AlignVCenter, shown)

    def _paint_frames(self, painter: QPainter, cells: QRectF) -> None:
        rows, columns = self._numbers.shape
        cell, wide = self._cell(), cells.width() / columns
        if 0 <= self._marked < rows and rows > 1:
            painter.setPen(QPen(QColor(self._theme.accent), 2.0))
            top = cells.top() + self._marked * cell
            painter.drawRect(QRectF(cells.left(), top, cells.width(), cell))
        if self._at is not None:
            row, column = self._at
            painter.setPen(QPen(QColor(self._theme.text), 1.5))
            corner = QPointF(cells.left() + column * wide, cells.top() + row * cell)
            painter.drawRect(QRectF(corner.x(), corner.y(), wide, cell))

    def _paint_reading(self, painter: QPainter, cells: QRectF) -> None:
        font = QFont(note_font(self.font()))
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        low, _zero, high = scale_ends(self._top)
        room = metrics.horizontalAdvance(high) + metrics.horizontalAdvance(low) + SCALE + 12
        line = QRectF(cells.left(), cells.bottom() + 2, self.width() - cells.left(), READING)
        painter.setPen(QColor(self._theme.text if self._at else self._theme.dim))
        room_left = max(line.width() - room, 0.0)
        shown = metrics.elidedText(self.reading(), Qt.TextElideMode.ElideRight, room_left)
        painter.drawText(line, Align.AlignVCenter, shown)
        painter.setPen(QColor(self._theme.dim))
        painter.drawText(line, Align.AlignVCenter | Align.AlignRight, high)
        right = line.right() - metrics.horizontalAdvance(high) - 4
        bar = QRectF(right - SCALE, line.center().y() - 4, SCALE, 8)
        colours = QLinearGradient(bar.topLeft(), bar.topRight())
        for place in np.linspace(-1, 1, 13):
            colours.setColorAt((place + 1) / 2, shade(place * self._top, self._top, self._theme))
        painter.fillRect(bar, colours)
        painter.drawRect(bar)
        place = QRectF(bar.left() - 104, line.top(), 100, READING)
        painter.drawText(place, Align.AlignVCenter | Align.AlignRight, low)

    # pointer and keyboard

    def _place_of(self, point: QPointF) -> tuple[int, int] | None:
        cells = self._cells()
        if not self._numbers.size or not cells.contains(point):
            return None
        rows, columns = self._numbers.shape
        row = int((point.y() - cells.top()) / self._cell())
        column = int((point.x() - cells.left()) / (cells.width() / columns))
        return min(row, rows - 1), min(column, columns - 1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._at = self._place_of(event.position())
        self._describe()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._at = None
        self._describe()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
        }
        key = Qt.Key(event.key())
        if key in steps and self._numbers.size:
            rows, columns = self._numbers.shape
            row, column = self._at or (max(self._marked, 0), 0)
            down, right = steps[key] if self._at is not None else (0, 0)
            self.read(max(0, min(row + down, rows - 1)), max(0, min(column + right, columns - 1)))
        elif event.matches(QKeySequence.StandardKey.Copy) and self._at is not None:
            self.copy_number()
        elif key == Qt.Key.Key_Escape and self._at is not None:
            self._at = None
            self._describe()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu().popup(event.globalPos())

    def menu(self) -> QMenu:
        """What can be copied; made anew for every time it is shown."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, act in (
            (self.tr("Copy this number"), self.copy_number),
            (self.tr("Copy this row"), self.copy_row),
        ):
            action: QAction = menu.addAction(words)
            action.triggered.connect(lambda _checked=False, act=act: act())
            action.setEnabled(self._at is not None)
        everything = menu.addAction(self.tr("Copy all numbers"))
        everything.triggered.connect(lambda _checked=False: self.copy_all())
        return menu

    def copy_number(self) -> None:
        """Put the number at hand on the clipboard, in full."""
        if self._at is not None:
            QGuiApplication.clipboard().setText(f"{self._numbers[self._at]:.9g}")

    def copy_row(self) -> None:
        """Put its row on the clipboard, ready for a spreadsheet."""
        if self._at is not None:
            self._copy_rows(self._numbers[self._at[0] : self._at[0] + 1])

    def copy_all(self) -> None:
        """Put all of it on the clipboard, ready for a spreadsheet."""
        self._copy_rows(self._numbers)

    def _copy_rows(self, numbers: Numbers) -> None:
        rows = [[f"{number:.9g}" for number in row] for row in numbers]
        QGuiApplication.clipboard().setText(tabbed_text(rows))

    def _describe(self) -> None:
        self.setAccessibleDescription(self.reading())
        self.update()


def _plain(number: float) -> str:
    return value(number).replace("-", "\u2212") if number else "0"
