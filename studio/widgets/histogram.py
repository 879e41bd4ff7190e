"""Bars of counts over labelled bins, with the value under the pointer."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.widgets.token_chips import note_font

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent

    from studio.theme import Theme


LEAST_BARS = 48.0  # pixels of the highest bar
BETWEEN = 6.0  # pixels between the bars and the words above and below
WIDEST = 64.0  # pixels of a bar: a single one is no wall


class Histogram(QWidget):
    """How many there are of each size; Left and Right read the bars one by one."""

    def __init__(self, theme: Theme, title: str, unit: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self.setAccessibleName(title)
        self._theme = theme
        self._unit = unit  # what is counted: "documents"
        self._labels: tuple[str, ...] = ()
        self._counts: tuple[int, ...] = ()
        self._at = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_counts(self, labels: Sequence[str], counts: Sequence[int]) -> None:
        """Replace the bars; a label names the range its bar stands for."""
        if len(labels) != len(counts):
            raise ValueError(f"{len(labels)} labels for {len(counts)} counts")
        self._labels, self._counts, self._at = tuple(labels), tuple(counts), -1
        pairs = zip(self._labels, self._counts, strict=True)
        told = "; ".join(f"{label}: {count:,}" for label, count in pairs if count)
        self.setAccessibleDescription(told)
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(220, 96)

    def minimumSizeHint(self) -> QSize:
        words = self._line_height(QFontMetricsF(note_font(self.font())))
        return QSize(120, math.ceil(LEAST_BARS + 2 * words + BETWEEN))

    def _bars(self) -> list[QRectF]:
        """One column per bin, full height, for drawing and for the pointer."""
        if not self._counts:
            return []
        text = self._line_height(QFontMetricsF(note_font(self.font())))
        room = QRectF(self.rect()).adjusted(0, text + 2, 0, 2 - text - BETWEEN)
        step = min(WIDEST, room.width() / len(self._counts))
        left = room.left() + (room.width() - step * len(self._counts)) / 2
        return [
            QRectF(left + i * step, room.top(), step, room.height())
            for i in range(len(self._counts))
        ]

    def _line_height(self, metrics: QFontMetricsF) -> float:
        """Room for the words above the bars: Han letters may come from a taller font."""
        return max(metrics.height(), metrics.boundingRect(self._title + self._unit).height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(note_font(self.font()))
        bars = self._bars()
        if not bars:
            return
        top = max(self._counts) or 1
        for index, (bar, count) in enumerate(zip(bars, self._counts, strict=True)):
            height = bar.height() * count / top
            if count:
                height = max(height, 2.0)
            column = QRectF(bar.left() + 1, bar.bottom() - height, bar.width() - 2, height)
            chosen = index == self._at
            painter.fillRect(
                column, QColor(self._theme.accent if chosen else self._theme.series[0])
            )
        floor = bars[0].bottom() + 0.5
        painter.setPen(QPen(QColor(self._theme.line), 1.0))
        painter.drawLine(0, round(floor), self.width(), round(floor))
        self._paint_labels(painter, bars)

    def _paint_labels(self, painter: QPainter, bars: list[QRectF]) -> None:
        """As many bin names as fit, and the bar at hand spelled out above."""
        metrics = QFontMetricsF(painter.font())
        painter.setPen(QColor(self._theme.dim))
        widest = max(metrics.horizontalAdvance(label) for label in self._labels) + 10
        every = max(1, round(widest / bars[0].width() + 0.499))
        for index in range(0, len(bars), every):
            bar = bars[index]
            room = QRectF(bar.center().x() - widest / 2, bar.bottom() + 3, widest, metrics.height())
            room.moveLeft(max(0.0, min(room.left(), self.width() - room.width())))
            painter.drawText(room, Qt.AlignmentFlag.AlignHCenter, self._labels[index])
        at = self._at if self._at >= 0 else self._counts.index(max(self._counts))
        painter.setPen(QColor(self._theme.text if self._at >= 0 else self._theme.dim))
        told = f"{self._labels[at]}: {self._counts[at]:,} {self._unit}"
        head = QRectF(0, 0, self.width(), self._line_height(metrics))
        painter.drawText(head, Qt.AlignmentFlag.AlignRight, told)
        left = self.width() - metrics.horizontalAdvance(told) - 12
        painter.setPen(QColor(self._theme.dim))
        title = metrics.elidedText(self._title, Qt.TextElideMode.ElideRight, left)
        painter.drawText(head, Qt.AlignmentFlag.AlignLeft, title)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        hits = (i for i, bar in enumerate(self._bars()) if bar.left() <= x < bar.right())
        self._look_at(next(hits, -1))

    def leaveEvent(self, event: QEvent) -> None:
        self._look_at(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        key = Qt.Key(event.key())
        if key in steps and self._counts:
            self._look_at(max(0, min(self._at + steps[key], len(self._counts) - 1)))
        else:
            super().keyPressEvent(event)

    def _look_at(self, index: int) -> None:
        if index != self._at:
            self._at = index
            self.update()
