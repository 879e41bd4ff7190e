"""Signed numbers as colours: blue below zero, orange above, the ground's grey where it is zero."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPaintEngine, QPainter

from studio.widgets.colour_maps import Colours, colour_map
from studio.widgets.colour_scale import AS_RECTANGLES, indexed_image, levels

if TYPE_CHECKING:
    from studio.theme import Theme


def around_zero(theme: Theme) -> Colours:
    """The map whose middle is the theme's ground."""
    return "diverging-dark" if theme.dark else "diverging"


def shade(number: float, top: float, theme: Theme) -> QColor:
    """The colour of one number between −top and top."""
    level = levels(np.array([number]), top, diverging=True)[0]
    return QColor(*(int(part) for part in colour_map(around_zero(theme))[level]))


def shaded_image(values: NDArray[np.floating], top: float, theme: Theme) -> QImage:
    """[R, C] numbers as an image, one pixel a number."""
    return indexed_image(levels(values, top, diverging=True), around_zero(theme))


def paint_shaded(
    painter: QPainter, cells: QRectF, values: NDArray[np.floating], top: float, theme: Theme
) -> None:
    """Draw [R, C] numbers into a rectangle: into a drawing as rectangles, else as an image."""
    image = shaded_image(values, top, theme)
    drawing = painter.paintEngine().type() is QPaintEngine.Type.SVG
    if not drawing or values.size > AS_RECTANGLES:
        factor = max(1, round(cells.width() / image.width()))
        painter.drawImage(cells, image.scaled(image.width() * factor, image.height()))
        return
    indices = levels(values, top, diverging=True)
    wide, tall = cells.width() / image.width(), cells.height() / image.height()
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    for level in np.unique(indices):
        row, column = np.argwhere(indices == level)[0].tolist()
        painter.setBrush(image.pixelColor(column, row))
        for row, column in np.argwhere(indices == level).tolist():
            corner = cells.topLeft() + QPointF(column * wide, row * tall)
            painter.drawRect(QRectF(corner, QSizeF(wide, tall)))
    painter.restore()


def even_top(values: NDArray[np.floating]) -> float:
    """The end of a scale around zero that holds all: 1, 2 or 5 times a power of ten."""
    highest = float(np.abs(np.nan_to_num(values)).max(initial=0.0))
    if highest <= 0:
        return 1.0
    power = 10.0 ** np.floor(np.log10(highest))
    found = next(step for step in (1, 2, 5, 10) if step * power >= highest * 0.999)
    return float(found * power)


def scale_ends(top: float) -> tuple[str, str, str]:
    """What stands at the bottom, in the middle and at the top of a scale."""
    return f"\u2212{top:g}", "0", f"+{top:g}"
