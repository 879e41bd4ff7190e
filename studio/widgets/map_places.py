"""Where a map stands in its widget, and which part of it is seen.

Letters: R rows, C columns.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont

from studio.widgets.token_labels import LabelLayout, lay_out_labels

LARGEST_CELL = 64.0  # pixels, of a map that is seen whole
LARGEST_ZOOMED = 96.0
GAP = 8.0  # pixels between names and cells


@dataclass(frozen=True, slots=True)
class Room:
    """What a map may take of a picture."""

    area: QRectF
    font: QFont
    right: float  # pixels kept free for the scale
    below: float  # and for the reading


@dataclass(frozen=True, slots=True)
class Placed:
    """The seen cells in a picture. A place in cells counts from the map's corner, in fractions."""

    frame: QRectF  # what is seen of the cells
    cell: float  # pixels
    row: float  # first seen
    column: float
    row_names: LabelLayout
    column_names: LabelLayout
    shape: tuple[int, int]  # R, C

    @property
    def rows(self) -> range:
        """Seen, also in part."""
        return _seen(self.row, self.frame.height() / self.cell, self.shape[0])

    @property
    def columns(self) -> range:
        """Seen, also in part."""
        return _seen(self.column, self.frame.width() / self.cell, self.shape[1])

    def rect(self, rows: range, columns: range) -> QRectF:
        """The pixels of these cells, seen or not."""
        return QRectF(
            self.frame.left() + (columns.start - self.column) * self.cell,
            self.frame.top() + (rows.start - self.row) * self.cell,
            len(columns) * self.cell,
            len(rows) * self.cell,
        )

    def cells_at(self, place: QPointF) -> tuple[float, float]:
        """Row and column of a pixel, as fractions; beyond the map too."""
        return (
            self.row + (place.y() - self.frame.top()) / self.cell,
            self.column + (place.x() - self.frame.left()) / self.cell,
        )

    def named_at(self, place: QPointF) -> tuple[int, int]:
        """Row and column of a pixel; −1 for one of them on the other's name, for both outside."""
        frame, names = self.frame, self.column_names.above
        row, column = (int(part // 1) for part in self.cells_at(place))
        down = frame.top() <= place.y() < frame.bottom()
        across = frame.left() <= place.x() < frame.right()
        if down and place.x() < frame.left():
            return row, -1
        if across and frame.top() - names <= place.y() < frame.top():
            return -1, column
        return (row, column) if down and across else (-1, -1)


class MapPlaces:
    """Zoomed and moved by the person; at 1.0 all is seen."""

    def __init__(self) -> None:
        self.zoom = 1.0
        self._row = self._column = 0.0
        self._rows: tuple[str, ...] = ()
        self._columns: tuple[str, ...] = ()
        self._kept: tuple[Room, Placed] | None = None

    @property
    def zoomed(self) -> bool:
        """Whether less than the whole is seen."""
        return self.zoom > 1.0

    def set_names(self, rows: Sequence[str], columns: Sequence[str]) -> bool:
        """Place a map of these; True where it is another, which is seen whole again."""
        names = (tuple(rows), tuple(columns))
        if names == (self._rows, self._columns):
            return False
        alike = (len(rows), len(columns)) == (len(self._rows), len(self._columns))
        self._rows, self._columns = names
        self._kept = None
        if not alike:
            self.fit()
        return not alike

    def fit(self) -> None:
        """See the whole."""
        self.zoom, self._row, self._column, self._kept = 1.0, 0.0, 0.0, None

    def place(self, room: Room) -> Placed:
        """Lay the map out."""
        if self._kept is None or self._kept[0] != room:
            self._kept = (room, self._lay_out(room))
        return self._kept[1]

    def _lay_out(self, room: Room) -> Placed:
        area, font = room.area, room.font
        num_rows, num_columns = max(1, len(self._rows)), max(1, len(self._columns))
        cell = min(area.width() / num_columns, area.height() / num_rows)
        for _ in range(3):  # names and cells depend on one another; this settles
            rows = lay_out_labels(self._rows, font, cell)
            columns = lay_out_labels(self._columns, font, cell)
            width = max(area.width() - rows.room - GAP - max(room.right, columns.overhang), 10)
            height = max(area.height() - columns.above - room.below, 10)
            cell = min(width / num_columns, height / num_rows, LARGEST_CELL)
            cell = min(cell * self.zoom, max(cell, LARGEST_ZOOMED))
        seen_across, seen_down = min(cell * num_columns, width), min(cell * num_rows, height)
        spare = width - seen_across
        left = area.left() + rows.room + GAP + spare / 2
        frame = QRectF(round(left), round(area.top() + columns.above), seen_across, seen_down)
        self._row = _within(self._row, num_rows - seen_down / cell)
        self._column = _within(self._column, num_columns - seen_across / cell)
        return Placed(frame, cell, self._row, self._column, rows, columns, (num_rows, num_columns))

    def zoom_by(self, factor: float, at: QPointF, room: Room) -> None:
        """Zoom so that the cell under a pixel stays under it."""
        before = self.place(room)
        row, column = before.cells_at(at)
        most = max(1.0, LARGEST_ZOOMED * self.zoom / before.cell)
        self.zoom, self._kept = min(max(1.0, self.zoom * factor), most), None
        after = self.place(room)
        self._row = row - (at.y() - after.frame.top()) / after.cell
        self._column = column - (at.x() - after.frame.left()) / after.cell
        self._kept = None

    def move_by(self, placed: Placed, pixels: QPointF) -> None:
        """Drag the map by so much."""
        self._row -= pixels.y() / placed.cell
        self._column -= pixels.x() / placed.cell
        self._kept = None

    def reveal(self, placed: Placed, row: int, column: int) -> None:
        """Move so far that a cell is seen; −1: wherever it is."""
        if row >= 0:
            self._row = _revealing(self._row, placed.frame.height() / placed.cell, row)
        if column >= 0:
            self._column = _revealing(self._column, placed.frame.width() / placed.cell, column)
        self._kept = None


def _seen(first: float, count: float, of: int) -> range:
    return range(max(0, math.floor(first + 1e-6)), min(of, math.ceil(first + count - 1e-6)))


def _within(first: float, most: float) -> float:
    return min(max(0.0, first), max(0.0, most))


def _revealing(first: float, count: float, wanted: int) -> float:
    return max(min(first, float(wanted)), wanted + 1 - count)
