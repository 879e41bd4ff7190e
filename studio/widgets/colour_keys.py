"""What the colours of a picture mean: names beside dots, or a scale with its ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.widgets.colour_maps import LEVELS, colour_map
from studio.widgets.token_chips import note_font

if TYPE_CHECKING:
    from studio.theme import Theme

ROW, DOT, GAP, SCALE = 18.0, 8.0, 14.0, 120.0
Align = Qt.AlignmentFlag


@dataclass(frozen=True, slots=True)
class Key:
    """One colour and what it stands for."""

    colour: str
    words: str


class ColourKeys(QWidget):
    """As many lines as the width asks for."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._keys: tuple[Key, ...] = ()
        self._ends: tuple[str, str] | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(self.tr("What the colours mean"))

    def show_keys(self, keys: Sequence[Key]) -> None:
        """Name each colour."""
        self._keys, self._ends = tuple(keys), None
        self.setAccessibleDescription(", ".join(key.words for key in keys))
        self.updateGeometry()
        self.update()

    def show_scale(self, low: str, high: str) -> None:
        """Colours run from one end of viridis to the other."""
        self._keys, self._ends = (), (low, high)
        self.setAccessibleDescription(f"{low} … {high}")
        self.updateGeometry()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        self._theme = theme
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        spots = self._spots(width)
        return round(spots[-1].y() + ROW) if spots else round(ROW)

    def sizeHint(self) -> QSize:
        return QSize(260, self.heightForWidth(max(self.width(), 160)))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, round(ROW))

    def _spots(self, width: float) -> list[QPointF]:
        metrics = QFontMetricsF(note_font(self.font()))
        spots, x, y = [], 0.0, 0.0
        for key in self._keys:
            room = DOT + 5 + metrics.horizontalAdvance(key.words)
            if x and x + room > width:
                x, y = 0.0, y + ROW
            spots.append(QPointF(x, y))
            x += room + GAP
        return spots

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(note_font(self.font()))
        if self._ends is not None:
            self._paint_scale(painter, *self._ends)
        for key, spot in zip(self._keys, self._spots(self.width()), strict=True):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(key.colour))
            painter.drawEllipse(QRectF(spot.x(), spot.y() + (ROW - DOT) / 2, DOT, DOT))
            painter.setPen(QColor(self._theme.dim))
            place = QRectF(spot.x() + DOT + 5, spot.y(), self.width(), ROW)
            painter.drawText(place, Align.AlignVCenter, key.words)

    def _paint_scale(self, painter: QPainter, low: str, high: str) -> None:
        left = QFontMetricsF(painter.font()).horizontalAdvance(low) + 6
        bar = QRectF(left, 5, SCALE, ROW - 10)
        colours = QLinearGradient(bar.topLeft(), bar.topRight())
        for share in np.linspace(0, 1, 13):
            colours.setColorAt(float(share), QColor(viridis_colour(float(share))))
        painter.fillRect(bar, colours)
        painter.setPen(QColor(self._theme.dim))
        painter.drawText(QRectF(0, 0, left, ROW), Align.AlignVCenter, low)
        painter.drawText(QRectF(bar.right() + 6, 0, 200, ROW), Align.AlignVCenter, high)


def viridis_colour(share: float) -> str:
    """The colour of a share of the scale, as #RRGGBB."""
    red, green, blue = colour_map("viridis")[round(min(max(share, 0.0), 1.0) * (LEVELS - 1))]
    return f"#{red:02X}{green:02X}{blue:02X}"
