"""Signed numbers as colours: blue below zero, orange above, the ground where it is zero.

Blue and orange differ for colour-blind people too; the ground is the card's, so that only what is
far from zero stands out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QLinearGradient, QPainter, QPen

if TYPE_CHECKING:
    from studio.theme import Theme

BELOW, ABOVE = 0, 4  # of the theme's series: blue, vermilion
SOFT = 0.7  # of the way grows faster near zero, or small numbers would all look alike
BAR = 10.0  # pixels


def shades(values: NDArray[np.floating], top: float, theme: Theme) -> NDArray[np.uint8]:
    """Colours of numbers between −top and top: [...] to [..., 4] as blue, green, red, alpha."""
    part = np.clip(np.nan_to_num(values.astype(np.float32)) / max(top, 1e-12), -1.0, 1.0)
    ends = np.array([_bgr(theme.series[BELOW]), _bgr(theme.series[ABOVE])], dtype=np.float32)
    ground = np.array(_bgr(theme.raised), dtype=np.float32)
    far = np.abs(part)[..., None] ** SOFT
    colours = ground + far * (ends[(part > 0).astype(np.intp)] - ground)
    made = np.full((*values.shape, 4), 255, dtype=np.uint8)
    made[..., :3] = np.round(colours)
    return made


def shade(number: float, top: float, theme: Theme) -> QColor:
    """The colour of one number."""
    blue, green, red, _ = (int(part) for part in shades(np.array(number), top, theme))
    return QColor(red, green, blue)


def shaded_image(values: NDArray[np.floating], top: float, theme: Theme) -> QImage:
    """[R, C] numbers as an image, one pixel a number."""
    pixels = np.ascontiguousarray(shades(values, top, theme))
    height, width = values.shape
    image = QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_RGB32)
    return image.copy()  # its own memory, for the array dies with this call


def even_top(values: NDArray[np.floating]) -> float:
    """The end of a scale around zero that holds all: 1, 2 or 5 times a power of ten."""
    highest = float(np.abs(np.nan_to_num(values)).max(initial=0.0))
    if highest <= 0:
        return 1.0
    power = 10.0 ** np.floor(np.log10(highest))
    found = next(step for step in (1, 2, 5, 10) if step * power >= highest * 0.999)
    return float(found * power)


class EvenScale:
    """An upright bar from −top to top with its ends written beside it."""

    def width(self, metrics: QFontMetricsF) -> float:
        """Pixels the bar and its numbers need."""
        return BAR + 6 + metrics.horizontalAdvance("+0.005")

    def paint(self, painter: QPainter, rect: QRectF, top: float, theme: Theme) -> None:
        """Draw it at the left of `rect`."""
        bar = QRectF(rect.left(), rect.top(), BAR, rect.height())
        colours = QLinearGradient(bar.bottomLeft(), bar.topLeft())
        for place in np.linspace(-1, 1, 13):
            colours.setColorAt((place + 1) / 2, shade(place * top, top, theme))
        painter.fillRect(bar, colours)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.line), 1.0))
        painter.drawRect(bar)
        painter.setPen(QColor(theme.dim))
        half = QFontMetricsF(painter.font()).capHeight() / 2
        ends = ((f"+{top:g}", rect.top()), ("0", rect.center().y()))
        for text, y in (*ends, (f"\u2212{top:g}", rect.bottom())):
            painter.drawText(QPointF(bar.right() + 6, y + half), text)


def _bgr(colour: str) -> tuple[int, int, int]:
    return int(colour[5:7], 16), int(colour[3:5], 16), int(colour[1:3], 16)
