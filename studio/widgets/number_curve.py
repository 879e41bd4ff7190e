"""A function or a few numbers along a line, with points on it that can be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.widgets.figures import value
from studio.widgets.token_chips import note_font

if TYPE_CHECKING:
    from studio.theme import Theme

LEFT, BOTTOM, TOP, RIGHT = 48.0, 36.0, 18.0, 12.0  # pixels around the plot
NEAR = 14.0  # pixels from which a point is read
Align = Qt.AlignmentFlag


@dataclass(frozen=True, slots=True)
class Marked:
    """A point on the curve, by its name."""

    x: float
    y: float
    name: str
    strong: bool = False


class NumberCurve(QWidget):
    """The pointer, or Left and Right, read the marked points; Ctrl+C copies the one at hand."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._line: NDArray[np.floating] = np.zeros((0, 2))
        self._marked: tuple[Marked, ...] = ()
        self._axis = ""
        self._steps = False
        self._current = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)

    def show_curve(
        self,
        line: NDArray[np.floating],
        marked: Sequence[Marked],
        axis: str,
        *,
        steps: bool = False,
    ) -> None:
        """Show [n, 2] points as a line, or in `steps`; `axis` names what runs to the right."""
        self._line, self._marked, self._axis, self._steps = line, tuple(marked), axis, steps
        self._current = -1
        self._describe()

    @property
    def marked(self) -> tuple[Marked, ...]:
        """The points on it."""
        return self._marked

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        self._theme = theme
        self.update()

    def reading(self) -> str:
        """The point at hand, in words."""
        if not 0 <= self._current < len(self._marked):
            return ""
        at = self._marked[self._current]
        return f"{at.name}: {_plain(at.x)} → {_plain(at.y)}"

    def sizeHint(self) -> QSize:
        return QSize(320, 190)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 190)

    # geometry

    def _bounds(self) -> tuple[float, float, float, float]:
        points = np.array([[at.x, at.y] for at in self._marked] or [[0.0, 0.0]])
        both = np.vstack([self._line, points, [[0.0, 0.0]]])
        low, high = both.min(axis=0), both.max(axis=0)
        spare = np.maximum((high - low) * 0.06, 1e-6)
        (left, bottom), (right, top) = low - spare, high + spare
        return float(left), float(right), float(bottom), float(top)

    def _plot(self) -> QRectF:
        return QRectF(self.rect()).adjusted(LEFT, TOP, -RIGHT, -BOTTOM)

    def _pixel(self, x: float, y: float) -> QPointF:
        left, right, bottom, top = self._bounds()
        plot = self._plot()
        return QPointF(
            plot.left() + (x - left) / (right - left) * plot.width(),
            plot.bottom() - (y - bottom) / (top - bottom) * plot.height(),
        )

    # drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        if not len(self._line):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(note_font(self.font()))
        self._paint_axes(painter)
        painter.setPen(QPen(QColor(self._theme.series[0]), 2.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF([self._pixel(x, y) for x, y in self._corners()]))
        for place, at in enumerate(self._marked):
            strong = at.strong or place == self._current
            painter.setPen(QPen(QColor(self._theme.surface), 1.0))
            painter.setBrush(QColor(self._theme.accent if strong else self._theme.series[1]))
            size = 5.0 if strong else 3.5
            painter.drawEllipse(self._pixel(at.x, at.y), size, size)
        painter.setPen(QColor(self._theme.text))
        line = QRectF(LEFT, 0, self.width() - LEFT - RIGHT, TOP)
        painter.drawText(line, Align.AlignRight | Align.AlignVCenter, self.reading())

    def _corners(self) -> list[tuple[float, float]]:
        points = [(float(x), float(y)) for x, y in self._line]
        if not self._steps:
            return points
        return [(x + side, y) for x, y in points for side in (-0.5, 0.5)]

    def _paint_axes(self, painter: QPainter) -> None:
        left, right, bottom, top = self._bounds()
        plot, metrics = self._plot(), QFontMetricsF(painter.font())
        painter.setPen(QPen(QColor(self._theme.line), 1.0))
        zero = self._pixel(0.0, 0.0)
        painter.drawLine(QPointF(plot.left(), zero.y()), QPointF(plot.right(), zero.y()))
        painter.drawLine(QPointF(zero.x(), plot.top()), QPointF(zero.x(), plot.bottom()))
        painter.setPen(QColor(self._theme.dim))
        half = metrics.capHeight() / 2
        for y in {0.0, _tick(bottom), _tick(top)}:
            at = self._pixel(0.0, y).y() + half
            if y and abs(at - half - zero.y()) < metrics.height():
                continue
            text = _short(y)
            painter.drawText(QPointF(LEFT - 6 - metrics.horizontalAdvance(text), at), text)
        for x in {0.0, _tick(left), _tick(right)}:
            text = _short(x)
            at = self._pixel(x, 0.0).x() - metrics.horizontalAdvance(text) / 2
            painter.drawText(QPointF(at, plot.bottom() + 14), text)
        line = QRectF(LEFT, plot.bottom() + BOTTOM / 2, plot.width(), BOTTOM / 2)
        shown = metrics.elidedText(self._axis, Qt.TextElideMode.ElideRight, plot.width())
        painter.drawText(line, Align.AlignHCenter | Align.AlignVCenter, shown)

    # pointer and keyboard

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        spots = [self._pixel(at.x, at.y) - event.position() for at in self._marked]
        far = [float(np.hypot(spot.x(), spot.y())) for spot in spots]
        nearest = int(np.argmin(far)) if far else -1
        self._read(nearest if far and far[nearest] <= NEAR else -1)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._read(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self._marked:
            order = sorted(range(len(self._marked)), key=lambda place: self._marked[place].x)
            here = order.index(self._current) if self._current in order else -1
            step = 1 if key == Qt.Key.Key_Right else -1
            self._read(order[max(0, min(here + step, len(order) - 1))])
        elif event.matches(QKeySequence.StandardKey.Copy) and self._current >= 0:
            at = self._marked[self._current]
            QGuiApplication.clipboard().setText(f"{at.x:.9g}\t{at.y:.9g}")
        else:
            super().keyPressEvent(event)

    def _read(self, place: int) -> None:
        if place != self._current:
            self._current = place
            self._describe()

    def _describe(self) -> None:
        self.setAccessibleDescription(self.reading())
        self.update()


def _tick(end: float) -> float:
    """A round number within the end of an axis."""
    if end == 0:
        return 0.0
    power = 10.0 ** np.floor(np.log10(abs(end)))
    steps = [step * power for step in (1, 2, 5) if step * power <= abs(end)]
    return float(np.sign(end) * max(steps, default=power))


def _short(number: float) -> str:
    return f"{number:g}".replace("-", "\u2212")


def _plain(number: float) -> str:
    return value(number).replace("-", "\u2212") if number else "0"
