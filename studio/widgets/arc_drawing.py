"""Draws arcs, the names at both their ends, and the numbers of the token that is isolated."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from studio.widgets.arc_map import ArcMap, Arcs
from studio.widgets.arc_places import HEADING, NUMBER, ArcPlaces, visible
from studio.widgets.token_labels import shown_token
from studio.widgets.token_plot import Care, Column, Place, small_type

if TYPE_CHECKING:
    from studio.theme import Theme

WIDE = 1.0  # pixels; wider lines are drawn as short straight ones, three times as fast
FEWEST, MOST = 14, 24  # of these lines
SAID = 0.005  # smaller numbers are not written


def line_width(weight: float) -> float:
    """Pixels: thin up to a third, so that what is many is drawn fast."""
    return 1.0 if weight < 0.3 else 1.0 + 3.0 * (weight - 0.3) / 0.7


def opacity(weight: float) -> float:
    """By the root, or the weaker half would not be seen."""
    return float(0.1 + 0.9 * np.sqrt(min(max(weight, 0.0), 1.0)))


class ArcPainter:
    """Draws a map at its places in the colours of a theme."""

    def __init__(self, shown: ArcMap, places: ArcPlaces, theme: Theme, font: QFont) -> None:
        self._shown, self._places, self._theme = shown, places, theme
        self._font = small_type(font)
        self._metrics = QFontMetricsF(self._font)

    def paint(self, painter: QPainter, held: Place | None, *, care: Care, most: int) -> None:
        """Draw at most so many arcs, and only those of the token that is `held`."""
        area, places = self._places.area, self._places
        painter.setFont(self._font)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._headings(painter)
        painter.save()
        painter.setClipRect(area.adjusted(0, HEADING, 0, 0))
        found = self._shown.arcs if held is None else self._shown.of(held)
        self._arcs(painter, visible(found, places, most), care)
        self._names(painter, "left", held)
        self._names(painter, "right", held)
        if held is not None:
            self._numbers(painter, held)
        painter.restore()

    def _headings(self, painter: QPainter) -> None:
        area, places = self._places.area, self._places
        painter.setPen(QColor(self._theme.dim))
        middle = Qt.AlignmentFlag.AlignVCenter
        height = HEADING - 4
        left = QRectF(area.left(), area.top(), places.left - 8 - area.left(), height)
        painter.drawText(left, Qt.AlignmentFlag.AlignRight | middle, self._shown.titles[0])
        right = QRectF(places.right + 8, area.top(), area.right() - places.right - 8, height)
        title = self._shown.titles[1]
        elided = self._metrics.elidedText(title, Qt.TextElideMode.ElideRight, right.width())
        painter.drawText(right, Qt.AlignmentFlag.AlignLeft | middle, elided)
        self._key(painter, QRectF(places.left, area.top(), places.right - places.left, height))

    def _key(self, painter: QPainter, room: QRectF) -> None:
        """How strong an arc of a weight is drawn."""
        samples = (0.1, 0.5, 1.0)
        each = 62.0
        if room.width() < each * len(samples):
            return
        x = room.center().x() - each * len(samples) / 2
        for weight in samples:
            painter.setPen(self._pen(QColor(self._theme.text), weight))
            painter.drawLine(QPointF(x, room.center().y()), QPointF(x + 24, room.center().y()))
            painter.setPen(QColor(self._theme.dim))
            place = QRectF(x + 28, room.top(), each - 28, room.height())
            align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(place, align, f"{weight:g}")
            x += each

    def _pen(self, colour: QColor, weight: float, *, dashed: bool = False) -> QPen:
        shaded = QColor(colour)
        shaded.setAlphaF(opacity(weight))
        pen = QPen(shaded, line_width(weight))
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if dashed:
            pen.setDashPattern([4.0, 3.0])
        return pen

    def _arcs(self, painter: QPainter, arcs: Arcs, care: Care) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, care != "moving")
        places, heads = self._places, self._shown.heads
        aside = self._aside()[arcs.heads]
        begins = (places.middle("left", arcs.rows) + aside).tolist()
        ends = (places.middle("right", arcs.columns) + aside).tolist()
        left, right = places.left, places.right
        colours = [QColor(head.colour) for head in heads]
        for head, weight, begin, end in zip(
            arcs.heads.tolist(), arcs.weights.tolist(), begins, ends, strict=True
        ):
            dashed = heads[head].dashed
            painter.setPen(self._pen(colours[head], weight, dashed=dashed))
            if care != "still" or dashed or line_width(weight) <= WIDE:
                painter.drawPath(_curve(left, begin, right, end))
            else:
                painter.drawLines(_pieces(left, begin, right, end))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def _aside(self) -> NDArray[np.float64]:
        """Pixels by which every head stands off, or one would hide another's arc: [K]."""
        shown = self._shown.shown_heads()
        step = min(3.0, self._places.pitch / (len(shown) + 1))
        found = np.zeros(len(self._shown.heads))
        found[shown] = (np.arange(len(shown)) - (len(shown) - 1) / 2) * step
        return found

    def _names(self, painter: QPainter, column: Column, held: Place | None) -> None:
        shown, places = self._shown, self._places
        tokens = shown.tokens(column)
        first, last = self._in_view(column)
        strong = self._strong(column, held)
        at_right = column == "right"
        align = Qt.AlignmentFlag.AlignLeft if at_right else Qt.AlignmentFlag.AlignRight
        x = places.right + 8 if at_right else places.left - 8 - places.names
        heights = places.middle(column, np.arange(first, last)).tolist()
        for index, middle in zip(range(first, last), heights, strict=True):
            box = QRectF(x, middle - places.pitch / 2, places.names, places.pitch)
            if held == (column, index):
                self._mark(painter, box)
            painter.setPen(QColor(self._theme.text if index in strong else self._theme.dim))
            name = self._metrics.elidedText(
                shown_token(tokens[index]), Qt.TextElideMode.ElideRight, places.names
            )
            painter.drawText(box, align | Qt.AlignmentFlag.AlignVCenter, name)

    def _mark(self, painter: QPainter, box: QRectF) -> None:
        painter.setPen(QPen(QColor(self._theme.accent), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(-4, 1, 4, -1), 4, 4)

    def _strong(self, column: Column, held: Place | None) -> set[int]:
        """The tokens written in full ink: all, or those the isolated one has to do with."""
        if held is None:
            return set(range(len(self._shown.tokens(column))))
        if held[0] == column:
            return {held[1]}
        arcs = self._shown.of(held)
        return set((arcs.columns if column == "right" else arcs.rows).tolist())

    def _in_view(self, column: Column) -> tuple[int, int]:
        places = self._places
        offset = places.offsets[0 if column == "left" else 1]
        room = places.area.bottom() - places.top
        first = int(offset // places.pitch)
        last = int((offset + room) // places.pitch) + 1
        return first, min(last, len(self._shown.tokens(column)))

    def _numbers(self, painter: QPainter, held: Place) -> None:
        """The weights at the other side, a column a head; without the room only the strongest."""
        shown, places = self._shown, self._places
        other: Column = "right" if held[0] == "left" else "left"
        numbers, heads = shown.numbers(held), shown.shown_heads()
        if not heads:
            return
        first, last = self._in_view(other)
        away = places.names + 16
        for index in range(first, last):
            middle = float(places.middle(other, index))
            here = self._written(numbers[:, index], heads)
            for at, head in enumerate(here):
                step = away + at * NUMBER
                x = places.right + step if other == "right" else places.left - step - NUMBER + 6
                self._number(painter, QPointF(x, middle), head, float(numbers[head, index]))

    def _written(self, weights: NDArray[np.float32], heads: Sequence[int]) -> list[int]:
        if len(heads) <= self._places.numbers:
            return list(heads)
        strongest = sorted(heads, key=lambda head: -float(weights[head]))
        return strongest[: self._places.numbers]

    def _number(self, painter: QPainter, at: QPointF, head: int, weight: float) -> None:
        if weight < SAID:
            return
        drawn = weight >= self._shown.least
        width, height = NUMBER - 6, self._metrics.height()
        painter.setPen(QColor(self._theme.text if drawn else self._theme.dim))
        box = QRectF(at.x(), at.y() - height / 2 - 1, width, height)
        painter.drawText(
            box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, f"{weight:.2f}"
        )
        line = QRectF(at.x(), at.y() + height / 2 - 2, max(2.0, width * weight), 2.5)
        painter.fillRect(line, QColor(self._shown.heads[head].colour))


def _curve(left: float, begin: float, right: float, end: float) -> QPainterPath:
    middle = (left + right) / 2
    path = QPainterPath(QPointF(left, begin))
    path.cubicTo(middle, begin, middle, end, right, end)
    return path


@cache
def _cubic(pieces: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How far across and how far down the cubic of `_curve` is at the ends of its pieces."""
    t = np.linspace(0.0, 1.0, pieces + 1)
    across = 1.5 * t * (1 - t) ** 2 + 1.5 * t**2 * (1 - t) + t**3
    return across, 3 * t**2 * (1 - t) + t**3


def _pieces(left: float, begin: float, right: float, end: float) -> list[QLineF]:
    if begin == end:
        return [QLineF(left, begin, right, end)]
    pieces = min(max(round(abs(end - begin) / 16), FEWEST), MOST)
    share_across, share_down = _cubic(pieces)
    across = (left + (right - left) * share_across).tolist()
    down = (begin + (end - begin) * share_down).tolist()
    return [QLineF(across[at], down[at], across[at + 1], down[at + 1]) for at in range(pieces)]
