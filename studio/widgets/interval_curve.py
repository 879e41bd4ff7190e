"""A curve over numbers with the interval of each point, or how often numbers occur as steps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.widgets.interval_rows import Measured
from studio.widgets.table import Table, small_table
from studio.widgets.token_chips import note_font

if TYPE_CHECKING:
    from studio.theme import Theme

LEFT, TOP, RIGHT, BOTTOM = 52.0, 40.0, 12.0, 38.0
SWATCH, APART = 16.0, 7.0
Align = Qt.AlignmentFlag
Write = Callable[[float], str]


class IntervalCurve(QWidget):
    """Left and Right read the points one by one. With one more x than values it shows steps."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.places: tuple[float, ...] = ()
        self.series: tuple[Measured, ...] = ()
        self._line: tuple[float, str] | None = None
        self._names = ("", "")
        self._writes: tuple[Write, Write] = (str, str)
        self._at = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_curve(
        self,
        x: Sequence[float],
        series: Sequence[Measured],
        *,
        names: tuple[str, str],
        writes: tuple[Write, Write],
        line: tuple[float, str] | None = None,
    ) -> None:
        """Replace all; `names` and `writes` are of x and y, `line` is a y and its name."""
        self.places, self.series, self._line = tuple(x), tuple(series), line
        self._names, self._writes, self._at = names, writes, -1
        self.setAccessibleName(names[1])
        self._describe()

    @property
    def steps(self) -> bool:
        """Whether x are the borders of bins."""
        return bool(self.series) and len(self.places) == len(self.series[0].values) + 1

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        self._theme = theme
        self.update()

    def table(self) -> Table:
        """x and all series, for a spreadsheet."""
        headings = [self._names[0]]
        for one in self.series:
            headings += [one.title, *([f"{one.title}: low", f"{one.title}: high"] * bool(one.low))]
        rows = []
        for at in range(self._count()):
            cells = [f"{self.places[at]:.7g}"]
            for one in self.series:
                numbers = [one.values[at], *((one.interval(at) or ()) if one.low else ())]
                cells += ["" if number is None else f"{number:.7g}" for number in numbers]
            rows.append(cells)
        return small_table(headings, rows)

    def sizeHint(self) -> QSize:
        return QSize(420, 240)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 240)

    def _count(self) -> int:
        return len(self.series[0].values) if self.series else 0

    # drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        self.draw(QPainter(self), QRectF(self.rect()))

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw it into any painter."""
        if not self._count():
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(note_font(self.font()))
        metrics = QFontMetricsF(painter.font())
        plot = area.adjusted(LEFT, TOP, -RIGHT, -BOTTOM)
        self._paint_axes(painter, plot, metrics)
        self._paint_line(painter, plot, metrics)
        for place, one in enumerate(self.series):
            self._paint_series(painter, plot, place, one)
        self._paint_keys(painter, area, metrics)

    def _paint_axes(self, painter: QPainter, plot: QRectF, metrics: QFontMetricsF) -> None:
        bottom, top = self._bounds()
        for share in (0.0, 0.5, 1.0):
            y = plot.bottom() - share * plot.height()
            painter.setPen(QPen(QColor(self._theme.line), 1.0))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(QColor(self._theme.dim))
            box = QRectF(0, y - metrics.height() / 2, plot.left() - 6, metrics.height())
            text = self._writes[1](bottom + share * (top - bottom))
            painter.drawText(box, Align.AlignRight | Align.AlignVCenter, text)
        count = len(self.places)
        for at in sorted({0, count // 2, count - 1}) if self.steps else range(count):
            text = self._writes[0](self.places[at])
            width = metrics.horizontalAdvance(text)
            left = min(max(self._point_x(at, plot) - width / 2, plot.left()), plot.right() - width)
            painter.drawText(QPointF(left, plot.bottom() + metrics.ascent() + 4), text)
        line = QRectF(plot.left(), plot.bottom() + BOTTOM / 2, plot.width(), BOTTOM / 2)
        painter.drawText(line, Align.AlignHCenter | Align.AlignVCenter, self._names[0])

    def _paint_line(self, painter: QPainter, plot: QRectF, metrics: QFontMetricsF) -> None:
        if self._line is None:
            return
        number, name = self._line
        y = self._y(number, plot)
        painter.setPen(QPen(QColor(self._theme.dim), 1.2, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
        left = plot.right() - metrics.horizontalAdvance(name)
        painter.drawText(QPointF(left, y - 4), name)

    def _paint_series(self, painter: QPainter, plot: QRectF, place: int, one: Measured) -> None:
        colour = QColor(self._theme.series[place % len(self._theme.series)])
        style = Qt.PenStyle.SolidLine if place == 0 else Qt.PenStyle.DashLine
        painter.setPen(QPen(colour, 1.8, style))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(self._corners(plot, place)))
        if self.steps:
            return
        for at, number in enumerate(one.values):
            if number is None:
                continue
            x, interval = self._point_x(at, plot) + self._aside(place), one.interval(at)
            painter.setPen(QPen(colour, 1.6))
            if interval is not None:
                low, high = (self._y(end, plot) for end in interval)
                painter.drawLine(QPointF(x, low), QPointF(x, high))
            painter.setBrush(colour if place == 0 else QColor(self._theme.surface))
            size = 5.0 if at == self._at else 3.5
            painter.drawEllipse(QPointF(x, self._y(number, plot)), size, size)

    def _aside(self, place: int) -> float:
        """Intervals of several series would hide one another."""
        return APART * (place - (len(self.series) - 1) / 2)

    def _corners(self, plot: QRectF, place: int) -> list[QPointF]:
        points: list[QPointF] = []
        one, aside = self.series[place], 0.0 if self.steps else self._aside(place)
        for at, number in enumerate(one.values):
            if number is not None:
                ends = (at, at + 1) if self.steps else (at,)
                y = self._y(number, plot)
                points += [QPointF(self._point_x(end, plot) + aside, y) for end in ends]
        return points

    def _paint_keys(self, painter: QPainter, area: QRectF, metrics: QFontMetricsF) -> None:
        """Which line is which, and above them what is read."""
        painter.setPen(QColor(self._theme.text))
        head = QRectF(area.left(), area.top(), area.width(), TOP / 2)
        told = self.reading() if self._at >= 0 else self._names[1]
        told = metrics.elidedText(told, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(head, Align.AlignLeft | Align.AlignVCenter, told)
        if len(self.series) < 2:
            return
        x, y = area.left(), area.top() + TOP * 0.75
        for place, one in enumerate(self.series):
            style = Qt.PenStyle.SolidLine if place == 0 else Qt.PenStyle.DashLine
            colour = QColor(self._theme.series[place % len(self._theme.series)])
            painter.setPen(QPen(colour, 2.0, style))
            painter.drawLine(QPointF(x, y), QPointF(x + SWATCH, y))
            painter.setPen(QColor(self._theme.dim))
            painter.drawText(QPointF(x + SWATCH + 4, y + metrics.capHeight() / 2), one.title)
            x += SWATCH + 16 + metrics.horizontalAdvance(one.title)

    def _bounds(self) -> tuple[float, float]:
        numbers = [self._line[0]] if self._line is not None else []
        for one in self.series:
            for at, number in enumerate(one.values):
                numbers += [*(one.interval(at) or ()), *([] if number is None else [number])]
        low, high = min(numbers, default=0.0), max(numbers, default=1.0)
        if self.steps:
            return 0.0, high or 1.0
        spare = (high - low) * 0.08 or 0.05
        return low - spare, high + spare

    def _y(self, number: float, plot: QRectF) -> float:
        bottom, top = self._bounds()
        return plot.bottom() - (number - bottom) / (top - bottom) * plot.height()

    def _point_x(self, at: int, plot: QRectF) -> float:
        low, high = self.places[0], self.places[-1]
        inset = 0.0 if self.steps else 12.0
        share = (self.places[at] - low) / (high - low) if high > low else 0.5
        return plot.left() + inset + share * (plot.width() - 2 * inset)

    # pointer and keyboard

    def reading(self) -> str:
        """The point at hand in words, else all of them."""
        points = [self._at] if 0 <= self._at < self._count() else range(self._count())
        return "; ".join(self._told(at) for at in points)

    def _told(self, at: int) -> str:
        across, along = self._writes
        place = across(self.places[at])
        if self.steps:
            place = f"{place} – {across(self.places[at + 1])}"
        parts = []
        for one in self.series:
            number, interval = one.values[at], one.interval(at)
            words = "–" if number is None else along(number)
            if interval is not None:
                words += f" ({along(interval[0])} – {along(interval[1])})"
            parts.append(f"{one.title} {words}")
        return f"{self._names[0]} {place}: {', '.join(parts)}"

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        plot = QRectF(self.rect()).adjusted(LEFT, TOP, -RIGHT, -BOTTOM)
        x, count = event.position().x(), self._count()
        centres = [self._point_x(at, plot) for at in range(len(self.places))]
        if self.steps:
            centres = [(left + right) / 2 for left, right in pairwise(centres)]
        self._read(min(range(count), key=lambda at: abs(centres[at] - x), default=-1))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._read(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        key = Qt.Key(event.key())
        if key in steps and self._count():
            self._read(max(0, min(self._at + steps[key], self._count() - 1)))
        else:
            super().keyPressEvent(event)

    def _read(self, at: int) -> None:
        if at != self._at:
            self._at = at
            self._describe()

    def _describe(self) -> None:
        self.setAccessibleDescription(self.reading())
        self.update()
