"""Rows of a name, a dot and its interval, beside a named line that they are held against."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.widgets.rich_tip import tip_html
from studio.widgets.table import Table, small_table
from studio.widgets.token_chips import note_font

if TYPE_CHECKING:
    from studio.theme import Theme

ROW, HEAD, FOOT = 24.0, 22.0, 22.0
NAMES, LEAST_NAMES, NUMBERS = 0.38, 60.0, 58.0  # the share of the width, and pixels
GAP = 8.0
DOT = 4.0
Align = Qt.AlignmentFlag


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured of each row, and how sure that is; no `low`: nothing is known of that."""

    title: str
    values: tuple[float | None, ...]
    low: tuple[float | None, ...] = ()
    high: tuple[float | None, ...] = ()

    def interval(self, at: int) -> tuple[float, float] | None:
        """Of one row; None where it is not known."""
        if at >= len(self.low) or at >= len(self.high):
            return None
        low, high = self.low[at], self.high[at]
        return (low, high) if low is not None and high is not None else None


class IntervalRows(QWidget):
    """Several series stand beneath one another in a row; Up and Down read the rows one by one."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.labels: tuple[str, ...] = ()
        self.series: tuple[Measured, ...] = ()
        self._line: tuple[float, str] | None = None
        self._write: Callable[[float], str] = str
        self._whole = False
        self._heading = ""
        self._at = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_rows(
        self,
        labels: Sequence[str],
        series: Sequence[Measured],
        *,
        heading: str,
        write: Callable[[float], str],
        line: tuple[float, str] | None = None,
        shares: bool = False,
    ) -> None:
        """Replace all; `line` is a value and its name, `shares` run from 0 to 1."""
        self.labels, self.series, self._heading = tuple(labels), tuple(series), heading
        self._line, self._write, self._whole, self._at = line, write, shares, -1
        self.setAccessibleName(heading)
        self._describe()
        self.updateGeometry()

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        self._theme = theme
        self.update()

    def table(self) -> Table:
        """Names, values and intervals, for a spreadsheet."""
        headings, several = [self._heading], len(self.series) > 1
        for one in self.series:
            prefix = f"{one.title}: " if several else ""
            headings += [f"{prefix}{words}" for words in ("value", "low", "high")]
        rows = []
        for at, name in enumerate(self.labels):
            cells = [name]
            for one in self.series:
                low, high = one.interval(at) or (None, None)
                told = (one.values[at], low, high)
                cells += ["" if number is None else f"{number:.7g}" for number in told]
            rows.append(cells)
        return small_table(headings, rows)

    def sizeHint(self) -> QSize:
        return QSize(420, round(HEAD + ROW * len(self.labels) + self._foot))

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.sizeHint().height())

    # drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        self.draw(QPainter(self), QRectF(self.rect()))

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw all rows into any painter."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(note_font(self.font()))
        metrics = QFontMetricsF(painter.font())
        widest = max((metrics.horizontalAdvance(name) for name in self.labels), default=0.0)
        names = min(max(widest + GAP, LEAST_NAMES), area.width() * NAMES)
        plot = area.adjusted(names, HEAD, -NUMBERS, -self._foot)
        self._paint_scale(painter, plot, metrics)
        for at, name in enumerate(self.labels):
            row = QRectF(area.left(), plot.top() + at * ROW, area.width(), ROW)
            if at == self._at:
                painter.fillRect(row, QColor(self._theme.raised))
            painter.setPen(QColor(self._theme.text))
            shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, names - GAP)
            painter.drawText(row, Align.AlignVCenter | Align.AlignLeft, shown)
            self._paint_row(painter, plot, row, at)
        self._paint_line(painter, plot, metrics)
        if len(self.series) > 1:
            self._paint_keys(painter, plot, metrics)

    @property
    def _foot(self) -> float:
        """Pixels beneath the rows: the scale, and which series is which."""
        return FOOT if len(self.series) < 2 else 2 * FOOT

    def _paint_keys(self, painter: QPainter, plot: QRectF, metrics: QFontMetricsF) -> None:
        x, y = plot.left() + DOT, plot.bottom() + 1.5 * FOOT
        for place, one in enumerate(self.series):
            colour = QColor(self._theme.series[place % len(self._theme.series)])
            painter.setPen(QPen(colour, 2.0))
            self._paint_dot(painter, QPointF(x, y), colour, place)
            painter.setPen(QColor(self._theme.dim))
            painter.drawText(QPointF(x + 2.5 * DOT, y + metrics.capHeight() / 2), one.title)
            x += metrics.horizontalAdvance(one.title) + 8 * DOT

    def _paint_scale(self, painter: QPainter, plot: QRectF, metrics: QFontMetricsF) -> None:
        low, high = self._bounds()
        painter.setPen(QPen(QColor(self._theme.line), 1.0))
        painter.drawLine(plot.bottomLeft(), plot.bottomRight())
        for share in (0.0, 0.5, 1.0):
            x, text = plot.left() + share * plot.width(), self._write(low + share * (high - low))
            painter.setPen(QPen(QColor(self._theme.line), 1.0))
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
            painter.setPen(QColor(self._theme.dim))
            left = x - metrics.horizontalAdvance(text) * share
            painter.drawText(QPointF(left, plot.bottom() + metrics.ascent() + 4), text)

    def _paint_row(self, painter: QPainter, plot: QRectF, row: QRectF, at: int) -> None:
        apart = min(8.0, (ROW - 8) / max(len(self.series), 1))
        first = row.center().y() - apart * (len(self.series) - 1) / 2
        for place, one in enumerate(self.series):
            number, y = one.values[at], first + place * apart
            if number is None:
                continue
            colour = QColor(self._theme.series[place % len(self._theme.series)])
            interval = one.interval(at)
            painter.setPen(QPen(colour, 2.0))
            if interval is not None:
                low, high = (self._x(end, plot) for end in interval)
                painter.drawLine(QPointF(low, y), QPointF(high, y))
                for x in (low, high):
                    painter.drawLine(QPointF(x, y - 3), QPointF(x, y + 3))
            self._paint_dot(painter, QPointF(self._x(number, plot), y), colour, place)
        first_value = self.series[0].values[at] if self.series else None
        if first_value is not None:
            painter.setPen(QColor(self._theme.text))
            painter.drawText(row, Align.AlignVCenter | Align.AlignRight, self._write(first_value))

    def _paint_dot(self, painter: QPainter, at: QPointF, colour: QColor, place: int) -> None:
        """Filled for the first series, a square ring for the others: never colour alone."""
        painter.setBrush(colour if place == 0 else QColor(self._theme.surface))
        if place == 0:
            painter.drawEllipse(at, DOT, DOT)
        else:
            painter.drawRect(QRectF(at.x() - DOT, at.y() - DOT, 2 * DOT, 2 * DOT))

    def _paint_line(self, painter: QPainter, plot: QRectF, metrics: QFontMetricsF) -> None:
        if self._line is None:
            return
        number, name = self._line
        x = self._x(number, plot)
        painter.setPen(QPen(QColor(self._theme.dim), 1.2, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, plot.top() - 3), QPointF(x, plot.bottom()))
        width = metrics.horizontalAdvance(name)
        left = min(max(x - width / 2, plot.left()), plot.right() + NUMBERS - width)
        painter.setPen(QColor(self._theme.dim))
        painter.drawText(QPointF(left, plot.top() - 7), name)

    def _bounds(self) -> tuple[float, float]:
        if self._whole:
            return 0.0, 1.0
        numbers = [self._line[0]] if self._line is not None else []
        for one in self.series:
            for at, number in enumerate(one.values):
                numbers += [*(one.interval(at) or ()), *([] if number is None else [number])]
        low, high = min(numbers, default=0.0), max(numbers, default=1.0)
        spare = (high - low) * 0.05 or 0.5
        return low - spare, high + spare

    def _x(self, number: float, plot: QRectF) -> float:
        low, high = self._bounds()
        return plot.left() + (number - low) / (high - low) * plot.width()

    # pointer and keyboard

    def reading(self) -> str:
        """The row at hand in words, else all of them."""
        rows = [self._at] if 0 <= self._at < len(self.labels) else range(len(self.labels))
        return "; ".join(self._told(at) for at in rows)

    def _told(self, at: int) -> str:
        parts = []
        for one in self.series:
            number, interval = one.values[at], one.interval(at)
            if number is None:
                continue
            words = self._write(number)
            if interval is not None:
                words += f" ({self._write(interval[0])} – {self._write(interval[1])})"
            parts.append(f"{one.title} {words}" if len(self.series) > 1 else words)
        return f"{self.labels[at]}: {', '.join(parts)}"

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = int((event.position().y() - HEAD) // ROW)
        self._read(at if 0 <= at < len(self.labels) else -1)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._read(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if key in steps and self.labels:
            self._read(max(0, min(self._at + steps[key], len(self.labels) - 1)))
        else:
            super().keyPressEvent(event)

    def _read(self, at: int) -> None:
        if at != self._at:
            self._at = at
            self._describe()

    def _describe(self) -> None:
        self.setAccessibleDescription(self.reading())
        told = self._told(self._at) if 0 <= self._at < len(self.labels) else ""
        self.setToolTip(tip_html(told))
        self.update()
