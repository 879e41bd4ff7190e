"""Where a number lies among those of the examples it was learned from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.widgets.rich_tip import tip_html
from studio.wording import number

if TYPE_CHECKING:
    from studio.theme import Theme

SPREADS = 2  # standard deviations on either side of the mean: 95 % of a bell
MARK = 6.0  # pixels, half of the diamond
WIDEST = 520  # pixels
DIGITS = 2


class ScoreScale(QWidget):
    """A line from low to high, marks at the mean and at whole spreads, a diamond at the score."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._score = self._mean = 0.0
        self._spread = 1.0
        self._colour = theme.accent
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(WIDEST)
        self.setToolTip(
            tip_html(
                self.tr(
                    "The marks are the mean of the scores the run learned from, and one and two "
                    "standard deviations on either side of it."
                )
            )
        )

    def show_score(self, score: float, *, mean: float, spread: float, colour: str) -> None:
        """Show a score among others of this mean and standard deviation."""
        self._score, self._mean, self._spread, self._colour = score, mean, spread, colour
        words = self.tr("{score}; the mean is {mean}, the standard deviation {spread}")
        self.setAccessibleName(
            words.format(
                score=number(score, DIGITS),
                mean=number(mean, DIGITS),
                spread=number(spread, DIGITS),
            )
        )
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        self._theme = theme
        self.update()

    @property
    def ends(self) -> tuple[float, float]:
        """The numbers at both ends: the score is always between them."""
        low, high = (self._mean + side * SPREADS * self._spread for side in (-1, 1))
        return min(low, self._score), max(high, self._score)

    def sizeHint(self) -> QSize:
        return QSize(320, round(2 * MARK + 10 + QFontMetricsF(self.font()).height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        self.draw(QPainter(self), QRectF(self.rect()))

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw it into any painter."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        line = area.adjusted(2 * MARK, 0, -2 * MARK, 0)
        height = area.top() + MARK + 4
        painter.setPen(QPen(QColor(self._theme.border), 1.5))
        painter.drawLine(QPointF(line.left(), height), QPointF(line.right(), height))
        self._paint_marks(painter, line, height)
        self._paint_score(painter, QPointF(self._across(line, self._score), height))

    def _across(self, line: QRectF, value: float) -> float:
        low, high = self.ends
        return line.left() + line.width() * (value - low) / ((high - low) or 1.0)

    def _paint_marks(self, painter: QPainter, line: QRectF, height: float) -> None:
        metrics = QFontMetricsF(self.font())
        for step in range(-SPREADS, SPREADS + 1):
            value = self._mean + step * self._spread
            x, tall = self._across(line, value), 5.0 if step else 8.0
            painter.setPen(QPen(QColor(self._theme.border), 1.5))
            painter.drawLine(QPointF(x, height - tall), QPointF(x, height + tall))
            if step % SPREADS:
                continue  # three numbers read well in the least room there is
            words = number(value, DIGITS)
            room = QRectF(x - 60, height + MARK + 4, 120, metrics.height())
            room.moveLeft(min(max(room.left(), line.left() - 60), line.right() - 60))
            painter.setPen(QColor(self._theme.dim))
            painter.drawText(room, Qt.AlignmentFlag.AlignHCenter, words)

    def _paint_score(self, painter: QPainter, at: QPointF) -> None:
        painter.setPen(QPen(QColor(self._theme.surface), 1.5))
        painter.setBrush(QColor(self._colour))
        sides = ((0, -MARK), (MARK, 0), (0, MARK), (-MARK, 0))
        painter.drawPolygon([at + QPointF(x, y) for x, y in sides])
