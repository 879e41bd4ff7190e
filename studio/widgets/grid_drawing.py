"""The picture of all heads, and the names, frames and numbers around them.

Letters: N layers, H heads, R rows, C columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QImage, QPaintEngine, QPainter, QPen

from studio.widgets.colour_maps import Colours, colour_map
from studio.widgets.colour_scale import AS_RECTANGLES, indexed_image, nice_top
from studio.widgets.grid_places import NAME, GridPlaces
from studio.widgets.head_mosaic import Heads, mosaic, pooled_changes, pooled_heads

if TYPE_CHECKING:
    from studio.theme import Theme

BADGE = 15.0  # pixels of the number of a chosen head


class HeadsPicture:
    """All heads in one image, made at about the size they are shown at."""

    def __init__(self) -> None:
        self.weights: Heads = np.zeros((0, 0, 0, 0), dtype=np.float16)
        self.diverging = False
        self.alike = False  # one scale for all
        self.colours: Colours = "viridis"
        self.top = 1.0
        self._image = QImage()
        self._indices = np.zeros((0, 0), dtype=np.uint8)
        self._made: object = None

    def show(self, weights: Heads, *, diverging: bool) -> None:
        """Draw [N, H, R, C] weights, or differences."""
        self.weights, self.diverging, self._made = weights, diverging, None

    def prepare(self, places: GridPlaces, sharpness: float) -> None:
        """Have the image at this size; where many tokens share a pixel, the highest is seen."""
        num_rows, num_columns = self.weights.shape[2:]
        pixels = max(1.0, places.height * sharpness), max(1.0, places.width * sharpness)
        factor = max(1, int(max(num_rows / pixels[0], num_columns / pixels[1])))
        if self._made == (factor, self.alike, self.colours):
            return
        self._made = (factor, self.alike, self.colours)
        pool = pooled_changes if self.diverging else pooled_heads
        found = pool(self.weights, factor)
        highest = np.abs(found).max(initial=0.0) if self.diverging else found.max(initial=0.0)
        self.top = nice_top(float(highest))
        self._indices = mosaic(found, self.top if self.alike else None, diverging=self.diverging)
        self._image = indexed_image(self._indices, self.colours)

    def paint(self, painter: QPainter, places: GridPlaces) -> None:
        """Draw every head in its place; into a drawing as rectangles where they are few."""
        drawing = painter.paintEngine().type() is QPaintEngine.Type.SVG
        if drawing and self._indices.size <= AS_RECTANGLES:
            self._paint_rectangles(painter, places)
            return
        for layer, head in np.ndindex(places.shape):
            rect, source = places.head(layer, head), self._source(places, layer, head)
            if drawing:  # whose viewer would blur it, and that knows no part of an image
                sharp = QSize(round(rect.width() * 2), round(rect.height() * 2))
                painter.drawImage(rect, self._image.copy(source.toRect()).scaled(sharp))
            else:
                painter.drawImage(rect, self._image, source)

    def _source(self, places: GridPlaces, layer: int, head: int) -> QRectF:
        rows = self._image.height() // places.shape[0]
        columns = self._image.width() // places.shape[1]
        return QRectF(head * columns, layer * rows, columns, rows)

    def _paint_rectangles(self, painter: QPainter, places: GridPlaces) -> None:
        rows = self._indices.shape[0] // places.shape[0]
        columns = self._indices.shape[1] // places.shape[1]
        painter.save()
        painter.setPen(QColor(0, 0, 0, 0))
        for level in np.unique(self._indices):
            painter.setBrush(QBrush(QColor(*(int(c) for c in colour_map(self.colours)[level]))))
            cells = []
            for row, column in np.argwhere(self._indices == level).tolist():
                rect = places.head(row // rows, column // columns)
                width, height = rect.width() / columns, rect.height() / rows
                left = rect.left() + column % columns * width
                cells.append(QRectF(left, rect.top() + row % rows * height, width, height))
            painter.drawRects(cells)
        painter.restore()


def paint_numbers(
    painter: QPainter, places: GridPlaces, theme: Theme, chosen: tuple[int, int], layer_name: str
) -> None:
    """The numbers of heads above and of layers at the left; `layer_name` holds {number}."""
    metrics = QFontMetricsF(painter.font())
    across = max(1, -(-round(metrics.horizontalAdvance("00") + 4) // max(1, round(places.across))))
    down = max(1, -(-round(metrics.height()) // max(1, round(places.down))))
    for layer in range(0, places.shape[0], down):
        painter.setPen(QColor(theme.text if layer == chosen[0] else theme.dim))
        rect = places.head(layer, 0)
        place = QRectF(rect.left() - 208, rect.top(), 198, rect.height())
        align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place, align, layer_name.format(number=layer + 1))
    for head in range(0, places.shape[1], across):
        painter.setPen(QColor(theme.text if head == chosen[1] else theme.dim))
        rect = places.head(0, head)
        place = QRectF(rect.center().x() - 20, rect.top() - 26, 40, 20)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(head + 1))


def paint_habits(
    painter: QPainter, places: GridPlaces, theme: Theme, names: Sequence[Sequence[str]]
) -> None:
    """What every head does, under it."""
    if not places.named:
        return
    painter.save()
    font = painter.font()
    font.setPixelSize(11)
    painter.setFont(font)
    painter.setPen(QColor(theme.dim))
    metrics = QFontMetricsF(font)
    for layer, head in np.ndindex(places.shape):
        rect = places.head(layer, head)
        place = QRectF(rect.left() - 4, rect.bottom() + 4, rect.width() + 8, NAME - 3)
        words = metrics.elidedText(
            names[layer][head], Qt.TextElideMode.ElideRight, rect.width() + 8
        )
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)
    painter.restore()


def paint_frames(
    painter: QPainter,
    places: GridPlaces,
    theme: Theme,
    chosen: Sequence[tuple[int, int]],
    hover: tuple[int, int],
) -> None:
    """Frame the head under the pointer and the chosen ones; several are told by hue and number."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if hover[0] >= 0 and hover not in chosen:
        _frame(painter, places.head(*hover), theme.dim)
    if len(chosen) == 1:
        _frame(painter, places.head(*chosen[0]), theme.accent)
        return
    for at, one in enumerate(chosen):
        colour, rect = theme.series[at % len(theme.series)], places.head(*one)
        _frame(painter, rect, colour, dashed=at >= len(theme.series))
        badge = QRectF(rect.left() - 4, rect.top() - 4, BADGE, BADGE)
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(badge, 3, 3)
        font = painter.font()
        font.setPixelSize(11)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(theme.bg))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, str(at + 1))
        painter.restore()


def _frame(painter: QPainter, rect: QRectF, colour: str, *, dashed: bool = False) -> None:
    style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
    painter.setPen(QPen(QColor(colour), 2.0, style))
    painter.drawRoundedRect(rect.adjusted(-3, -3, 3, 3), 3, 3)
