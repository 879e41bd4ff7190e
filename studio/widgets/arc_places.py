"""Where arcs and the two columns of tokens stand, and which of them are in view."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF

from studio.widgets.arc_map import ArcMap, Arcs
from studio.widgets.token_plot import HIGHEST, LOWEST, Column, Place, small_type

HEADING = 24.0  # pixels above the columns
WIDEST_NAME = 104.0
NUMBER = 38.0  # pixels of one head's number
AT_ONCE = 4_000  # arcs looked through


@dataclass(frozen=True, slots=True)
class ArcPlaces:
    """Where everything stands: both columns scroll, the longer one all the way."""

    area: QRectF
    left: float  # where arcs begin
    right: float  # where they end
    names: float  # room of the names, pixels
    numbers: int  # heads a side has room to write numbers of
    pitch: float
    offsets: tuple[float, float]  # how far each column is scrolled
    counts: tuple[int, int]  # tokens of each column

    @property
    def top(self) -> float:
        """Of both columns."""
        return self.area.top() + HEADING

    @property
    def bottom(self) -> float:
        """Of what is seen of them."""
        return self.area.bottom()

    def height(self, column: Column, index: int) -> float:
        """The height at which one token stands."""
        return float(self.middle(column, index))

    def middle(self, column: Column, places: NDArray[np.intp] | int) -> NDArray[np.float64]:
        """The height at which tokens of a column stand."""
        offset = self.offsets[0 if column == "left" else 1]
        return np.asarray(self.top + (np.asarray(places) + 0.5) * self.pitch - offset)

    def at(self, place: QPointF) -> Place | None:
        """The token that is pointed at."""
        side: Column
        if place.x() <= self.left + 16:
            side = "left"
        elif place.x() >= self.right - 16:
            side = "right"
        else:
            return None
        if place.y() < self.top:
            return None
        at = 0 if side == "left" else 1
        index = int((place.y() - self.top + self.offsets[at]) // self.pitch)
        return (side, index) if 0 <= index < self.counts[at] else None


def whole_height(shown: ArcMap, room: float) -> tuple[float, float]:
    """Pixels of the longer column and of one token, where there is so much room."""
    longest = max(1, len(shown.looking), len(shown.looked_at))
    pitch = min(max(room / longest, LOWEST), HIGHEST)
    return longest * pitch, pitch


def arc_places(area: QRectF, shown: ArcMap, font: QFont, scrolled: float = 0.0) -> ArcPlaces:
    """`scrolled` is 0 at the top and 1 at the bottom."""
    room = area.height() - HEADING
    _, pitch = whole_height(shown, room)
    metrics = QFontMetricsF(small_type(font))
    longest = sorted({*shown.looking, *shown.looked_at}, key=len)[-8:]
    widest = max((metrics.horizontalAdvance(token) for token in longest), default=0.0)
    names = min(widest, WIDEST_NAME) + 4
    fits = max(1, int((area.width() * 0.5 - 2 * names) // (2 * NUMBER)))
    numbers = max(1, min(len(shown.shown_heads()), fits))
    aside = names + numbers * NUMBER + 14
    hidden = (
        max(0.0, len(shown.looking) * pitch - room),
        max(0.0, len(shown.looked_at) * pitch - room),
    )
    return ArcPlaces(
        area=area,
        left=area.left() + aside,
        right=max(area.right() - aside, area.left() + aside + 40),
        names=names,
        numbers=numbers,
        pitch=pitch,
        offsets=(scrolled * hidden[0], scrolled * hidden[1]),
        counts=(len(shown.looking), len(shown.looked_at)),
    )


def visible(arcs: Arcs, places: ArcPlaces, most: int) -> Arcs:
    """Those that cross the area, and of these the strongest; the weakest come first."""
    found: list[NDArray[np.intp]] = []
    wanted, last = most, len(arcs)
    while last > 0 and wanted > 0:  # from the strong end: mostly a few thousand are enough
        first = max(0, last - AT_ONCE)
        begins = places.middle("left", arcs.rows[first:last])
        ends = places.middle("right", arcs.columns[first:last])
        seen = np.minimum(begins, ends) <= places.area.bottom()
        seen &= np.maximum(begins, ends) >= places.top
        found.insert(0, first + np.flatnonzero(seen)[-wanted:])
        wanted, last = wanted - len(found[0]), first
    return arcs.some(np.concatenate(found)) if found else arcs
