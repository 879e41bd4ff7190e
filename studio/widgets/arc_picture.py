"""Arcs as a picture for files: the whole text, however much of it the screen shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from studio.widgets.arc_drawing import ArcPainter
from studio.widgets.arc_map import ArcMap
from studio.widgets.arc_places import HEADING, arc_places, whole_height
from studio.widgets.table import Table
from studio.widgets.token_plot import Place, small_type

if TYPE_CHECKING:
    from studio.theme import Theme

MOST_SAVED = 20_000  # arcs


class ArcPicture:
    """The whole text as a picture, however much of it the screen shows."""

    LEGEND = 26.0  # pixels beneath

    def __init__(
        self, shown: ArcMap, theme: Theme, font: QFont, room: QSize, held: Place | None
    ) -> None:
        self._shown, self._theme, self._font, self._held = shown, theme, font, held
        height, _ = whole_height(shown, room.height() - HEADING)
        self._size = QSize(room.width(), round(HEADING + height + self.LEGEND))

    def size(self) -> QSize:
        """As wide as on the screen, and as high as all tokens need."""
        return self._size

    def table(self) -> Table:
        """The arcs that are drawn."""
        return self._shown.table()

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """The weights themselves."""
        return self._shown.arrays()

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw columns, arcs and legend into any painter."""
        columns = area.adjusted(0, 0, 0, -self.LEGEND)
        places = arc_places(columns, self._shown, self._font)
        inside = ArcPainter(self._shown, places, self._theme, self._font)
        inside.paint(painter, self._held, care="file", most=MOST_SAVED)
        self._legend(painter, QRectF(area.left(), columns.bottom(), area.width(), self.LEGEND))

    def _legend(self, painter: QPainter, room: QRectF) -> None:
        metrics = QFontMetricsF(small_type(self._font))
        x, middle = room.left() + 8, room.center().y()
        for head in self._shown.shown_heads():
            one = self._shown.heads[head]
            pen = QPen(QColor(one.colour), 2.0)
            if one.dashed:
                pen.setDashPattern([4.0, 3.0])
            painter.setPen(pen)
            painter.drawLine(QPointF(x, middle), QPointF(x + 18, middle))
            painter.setPen(QColor(self._theme.text))
            painter.drawText(QPointF(x + 24, middle + metrics.capHeight() / 2), one.name)
            x += 24 + metrics.horizontalAdvance(one.name) + 20
