"""One attention head as a map: who looks at whom, with names, a scale and a reading.

Letters: L tokens.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.widgets.colour_scale import ColourScale, indexed_image, levels, nice_top
from studio.widgets.table import Table
from studio.widgets.token_labels import LabelLayout, LabelPainter, lay_out_labels, shown_token

if TYPE_CHECKING:
    from studio.theme import Theme

Weights = NDArray[np.floating]
READING = 22.0  # pixels beneath the map
LARGEST_CELL = 64.0


class HeatMap(QWidget):
    """Attention weights of one head, rows looking, columns looked at.

    The pointer or Up and Down isolate a row, Left and Right choose a column, Escape lets go.
    """

    read = Signal(str)  # the number under the pointer, in words; "": none

    def __init__(self, theme: Theme, *, tells: bool = True, parent: QWidget | None = None) -> None:
        """`tells`: write the reading beneath the map; else only `read` says it."""
        super().__init__(parent)
        self._theme = theme
        self._room = READING if tells else 6.0
        self._weights: Weights = np.zeros((0, 0), dtype=np.float32)  # [L, L]
        self._tokens: tuple[str, ...] = ()
        self._image = QImage()
        self._top = 1.0
        self._row = self._column = -1
        self._layout: LabelLayout | None = None
        self._scale = ColourScale()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Attention map"))
        self.setToolTip(
            self.tr(
                "Each row is a token that looks, each column a token looked at; a row sums to 1.\n"
                "softmax(QKᵀ/√d), Vaswani et al. 2017."
            )
        )

    # what is shown

    def show_map(
        self, weights: Weights, tokens: Sequence[str], *, top: float | None = None
    ) -> None:
        """Show [L, L] weights; `top` ends the scale (default: the next round number)."""
        tokens = tuple(tokens)
        if len(tokens) != len(self._tokens):
            self._row = self._column = -1
        self._weights, self._tokens = weights, tokens
        self._top = top if top is not None else nice_top(float(np.max(weights, initial=0.0)))
        self._image = indexed_image(levels(weights, self._top)) if weights.size else QImage()
        self._describe()
        self.update()

    def clear(self) -> None:
        """Show nothing."""
        self.show_map(np.zeros((0, 0), dtype=np.float32), ())

    def isolate(self, row: int, column: int = -1) -> None:
        """Show one row apart from the others; -1 shows all alike."""
        if (row, column) == (self._row, self._column):
            return
        self._row, self._column = row, column
        self._describe()
        self.update()

    @property
    def top(self) -> float:
        """Where the scale ends."""
        return self._top

    @property
    def row(self) -> int:
        """The isolated row; -1 where there is none."""
        return self._row

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        self._theme = theme
        self.update()

    def reading(self) -> str:
        """The number under the pointer, in words."""
        if self._row < 0:
            return ""
        row = shown_token(self._tokens[self._row])
        if self._column >= 0:
            value = float(self._weights[self._row, self._column])
            column = shown_token(self._tokens[self._column])
            return self.tr("{token} looks at {other}: {value}").format(
                token=row, other=column, value=f"{value:.3f}"
            )
        best = np.argsort(self._weights[self._row])[::-1][:3]
        parts = [f"{shown_token(self._tokens[i])} {self._weights[self._row, i]:.2f}" for i in best]
        return self.tr("{token} looks most at {others}").format(token=row, others=" · ".join(parts))

    def table(self) -> Table:
        """The weights with their tokens, for a spreadsheet."""
        tokens, shown = self._tokens, self._weights

        def rows() -> Iterator[list[str]]:
            for token, weights in zip(tokens, shown, strict=True):
                yield [token, *(f"{weight:.5f}" for weight in weights.tolist())]

        return Table(["", *tokens], len(tokens), rows)

    def sizeHint(self) -> QSize:
        return QSize(420, 380)

    def minimumSizeHint(self) -> QSize:
        return QSize(150, 112)

    # geometry

    def _place(self, area: QRectF, font: QFont) -> tuple[QRectF, LabelLayout]:
        """Where the cells stand in `area`, and how the names around them are written."""
        num_tokens = max(1, len(self._tokens))
        scale = self._scale.width(QFontMetricsF(font)) + 12
        cell = min(area.width(), area.height()) / num_tokens
        layout = lay_out_labels(self._tokens, font, cell)
        for _ in range(3):  # names and cells depend on one another; this settles
            width = area.width() - layout.room - 8 - max(scale, layout.overhang)
            height = area.height() - layout.above - self._room
            cell = min(max(width, 10) / num_tokens, max(height, 10) / num_tokens, LARGEST_CELL)
            layout = lay_out_labels(self._tokens, font, cell)
        size = cell * num_tokens
        spare = area.width() - (layout.room + 8 + size + max(scale, layout.overhang))
        left = area.left() + layout.room + 8 + max(0.0, spare / 2)
        cells = QRectF(round(left), round(area.top() + layout.above), size, size)
        return cells, layout

    def _cells(self) -> QRectF:
        return self._place(QRectF(self.rect()), self.font())[0]

    # drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.draw(painter, QRectF(self.rect()))
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._theme.accent), 1.0, Qt.PenStyle.DotLine))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw map, names, scale and reading into any painter: the screen's or a file's."""
        if not self._tokens:
            return
        painter.setFont(self.font())
        cells, layout = self._place(area, self.font())
        painter.drawImage(cells, self._sharp(cells))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_isolation(painter, cells)
        self._paint_names(painter, cells, layout)
        painter.setFont(layout.font)
        right = cells.right() + 12
        bar = QRectF(right, cells.top(), area.right() - right, min(cells.height(), 220.0))
        ends = ("0", f"{self._top / 2:.2g}", f"{self._top:.2g}")
        self._scale.paint(painter, bar, self._theme, ends)
        if self._room == READING:
            painter.setFont(self.font())
            painter.setPen(QColor(self._theme.text))
            place = QRectF(area.left(), cells.bottom() + 2, area.width(), READING)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self.reading())

    def _sharp(self, cells: QRectF) -> QImage:
        """The image enlarged by whole pixels, so that a file's viewer cannot blur it."""
        factor = max(1, round(cells.width() / max(1, self._image.width())))
        if factor == 1 or self._image.width() > 64:
            return self._image
        return self._image.scaled(self._image.size() * factor)

    def _paint_isolation(self, painter: QPainter, cells: QRectF) -> None:
        if self._row < 0:
            return
        cell = cells.height() / len(self._tokens)
        top = cells.top() + self._row * cell
        shade = QColor(self._theme.surface)
        shade.setAlphaF(0.72)
        above = QRectF(cells.left(), cells.top(), cells.width(), top - cells.top())
        below = QRectF(cells.left(), top + cell, cells.width(), cells.bottom() - top - cell)
        painter.fillRect(above, shade)
        painter.fillRect(below, shade)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._theme.accent), 2.0))
        painter.drawRect(QRectF(cells.left(), top, cells.width(), cell))
        if self._column >= 0:
            painter.setPen(QPen(QColor(self._theme.text), 1.5))
            painter.drawRect(QRectF(cells.left() + self._column * cell, top, cell, cell))

    def _paint_names(self, painter: QPainter, cells: QRectF, layout: LabelLayout) -> None:
        names = LabelPainter(layout, QColor(self._theme.text), QColor(self._theme.dim))
        cell = cells.height() / len(self._tokens)
        looked_at = self._looked_at()
        for index, token in enumerate(self._tokens):
            middle = (index + 0.5) * cell
            strong_row = self._row < 0 or index == self._row
            strong_column = self._row < 0 or index in looked_at
            if index % layout.every == 0 or index == self._row:
                names.row(painter, cells.left() - 6, cells.top() + middle, token, full=strong_row)
            if index % layout.every == 0:
                names.column(painter, cells.left() + middle, cells.top(), token, full=strong_column)

    def _looked_at(self) -> set[int]:
        """The columns the isolated row looks at more than at the average token."""
        if self._row < 0:
            return set()
        row = self._weights[self._row].astype(np.float32)
        found = set(np.flatnonzero(row > 1.5 / len(row)).tolist())
        return found | {self._column} if self._column >= 0 else found

    # pointer and keyboard

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.isolate(*self._at(event.position()))

    def _at(self, place: QPointF) -> tuple[int, int]:
        num_tokens = len(self._tokens)
        if not num_tokens:
            return -1, -1
        cells = self._cells()
        row = int((place.y() - cells.top()) // (cells.height() / num_tokens))
        column = int((place.x() - cells.left()) // (cells.width() / num_tokens))
        if place.x() < cells.left():  # on the row's name
            column = -1
        elif not 0 <= column < num_tokens:
            return -1, -1
        return (row, column) if 0 <= row < num_tokens else (-1, -1)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.isolate(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
        }
        key, last = Qt.Key(event.key()), len(self._tokens) - 1
        if key in steps and last >= 0:
            down, right = steps[key]
            row = max(0, min(self._row + down, last))
            self.isolate(row, max(-1, min(self._column + right, last)))
        elif key == Qt.Key.Key_Escape and self._row >= 0:
            self.isolate(-1)
        else:
            super().keyPressEvent(event)

    def _describe(self) -> None:
        reading = self.reading()
        if reading != self.accessibleDescription():
            self.setAccessibleDescription(reading)
            self.read.emit(reading)
