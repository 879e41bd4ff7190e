"""Numbers as colours: viridis, and the scale that says which colour means what."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPen, qRgba

if TYPE_CHECKING:
    from studio.theme import Theme

LEVELS = 255  # of the map; the last of the 256 indices stands for "nothing here"
NOTHING = 255


@cache
def viridis() -> NDArray[np.uint8]:
    """The viridis map of van der Walt and Smith, [LEVELS, 3]."""
    table = pg.colormap.get("viridis").getLookupTable(nPts=LEVELS)
    colours: NDArray[np.uint8] = np.array(table, dtype=np.uint8)
    return colours


@cache
def _colour_table() -> list[int]:
    return [
        *(qRgba(int(r), int(g), int(b), 255) for r, g, b in viridis()[:, :3]),
        qRgba(0, 0, 0, 0),
    ]


def levels(values: NDArray[np.floating], top: float) -> NDArray[np.uint8]:
    """Indices into the map: 0 at zero, LEVELS − 1 at `top` and above."""
    factor = np.float32((LEVELS - 1) / max(top, 1e-9))
    scaled = np.clip(values.astype(np.float32, copy=False) * factor, 0, LEVELS - 1)
    indices: NDArray[np.uint8] = np.nan_to_num(scaled).astype(np.uint8)
    return indices


def indexed_image(indices: NDArray[np.uint8]) -> QImage:
    """An image of map indices, one pixel a number; NOTHING is see-through."""
    height, width = indices.shape
    padded = np.full((height, -(-width // 4) * 4), NOTHING, dtype=np.uint8)  # rows of 4 bytes
    padded[:, :width] = indices
    image = QImage(padded.data, width, height, padded.shape[1], QImage.Format.Format_Indexed8)
    image.setColorTable(_colour_table())
    # Its own memory, for the array dies with this call; drawn fastest in this format.
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


def nice_top(highest: float) -> float:
    """The end of a scale that holds `highest`: 1, 2, 4, 5 or 8 times a power of ten, at most 1."""
    if not np.isfinite(highest) or highest <= 0:
        return 1.0
    power = 10.0 ** np.floor(np.log10(highest))
    found = next(step for step in (1, 2, 4, 5, 8, 10) if step * power >= highest * 0.999)
    return float(min(found * power, 1.0))


class ColourScale:
    """A bar of colours with its ends written beside it; drawn into somebody else's picture."""

    BAR = 10.0

    def width(self, metrics: QFontMetricsF) -> float:
        """Pixels the bar and its numbers need."""
        return self.BAR + 6 + metrics.horizontalAdvance("0.00")

    def paint(
        self, painter: QPainter, rect: QRectF, theme: Theme, labels: tuple[str, str, str]
    ) -> None:
        """Draw the bar at the left of `rect`; `labels` are its bottom, middle and top."""
        bar = QRectF(rect.left(), rect.top(), self.BAR, rect.height())
        image = indexed_image(np.arange(LEVELS - 1, -1, -1, dtype=np.uint8)[:, None])
        painter.drawImage(bar, image)
        painter.setPen(QPen(QColor(theme.line), 1.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(bar)
        painter.setPen(QColor(theme.dim))
        metrics = QFontMetricsF(painter.font())
        half = metrics.capHeight() / 2
        x = bar.right() + 6
        for text, y in zip(labels, (rect.bottom(), rect.center().y(), rect.top()), strict=True):
            painter.drawText(QPointF(x, y + half), text)
