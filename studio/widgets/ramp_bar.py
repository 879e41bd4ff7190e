"""Numbers as colours of one hue or of viridis, and the bar that says which means what."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QLinearGradient, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.widgets.colour_maps import LEVELS, colour_map

if TYPE_CHECKING:
    from studio.theme import Theme

Ramp = Callable[[float], str]  # a share of the scale, 0 … 1, as #RRGGBB

WIDTH, HEIGHT = 120.0, 10.0  # pixels of the colours
STOPS = 16


def viridis_colour(share: float) -> str:
    """A share of the scale in viridis."""
    place = round(min(max(share, 0.0), 1.0) * (LEVELS - 1))
    red, green, blue = (int(value) for value in colour_map("viridis")[place, :3])
    return QColor(red, green, blue).name()


def hue_ramp(theme: Theme, hue: str) -> Ramp:
    """From the ground of a chip to `hue`."""
    ends = QColor(theme.raised), QColor(hue)
    low, high = ((one.red(), one.green(), one.blue()) for one in ends)

    def colour(share: float) -> str:
        share = min(max(share, 0.0), 1.0)
        red, green, blue = (
            round(start + (end - start) * share) for start, end in zip(low, high, strict=True)
        )
        return QColor(red, green, blue).name()

    return colour


class RampBar(QWidget):
    """What stands for what: the least, the colours, the most, and of what."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._ramp: Ramp = viridis_colour
        self._ends = ("", "")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_ramp(self, ramp: Ramp, low: str, high: str) -> None:
        """Show other colours between these two words."""
        self._ramp, self._ends = ramp, (low, high)
        self.setAccessibleName(f"{low} – {high}")
        self.updateGeometry()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.font())
        words = sum(metrics.horizontalAdvance(end) for end in self._ends)
        return QSize(round(words + WIDTH + 14), round(max(metrics.height(), HEIGHT) + 2))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        metrics = QFontMetricsF(self.font())
        low = metrics.horizontalAdvance(self._ends[0])
        bar = QRectF(low + 6, (self.height() - HEIGHT) / 2, WIDTH, HEIGHT)
        gradient = QLinearGradient(bar.topLeft(), bar.topRight())
        for stop in range(STOPS + 1):
            gradient.setColorAt(stop / STOPS, QColor(self._ramp(stop / STOPS)))
        painter.fillRect(bar, gradient)
        painter.setPen(QPen(QColor(self._theme.line), 1.0))
        painter.drawRect(bar)
        painter.setPen(QColor(self._theme.dim))
        whole = QRectF(self.rect())
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(whole, middle | Qt.AlignmentFlag.AlignLeft, self._ends[0])
        painter.drawText(whole, middle | Qt.AlignmentFlag.AlignRight, self._ends[1])
