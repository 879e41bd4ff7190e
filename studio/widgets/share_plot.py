"""A plot over shares from 0 to 1 in bins of equal width: the frame, the pointer and the keys.

What stands in the frame is drawn by `ProbabilityBars` and `ReliabilityPlot`.
"""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.widgets.table import Table
from studio.widgets.token_chips import note_font

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent

    from studio.theme import Theme

GAP = 6.0
TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)


class SharePlot(QWidget):
    """Left and Right read the bins one by one."""

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._title = title
        self.at = -1  # the bin at hand
        self.setAccessibleName(title)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    @abstractmethod
    def num_bins(self) -> int:
        """How many there are; 0 where nothing is shown."""

    @abstractmethod
    def below(self) -> str:
        """What the horizontal axis is."""

    @abstractmethod
    def beside(self) -> tuple[str, ...]:
        """The ticks of the vertical axis, from the bottom to the top, evenly spaced."""

    @abstractmethod
    def reading(self) -> str:
        """The bin at hand in words, or the whole where there is none."""

    @abstractmethod
    def draw_bins(self, painter: QPainter, frame: QRectF) -> None:
        """Draw what stands in the frame."""

    @abstractmethod
    def table(self) -> Table:
        """The numbers."""

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        self.theme = theme
        self.update()

    def shown(self) -> None:
        """Other numbers are shown."""
        self.at = -1
        self.setAccessibleDescription(self.reading() if self.num_bins else "")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, 240)

    def minimumSizeHint(self) -> QSize:
        return QSize(180, 150)

    def bin_of(self, frame: QRectF, at: int) -> QRectF:
        """Where a bin stands, as tall as the frame."""
        step = frame.width() / max(1, self.num_bins)
        return QRectF(frame.left() + at * step, frame.top(), step, frame.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        self.draw(QPainter(self), QRectF(self.rect()))

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw it all into any painter: the screen's or a file's."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(note_font(self.font()))
        frame = self._frame(area)
        self._draw_head(painter, area)
        if not self.num_bins:
            return
        self._draw_axes(painter, area, frame)
        self.draw_bins(painter, frame)

    def _frame(self, area: QRectF) -> QRectF:
        metrics = QFontMetricsF(note_font(self.font()))
        left = max((metrics.horizontalAdvance(words) for words in self.beside()), default=0.0)
        high = metrics.height()
        return area.adjusted(left + GAP, 2 * high + 2 * GAP, -2 * GAP, -2 * high - GAP)

    def _draw_head(self, painter: QPainter, area: QRectF) -> None:
        metrics = QFontMetricsF(painter.font())
        head = QRectF(area.left(), area.top(), area.width(), metrics.height())
        painter.setPen(QColor(self.theme.dim))
        painter.drawText(head, Qt.AlignmentFlag.AlignLeft, self._title)
        words = self.reading() if self.num_bins else ""
        told = metrics.elidedText(words, Qt.TextElideMode.ElideRight, head.width())
        painter.setPen(QColor(self.theme.text if self.at >= 0 else self.theme.dim))
        beneath = head.translated(0, metrics.height())  # beside it there is no room in low windows
        painter.drawText(beneath, Qt.AlignmentFlag.AlignLeft, told)

    def _draw_axes(self, painter: QPainter, area: QRectF, frame: QRectF) -> None:
        metrics, flags = QFontMetricsF(painter.font()), Qt.AlignmentFlag
        high = metrics.height()
        ticks = self.beside()
        for place, words in enumerate(ticks):
            y = frame.bottom() - frame.height() * place / max(1, len(ticks) - 1)
            painter.setPen(QPen(QColor(self.theme.line), 1.0))
            painter.drawLine(round(frame.left()), round(y), round(frame.right()), round(y))
            painter.setPen(QColor(self.theme.dim))
            box = QRectF(area.left(), y - high / 2, frame.left() - area.left() - GAP, high)
            painter.drawText(box, flags.AlignRight | flags.AlignVCenter, words)
        for share in TICKS:
            x = frame.left() + share * frame.width()
            box = QRectF(x - 24, frame.bottom() + 2, 48, high)
            painter.drawText(box, flags.AlignHCenter, f"{share:g}")
        foot = QRectF(frame.left(), frame.bottom() + high + 2, frame.width(), high)
        painter.drawText(foot, flags.AlignHCenter, self.below())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        frame, place = self._frame(QRectF(self.rect())), event.position()
        bins = (at for at in range(self.num_bins) if self.bin_of(frame, at).contains(place))
        self._look_at(next(bins, -1))

    def leaveEvent(self, event: QEvent) -> None:
        self._look_at(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        key = Qt.Key(event.key())
        if key in steps and self.num_bins:
            self._look_at(max(0, min(self.at + steps[key], self.num_bins - 1)))
        else:
            super().keyPressEvent(event)

    def _look_at(self, at: int) -> None:
        if at != self.at:
            self.at = at
            self.setAccessibleDescription(self.reading())
            self.update()
