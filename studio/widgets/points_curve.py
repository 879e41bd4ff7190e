"""A small curve over progress 0 … 1 whose points are dragged, or moved by the arrow keys."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.widgets.token_chips import note_font

if TYPE_CHECKING:
    from studio.theme import Theme

Point = tuple[float, float]  # progress, weight

HEIGHT = 112
EDGE = QRectF(30, 10, 40, 28)  # room at the left and top; together at left and right, top and foot
NEAR = 12.0  # pixels from a point that still take hold of it
APART = 0.01  # of the budget, at least, between two points
STEP_X, STEP_Y = 0.05, 0.05
LEAST_TOP = 1.0


class PointsCurve(QWidget):
    """Weights over the budget.

    A click takes hold of a point or makes one; Delete removes it. Arrow keys move the point at
    hand, with Ctrl they go from point to point.
    """

    moved = Signal(object)  # list[Point], by the person

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._points: list[Point] = []
        self._current = -1
        self._held = False
        self._top = LEAST_TOP
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName(self.tr("Weight over the budget, as a curve"))
        self._describe()

    @property
    def points(self) -> list[Point]:
        """The points shown, by progress."""
        return list(self._points)

    @property
    def current(self) -> int:
        """The point at hand; -1 where there is none."""
        return self._current

    def show_points(self, points: Sequence[Point]) -> None:
        """Show other points; reports nothing."""
        self._points = sorted((float(x), float(y)) for x, y in points)
        self._current = min(self._current, len(self._points) - 1)
        if not self._held:  # while a point is dragged its scale stands still
            self._top = max([LEAST_TOP, *(weight for _, weight in self._points)]) * 1.25
        self._describe()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, HEIGHT)

    # places

    def _room(self) -> QRectF:
        return QRectF(
            EDGE.left(), EDGE.top(), self.width() - EDGE.width(), self.height() - EDGE.height()
        )

    def place_of(self, point: Point) -> QPointF:
        """Where a point stands, in pixels."""
        room = self._room()
        return QPointF(
            room.left() + point[0] * room.width(),
            room.bottom() - point[1] / self._top * room.height(),
        )

    def _point_at(self, place: QPointF) -> Point:
        room = self._room()
        share = (place.x() - room.left()) / max(room.width(), 1.0)
        weight = (room.bottom() - place.y()) / max(room.height(), 1.0) * self._top
        return (round(min(max(share, 0.0), 1.0), 2), round(min(max(weight, 0.0), self._top), 2))

    def _nearest(self, place: QPointF) -> int:
        for index, point in enumerate(self._points):
            away = self.place_of(point) - place
            if max(abs(away.x()), abs(away.y())) <= NEAR:
                return index
        return -1

    # changes

    def _move(self, index: int, point: Point) -> None:
        """Move a point, never past its neighbours."""
        low = self._points[index - 1][0] + APART if index > 0 else 0.0
        last = index == len(self._points) - 1
        high = 1.0 if last else self._points[index + 1][0] - APART
        share = round(min(max(point[0], low), high), 2)
        weight = round(min(max(point[1], 0.0), 100.0), 2)
        if (share, weight) != self._points[index]:
            self._points[index] = (share, weight)
            self._tell()

    def _add(self, point: Point) -> None:
        if any(abs(point[0] - share) < APART for share, _ in self._points):
            return
        self._points = sorted([*self._points, point])
        self._current = self._points.index(point)
        self._tell()

    def _remove(self) -> None:
        if 0 <= self._current < len(self._points):
            del self._points[self._current]
            self._current = min(self._current, len(self._points) - 1)
            self._tell()

    def _tell(self) -> None:
        self._describe()
        self.update()
        self.moved.emit(self.points)

    def _describe(self) -> None:
        if not 0 <= self._current < len(self._points):
            told = self.tr("no point at hand; points: {count}")
            self.setAccessibleDescription(told.format(count=len(self._points)))
            return
        share, weight = self._points[self._current]
        told = self.tr("point {number} of {count}: weight {weight} at {share} % of the budget")
        self.setAccessibleDescription(
            told.format(
                number=self._current + 1,
                count=len(self._points),
                weight=f"{weight:g}",
                share=f"{share * 100:g}",
            )
        )

    # pointer and keyboard

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self._current, self._held = self._nearest(event.position()), True
        if self._current < 0:
            self._add(self._point_at(event.position()))
        self._describe()
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held and self._current >= 0:
            self._move(self._current, self._point_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = False
        self.show_points(self._points)  # the scale may follow now

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, there = Qt.Key(event.key()), 0 <= self._current < len(self._points)
        moves = {
            Qt.Key.Key_Left: (-STEP_X, 0.0),
            Qt.Key.Key_Right: (STEP_X, 0.0),
            Qt.Key.Key_Up: (0.0, STEP_Y),
            Qt.Key.Key_Down: (0.0, -STEP_Y),
        }
        if key in moves and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._select(self._current + (1 if sum(moves[key]) > 0 else -1))
        elif key in moves and there:
            share, weight = self._points[self._current]
            by = moves[key]
            self._move(self._current, (share + by[0], weight + by[1]))
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and there:
            self._remove()
        elif key in (Qt.Key.Key_Insert, Qt.Key.Key_Space):
            self._add(self._between())
        else:
            super().keyPressEvent(event)

    def _between(self) -> Point:
        """Where a new point helps: at the start, at the end, then in the widest gap."""
        if not self._points:
            return (0.0, 1.0)
        if self._points[-1][0] <= 0.5:
            share = 1.0
        else:
            places = [0.0, *(share for share, _ in self._points), 1.0]
            gaps = [(after - before, before) for before, after in pairwise(places)]
            widest, begin = max(gaps, key=lambda gap: gap[0])
            share = begin + widest / 2
        return (round(share, 2), round(self._at(share), 2))

    def _at(self, share: float) -> float:
        """The weight at a share of the budget: straight between points, level beyond them."""
        if not self._points:
            return 1.0
        before = [point for point in self._points if point[0] <= share]
        after = [point for point in self._points if point[0] >= share]
        if not before or not after:
            return (before or after)[-1 if before else 0][1]
        (x0, y0), (x1, y1) = before[-1], after[0]
        return y0 if x1 == x0 else y0 + (y1 - y0) * (share - x0) / (x1 - x0)

    def _select(self, index: int) -> None:
        self._current = max(0, min(index, len(self._points) - 1)) if self._points else -1
        self._describe()
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._current < 0 and event.reason() is not Qt.FocusReason.MouseFocusReason:
            self._select(0)

    # drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_axes(painter)
        ends = [(0.0, self._at(0.0)), *self._points, (1.0, self._at(1.0))]
        pen = QPen(QColor(self._theme.accent if self._points else self._theme.dim), 2.0)
        if not self._points:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawPolyline(QPolygonF([self.place_of(point) for point in ends]))
        for index, point in enumerate(self._points):
            at_hand = index == self._current and self.hasFocus()
            painter.setPen(QPen(QColor(self._theme.text if at_hand else self._theme.accent), 2.0))
            painter.setBrush(QColor(self._theme.accent if at_hand else self._theme.surface))
            painter.drawEllipse(self.place_of(point), 5.0, 5.0)

    def _paint_axes(self, painter: QPainter) -> None:
        room = self._room()
        painter.setPen(QPen(QColor(self._theme.line), 1.0))
        painter.drawLine(room.bottomLeft(), room.bottomRight())
        painter.drawLine(room.topLeft(), room.bottomLeft())
        painter.setFont(note_font(self.font()))
        painter.setPen(QColor(self._theme.dim))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for weight in (0.0, round(self._top / 1.25, 2)):
            y = self.place_of((0.0, weight)).y()
            painter.drawText(QRectF(0, y - 8, room.left() - 5, 16), right, f"{weight:g}")
        below = QRectF(room.left(), room.bottom() + 2, room.width(), 16)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, "0 %")
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter, self.tr("of the budget"))
        painter.drawText(below, Qt.AlignmentFlag.AlignRight, "100 %")
