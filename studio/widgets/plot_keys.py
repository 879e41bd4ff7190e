"""The names of a plot's curves, drawn into its picture: a file has no legend beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from studio.widgets.curves import Curve

if TYPE_CHECKING:
    from studio.theme import Theme

SWATCH, GAP, BETWEEN = 22.0, 6.0, 16.0  # pixels


def paint_stroke(painter: QPainter, left: QPointF, curve: Curve) -> None:
    """A piece of a curve's line, as it is drawn in the plot."""
    colour = QColor(curve.colour)
    if curve.faint:
        colour.setAlphaF(0.4)
    pen = QPen(colour, 1.0 if curve.faint else 2.0)
    if curve.measured:
        pen.setDashPattern([2.5, 1.5])
    painter.setPen(pen)
    painter.drawLine(left, left + QPointF(SWATCH, 0))
    if curve.measured:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(left + QPointF(SWATCH / 2, 0), 3.0, 3.0)


class PlotKeys:
    """A stroke and a name for every curve, in as many rows as they need."""

    def __init__(self, curves: Sequence[Curve], theme: Theme, font: QFont, width: float) -> None:
        self._theme, self._font = theme, font
        self._metrics = QFontMetricsF(font)
        self._places: list[tuple[QPointF, Curve]] = []
        x = y = 0.0
        for curve in curves:
            needed = SWATCH + GAP + self._metrics.horizontalAdvance(curve.label)
            if x and x + needed > width:
                x, y = 0.0, y + self._row()
            self._places.append((QPointF(x, y), curve))
            x += needed + BETWEEN
        self.height = y + self._row() + 4 if self._places else 0.0

    def _row(self) -> float:
        return self._metrics.height() + 4

    def paint(self, painter: QPainter, corner: QPointF) -> None:
        """Draw them, their top left being `corner`."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font)
        for place, curve in self._places:
            at = corner + place
            paint_stroke(painter, at + QPointF(0, self._row() / 2), curve)
            painter.setPen(QColor(self._theme.text))
            words = at + QPointF(SWATCH + GAP, (self._row() + self._metrics.capHeight()) / 2)
            painter.drawText(words, curve.label)
        painter.restore()
