"""Tokens as chips that wrap, marked, selectable and workable by keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from studio.widgets.rich_tip import tip_html
from studio.widgets.token_chips import Chip, Mark, chip_width, mark_words, note_font, paint_chip

if TYPE_CHECKING:
    from studio.theme import Theme

__all__ = ["Chip", "Mark", "TokenStrip"]

CHIP_HEIGHT = 26.0
GAP = 6.0


class TokenStrip(QWidget):
    """A row of token chips, wrapped to the width there is.

    Left, Right, Home, End, Up and Down move between chips; Space, Enter or a click reports one.
    """

    clicked = Signal(int)  # index of the chip

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chips: tuple[Chip, ...] = ()
        self._note_names: tuple[str, ...] = ()
        self._selected: frozenset[int] = frozenset()
        self._rects: list[QRectF] = []
        self._laid_out_for = -1
        self._current = -1
        self._clickable = True
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Tokens"))

    # what is shown

    @property
    def chips(self) -> tuple[Chip, ...]:
        """The chips shown, first to last."""
        return self._chips

    @property
    def current(self) -> int:
        """The chip the keyboard stands on; -1 where there is none."""
        return self._current

    def show_chips(self, chips: Sequence[Chip], note_names: Sequence[str] = ()) -> None:
        """Replace all chips; `note_names` name the lines of notes, at the left of each row."""
        self._chips = tuple(chips)
        self._note_names = tuple(note_names)
        self._selected = frozenset(i for i in self._selected if i < len(self._chips))
        self._current = min(self._current, len(self._chips) - 1)
        self._forget_layout()
        self._describe()

    def select(self, indices: Sequence[int] | frozenset[int]) -> None:
        """Outline these chips as chosen."""
        self._selected = frozenset(indices)
        self.update()

    def set_clickable(self, clickable: bool) -> None:
        """Whether the chips invite a click; without it the strip is for reading."""
        self._clickable = clickable
        if not clickable:
            self.unsetCursor()

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        self._theme = theme
        self.update()

    def text(self) -> str:
        """The tokens as one line, for the clipboard."""
        parts = [("" if chip.joins else " ") + chip.text for chip in self._chips]
        return "".join(parts).strip()

    # layout

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        rects = self._place(width)
        return round(rects[-1].bottom() + self._notes_height() + 1) if rects else round(CHIP_HEIGHT)

    def sizeHint(self) -> QSize:
        width = self.width() if self.width() > 60 else 320
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.heightForWidth(max(self.width(), 60)))

    def rect_of(self, index: int) -> QRectF:
        """Where a chip stands, in the strip's own pixels."""
        self._ensure_layout()
        return self._rects[index]

    def _notes_height(self) -> float:
        count = max((len(chip.notes) for chip in self._chips), default=0)
        return count * QFontMetricsF(note_font(self.font())).height() + (2 if count else 0)

    def _margin(self) -> float:
        metrics = QFontMetricsF(note_font(self.font()))
        widths = [metrics.horizontalAdvance(name) + 8 for name in self._note_names]
        return max(widths, default=0.0)

    def _place(self, width: int) -> list[QRectF]:
        metrics = QFontMetricsF(self.font())
        small = QFontMetricsF(note_font(self.font()))
        left = self._margin()
        step = CHIP_HEIGHT + self._notes_height() + GAP
        x, y = left, 0.0
        rects: list[QRectF] = []
        for chip in self._chips:
            room = min(chip_width(chip, metrics, small), max(width - left, 40.0))
            if rects and not chip.joins:
                x += GAP
            if rects and x + room > width:
                x, y = left, y + step
            rects.append(QRectF(x, y, room, CHIP_HEIGHT))
            x += room
        return rects

    def _ensure_layout(self) -> None:
        if self._laid_out_for != self.width():
            self._rects = self._place(self.width())
            self._laid_out_for = self.width()

    def _forget_layout(self) -> None:
        self._laid_out_for = -1
        self.updateGeometry()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._forget_layout()

    # drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        self._ensure_layout()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shown = QRectF(event.rect())
        for index, (chip, rect) in enumerate(zip(self._chips, self._rects, strict=True)):
            if rect.top() > shown.bottom() or rect.bottom() + self._notes_height() < shown.top():
                continue
            painter.setFont(self.font())
            starts_row = index == 0 or rect.top() != self._rects[index - 1].top()
            flat = chip.joins and not starts_row
            paint_chip(painter, rect, chip, self._theme, flat=flat)
            self._paint_notes(painter, rect, chip)
            self._paint_frames(painter, rect, index)
            if starts_row:
                self._paint_note_names(painter, rect.top())

    def _paint_notes(self, painter: QPainter, rect: QRectF, chip: Chip) -> None:
        painter.setFont(note_font(self.font()))
        painter.setPen(QColor(self._theme.dim))
        height = QFontMetricsF(painter.font()).height()
        for line, note in enumerate(chip.notes):
            place = QRectF(rect.left(), rect.bottom() + 1 + line * height, rect.width(), height)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, note)

    def _paint_note_names(self, painter: QPainter, top: float) -> None:
        painter.setFont(note_font(self.font()))
        painter.setPen(QColor(self._theme.dim))
        height = QFontMetricsF(painter.font()).height()
        for line, name in enumerate(self._note_names):
            place = QRectF(0, top + CHIP_HEIGHT + 1 + line * height, self._margin(), height)
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft, name)

    def _paint_frames(self, painter: QPainter, rect: QRectF, index: int) -> None:
        chosen = index in self._selected
        if not chosen and not (self.hasFocus() and index == self._current):
            return
        pen = QPen(QColor(self._theme.accent if chosen else self._theme.text), 2.0)
        pen.setStyle(Qt.PenStyle.SolidLine if chosen else Qt.PenStyle.DotLine)
        painter.setPen(pen)
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 6, 6)

    # pointer and keyboard

    def index_at(self, place: QPointF) -> int:
        """The chip under a point; -1 where there is none."""
        self._ensure_layout()
        hits = (index for index, rect in enumerate(self._rects) if rect.contains(place))
        return next(hits, -1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._clickable and self.index_at(event.position()) >= 0:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.unsetCursor()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.index_at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and index >= 0:
            self._move_to(index)
            self.clicked.emit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = {
            Qt.Key.Key_Left: self._current - 1,
            Qt.Key.Key_Right: self._current + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(self._chips) - 1,
            Qt.Key.Key_Up: self._beside(-1),
            Qt.Key.Key_Down: self._beside(1),
        }
        key = Qt.Key(event.key())
        if key in keys and self._chips:
            self._move_to(max(0, min(keys[key], len(self._chips) - 1)))
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._current >= 0:
            self.clicked.emit(self._current)
        else:
            super().keyPressEvent(event)

    def _beside(self, rows: int) -> int:
        """The chip nearest above (-1) or below (1) the current one."""
        self._ensure_layout()
        if self._current < 0 or not self._rects:
            return 0
        here = self._rects[self._current]
        step = CHIP_HEIGHT + self._notes_height() + GAP
        there = [i for i, rect in enumerate(self._rects) if rect.top() == here.top() + rows * step]
        if not there:
            return self._current
        return min(there, key=lambda i: abs(self._rects[i].center().x() - here.center().x()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._current < 0 and self._chips:
            self._move_to(0)

    def _move_to(self, index: int) -> None:
        self._current = index
        self._describe()
        self.update()

    def _describe(self) -> None:
        """Tell a screen reader the chip at hand."""
        if not 0 <= self._current < len(self._chips):
            self.setAccessibleDescription(self.text())
            return
        self.setAccessibleDescription(self._told(self._current))
        change = QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
        QAccessible.updateAccessibility(change)

    def _told(self, index: int) -> str:
        chip = self._chips[index]
        meaning = mark_words().get(chip.mark, "")
        place = self.tr("token {number} of {count}").format(
            number=index + 1, count=len(self._chips)
        )
        return ", ".join(part for part in (chip.text, meaning, chip.tip, place) if part)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            index = self.index_at(QPointF(event.pos()))
            tip = self._chips[index].tip if index >= 0 else ""
            QToolTip.showText(event.globalPos(), tip_html(tip), self)
            return True
        return super().event(event)
