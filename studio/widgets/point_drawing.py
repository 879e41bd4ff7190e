"""How the points of a map and its axes are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from studio.widgets.point_plane import Points

if TYPE_CHECKING:
    from studio.theme import Theme

DOT, RING = 6.0, 5.5  # pixels across, and around a point
FOOT, LEFT = 22.0, 22.0  # pixels of the axes' names
LONGEST = 18  # letters of a label
Align = Qt.AlignmentFlag


def paint_axes(
    painter: QPainter, area: QRectF, frame: QRectF, axes: tuple[str, str], theme: Theme
) -> None:
    """A frame, and what runs to the right and upwards."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.line), 1.0))
    painter.drawRect(frame)
    painter.setPen(QColor(theme.dim))
    foot = QRectF(frame.left(), frame.bottom() + 2, frame.width(), FOOT - 2)
    painter.drawText(foot, Align.AlignCenter, axes[0])
    painter.save()
    painter.translate(area.left() + 8, frame.center().y())
    painter.rotate(-90)
    half = frame.height() / 2
    painter.drawText(QRectF(-half, -8, frame.height(), 18), Align.AlignCenter, axes[1])
    painter.restore()


def paint_points(painter: QPainter, pixels: Points, colours: Sequence[str]) -> None:
    """Points [n, 2], all of one colour at once: two thousand one by one take too long."""
    by_colour: dict[str, list[QPointF]] = {}
    for (x, y), colour in zip(pixels.tolist(), colours, strict=True):
        by_colour.setdefault(colour, []).append(QPointF(x, y))
    for colour, spots in by_colour.items():
        ink = QColor(colour)
        ink.setAlphaF(0.8)
        painter.setPen(QPen(ink, DOT, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPoints(QPolygonF(spots))


def paint_rings(
    painter: QPainter, frame: QRectF, pixels: Points, ringed: Sequence[int], theme: Theme
) -> None:
    """Ring the first of these points in colour, the others in ink; -1 stands for none.

    What lies outside the frame is left out here: a file in SVG knows no clipping.
    """
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for order, place in enumerate(ringed):
        spot = QPointF(*pixels[place].tolist())
        if place >= 0 and frame.contains(spot):
            strong = order == 0 and len(ringed) > 1
            ink = QColor(theme.accent if strong else theme.text)
            painter.setPen(QPen(ink, 2.5 if strong else 1.5))
            painter.drawEllipse(spot, RING, RING)


def paint_name(painter: QPainter, rect: QRectF, name: str, ink: str, theme: Theme) -> None:
    """A name on a ground of its own, or the points beneath it would make it hard to read."""
    ground = QColor(theme.surface)
    ground.setAlphaF(0.72)
    painter.fillRect(rect.adjusted(0, 1, 0, -1), ground)
    painter.setPen(QColor(ink))
    painter.drawText(rect, Align.AlignCenter, name)


def paint_reading(painter: QPainter, frame: QRectF, told: str, theme: Theme) -> None:
    """What is told of the point under the pointer, in the corner."""
    if told:
        metrics = QFontMetricsF(painter.font())
        width = min(metrics.horizontalAdvance(told) + 12, frame.width() - 8)
        place = QRectF(frame.left() + 4, frame.top() + 4, width, metrics.height() + 4)
        shown = metrics.elidedText(told, Qt.TextElideMode.ElideRight, width - 8)
        paint_name(painter, place, shown, theme.text, theme)


def short(name: str) -> str:
    """A name that leaves room for others."""
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"
