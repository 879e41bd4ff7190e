"""Thousands of named points on a plane, to be moved, enlarged and asked.

Letters: n points.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.widgets.label_room import placed
from studio.widgets.point_drawing import (
    DOT,
    FOOT,
    LEFT,
    paint_axes,
    paint_name,
    paint_points,
    paint_reading,
    paint_rings,
    short,
)
from studio.widgets.point_plane import PointPlane, Points
from studio.widgets.table import Table, small_table
from studio.widgets.token_chips import note_font

if TYPE_CHECKING:
    from studio.theme import Theme

ENLARGE = 1.25  # a notch of the wheel
LABELS = 160  # written at once
ASKED = 900  # points tried for a label
Align = Qt.AlignmentFlag


@dataclass(frozen=True, slots=True)
class Named:
    """A point: its name, its colour, and what is told of it."""

    name: str
    colour: str
    told: str = ""


class PointMap(QWidget):
    """Drag or the arrow keys move, the wheel, + and − enlarge, a double click shows all.

    Names never overlap: the first points are named first, and more of them as they come apart.
    """

    chosen = Signal(int)  # a point, by the person

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._plane = PointPlane()
        self._named: tuple[Named, ...] = ()
        self._axes = ("", "")
        self._ringed: tuple[int, ...] = ()  # the chosen one first, then those near it
        self._hover = -1
        self._widths: list[float] = []  # of the names, in pixels
        self._held: QPointF | None = None
        self._moved = False
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Map of vectors"))

    # what is shown

    def show_points(
        self, points: Points, named: Sequence[Named], axes: tuple[str, str], *, fit: bool = True
    ) -> None:
        """Show [n, 2] points; `fit` shows all of them, else the part seen stays."""
        self._plane.points, self._named, self._axes = points, tuple(named), axes
        self._ringed, self._hover, self._widths = (), -1, []
        if fit:
            self.fit()
        self._describe()

    def ring(self, places: Sequence[int]) -> None:
        """Ring a point and those near it; the first is the one they are near to."""
        self._ringed = tuple(places)
        self._describe()

    @property
    def ringed(self) -> tuple[int, ...]:
        """The point chosen and those near it."""
        return self._ringed

    def go_to(self, place: int) -> None:
        """Have a point in the middle."""
        self._plane.go_to(place)
        self.update()

    def fit(self) -> None:
        """Show all of it."""
        self._plane.fit()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        self._theme = theme
        self.update()

    def table(self) -> Table:
        """Every point with its name, for a spreadsheet."""
        pairs = zip(self._named, self._plane.points.tolist(), strict=True)
        rows = [[one.name, one.told, f"{x:.7g}", f"{y:.7g}"] for one, (x, y) in pairs]
        return small_table(["name", "what", "x", "y"], rows)

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """The points and their names."""
        return {
            "points": self._plane.points,
            "names": np.array([named.name for named in self._named]),
        }

    def sizeHint(self) -> QSize:
        return QSize(420, 360)

    def minimumSizeHint(self) -> QSize:
        return QSize(220, 200)

    # geometry

    def _frame(self, area: QRectF) -> QRectF:
        return area.adjusted(LEFT, 1, -1, -FOOT)

    def _at(self, spot: QPointF) -> int:
        return self._plane.nearest(self._frame(QRectF(self.rect())), spot)

    # drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.draw(painter, QRectF(self.rect()))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._theme.accent), 1.0, Qt.PenStyle.DotLine))
            frame = self._frame(QRectF(self.rect()))
            painter.drawRoundedRect(frame.adjusted(1, 1, -1, -1), 4, 4)

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw axes, points and names into any painter: the screen's or a file's."""
        frame = self._frame(area)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(note_font(self.font()))
        paint_axes(painter, area, frame, self._axes, self._theme)
        if not self._named:
            return
        painter.save()
        painter.setClipRect(frame)
        pixels = self._plane.pixels(frame)
        inside = np.flatnonzero(
            (pixels[:, 0] >= frame.left())
            & (pixels[:, 0] <= frame.right())
            & (pixels[:, 1] >= frame.top())
            & (pixels[:, 1] <= frame.bottom())
        )
        colours = [self._named[place].colour for place in inside.tolist()]
        paint_points(painter, pixels[inside], colours)
        paint_rings(painter, frame, pixels, (*self._ringed, self._hover), self._theme)
        self._paint_names(painter, frame, pixels, inside)
        paint_reading(painter, frame, self.reading(), self._theme)
        painter.restore()

    def _paint_names(
        self, painter: QPainter, frame: QRectF, pixels: Points, inside: NDArray[np.intp]
    ) -> None:
        strong = set(self._ringed)
        for place, rect in self._placed(painter.font(), frame, pixels, inside):
            ink = self._theme.text if place in strong else self._theme.dim
            paint_name(painter, rect, short(self._named[place].name), ink, self._theme)

    def _placed(
        self, font: QFont, frame: QRectF, pixels: Points, inside: NDArray[np.intp]
    ) -> list[tuple[int, QRectF]]:
        """Where names stand: of the ringed points first, then in their order."""
        metrics = QFontMetricsF(font)
        if len(self._widths) != len(self._named):  # measured once: all of them take 4 ms
            names = (short(named.name) for named in self._named)
            self._widths = [metrics.horizontalAdvance(name) + 4 for name in names]
        first = [place for place in (self._hover, *self._ringed) if 0 <= place < len(pixels)]
        order = list(dict.fromkeys([*first, *inside[:ASKED].tolist()]))
        spots = ((place, x, y) for place, (x, y) in zip(order, pixels[order].tolist(), strict=True))
        gap = DOT / 2 + 1
        return placed(frame, spots, self._widths, metrics.height(), gap=gap, most=LABELS)

    def reading(self) -> str:
        """What is told of the point under the pointer."""
        if not 0 <= self._hover < len(self._named):
            return ""
        named = self._named[self._hover]
        return " · ".join(filter(None, (named.name, named.told)))

    # pointer and keyboard

    def wheelEvent(self, event: QWheelEvent) -> None:
        notches = event.angleDelta().y() / 120
        if notches:
            self._enlarge(ENLARGE**notches, event.position())
        event.accept()

    def _enlarge(self, factor: float, about: QPointF | None = None) -> None:
        """Enlarge about a spot; without one about the middle."""
        frame = self._frame(QRectF(self.rect()))
        self._plane.enlarge(frame, factor, about if about is not None else frame.center())
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._held, self._moved = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is not None:
            by = event.position() - self._held
            if self._moved or by.manhattanLength() > 3:
                self._moved = True
                self.move_by(by)
                self._held = event.position()
            return
        self._point_at(self._at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._held is not None and not self._moved:
            place = self._at(event.position())
            if place >= 0:
                self.chosen.emit(place)
        self._held = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.fit()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point_at(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: (40, 0),
            Qt.Key.Key_Right: (-40, 0),
            Qt.Key.Key_Up: (0, 40),
            Qt.Key.Key_Down: (0, -40),
        }
        key = Qt.Key(event.key())
        if key in steps:
            self.move_by(QPointF(*steps[key]))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self._enlarge(ENLARGE)
        elif key == Qt.Key.Key_Minus:
            self._enlarge(1 / ENLARGE)
        elif key == Qt.Key.Key_0:
            self.fit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._plane.middlemost() >= 0:
            self.chosen.emit(self._plane.middlemost())
        else:
            super().keyPressEvent(event)

    def move_by(self, by: QPointF) -> None:
        """Move what is seen by so many pixels."""
        self._plane.move(self._frame(QRectF(self.rect())), by)
        self.update()

    def _point_at(self, place: int) -> None:
        if place != self._hover:
            self._hover = place
            shape = Qt.CursorShape
            self.setCursor(shape.PointingHandCursor if place >= 0 else shape.OpenHandCursor)
            self.update()

    def _describe(self) -> None:
        names = [self._named[place].name for place in self._ringed if place < len(self._named)]
        told = self.tr("%Ln point(s)", "", len(self._named))
        self.setAccessibleDescription(", ".join([told, *names]))
        self.update()
