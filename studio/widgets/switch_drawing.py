"""How one switch of a head is drawn: on in its colour, off crossed out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen

from studio.widgets.figures import value
from studio.widgets.token_chips import ink_on

if TYPE_CHECKING:
    from studio.theme import Theme

ROUND = 4.0
SMALL = 10  # pixels of the type


def paint_on(painter: QPainter, rect: QRectF, ground: QColor, theme: Theme) -> None:
    """A field in the colour of what the head is worth."""
    painter.setPen(QPen(QColor(theme.border), 1.0))
    painter.setBrush(ground)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), ROUND, ROUND)


def paint_off(painter: QPainter, rect: QRectF, theme: Theme) -> None:
    """Hatched and crossed out: never by colour alone."""
    paint_on(painter, rect, QColor(theme.surface), theme)
    painter.setBrush(QBrush(QColor(theme.border), Qt.BrushStyle.BDiagPattern))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), ROUND, ROUND)
    painter.setPen(QPen(QColor(theme.text), 2.0))
    middle, far = rect.center(), rect.width() * 0.18
    painter.drawLine(middle + QPointF(-far, -far), middle + QPointF(far, far))
    painter.drawLine(middle + QPointF(-far, far), middle + QPointF(far, -far))


def paint_worth(painter: QPainter, rect: QRectF, worth: float, ground: QColor) -> None:
    """What is lost without the head, where there is room for the number."""
    small = QFont(painter.font())
    small.setPixelSize(SMALL)
    told = signed(worth)
    if QFontMetricsF(small).horizontalAdvance(told) <= rect.width() - 2:
        painter.setFont(small)
        painter.setPen(QColor(ink_on(ground.name())))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, told)


def signed(change: float) -> str:
    """A change with its sign."""
    return f"+{value(change)}" if change > 0 else value(change)
