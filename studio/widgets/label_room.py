"""Which of many names can be written beside their points without one touching another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QRectF

GRAIN = 6.0  # pixels: how finely room is counted


class LabelRoom:
    """An area whose room is given out to rectangles, first come, first served.

    Plain numbers and bytes: it is asked a thousand times a frame.
    """

    def __init__(self, area: QRectF) -> None:
        self._left, self._top = area.left(), area.top()
        self._right, self._bottom = area.right(), area.bottom()
        columns = int(area.width() / GRAIN) + 2
        self._rows = [bytearray(columns) for _ in range(int(area.height() / GRAIN) + 2)]

    def take(self, left: float, top: float, width: float, height: float) -> bool:
        """Give this place out; False where part of it is taken or outside."""
        right, bottom = left + width, top + height
        if left < self._left or right > self._right or top < self._top or bottom > self._bottom:
            return False
        first = int((left - self._left) / GRAIN)
        last = int((right - self._left) / GRAIN) + 1
        rows = self._rows[int((top - self._top) / GRAIN) : int((bottom - self._top) / GRAIN) + 1]
        if any(1 in row[first:last] for row in rows):
            return False
        for row in rows:
            row[first:last] = b"\x01" * (last - first)
        return True


def placed(
    area: QRectF,
    spots: Iterable[tuple[int, float, float]],
    widths: Sequence[float],
    height: float,
    *,
    gap: float,
    most: int,
) -> list[tuple[int, QRectF]]:
    """Where names are written, right of their spots or else left, at most so many.

    `spots` are (number, x, y), the most important first; `widths` go by the numbers.
    """
    room = LabelRoom(area)
    found: list[tuple[int, QRectF]] = []
    for number, x, y in spots:
        width, top = widths[number], y - height / 2
        for left in (x + gap, x - gap - width):
            if room.take(left, top, width, height):
                found.append((number, QRectF(left, top, width, height)))
                break
        if len(found) >= most:
            break
    return found
