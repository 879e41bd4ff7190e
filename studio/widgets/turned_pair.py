"""A pair of numbers as an arrow on a circle, before and after it is turned by its place."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.widgets.figures import value
from studio.widgets.token_chips import note_font

if TYPE_CHECKING:
    from studio.theme import Theme

HEIGHT = 190
WORDS = 38.0  # pixels beneath a circle
TIP = 7.0
Align = Qt.AlignmentFlag
Pair = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Turn:
    """A pair of a query's or a key's numbers at a place."""

    name: str
    place: int
    angle: float  # radians
    before: Pair
    after: Pair


class TurnedPair(QWidget):
    """Circles side by side; grey before, in colour after, with the angle between them."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._turns: tuple[Turn, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Turned pairs"))

    @property
    def turns(self) -> tuple[Turn, ...]:
        """What is shown."""
        return self._turns

    def show_turns(self, *turns: Turn) -> None:
        """Show other pairs, all on one scale."""
        self._turns = turns
        self.setAccessibleDescription(". ".join(" ".join(self._told(turn)) for turn in turns))
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(360, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._turns:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(note_font(self.font()))
        longest = max((math.hypot(*turn.before) for turn in self._turns), default=0.0) or 1.0
        width = min(self.width() / len(self._turns), 240.0)
        for place, turn in enumerate(self._turns):
            room = QRectF(place * width, 0, width, self.height())
            self._paint_turn(painter, room, turn, longest)

    def _paint_turn(self, painter: QPainter, room: QRectF, turn: Turn, longest: float) -> None:
        radius = min(room.width() / 2 - 8, (room.height() - WORDS) / 2 - 8)
        middle = QPointF(room.center().x(), 6 + radius)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._theme.line), 1.0))
        painter.drawEllipse(middle, radius, radius)
        painter.drawLine(middle - QPointF(radius, 0), middle + QPointF(radius, 0))
        painter.drawLine(middle - QPointF(0, radius), middle + QPointF(0, radius))
        self._paint_arc(painter, middle, radius * 0.36, turn)
        scale = radius / longest
        for pair, colour in ((turn.before, self._theme.dim), (turn.after, self._theme.accent)):
            tip = middle + QPointF(pair[0] * scale, -pair[1] * scale)
            self._paint_arrow(painter, middle, tip, colour)
        painter.setPen(QColor(self._theme.text))
        first, second = self._told(turn)
        foot = QRectF(room.left(), room.bottom() - WORDS, room.width(), WORDS / 2)
        painter.drawText(foot, Align.AlignCenter, first)
        painter.setPen(QColor(self._theme.dim))
        painter.drawText(foot.translated(0, WORDS / 2), Align.AlignCenter, second)

    def _paint_arc(self, painter: QPainter, middle: QPointF, radius: float, turn: Turn) -> None:
        start = math.degrees(math.atan2(turn.before[1], turn.before[0]))
        span = math.degrees(math.fmod(turn.angle, 2 * math.pi))
        painter.setPen(QPen(QColor(self._theme.series[1]), 2.0))
        box = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
        painter.drawArc(box, round(start * 16), round(span * 16))

    def _paint_arrow(self, painter: QPainter, start: QPointF, tip: QPointF, colour: str) -> None:
        painter.setPen(QPen(QColor(colour), 2.0))
        painter.drawLine(start, tip)
        along = math.atan2(tip.y() - start.y(), tip.x() - start.x())
        barbs = [tip]
        for side in (-0.42, 0.42):
            back = along + math.pi + side
            barbs.append(tip + QPointF(math.cos(back) * TIP, math.sin(back) * TIP))
        painter.setBrush(QColor(colour))
        painter.drawPolygon(QPolygonF(barbs))
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _told(self, turn: Turn) -> tuple[str, str]:
        words = self.tr("{name}, place {place}: turned by {angle} rad ({degrees}°)")
        angle, degrees = value(turn.angle), f"{math.degrees(turn.angle) % 360:.0f}"
        first = words.format(name=turn.name, place=turn.place, angle=angle, degrees=degrees)
        pairs = (f"({value(a)}, {value(b)})" for a, b in (turn.before, turn.after))
        return first, " → ".join(pairs)
