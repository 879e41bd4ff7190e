"""A plot as it is saved and copied: with the names of its curves above it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter

from studio.widgets.curve_plot import CurvePlot
from studio.widgets.plot_keys import PlotKeys
from studio.widgets.table import Table

MARGIN = 12  # pixels around the names


class PlotPicture:
    """What an export button takes for its subject, in place of the plot on the screen."""

    def __init__(self, plot: CurvePlot) -> None:
        self._plot = plot

    def size(self) -> QSize:
        """The plot's, and room for the names."""
        return self._plot.size() + QSize(0, round(self._keys().height) + MARGIN)

    def table(self) -> Table:
        """The plot's numbers."""
        return self._plot.table()

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Names, and the plot under them."""
        keys = self._keys()
        keys.paint(painter, area.topLeft() + QPointF(MARGIN, MARGIN))
        self._plot.draw(painter, area.adjusted(0, round(keys.height) + MARGIN, 0, 0))

    def _keys(self) -> PlotKeys:
        return self._plot.keys(self._plot.width() - 2.0 * MARGIN)
