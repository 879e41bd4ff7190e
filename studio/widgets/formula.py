"""A formula as print sets it: fractions stacked, sums large, indices small."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.widgets.formula_text import Fraction, Part, Raised, Run, read_formula

if TYPE_CHECKING:
    from studio.theme import Theme

SMALLEST = 9.0  # pixels of a letter, where a long formula has little room
INDEX, SUM = 0.74, 1.45  # of the size of a letter
SIGN_ROOM = 0.28  # of an em, at either side
BAR_ROOM = 3.0  # pixels above and beneath the line of a fraction


@dataclass(frozen=True, slots=True)
class Box:
    """How much room a part takes, from its baseline."""

    width: float
    above: float
    beneath: float


class Formula(QWidget):
    """Draws a formula; a screen reader hears it as it is written."""

    def __init__(self, theme: Theme, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = ""
        self._parts: tuple[Part, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    def text(self) -> str:
        """The formula on one line."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show another formula."""
        if text != self._text:
            self._text, self._parts = text, read_formula(text)
            self.setAccessibleName(text)
            self.updateGeometry()
            self.update()

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        box = self._measured(self._parts, self._size())
        return QSize(round(box.width) + 2, round(box.above + box.beneath) + 6)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        size = self._size()
        while size > SMALLEST and self._measured(self._parts, size).width > self.width():
            size -= 0.5  # hinted letters do not shrink in proportion
        box = self._measured(self._parts, size)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        base = (self.height() - box.above - box.beneath) / 2 + box.above
        self._draw(painter, self._parts, QPointF(0, base), size)

    # measuring and drawing, part by part

    def _size(self) -> float:
        return QFontMetricsF(self.font()).height() * 0.92

    def _font(self, size: float, style: str) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(max(1, int(size * (SUM if style == "sum" else 1.0))))
        font.setItalic(style == "italic")
        return font

    def _measured(self, parts: tuple[Part, ...], size: float) -> Box:
        boxes = [self._box(part, size) for part in parts]
        return Box(
            sum(box.width for box in boxes),
            max((box.above for box in boxes), default=size),
            max((box.beneath for box in boxes), default=0.0),
        )

    def _box(self, part: Part, size: float) -> Box:
        if isinstance(part, Fraction):
            over, under = self._measured(part.over, size), self._measured(part.under, size)
            middle = self._middle(size)
            return Box(
                max(over.width, under.width) + size * 0.5,
                middle + BAR_ROOM + over.above + over.beneath,
                max(0.0, BAR_ROOM + under.above + under.beneath - middle),
            )
        if isinstance(part, Raised):
            metrics = QFontMetricsF(self._font(size * INDEX, "word"))
            lift = size * (0.38 if part.up else -0.22)
            return Box(
                metrics.horizontalAdvance(part.text) + 1,
                metrics.ascent() + lift,
                max(0.0, metrics.descent() - lift),
            )
        metrics = QFontMetricsF(self._font(size, part.style))
        room = size * SIGN_ROOM * 2 if part.style == "sign" else 0.0
        return Box(metrics.horizontalAdvance(part.text) + room, metrics.ascent(), metrics.descent())

    def _middle(self, size: float) -> float:
        """How high above the baseline the line of a fraction stands."""
        return size * 0.32

    def _draw(
        self, painter: QPainter, parts: tuple[Part, ...], start: QPointF, size: float
    ) -> None:
        x = start.x()
        for part in parts:
            box = self._box(part, size)
            place = QPointF(x, start.y())
            if isinstance(part, Fraction):
                self._draw_fraction(painter, part, place, box.width, size)
            else:
                self._draw_text(painter, part, place, size)
            x += box.width

    def _draw_text(self, painter: QPainter, part: Run | Raised, at: QPointF, size: float) -> None:
        painter.setPen(QColor(self._theme.text))
        if isinstance(part, Raised):
            painter.setFont(self._font(size * INDEX, "word"))
            lift = size * (0.38 if part.up else -0.22)
            painter.drawText(QPointF(at.x() + 1, at.y() - lift), part.text)
            return
        painter.setFont(self._font(size, part.style))
        room = size * SIGN_ROOM if part.style == "sign" else 0.0
        sunk = size * 0.14 if part.style == "sum" else 0.0  # stands around the middle of the line
        painter.drawText(QPointF(at.x() + room, at.y() + sunk), part.text)

    def _draw_fraction(
        self, painter: QPainter, part: Fraction, at: QPointF, width: float, size: float
    ) -> None:
        over, under = self._measured(part.over, size), self._measured(part.under, size)
        bar = at.y() - self._middle(size)
        room = QRectF(at.x() + size * 0.1, bar, width - size * 0.2, 0)
        painter.setPen(QPen(QColor(self._theme.text), 1.2, Qt.PenStyle.SolidLine))
        painter.drawLine(room.topLeft(), room.topRight())
        top = QPointF(at.x() + (width - over.width) / 2, bar - BAR_ROOM - over.beneath)
        foot = QPointF(at.x() + (width - under.width) / 2, bar + BAR_ROOM + under.above)
        self._draw(painter, part.over, top, size)
        self._draw(painter, part.under, foot, size)
