"""The lines of a plot: made once, drawn anew only where their numbers or looks changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen

from studio.widgets.curves import Curve
from studio.widgets.outline import Outline

PEN = {True: 1.0, False: 1.6}  # pixels, by faintness
MOST_DOTS = 400
Style = tuple[str, bool, bool, bool, int]  # colour, faint, measured, dotted, depth


class PlotLines:
    """Keeps one item of the plot per curve, by its key. Of a long curve its outline is drawn."""

    def __init__(self, plot_item: Any) -> None:
        self._plot = plot_item
        self.items: dict[str, Any] = {}
        self._outlines: dict[str, Outline] = {}
        self._drawn: dict[str, tuple[Style, tuple[float, ...]]] = {}

    def show(self, curves: Sequence[Curve], *, log: bool, every: bool = False) -> None:
        """Show these curves and no others; with `log`, the logarithms of what has one.

        `every`: all points, for those who look closely.
        """
        keys = {curve.key for curve in curves}
        for key in [key for key in self.items if key not in keys]:
            self._plot.removeItem(self.items.pop(key))
            self._drawn.pop(key, None)
            self._outlines.pop(key, None)
        for depth, curve in enumerate(curves):
            self._show(curve, depth, log=log, every=every)

    def outlined(self, curve: Curve, *, log: bool) -> Curve:
        """As few points of a curve as tell where it begins, ends, and its lowest and highest."""
        rows = self._outlines.setdefault(curve.key, Outline()).rows(curve.y, log=log)
        return replace(curve, x=curve.x[rows], y=curve.y[rows])

    def _show(self, curve: Curve, depth: int, *, log: bool, every: bool) -> None:
        item = self.items.get(curve.key) or self._make(curve.key)
        x, y = curve.x, curve.y
        dotted = curve.measured and len(x) <= MOST_DOTS
        style = (curve.colour, curve.faint, curve.measured, dotted, depth)
        points = (len(y) // 2, -1) if len(y) else ()
        data = (log, every, len(x), *(float(values[at]) for values in (x, y) for at in points))
        drawn = self._drawn.get(curve.key)
        if drawn == (style, data):  # as most lines are at most ticks
            return
        if drawn is None or drawn[0] != style:
            _wear(item, style)
        self._drawn[curve.key] = (style, data)
        if not every:
            outline = self.outlined(curve, log=log)
            x, y = outline.x, outline.y
        if log:
            above = y > 0
            x, y = x[above], np.log10(y[above])
        item.setData(x, y)

    def _make(self, key: str) -> Any:
        item = self.items[key] = pg.PlotDataItem(skipFiniteCheck=True)
        self._plot.addItem(item)  # which resets the three below
        item.setDownsampling(auto=True, method="peak")
        item.setClipToView(True)
        item.opts["autoDownsampleFactor"] = 1.0  # lowest and highest of every pixel
        return item


def _wear(item: Any, style: Style) -> None:
    name, faint, measured, dotted, depth = style
    colour = QColor(name)
    if faint:
        colour.setAlphaF(0.3)
    pen = QPen(colour, PEN[faint])
    pen.setCosmetic(True)
    if measured:
        pen.setStyle(Qt.PenStyle.DashLine)
    item.setZValue(-10 + depth)
    item.setPen(pen)
    item.setSymbol("o" if dotted else None)
    item.setSymbolSize(5)
    item.setSymbolPen(None)
    item.setSymbolBrush(colour)
