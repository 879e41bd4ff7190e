"""All heads of all layers as one picture.

Letters: N layers, H heads, L tokens.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.widgets.colour_scale import ColourScale, indexed_image, nice_top
from studio.widgets.head_mosaic import GAP, Heads, grain, mosaic, pooled_heads
from studio.widgets.table import Table

if TYPE_CHECKING:
    from studio.theme import Theme

LARGEST = 240.0  # pixels of one head
SMALLEST = 12.0


def weight_rows(weights: Heads) -> Iterator[list[str]]:
    """Layer, head, row, column and weight, one by one."""
    for layer, head, row in np.ndindex(weights.shape[:3]):
        place = [str(layer + 1), str(head + 1), str(row)]
        for column, weight in enumerate(weights[layer, head, row].tolist()):
            yield [*place, str(column), f"{weight:.5f}"]


class HeadGrid(QWidget):
    """Layers down, heads across, drawn as one image; one head is chosen.

    A click or the arrow keys choose a head.
    """

    chosen = Signal(int, int)  # layer and head, from 0

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._weights: Heads = np.zeros((0, 0, 0, 0), dtype=np.float16)
        self._image = QImage()
        self._pooled_to = -1
        self._alike = False
        self._gap = GAP  # of a head's side, as whole pixels of the image allow
        self._top = 1.0
        self._head = (0, 0)
        self._hover = (-1, -1)
        self._scale = ColourScale()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Attention heads"))
        self.setToolTip(
            self.tr(
                "Every attention head of every layer. Click one, or use the arrow keys.\n"
                "Heads learn different things: the previous token, the separator, the mask."
            )
        )

    # what is shown

    def show_heads(self, weights: Heads) -> None:
        """Show [N, H, L, L] weights; the chosen head stays chosen where it exists."""
        self._weights = np.ascontiguousarray(weights, dtype=np.float16)
        num_layers, num_heads = weights.shape[:2]
        layer, head = self._head
        self._head = (min(layer, max(0, num_layers - 1)), min(head, max(0, num_heads - 1)))
        self._pooled_to = -1
        self._describe()
        self.update()

    def set_alike(self, alike: bool) -> None:
        """One scale for all heads, or each head by its own highest weight."""
        self._alike = alike
        self._pooled_to = -1
        self.update()

    def choose(self, layer: int, head: int) -> None:
        """Choose a head without saying so."""
        num_layers, num_heads = self._weights.shape[:2]
        if layer < num_layers and head < num_heads:
            self._head = (layer, head)
            self._describe()
            self.update()

    @property
    def head(self) -> tuple[int, int]:
        """The chosen layer and head, from 0."""
        return self._head

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        self._theme = theme
        self.update()

    def table(self) -> Table:
        """Every weight with its layer, head and places, for a spreadsheet."""
        weights = self._weights
        headings = ["layer", "head", "row", "column", "weight"]
        return Table(headings, weights.size, lambda: weight_rows(weights))

    def sizeHint(self) -> QSize:
        return QSize(400, 420)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 160)

    # geometry

    def _place(self, area: QRectF) -> tuple[QPointF, float]:
        """The corner of the first head and the side of a head with its gap, in pixels."""
        num_layers, num_heads = self._weights.shape[:2]
        metrics = QFontMetricsF(self.font())
        left, above = self._margin(metrics), metrics.height() + 6
        scale = self._scale.width(metrics) + 12
        across = (area.width() - left - scale) / max(1, num_heads)
        down = (area.height() - above) / max(1, num_layers)
        pitch = max(SMALLEST, min(across, down, LARGEST))
        spare = area.width() - left - scale - pitch * num_heads
        corner = QPointF(area.left() + left + max(0.0, spare / 2), area.top() + above)
        return corner, pitch

    def _margin(self, metrics: QFontMetricsF) -> float:
        return metrics.horizontalAdvance(self._layer_name(99)) + 10

    def _layer_name(self, layer: int) -> str:
        return self.tr("layer {number}").format(number=layer + 1)

    def _rect(self, corner: QPointF, pitch: float, layer: int, head: int) -> QRectF:
        side = pitch / (1 + self._gap)
        return QRectF(corner.x() + head * pitch, corner.y() + layer * pitch, side, side)

    # drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.draw(painter, QRectF(self.rect()))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._theme.accent), 1.0, Qt.PenStyle.DotLine))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw the heads with their names and scale into any painter."""
        if not self._weights.size:
            return
        num_layers, num_heads = self._weights.shape[:2]
        corner, pitch = self._place(area)
        self._ensure_image(pitch)
        painter.setFont(self.font())
        whole = QRectF(corner.x(), corner.y(), pitch * num_heads, pitch * num_layers)
        painter.drawImage(whole, self._image)
        self._paint_names(painter, corner, pitch)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_frame(painter, self._rect(corner, pitch, *self._hover), self._theme.dim)
        self._paint_frame(painter, self._rect(corner, pitch, *self._head), self._theme.accent)
        bar = QRectF(whole.right() + 4, corner.y(), 40, min(whole.height(), 180.0))
        top, middle = self.tr("max"), ""
        if self._alike:
            top, middle = f"{self._top:.2g}", f"{self._top / 2:.2g}"
        self._scale.paint(painter, bar, self._theme, ("0", middle, top))

    def _ensure_image(self, pitch: float) -> None:
        """Build the mosaic at about the size it is shown at; many tokens are pooled first."""
        num_tokens = self._weights.shape[-1]
        pool = max(1, int(num_tokens // max(1.0, pitch * self.devicePixelRatioF())))
        if self._pooled_to == pool:
            return
        self._pooled_to = pool
        pooled = pooled_heads(self._weights, pool)
        self._top = nice_top(float(pooled.max(initial=0.0)))
        fine, gap = grain(pooled.shape[-1])
        self._gap = gap / (pooled.shape[-1] * fine)
        self._image = indexed_image(mosaic(pooled, self._top if self._alike else None))

    def _paint_names(self, painter: QPainter, corner: QPointF, pitch: float) -> None:
        num_layers, num_heads = self._weights.shape[:2]
        side, metrics = pitch / (1 + self._gap), QFontMetricsF(self.font())
        every = max(1, -(-round(metrics.height()) // round(pitch)))
        for layer in range(0, num_layers, every):
            strong = layer == self._head[0]
            painter.setPen(QColor(self._theme.text if strong else self._theme.dim))
            place = QRectF(corner.x() - 200, corner.y() + layer * pitch, 192, side)
            align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(place, align, self._layer_name(layer))
        for head in range(num_heads):
            strong = head == self._head[1]
            painter.setPen(QColor(self._theme.text if strong else self._theme.dim))
            place = QRectF(corner.x() + head * pitch, corner.y() - 24, side, 20)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(head + 1))

    def _paint_frame(self, painter: QPainter, rect: QRectF, colour: str) -> None:
        if rect.left() < 0 or rect.top() < 0:
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colour), 2.0))
        painter.drawRoundedRect(rect.adjusted(-3, -3, 3, 3), 3, 3)

    # pointer and keyboard

    def _at(self, place: QPointF) -> tuple[int, int]:
        num_layers, num_heads = self._weights.shape[:2]
        corner, pitch = self._place(QRectF(self.rect()))
        head, layer = (place.x() - corner.x()) // pitch, (place.y() - corner.y()) // pitch
        if 0 <= layer < num_layers and 0 <= head < num_heads:
            return int(layer), int(head)
        return -1, -1

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        hover = self._at(event.position())
        if hover != self._hover:
            self._hover = hover
            if hover[0] >= 0:
                self.setCursor(Qt.CursorShape.PointingHandCursor)
            else:
                self.unsetCursor()
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        layer, head = self._at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and layer >= 0:
            self._take(layer, head)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
        }
        key = Qt.Key(event.key())
        num_layers, num_heads = self._weights.shape[:2]
        if key in steps and num_layers:
            layer = max(0, min(self._head[0] + steps[key][0], num_layers - 1))
            self._take(layer, max(0, min(self._head[1] + steps[key][1], num_heads - 1)))
        else:
            super().keyPressEvent(event)

    def _take(self, layer: int, head: int) -> None:
        if (layer, head) != self._head:
            self.choose(layer, head)
            self.chosen.emit(layer, head)

    def _describe(self) -> None:
        layer, head = self._head
        told = self.tr("layer {layer}, head {head}").format(layer=layer + 1, head=head + 1)
        self.setAccessibleDescription(told)
