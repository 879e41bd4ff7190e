"""Draws the flow of tokens over the layers: the text at the left, the end at the right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from studio.widgets.flow_map import Edges, FlowMap
from studio.widgets.token_labels import shown_token
from studio.widgets.token_plot import HIGHEST, LOWEST, Care, Column, Place, small_type

if TYPE_CHECKING:
    from studio.theme import Theme

HEADING = 24.0  # pixels above the columns
WIDEST_NAME = 104.0
SHARE = 46.0  # pixels of a share in per cent
CURVED = 24.0  # pixels between layers; nearer, straight lines do
LEAST_DOT = 0.004  # of a token
SAID = 0.005  # smaller shares are not written


@dataclass(frozen=True, slots=True)
class FlowPlaces:
    """Where the layers and tokens stand."""

    area: QRectF
    left: float  # of the text
    right: float  # of the end
    names: float  # room of the names, pixels
    pitch: float
    offset: float  # how far it is scrolled
    num_layers: int
    num_tokens: int

    @property
    def top(self) -> float:
        """Of the columns."""
        return self.area.top() + HEADING

    @property
    def bottom(self) -> float:
        """Of what is seen of them."""
        return self.area.bottom()

    def height(self, column: Column, index: int) -> float:
        """At which a token stands, in every layer."""
        return self.top + (index + 0.5) * self.pitch - self.offset

    def across(self, layer: int) -> float:
        """Where a layer's tokens stand; 0: the text."""
        return self.left + (self.right - self.left) * layer / max(1, self.num_layers)

    def at(self, place: QPointF) -> Place | None:
        """The token at whose height one points."""
        index = int((place.y() - self.top + self.offset) // self.pitch)
        if place.y() < self.top or not 0 <= index < self.num_tokens:
            return None
        return "right", index

    def in_view(self) -> tuple[int, int]:
        """The first token seen, and the first after them that is not."""
        first = int(self.offset // self.pitch)
        last = int((self.offset + self.bottom - self.top) // self.pitch) + 1
        return first, min(last, self.num_tokens)


def whole_height(num_tokens: int, room: float) -> tuple[float, float]:
    """Pixels of all tokens and of one, where there is so much room."""
    pitch = min(max(room / max(1, num_tokens), LOWEST), HIGHEST)
    return max(1, num_tokens) * pitch, pitch


def flow_places(area: QRectF, shown: FlowMap, font: QFont, scrolled: float = 0.0) -> FlowPlaces:
    """`scrolled` is 0 at the top and 1 at the bottom."""
    room = area.height() - HEADING
    height, pitch = whole_height(len(shown.tokens), room)
    metrics = QFontMetricsF(small_type(font))
    longest = sorted(set(shown.tokens), key=len)[-8:]
    widest = max((metrics.horizontalAdvance(token) for token in longest), default=0.0)
    names = min(widest, WIDEST_NAME) + 4
    left = area.left() + SHARE + names + 12
    return FlowPlaces(
        area=area,
        left=left,
        right=max(area.right() - names - 14, left + 40),
        names=names,
        pitch=pitch,
        offset=scrolled * max(0.0, height - room),
        num_layers=shown.num_layers,
        num_tokens=len(shown.tokens),
    )


class FlowPainter:
    """Draws a flow at its places in the colours of a theme."""

    def __init__(
        self, shown: FlowMap, places: FlowPlaces, theme: Theme, font: QFont, titles: tuple[str, str]
    ) -> None:
        """`titles` are written above the text and above the layers."""
        self._shown, self._places, self._theme, self._titles = shown, places, theme, titles
        self._font = small_type(font)
        self._metrics = QFontMetricsF(self._font)

    def paint(self, painter: QPainter, held: int, *, care: Care, most: int) -> None:
        """Draw at most so many edges; of the token `held` at the end only what it is made of."""
        places = self._places
        painter.setFont(self._font)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._headings(painter)
        painter.save()
        painter.setClipRect(places.area.adjusted(0, HEADING, 0, 0))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, care != "moving")
        if held < 0:
            self._staying(painter)
            self._edges(painter, self._visible(self._shown.crossing, most), self._theme.series[0])
        else:
            self._edges(painter, self._visible(self._shown.parts(held), most), self._theme.accent)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._nodes(painter, held)
        self._names(painter, held)
        painter.restore()

    def _headings(self, painter: QPainter) -> None:
        places, metrics = self._places, self._metrics
        painter.setPen(QColor(self._theme.dim))
        height = HEADING - 4
        align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        text = QRectF(
            places.area.left(), places.area.top(), places.left - places.area.left() - 8, height
        )
        painter.drawText(text, align, self._titles[0])
        step = (places.right - places.left) / max(1, places.num_layers)
        widest = metrics.horizontalAdvance(self._titles[1].format(layer=places.num_layers)) + 10
        words = self._titles[1] if step >= widest else "{layer}"
        every = max(1, -(-round(metrics.horizontalAdvance("00") + 6) // max(1, round(step))))
        for layer in range(every, places.num_layers + 1, every):
            box = QRectF(places.across(layer) - 100, places.area.top(), 200, height)
            if layer == places.num_layers:  # there may be no room at its right
                box.moveRight(places.across(layer) + max(10.0, places.names))
                painter.drawText(box, align, words.format(layer=layer))
            else:
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words.format(layer=layer))

    def _visible(self, edges: Edges, most: int) -> Edges:
        """Those with an end or a middle in view, and of these the strongest."""
        first, last = self._places.in_view()
        lower = np.minimum(edges.above, edges.below) < last
        seen = lower & (np.maximum(edges.above, edges.below) >= first)
        return edges.some(np.flatnonzero(seen)[-most:])

    def _pen(self, colour: str, weight: float) -> QPen:
        """As strong as a weight; thin ones are drawn fast."""
        shade = QColor(colour)
        shade.setAlphaF(float(0.12 + 0.88 * np.sqrt(min(weight, 1.0))))
        pen = QPen(shade, 1.0 if weight < 0.25 else 1.0 + 3.0 * (weight - 0.25))
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        return pen

    def _staying(self, painter: QPainter) -> None:
        """What stays with its token from layer to layer."""
        places, edges = self._places, self._shown.edges
        for index in range(*places.in_view()):
            height = places.height("left", index)
            for layer in range(places.num_layers):
                painter.setPen(self._pen(self._theme.dim, 0.5 * float(edges[layer, index, index])))
                painter.drawLine(
                    QPointF(places.across(layer), height), QPointF(places.across(layer + 1), height)
                )

    def _edges(self, painter: QPainter, edges: Edges, colour: str) -> None:
        places = self._places
        straight = places.across(1) - places.across(0) < CURVED
        for layer, above, below, weight in zip(
            edges.layers.tolist(),
            edges.above.tolist(),
            edges.below.tolist(),
            edges.weights.tolist(),
            strict=True,
        ):
            begin = QPointF(places.across(layer), places.height("left", below))
            end = QPointF(places.across(layer + 1), places.height("right", above))
            painter.setPen(self._pen(colour, weight))
            if straight or above == below:
                painter.drawLine(begin, end)
            else:
                middle = (begin.x() + end.x()) / 2
                path = QPainterPath(begin)
                path.cubicTo(middle, begin.y(), middle, end.y(), end.x(), end.y())
                painter.drawPath(path)

    def _nodes(self, painter: QPainter, held: int) -> None:
        """A dot a token and layer; held, as large as the part of it that passes there."""
        places = self._places
        reach = self._shown.reach(held) if held >= 0 else None
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.accent if held >= 0 else self._theme.dim))
        first, last = places.in_view()
        for layer in range(places.num_layers + 1):
            for index in range(first, last):
                radius = 1.6
                if reach is not None:
                    share = float(reach[layer, index])
                    if share < LEAST_DOT:
                        continue
                    radius = min(1.2 + 6.0 * float(np.sqrt(share)), places.pitch * 0.42)
                at = QPointF(places.across(layer), places.height("left", index))
                painter.drawEllipse(at, radius, radius)

    def _names(self, painter: QPainter, held: int) -> None:
        places, shown = self._places, self._shown
        reach = shown.reach(held)[0] if held >= 0 else None
        middle = Qt.AlignmentFlag.AlignVCenter
        even = 1.0 / max(1, len(shown.tokens))
        for index in range(*places.in_view()):
            top = places.height("left", index) - places.pitch / 2
            share = float(reach[index]) if reach is not None else 1.0
            name = self._metrics.elidedText(
                shown_token(shown.tokens[index]), Qt.TextElideMode.ElideRight, places.names
            )
            box = QRectF(places.left - 10 - places.names, top, places.names, places.pitch)
            painter.setPen(QColor(self._theme.text if share >= even else self._theme.dim))
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | middle, name)
            if reach is not None and share >= SAID:
                self._share(painter, QPointF(places.area.left(), top), share)
            end = QRectF(places.right + 10, top, places.names, places.pitch)
            if index == held:
                painter.setPen(QPen(QColor(self._theme.accent), 1.5))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(end.adjusted(-4, 1, 2, -1), 4, 4)
            painter.setPen(QColor(self._theme.text if held in (-1, index) else self._theme.dim))
            painter.drawText(end, Qt.AlignmentFlag.AlignLeft | middle, name)

    def _share(self, painter: QPainter, corner: QPointF, share: float) -> None:
        """In per cent, over a bar as long."""
        pitch, width = self._places.pitch, SHARE - 6
        painter.drawText(
            QRectF(corner.x(), corner.y() - 1, width, pitch),
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
            share_words(share),
        )
        long = max(2.0, width * share)
        bar = QRectF(corner.x() + width - long, corner.y() + pitch / 2 + 6, long, 2.5)
        painter.fillRect(bar, QColor(self._theme.accent))


def share_words(share: float) -> str:
    """In per cent; of what is little one digit more."""
    return f"{100 * share:.0f} %" if share >= 0.0995 else f"{100 * share:.1f} %"
