"""The cells of a map as an image: pooled where several share a pixel.

Letters: R rows, C columns.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPaintEngine, QPainter

from studio.widgets.colour_maps import Colours, colour_map
from studio.widgets.colour_scale import AS_RECTANGLES, indexed_image, levels
from studio.widgets.map_places import Placed

Values = NDArray[np.floating]
KEPT = 3  # images
NUMBERED = 34.0  # pixels of a cell that its number fits into
LIGHT = 140  # of 255; below, white stands out better than black


def pooled(values: Values, factor: int) -> NDArray[np.float32]:
    """[R, C] by the value farthest from zero of every `factor` × `factor` cells."""
    shown = values.astype(np.float32)
    if factor == 1:
        return shown
    num_rows, num_columns = shown.shape
    spare = (-num_rows % factor, -num_columns % factor)
    whole = np.pad(shown, ((0, spare[0]), (0, spare[1])))
    blocks = whole.reshape(whole.shape[0] // factor, factor, -1, factor)
    highest = blocks.max(axis=(1, 3))
    if whole.min() >= 0:
        return np.asarray(highest)
    lowest = blocks.min(axis=(1, 3))
    return np.asarray(np.where(-lowest > highest, lowest, highest))


class MapPicture:
    """Draws the seen cells into any painter; into a drawing as rectangles."""

    def __init__(self) -> None:
        self._values: Values = np.zeros((0, 0), dtype=np.float32)
        self._top, self._diverging = 1.0, False
        self.colours: Colours = "viridis"
        self._images: dict[tuple[int, Colours], QImage] = {}

    def show(self, values: Values, top: float, *, diverging: bool) -> None:
        """Draw [R, C] values up to `top`, `diverging` from −top."""
        self._values, self._top, self._diverging = values, top, diverging
        self._images.clear()

    def paint(self, painter: QPainter, placed: Placed, sharpness: float) -> None:
        """Draw the seen cells; `sharpness`: pixels of the device per pixel."""
        rows, columns = placed.rows, placed.columns
        if not rows or not columns:
            return
        painter.save()
        if painter.paintEngine().type() is QPaintEngine.Type.SVG and (
            len(rows) * len(columns) <= AS_RECTANGLES
        ):
            self._paint_rectangles(painter, placed)
        else:
            painter.setClipRect(placed.frame)
            self._paint_image(painter, placed, max(1, int(1 / max(placed.cell * sharpness, 1e-3))))
        painter.restore()

    def _paint_image(self, painter: QPainter, placed: Placed, factor: int) -> None:
        image = self._image(factor)
        rows, columns = (
            range(seen.start // factor, -(-seen.stop // factor))
            for seen in (placed.rows, placed.columns)
        )
        whole = placed.rect(
            range(rows.start * factor, rows.stop * factor),
            range(columns.start * factor, columns.stop * factor),
        )
        source = QRectF(columns.start, rows.start, len(columns), len(rows))
        if painter.paintEngine().type() is QPaintEngine.Type.SVG:  # whose viewer would blur it
            seen = image.copy(source.toRect())
            size = QSize(round(whole.width() * 2), round(whole.height() * 2))
            painter.drawImage(whole, seen.scaled(size))
        else:
            painter.drawImage(whole, image, source)

    def _image(self, factor: int) -> QImage:
        key = (factor, self.colours)
        if key not in self._images:
            while len(self._images) >= KEPT:
                del self._images[next(iter(self._images))]
            indices = levels(pooled(self._values, factor), self._top, diverging=self._diverging)
            self._images[key] = indexed_image(indices, self.colours)
        return self._images[key]

    def _paint_rectangles(self, painter: QPainter, placed: Placed) -> None:
        """A rectangle a cell, those of one colour together."""
        rows, columns = placed.rows, placed.columns
        seen = self._values[rows.start : rows.stop, columns.start : columns.stop]
        indices = levels(seen, self._top, diverging=self._diverging)
        painter.setPen(QColor(0, 0, 0, 0))
        for level in np.unique(indices):
            painter.setBrush(QBrush(QColor(*(int(c) for c in colour_map(self.colours)[level]))))
            cells = [
                placed.rect(
                    range(rows.start + row, rows.start + row + 1),
                    range(columns.start + column, columns.start + column + 1),
                ).intersected(placed.frame)
                for row, column in np.argwhere(indices == level).tolist()
            ]
            painter.drawRects(cells)

    def paint_numbers(self, painter: QPainter, placed: Placed) -> None:
        """Write the value of every seen cell into it, where it fits."""
        if placed.cell < NUMBERED:
            return
        rows, columns = placed.rows, placed.columns
        seen = self._values[rows.start : rows.stop, columns.start : columns.stop]
        indices = levels(seen, self._top, diverging=self._diverging)
        grey = colour_map(self.colours) @ np.array([0.299, 0.587, 0.114])
        painter.save()
        painter.setClipRect(placed.frame)
        font = painter.font()
        font.setPixelSize(11 if placed.cell < 48 else 13)
        painter.setFont(font)
        for row, column in np.ndindex(seen.shape):
            painter.setPen(QColor("#101010" if grey[indices[row, column]] > LIGHT else "#F4F4F4"))
            at = rows.start + row, columns.start + column
            rect = placed.rect(range(at[0], at[0] + 1), range(at[1], at[1] + 1))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, f"{float(seen[row, column]):.2f}")
        painter.restore()
