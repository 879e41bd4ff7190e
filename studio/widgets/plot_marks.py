"""What is written over a plot: baselines, end values, checkpoint ticks, crosshair and readings."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from studio.widgets import figures
from studio.widgets.curves import Baseline, Curve, Numbers, nearest
from studio.widgets.plot_words import Word, WordPlaces
from studio.wording import number

if TYPE_CHECKING:
    from studio.theme import Theme

TICK = 5.0  # pixels, of a checkpoint's sign
VALUE_ROOM, NAME_ROOM = 48.0, 96.0  # at the end of a curve
DOTS = [0.1, 2.6]  # of a baseline, in widths of its pen; what was measured has dashes


@dataclass(slots=True)
class Frame:
    """Where the plot stands on its scene and how values become places."""

    area: QRectF = field(default_factory=QRectF)
    place: Callable[[float, float], QPointF] = lambda x, y: QPointF(x, y)
    value: Callable[[QPointF], QPointF] = lambda point: point


class PlotMarks(QGraphicsItem):
    """One item above the plot that draws all of them, so that nothing overlaps unseen."""

    def __init__(self, theme: Theme, frame: Callable[[], Frame]) -> None:
        super().__init__()
        self.theme = theme
        self.curves: list[Curve] = []
        self.baselines: list[Baseline] = []
        self.ticks: Numbers = np.empty(0)
        self.line_at: float | None = None  # x of a lasting line (the scrubber's)
        self.also_at: float | None = None  # x of another, dashed: what it is compared with
        self.crosshair: QPointF | None = None  # on the scene
        self.focused = False  # a ring says where the keyboard is
        self.log = False
        self.font = QFont()
        self.name_x: Callable[[float], str] = number
        self._frame = frame
        self._places = WordPlaces()
        self._rect = QRectF()
        self.setZValue(1000)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def set_rect(self, rect: QRectF) -> None:
        """Cover this much of the scene."""
        if rect != self._rect:
            self.prepareGeometryChange()
            self._rect = rect

    def boundingRect(self) -> QRectF:
        return self._rect

    def height_of(self, value: float) -> float:
        """A value on the vertical axis of the plot: itself, or its logarithm."""
        if not self.log:
            return value
        return math.log10(value) if value > 0 else math.nan

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        frame = self._frame()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font)
        self._paint_baselines(painter, frame)
        self._paint_ticks(painter, frame)
        self._paint_ends(painter, frame)
        self._paint_words(painter, frame)
        self._paint_cursor(painter, frame)
        if self.crosshair is not None and frame.area.contains(self.crosshair):
            self._paint_crosshair(painter, frame, self.crosshair)
        if self.focused:
            painter.setPen(QPen(QColor(self.theme.accent), 1.0, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self._rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

    def _paint_baselines(self, painter: QPainter, frame: Frame) -> None:
        for baseline, y in self._levels(frame):
            painter.setPen(baseline_pen(baseline))
            painter.drawLine(QPointF(frame.area.left(), y), QPointF(frame.area.right(), y))

    def _levels(self, frame: Frame) -> list[tuple[Baseline, float]]:
        """The baselines in sight and their heights on the scene."""
        heights = [(one, frame.place(0.0, self.height_of(one.value)).y()) for one in self.baselines]
        area = frame.area
        return [(one, y) for one, y in heights if area.top() <= y <= area.bottom()]

    def words(self, frame: Frame) -> list[tuple[Word, str]]:
        """What is written over the plot, and in which colour: the ends, then the levels."""
        metrics = QFontMetricsF(self.font)
        told = [
            (self._end_name(curve, metrics) + curve.tells(float(curve.y[-1])), point)
            for curve, point in self._ends(frame)
        ]
        named = [
            (f"{baseline.label} = {figures.value(baseline.value)}", y)
            for baseline, y in self._levels(frame)
        ]
        ends, levels = self._places.of(told, named, frame.area, self.font)
        theme = self.theme
        return [(word, theme.dim) for word in levels] + [(word, theme.text) for word in ends]

    def _paint_words(self, painter: QPainter, frame: Frame) -> None:
        """Text on the card's own ground, so that no line runs through it."""
        metrics = QFontMetricsF(self.font)
        ground = QColor(self.theme.surface)
        ground.setAlphaF(0.8)
        for word, colour in self.words(frame):
            painter.fillRect(word.box(metrics), ground)
            painter.setPen(QColor(colour))
            painter.drawText(word.at, word.text)

    def _paint_ticks(self, painter: QPainter, frame: Frame) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.theme.good))
        y = frame.area.bottom() + 1
        for x in self._tick_pixels(frame):
            tip = QPointF(x, y)
            left, right = QPointF(x - 3.5, y + TICK), QPointF(x + 3.5, y + TICK)
            painter.drawPolygon(QPolygonF([tip, left, right]))

    def _tick_pixels(self, frame: Frame) -> list[float]:
        """Where ticks stand, at most one a pixel: there may be thousands of them."""
        low, high = (frame.value(at).x() for at in (frame.area.topLeft(), frame.area.topRight()))
        share = (self.ticks - low) / (high - low or 1.0)
        pixels = np.unique(np.round(frame.area.left() + share * frame.area.width()))
        inside = (frame.area.left() <= pixels) & (pixels <= frame.area.right())
        found: list[float] = pixels[inside].tolist()
        return found

    def _ends(self, frame: Frame) -> list[tuple[Curve, QPointF]]:
        """The last points in sight."""
        ends: list[tuple[Curve, QPointF]] = []
        for curve in self.curves:
            if curve.faint or not len(curve.x):
                continue
            value = self.height_of(float(curve.y[-1]))
            point = frame.place(float(curve.x[-1]), value)
            if math.isfinite(value) and frame.area.adjusted(-1, -1, 1, 1).contains(point):
                ends.append((curve, point))
        return ends

    def _paint_ends(self, painter: QPainter, frame: Frame) -> None:
        for curve, point in self._ends(frame):
            colour = QColor(curve.colour)
            painter.setPen(QPen(colour, 1.5))
            painter.setBrush(colour if not curve.measured else QColor(self.theme.surface))
            painter.drawEllipse(point, 3.0, 3.0)

    def end_room(self) -> float:
        """Pixels to be left free at the right of the last points."""
        metrics = QFontMetricsF(self.font)
        names = [metrics.horizontalAdvance(self._end_name(c, metrics)) for c in self.curves]
        return VALUE_ROOM + max(names, default=0.0)

    def _end_name(self, curve: Curve, metrics: QFontMetricsF) -> str:
        """Whose end it is, where objectives share the plot: not by colour alone."""
        if curve.faint or curve.measured or len({other.group for other in self.curves}) < 2:
            return ""
        return metrics.elidedText(curve.group, Qt.TextElideMode.ElideRight, NAME_ROOM) + " "

    def _paint_cursor(self, painter: QPainter, frame: Frame) -> None:
        lines = (self.also_at, Qt.PenStyle.DashLine), (self.line_at, Qt.PenStyle.SolidLine)
        for at, style in lines:
            x = frame.place(at, 0.0).x() if at is not None else -1.0
            if at is not None and frame.area.left() - 1 <= x <= frame.area.right() + 1:
                painter.setPen(QPen(QColor(self.theme.accent), 2.0, style))
                painter.drawLine(QPointF(x, frame.area.top()), QPointF(x, frame.area.bottom()))

    def _paint_crosshair(self, painter: QPainter, frame: Frame, at: QPointF) -> None:
        x = frame.value(at).x()
        lines: list[tuple[str, str, str]] = []  # colour, label, value
        area = frame.area
        painter.setPen(QPen(QColor(self.theme.dim), 1.0, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(at.x(), area.top()), QPointF(at.x(), area.bottom()))
        for curve, found in self._readings(x):
            lines.append((curve.colour, curve.label, curve.tells(found[1])))
            point = frame.place(found[0], self.height_of(found[1]))
            if area.contains(point):
                painter.setBrush(QColor(self.theme.surface))
                painter.setPen(QPen(QColor(curve.colour), 1.5))
                painter.drawEllipse(point, 3.5, 3.5)
        self._paint_readings(painter, area, at.x(), self.name_x(x), lines)

    def _readings(self, x: float) -> list[tuple[Curve, tuple[float, float]]]:
        """The point of every curve nearest to an x."""
        found = [(curve, nearest(curve, x)) for curve in self.curves if not curve.faint]
        return [(curve, point) for curve, point in found if point is not None]

    def reading(self) -> str:
        """What the crosshair reads, in words; "" where there is none."""
        if self.crosshair is None:
            return ""
        x = self._frame().value(self.crosshair).x()
        told = [f"{curve.label}: {curve.tells(y)}" for curve, (_, y) in self._readings(x)]
        return ", ".join([self.name_x(x), *told])

    def _paint_readings(
        self,
        painter: QPainter,
        area: QRectF,
        x: float,
        title: str,
        lines: list[tuple[str, str, str]],
    ) -> None:
        metrics = QFontMetricsF(self.font)
        names = [metrics.horizontalAdvance(label) for _, label, _ in lines]
        values = [metrics.horizontalAdvance(text) for _, _, text in lines]
        widest = 14 + max(names, default=0) + 16 + max(values, default=0)
        width = max(metrics.horizontalAdvance(title), widest)
        height = metrics.height() * (len(lines) + 1) + 4
        box = QRectF(x + 14, area.top() + 8, width + 20, height + 12)
        if box.right() > area.right():
            box.moveRight(x - 14)
        painter.setPen(QPen(QColor(self.theme.line), 1.0))
        ground = QColor(self.theme.raised)
        ground.setAlphaF(0.95)
        painter.setBrush(ground)
        painter.drawRoundedRect(box, 6, 6)
        inner = box.adjusted(10, 6, -10, -6)
        painter.setPen(QColor(self.theme.dim))
        painter.drawText(inner.topLeft() + QPointF(0, metrics.ascent()), title)
        for index, (colour, label, text) in enumerate(lines):
            y = inner.top() + metrics.height() * (index + 1) + 4
            dot = QRectF(inner.left(), y + metrics.height() / 2 - 4, 8, 8)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colour))
            painter.drawEllipse(dot)
            painter.setPen(QColor(self.theme.text))
            row = QRectF(inner.left() + 14, y, inner.width() - 14, metrics.height())
            painter.drawText(row, Qt.AlignmentFlag.AlignLeft, label)
            painter.drawText(row, Qt.AlignmentFlag.AlignRight, text)


def baseline_pen(baseline: Baseline) -> QPen:
    """Round dots, not to be taken for the dashes of what was measured."""
    pen = QPen(QColor(baseline.colour), 1.6)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setDashPattern(DOTS)
    return pen
