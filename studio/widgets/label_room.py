"""Which of many labels can be written without one touching another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF

GRAIN = 6.0  # pixels: how finely room is counted


class LabelRoom:
    """An area whose room is given out to rectangles, first come, first served."""

    def __init__(self, area: QRectF) -> None:
        self._area = area
        rows = max(1, int(area.height() / GRAIN) + 1)
        columns = max(1, int(area.width() / GRAIN) + 1)
        self._taken: NDArray[np.bool_] = np.zeros((rows, columns), dtype=np.bool_)

    def take(self, place: QRectF) -> bool:
        """Give this place out; False where part of it is taken or outside."""
        if not self._area.contains(place):
            return False
        left = int((place.left() - self._area.left()) / GRAIN)
        right = int((place.right() - self._area.left()) / GRAIN)
        top = int((place.top() - self._area.top()) / GRAIN)
        bottom = int((place.bottom() - self._area.top()) / GRAIN)
        room = self._taken[top : bottom + 1, left : right + 1]
        if room.any():
            return False
        room[:] = True
        return True


def placed(
    area: QRectF, wanted: Iterable[tuple[int, Sequence[QRectF]]], most: int
) -> list[tuple[int, QRectF]]:
    """Of (number, places to choose from), the most important first, at most so many that fit."""
    room = LabelRoom(area)
    found: list[tuple[int, QRectF]] = []
    for number, places in wanted:
        place = next((place for place in places if room.take(place)), None)
        if place is not None:
            found.append((number, place))
            if len(found) >= most:
                break
    return found
