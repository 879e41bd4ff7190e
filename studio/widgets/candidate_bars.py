"""Answers with their probabilities as bars, each with the way it came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.widgets.rich_tip import tip_html
from studio.widgets.table import Table, small_table
from studio.widgets.token_labels import shown_token
from studio.wording import small_share

if TYPE_CHECKING:
    from studio.theme import Theme

ROW = 26.0
SPARK = 64.0
LEAST_TOP = 0.05  # of the small curves' scale: less is noise
WIDEST_NAME = 132.0
CONTINUES = "…"  # before an answer that goes on with the word before the gap


@dataclass(frozen=True, slots=True)
class Bar:
    """One answer: its text, its probability and, where known, the probabilities before."""

    text: str
    share: float  # 0 … 1
    past: tuple[float, ...] = ()  # oldest first, this one last
    continues: bool = False  # a piece that goes on with the word before the gap


def shown_answer(text: str, *, continues: bool = False) -> str:
    """An answer of which nothing is hidden: blanks as signs, a mark where it continues a word."""
    visible = text if text and text == text.strip() else shown_token(text)
    return f"{CONTINUES}{visible}" if continues else visible


def _visible(bar: Bar) -> str:
    return shown_answer(bar.text, continues=bar.continues)


class CandidateBars(QWidget):
    """Rows of answer, bar, small curve over time and percentage.

    With `clickable`, a click or Enter takes an answer.
    """

    taken = Signal(str, bool)  # the answer, and whether it continues the word before the gap

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._bars: tuple[Bar, ...] = ()
        self._clickable = False
        self._tip = ""
        self._current = -1
        self._colour = ""
        self._widest = WIDEST_NAME
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Answers"))

    @property
    def bars(self) -> tuple[Bar, ...]:
        """The answers shown, best first."""
        return self._bars

    def show_bars(self, bars: Sequence[Bar], *, colour: str = "") -> None:
        """Replace all rows; `colour` fills the bars (default: the accent)."""
        grown = len(bars) != len(self._bars)
        self._bars, self._colour = tuple(bars), colour
        self._current = min(self._current, len(bars) - 1)
        self._describe()
        self._explain()
        if grown:
            self.updateGeometry()
        self.update()

    def set_widest(self, pixels: float) -> None:
        """How much room the longest answer may take, where there is that much."""
        self._widest = pixels

    def set_clickable(self, clickable: bool) -> None:
        """Whether an answer can be taken."""
        self._clickable = clickable
        focus = Qt.FocusPolicy.StrongFocus if clickable else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(focus)

    def set_tip(self, tip: str) -> None:
        """Explain the answers; word pieces among them are explained besides."""
        self._tip = tip
        self._explain()

    def _explain(self) -> None:
        parts = [self._tip]
        if any(bar.continues for bar in self._bars):
            parts.append(
                self.tr(
                    "{mark} marks a piece that goes on with the word before the gap, as “ing” "
                    "does in “walking”; the vocabulary writes it ##ing."
                ).format(mark=CONTINUES)
            )
            source = self.tr("Word pieces: Schuster & Nakajima 2012")
        else:
            source = ""
        self.setToolTip(tip_html("\n".join(filter(None, parts)), source))

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        self._theme = theme
        self.update()

    def table(self) -> Table:
        """Answers and probabilities, for a spreadsheet."""
        rows = [[_visible(bar), f"{bar.share:.6f}"] for bar in self._bars]
        return small_table(["token", "probability"], rows)

    def sizeHint(self) -> QSize:
        return QSize(260, round(ROW * max(1, len(self._bars))))

    def minimumSizeHint(self) -> QSize:
        return QSize(140, round(ROW * len(self._bars)))

    # drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        self.draw(QPainter(self), QRectF(self.rect()))

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw the rows into any painter."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        metrics = QFontMetricsF(self.font())
        widths = [metrics.horizontalAdvance(_visible(bar)) for bar in self._bars]
        name = min(max([*widths, 48.0]), self._widest, area.width() * 0.4)
        number = metrics.horizontalAdvance(small_share(0.0001)) + 4
        past = any(len(bar.past) > 1 for bar in self._bars) and area.width() > 300
        highest = max((share for bar in self._bars for share in bar.past), default=0.0)
        for index, bar in enumerate(self._bars):
            row = QRectF(area.left(), area.top() + index * ROW, area.width(), ROW)
            self._paint_current(painter, row, index)
            painter.setPen(QColor(self._theme.text))
            shown = metrics.elidedText(_visible(bar), Qt.TextElideMode.ElideRight, name + 1)
            place = QRectF(row.left(), row.top(), name + 2, ROW)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)
            right = row.right() - number
            if past:
                spark = QRectF(right - SPARK, row.top() + 6, SPARK - 8, ROW - 12)
                self._paint_past(painter, spark, bar.past, max(highest, LEAST_TOP))
                right -= SPARK + 4
            track = QRectF(row.left() + name + 12, row.center().y() - 3, 0, 6)
            track.setRight(max(right - 6, track.left() + 10))
            self._paint_bar(painter, track, bar.share)
            painter.setPen(QColor(self._theme.dim))
            place = QRectF(row.right() - number, row.top(), number, ROW)
            align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(place, align, small_share(bar.share))

    def _paint_bar(self, painter: QPainter, track: QRectF, share: float) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.raised))
        painter.drawRoundedRect(track, 3, 3)
        filled = QRectF(track)
        filled.setWidth(max(2.0, track.width() * min(max(share, 0.0), 1.0)))
        painter.setBrush(QColor(self._colour or self._theme.accent))
        painter.drawRoundedRect(filled, 3, 3)

    def _paint_past(
        self, painter: QPainter, area: QRectF, past: tuple[float, ...], top: float
    ) -> None:
        """The way an answer came; all rows share one scale, so that they can be compared."""
        if len(past) < 2:
            return
        step = area.width() / (len(past) - 1)
        points = [
            QPointF(area.left() + index * step, area.bottom() - share / top * area.height())
            for index, share in enumerate(past)
        ]
        painter.setPen(QPen(QColor(self._theme.line), 1.0))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._colour or self._theme.accent), 1.5))
        painter.drawPolyline(QPolygonF(points))

    def _paint_current(self, painter: QPainter, row: QRectF, index: int) -> None:
        if not self._clickable or index != self._current:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.raised))
        painter.drawRoundedRect(row.adjusted(-6, 1, 6, -1), 6, 6)
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._theme.accent), 1.0, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(row.adjusted(0.5, 1.5, -0.5, -1.5), 6, 6)

    # pointer and keyboard

    def _at(self, place: QPointF) -> int:
        index = int(place.y() // ROW)
        return index if self._clickable and 0 <= index < len(self._bars) else -1

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        index = self._at(event.position())
        self._move_to(index)
        if index >= 0:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._move_to(0 if self.hasFocus() and self._bars else -1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self._at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and index >= 0:
            self._take(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        last = len(self._bars) - 1
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and last >= 0:
            step = -1 if key == Qt.Key.Key_Up else 1
            self._move_to(max(0, min(self._current + step, last)))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._current >= 0:
            self._take(self._current)
        else:
            super().keyPressEvent(event)

    def _take(self, index: int) -> None:
        bar = self._bars[index]
        self.taken.emit(bar.text, bar.continues)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._current < 0 and self._bars:
            self._move_to(0)

    def _move_to(self, index: int) -> None:
        if index != self._current:
            self._current = index
            self._describe()
            self.update()

    def _describe(self) -> None:
        """Tell a screen reader the answer at hand, else all of them."""
        told = [f"{_visible(bar)} {small_share(bar.share)}" for bar in self._bars]
        if self._clickable and 0 <= self._current < len(told):
            place = self.tr("answer {number} of {count}").format(
                number=self._current + 1, count=len(told)
            )
            told = [told[self._current], place]
        self.setAccessibleDescription(", ".join(told))
