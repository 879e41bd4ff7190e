"""Numbers as colours: uniform maps, and the scale that says which colour means what."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QLinearGradient, QPainter, QPen, qRgba

from studio.widgets.colour_maps import LEVELS, Colours, colour_map

if TYPE_CHECKING:
    from studio.theme import Theme

STOPS = 32  # of the colours of a scale: between two of them nobody sees a difference
AS_RECTANGLES = 128 * 128  # cells; a drawing of more would take a reader seconds
NOTHING = 255  # the last of the 256 indices: no colour at all


@cache
def _colour_table(colours: Colours) -> list[int]:
    return [
        *(qRgba(int(r), int(g), int(b), 255) for r, g, b in colour_map(colours)),
        qRgba(0, 0, 0, 0),
    ]


def levels(
    values: NDArray[np.floating], top: float, *, diverging: bool = False
) -> NDArray[np.uint8]:
    """Indices into the map: 0 at zero, LEVELS − 1 at `top` and above.

    `diverging`: 0 at −`top`, the middle at zero.
    """
    factor = np.float32((LEVELS - 1) / max(top, 1e-9) / (2 if diverging else 1))
    scaled = values.astype(np.float32) * factor
    if diverging:
        scaled += (LEVELS - 1) / 2
    np.nan_to_num(scaled, copy=False)
    np.clip(scaled, 0, LEVELS - 1, out=scaled)
    return np.asarray((scaled + 0.5 if diverging else scaled).astype(np.uint8))


def indexed_image(indices: NDArray[np.uint8], colours: Colours = "viridis") -> QImage:
    """An image of map indices, one pixel a number; NOTHING is see-through."""
    height, width = indices.shape
    padded = np.full((height, -(-width // 4) * 4), NOTHING, dtype=np.uint8)  # rows of 4 bytes
    padded[:, :width] = indices
    image = QImage(padded.data, width, height, padded.shape[1], QImage.Format.Format_Indexed8)
    image.setColorTable(_colour_table(colours))
    # Its own memory, for the array dies with this call; drawn fastest in this format.
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


def nice_top(highest: float, *, most: float = 1.0) -> float:
    """The end of a scale that holds `highest`: 1, 2, 4, 5 or 8 times a power of ten, or `most`."""
    if not np.isfinite(highest) or highest <= 0:
        return 1.0
    power = 10.0 ** np.floor(np.log10(highest))
    found = next(step for step in (1, 2, 4, 5, 8, 10) if step * power >= highest * 0.999)
    return float(min(found * power, most))


class ColourScale:
    """A bar of colours with its ends written beside it; drawn into somebody else's picture."""

    BAR = 10.0

    def width(self, metrics: QFontMetricsF) -> float:
        """Pixels the bar and its numbers need."""
        return self.BAR + 6 + metrics.horizontalAdvance("+0.05")

    def paint(
        self,
        painter: QPainter,
        rect: QRectF,
        theme: Theme,
        labels: tuple[str, str, str],
        colours: Colours = "viridis",
    ) -> None:
        """Draw the bar at the left of `rect`; `labels` are its bottom, middle and top."""
        bar = QRectF(rect.left(), rect.top(), self.BAR, rect.height())
        painter.fillRect(bar, _gradient(bar, colours))
        painter.setPen(QPen(QColor(theme.line), 1.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(bar)
        painter.setPen(QColor(theme.dim))
        metrics = QFontMetricsF(painter.font())
        half = metrics.capHeight() / 2
        x = bar.right() + 6
        for text, y in zip(labels, (rect.bottom(), rect.center().y(), rect.top()), strict=True):
            painter.drawText(QPointF(x, y + half), text)


def _gradient(bar: QRectF, colours: Colours) -> QLinearGradient:
    """A map from bottom to top; in a file it stays a gradient, where an image would be pixels."""
    gradient = QLinearGradient(bar.bottomLeft(), bar.topLeft())
    table = colour_map(colours)
    for stop in range(STOPS):
        share = stop / (STOPS - 1)
        red, green, blue = (int(part) for part in table[round(share * (len(table) - 1)), :3])
        gradient.setColorAt(share, QColor(red, green, blue))
    return gradient


def scale_words(top: float, *, diverging: bool = False) -> tuple[str, str, str]:
    """What stands beside the bottom, the middle and the top of a scale."""
    if diverging:
        return f"−{top:.2g}", "0", f"+{top:.2g}"
    return "0", f"{top / 2:.2g}", f"{top:.2g}"
