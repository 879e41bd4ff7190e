"""Where the heads of a grid stand in a picture.

Letters: N layers, H heads, R rows, C columns.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

GAP = 0.12  # of a head's shorter side, between heads
LARGEST = 240.0  # pixels of a head's longer side
SMALLEST = 10.0
LONGEST = 4.0  # times as long as wide: the rest of a very long map is squeezed
NAMED = 84.0  # pixels of a head's width that a name fits under
NAME = 16.0  # pixels of a name


@dataclass(frozen=True, slots=True)
class GridPlaces:
    """Corner, size and distance of the heads, in pixels."""

    corner: QPointF
    width: float
    height: float
    across: float  # from a head to the next
    down: float
    shape: tuple[int, int]  # N, H
    named: bool  # whether there is room for a name under each

    def head(self, layer: int, head: int) -> QRectF:
        """The pixels of a head."""
        left = self.corner.x() + head * self.across
        return QRectF(left, self.corner.y() + layer * self.down, self.width, self.height)

    @property
    def whole(self) -> QRectF:
        """The pixels of all heads."""
        last = self.head(self.shape[0] - 1, self.shape[1] - 1)
        return QRectF(self.corner, last.bottomRight())

    def at(self, place: QPointF) -> tuple[int, int]:
        """The layer and head under a pixel; −1 and −1 beside them."""
        head = (place.x() - self.corner.x()) // self.across
        layer = (place.y() - self.corner.y()) // self.down
        if 0 <= layer < self.shape[0] and 0 <= head < self.shape[1]:
            return int(layer), int(head)
        return -1, -1


def place_heads(room: QRectF, shape: tuple[int, int, int, int], *, with_names: bool) -> GridPlaces:
    """Lay [N, H, R, C] heads out in the middle of `room`, as large as they can be."""
    num_layers, num_heads, num_rows, num_columns = shape
    longer = max(num_rows, num_columns, 1)
    wide = max(num_columns / longer, 1 / LONGEST)  # of the longer side
    high = max(num_rows / longer, 1 / LONGEST)
    gap = GAP * min(wide, high)
    across, down = room.width() / max(1, num_heads), room.height() / max(1, num_layers)
    side = min(across / (wide + gap), down / (high + gap), LARGEST)
    named = with_names and side * wide >= NAMED
    if named:
        side = min(side, (down - NAME) / (high + gap))
    side = max(side, SMALLEST)
    below = NAME if named else 0.0
    step = side * (wide + gap), side * (high + gap) + below
    spare = (
        max(0.0, room.width() - step[0] * num_heads),
        max(0.0, room.height() - step[1] * num_layers),
    )
    corner = QPointF(room.left() + spare[0] / 2, room.top() + spare[1] / 2)
    size = side * wide, side * high
    return GridPlaces(corner, *size, *step, (num_layers, num_heads), named)
