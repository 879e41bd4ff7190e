"""One figure of every head as a map of layers and heads, with its numbers written in the cells.

Letters: N layers, H heads.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.widgets.colour_maps import Colours
from studio.widgets.colour_scale import ColourScale
from studio.widgets.head_cells import HeadCells, cell_colours, no_cells
from studio.widgets.table import Table, small_table
from studio.widgets.token_plot import small_type

if TYPE_CHECKING:
    from studio.theme import Theme

Head = tuple[int, int]
READING = 20.0  # pixels beneath the cells
WIDEST, HIGHEST = 84.0, 34.0  # pixels of a cell
SMALLEST = 8  # pixels of type; smaller numbers are not written


class FigureMap(QWidget):
    """A click chooses a head, Ctrl adds one; the arrow keys walk over them."""

    chosen = Signal(int, int)  # layer and head, from 0, by the person
    added = Signal(int, int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cells = no_cells()
        self._heads: tuple[Head, ...] = ()
        self._hover: Head | None = None
        self._map: Colours = "viridis"
        self._scale = ColourScale()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("A figure of all heads"))

    # what is shown

    @property
    def cells(self) -> HeadCells:
        """What stands in them."""
        return self._cells

    def show_cells(self, cells: HeadCells) -> None:
        """Show another figure, or other values of it."""
        self._cells = cells
        self._tell()

    def choose(self, heads: Sequence[Head]) -> None:
        """Mark these, the first of them before the others, without saying so."""
        self._heads = tuple(heads)
        self._tell()

    def set_colours(self, colours: Colours) -> None:
        """Show numbers in another map."""
        self._map = colours
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        self._theme = theme
        self.update()

    def reading(self) -> str:
        """The head that is pointed at, else the one chosen, in words."""
        head = self._hover or (self._heads[0] if self._heads else None)
        if head is None or not self._is_head(head):
            return ""
        layer, number = head
        words = self.tr("layer {layer}, head {head}: {name} {value}")
        return words.format(
            layer=layer + 1,
            head=number + 1,
            name=self._cells.name,
            value=self._cells.told[layer][number],
        )

    def table(self) -> Table:
        """Layer, head and value."""
        rows = [
            [str(layer + 1), str(head + 1), told]
            for layer, line in enumerate(self._cells.told)
            for head, told in enumerate(line)
        ]
        return small_table(["layer", "head", self._cells.name], rows)

    def sizeHint(self) -> QSize:
        return QSize(360, 180)

    def minimumSizeHint(self) -> QSize:
        return QSize(180, 64)

    def _is_head(self, head: Head) -> bool:
        num_layers, num_heads = self._cells.values.shape
        return head[0] in range(num_layers) and head[1] in range(num_heads)

    # geometry

    def _place(self, area: QRectF) -> tuple[QPointF, float, float]:
        """The corner of the first cell, and the width and height of each."""
        num_layers, num_heads = self._cells.values.shape
        metrics = QFontMetricsF(small_type(self.font()))
        left = metrics.horizontalAdvance(self.tr("layer {number}").format(number=99)) + 10
        above = metrics.height() + 4
        aside = 0.0 if self._cells.ends is None else self._scale.width(metrics) + 26
        across = (area.width() - left - aside) / max(1, num_heads)
        down = (area.height() - above - READING) / max(1, num_layers)
        corner = QPointF(area.left() + left, area.top() + above)
        return corner, max(6.0, min(across, WIDEST)), max(5.0, min(down, HIGHEST))

    def _rect(self, place: tuple[QPointF, float, float], head: Head) -> QRectF:
        corner, width, height = place
        return QRectF(
            corner.x() + head[1] * width, corner.y() + head[0] * height, width - 1, height - 1
        )

    def _at(self, at: QPointF) -> Head | None:
        corner, width, height = self._place(QRectF(self.rect()))
        head = int((at.y() - corner.y()) // height), int((at.x() - corner.x()) // width)
        return head if self._is_head(head) else None

    # drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.draw(painter, QRectF(self.rect()))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._theme.accent), 1.0, Qt.PenStyle.DotLine))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.end()

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw cells, names and scale into any painter."""
        if not self._cells.values.size:
            return
        place = self._place(area)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_names(painter, place)
        self._paint_cells(painter, place)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for at, head in enumerate(self._heads):
            if self._is_head(head):
                painter.setPen(QPen(QColor(self._theme.accent), 2.5 if at == 0 else 1.5))
                painter.drawRoundedRect(self._rect(place, head).adjusted(-1, -1, 1, 1), 2, 2)
        corner, width, height = place
        num_layers, num_heads = self._cells.values.shape
        bottom = corner.y() + num_layers * height
        painter.setFont(small_type(self.font()))
        if self._cells.ends is not None:
            right = corner.x() + num_heads * width + 12
            bar = QRectF(right, corner.y() + 4, 60, max(30.0, bottom - corner.y() - 8))
            self._scale.paint(painter, bar, self._theme, self._cells.ends, self._map)
        painter.setPen(QColor(self._theme.text))
        told = QRectF(corner.x(), bottom + 1, area.right() - corner.x(), READING)
        align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(told, align, self.reading())

    def _paint_names(self, painter: QPainter, place: tuple[QPointF, float, float]) -> None:
        corner, width, height = place
        num_layers, num_heads = self._cells.values.shape
        painter.setFont(small_type(self.font()))
        painter.setPen(QColor(self._theme.dim))
        metrics = QFontMetricsF(painter.font())
        every = max(1, -(-round(metrics.capHeight() + 3) // round(height)))
        align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for layer in range(0, num_layers, every):
            middle, high = corner.y() + (layer + 0.5) * height, metrics.height()
            box = QRectF(corner.x() - 150, middle - high / 2, 142, high)  # higher than a low cell
            painter.drawText(box, align, self.tr("layer {number}").format(number=layer + 1))
        for head in range(num_heads):
            above = metrics.height() + 4
            box = QRectF(corner.x() + head * width, corner.y() - above, width, above - 2)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(head + 1))

    def _paint_cells(self, painter: QPainter, place: tuple[QPointF, float, float]) -> None:
        fills, inks = cell_colours(self._cells, self._theme, self._map)
        texts = self._cells.texts
        font = self._number_type(place[1], place[2])
        if font is not None:
            painter.setFont(font)
        for layer, head in np.ndindex(self._cells.values.shape):
            rect = self._rect(place, (layer, head))
            painter.fillRect(rect, fills[layer][head])
            if font is not None and texts[layer][head]:
                painter.setPen(inks[layer][head])
                painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, texts[layer][head])

    def _number_type(self, width: float, height: float) -> QFont | None:
        """The largest type in which all numbers fit; None where that is too small to read."""
        font = small_type(self.font())
        longest = max((text for line in self._cells.texts for text in line), key=len, default="")
        for size in range(font.pixelSize(), SMALLEST - 1, -1):
            font.setPixelSize(size)
            metrics = QFontMetricsF(font)
            fits = metrics.horizontalAdvance(longest) <= width - 3
            if fits and metrics.capHeight() <= height - 2:
                return font
        return None

    # pointer and keyboard

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        hover = self._at(event.position())
        if hover != self._hover:
            self._hover = hover
            if hover is not None:
                self.setCursor(Qt.CursorShape.PointingHandCursor)
            else:
                self.unsetCursor()
            self._tell()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover = None
        self._tell()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        head = self._at(event.position())
        if event.button() is not Qt.MouseButton.LeftButton or head is None:
            return
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.added.emit(*head)
        else:
            self.chosen.emit(*head)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
        }
        key = Qt.Key(event.key())
        if key not in steps or not self._cells.values.size:
            super().keyPressEvent(event)
            return
        layer, number = self._heads[0] if self._heads else (0, 0)
        head = layer + steps[key][0], number + steps[key][1]
        if self._is_head(head):
            self.chosen.emit(*head)

    def _tell(self) -> None:
        self.setAccessibleDescription(self.reading())
        self.update()
