"""A part of a page as it is copied and saved: all of it, also what is scrolled out of sight."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRectF, QSize
from PySide6.QtGui import QPaintEngine, QPainter, QRegion
from PySide6.QtWidgets import QHeaderView, QWidget

from studio.widgets.export_button import Arrays
from studio.widgets.table import Table

MARGIN = 16  # pixels around it


class WidgetPicture:
    """What an export button takes for its subject; texts stay texts, lines stay lines."""

    def __init__(
        self, widget: QWidget, table: Callable[[], Table], arrays: Callable[[], Arrays]
    ) -> None:
        self._widget, self._table, self._arrays = widget, table, arrays

    def size(self) -> QSize:
        """The part's, and a margin."""
        return self._widget.size() + QSize(2 * MARGIN, 2 * MARGIN)

    def table(self) -> Table:
        """The numbers."""
        return self._table()

    def arrays(self) -> Arrays:
        """The numbers as they are, by name."""
        return self._arrays()

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw it as it stands on the page, without the ground."""
        corner = area.topLeft().toPoint() + QPoint(MARGIN, MARGIN)
        # Qt draws the arrow of what is sorted as pixels: it is left out of drawings.
        drawing = painter.paintEngine().type() is QPaintEngine.Type.SVG
        headers = self._widget.findChildren(QHeaderView) if drawing else []
        sorting = [header for header in headers if header.isSortIndicatorShown()]
        for header in sorting:
            header.setSortIndicatorShown(False)
        painter.save()
        flags = QWidget.RenderFlag.DrawChildren
        self._widget.render(painter, corner, QRegion(), flags)
        painter.restore()
        for header in sorting:
            header.setSortIndicatorShown(True)
