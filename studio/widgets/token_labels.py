"""Where the names of tokens stand around a map, and how small or turned they must be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

SMALLEST = 9  # pixels of type; below, names are left out in turn
LONGEST = 8
WIDEST = 84.0  # pixels; longer names are elided
STEEP, UPRIGHT = -60.0, -90.0  # degrees


@dataclass(frozen=True, slots=True)
class LabelLayout:
    """How the names along both sides of a map of `cell` pixels a token are written."""

    font: QFont
    angle: float  # of the names above the columns
    every: int  # 1: all; 2: every second …
    room: float  # of the longest name, in pixels
    above: float  # height of the names above the columns
    overhang: float  # how far the last of them leans out to the right


def lay_out_labels(tokens: Sequence[str], font: QFont, cell: float) -> LabelLayout:
    """The largest type, least turned, at which no two names touch."""
    sized = QFont(font)
    start = font.pixelSize() if font.pixelSize() > 0 else 13
    size = min(start, 12)
    while size > SMALLEST and _height(sized, size) > cell:
        size -= 1
    sized.setPixelSize(size)
    metrics = QFontMetricsF(sized)
    height = metrics.height()
    every = max(1, -(-round(height) // max(1, round(cell))))
    angle = STEEP if cell * every * 0.87 >= height else UPRIGHT
    longest = sorted(set(tokens), key=len)[-LONGEST:]  # measuring all takes too long
    room = min(max((metrics.horizontalAdvance(token) for token in longest), default=0.0), WIDEST)
    above = room * 0.87 + height * 0.5 if angle == STEEP else room
    overhang = room * 0.5 + 2 if angle == STEEP else 0.0
    return LabelLayout(sized, angle, every, room, above + 8, overhang)


def _height(font: QFont, size: int) -> float:
    probe = QFont(font)
    probe.setPixelSize(size)
    return QFontMetricsF(probe).height()


def shown_token(token: str) -> str:
    """A token that is visible: spaces and line breaks as signs, nothing as a dot."""
    return token.replace(" ", "␣").replace("\n", "↵").replace("\t", "⇥") or "·"


class LabelPainter:
    """Writes the names; `strong` names are in full ink, all others dim."""

    def __init__(self, layout: LabelLayout, strong: QColor, dim: QColor) -> None:
        self._layout, self._strong, self._dim = layout, strong, dim
        self._metrics = QFontMetricsF(layout.font)

    def _shown(self, token: str) -> str:
        room = self._layout.room + 1
        return self._metrics.elidedText(shown_token(token), Qt.TextElideMode.ElideRight, room)

    def row(
        self, painter: QPainter, right: float, middle: float, token: str, *, full: bool
    ) -> None:
        """One name ending at `right`."""
        painter.setFont(self._layout.font)
        painter.setPen(self._strong if full else self._dim)
        room, height = self._layout.room + 2, self._metrics.height()
        place = QRectF(right - room, middle - height / 2, room, height)
        align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place, align, self._shown(token))

    def column(
        self, painter: QPainter, middle: float, bottom: float, token: str, *, full: bool
    ) -> None:
        """One name above a column, turned, its beginning at `bottom`."""
        painter.save()
        painter.setFont(self._layout.font)
        painter.setPen(self._strong if full else self._dim)
        painter.translate(QPointF(middle, bottom - 3))
        painter.rotate(self._layout.angle)
        painter.drawText(QPointF(0, self._metrics.capHeight() / 2), self._shown(token))
        painter.restore()
