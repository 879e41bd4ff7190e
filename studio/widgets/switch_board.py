"""Layer × head as switches, coloured by what each head is worth.

Letters: N layers, H heads.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from studio.widgets.colour_scale import ColourScale
from studio.widgets.diverging import around_zero, scale_ends, shade
from studio.widgets.rich_tip import tip_html
from studio.widgets.switch_drawing import paint_off, paint_on, paint_worth, signed

if TYPE_CHECKING:
    from studio.theme import Theme

Place = tuple[int, int]  # row of the board and head, from 0; head −1: the whole row
LARGEST, SMALLEST = 38.0, 15.0  # pixels of a switch with its gap
GAP = 3.0
TITLE = 22.0
NUMBERS_FROM = 34.0  # a narrower switch has no room for a number
LEAST_SCALE = 96.0


@dataclass(frozen=True, slots=True)
class Row:
    """The heads of one layer."""

    name: str
    num_heads: int
    title: str = ""  # above it, where another side begins


class SwitchBoard(QWidget):
    """A click or Space switches a head, or by its name a whole layer; the arrow keys move."""

    switched = Signal(int, int)  # row and head; head −1: the whole row
    reached = Signal(int, int)  # the head the keyboard came to

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: tuple[Row, ...] = ()
        self._off: frozenset[Place] = frozenset()
        self._worth: Mapping[Place, float] = {}
        self._top = 1.0
        self._chosen: Place = (0, 0)
        self._hover: Place | None = None
        self._scale = ColourScale()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Switches of the heads"))

    # what is shown

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Replace all rows; what was off or measured is forgotten."""
        if tuple(rows) != self._rows:
            self._rows = tuple(rows)
            self._off, self._worth = frozenset(), {}
            self.updateGeometry()
            self._changed()

    def show_off(self, off: frozenset[Place]) -> None:
        """Which heads are switched off."""
        self._off = off
        self._changed()

    def show_worth(self, worth: Mapping[Place, float], top: float) -> None:
        """Colour each head by a number between −top and top; an empty mapping takes it away."""
        self._worth, self._top = worth, top
        self._changed()

    def choose(self, row: int, head: int) -> None:
        """Frame a head without saying so."""
        if (row, head) != self._chosen:
            self._chosen = (row, head)
            self._changed()

    @property
    def chosen(self) -> Place:
        """The framed head."""
        return self._chosen

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        self._theme = theme
        self.update()

    # geometry

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        height = self._tops(self._pitch(width))[-1] + 4
        return round(max(height, LEAST_SCALE))

    def sizeHint(self) -> QSize:
        width = self.width() if self.width() > 60 else 360
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        margins = self._margin() + self._scale_room()
        return QSize(round(margins + SMALLEST * self._most()), self.heightForWidth(self.width()))

    def _most(self) -> int:
        return max((row.num_heads for row in self._rows), default=1)

    def _margin(self) -> float:
        metrics = QFontMetricsF(self.font())
        return max((metrics.horizontalAdvance(row.name) for row in self._rows), default=0.0) + 12

    def _scale_room(self) -> float:
        return self._scale.width(QFontMetricsF(self.font())) + 12

    def _pitch(self, width: float) -> float:
        room = (width - self._margin() - self._scale_room()) / self._most()
        return max(SMALLEST, min(room, LARGEST))

    def _tops(self, pitch: float) -> list[float]:
        """Where each row begins, and where the last one ends."""
        tops, y = [], QFontMetricsF(self.font()).height() + 4
        for row in self._rows:
            y += TITLE if row.title else 0.0
            tops.append(y)
            y += pitch
        return [*tops, y]

    def rect_of(self, row: int, head: int) -> QRectF:
        """Where a switch stands, in the board's own pixels; head −1: the name of its layer."""
        pitch = self._pitch(self.width())
        top = self._tops(pitch)[row]
        if head < 0:
            return QRectF(0, top, self._margin() - 4, pitch - GAP)
        return QRectF(self._margin() + head * pitch, top, pitch - GAP, pitch - GAP)

    def _at(self, place: QPointF) -> Place | None:
        for row, of_row in enumerate(self._rows):
            for head in range(-1, of_row.num_heads):
                if self.rect_of(row, head).contains(place):
                    return row, head
        return None

    # drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        for row, of_row in enumerate(self._rows):
            self._paint_name(painter, row, of_row)
            for head in range(of_row.num_heads):
                self._paint_switch(painter, row, head)
        self._paint_numbers_of_heads(painter)
        if self._worth:
            pitch = self._pitch(self.width())
            left = self._margin() + pitch * self._most() + 8
            bar = QRectF(left, self._tops(pitch)[0] + 4, 60, LEAST_SCALE - 34)
            colours = around_zero(self._theme)
            self._scale.paint(painter, bar, self._theme, scale_ends(self._top), colours)

    def _paint_name(self, painter: QPainter, row: int, of_row: Row) -> None:
        rect = self.rect_of(row, -1)
        strong = row == self._chosen[0] or self._hover == (row, -1)
        painter.setPen(QColor(self._theme.text if strong else self._theme.dim))
        align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect.adjusted(0, 0, -4, 0), align, of_row.name)
        if of_row.title:
            painter.setPen(QColor(self._theme.text))
            place = QRectF(self._margin(), rect.top() - TITLE, self.width(), TITLE)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, of_row.title)

    def _paint_numbers_of_heads(self, painter: QPainter) -> None:
        if not self._rows:
            return
        painter.setPen(QColor(self._theme.dim))
        pitch = self._pitch(self.width())
        every = 1 if pitch > QFontMetricsF(self.font()).horizontalAdvance("88") else 2
        for head in range(0, self._most(), every):
            place = QRectF(self._margin() + head * pitch - 8, 0, pitch - GAP + 16, 18)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(head + 1))

    def _paint_switch(self, painter: QPainter, row: int, head: int) -> None:
        theme, rect, place = self._theme, self.rect_of(row, head), (row, head)
        worth = self._worth.get(place)
        ground = QColor(theme.raised) if worth is None else shade(worth, self._top, theme)
        if place in self._off:
            paint_off(painter, rect, theme)
        else:
            paint_on(painter, rect, ground, theme)
            if worth is not None and rect.width() >= NUMBERS_FROM - GAP:
                paint_worth(painter, rect, worth, ground)
        painter.setFont(self.font())
        self._paint_frames(painter, rect, place)

    def _paint_frames(self, painter: QPainter, rect: QRectF, place: Place) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if place == self._chosen:
            style = Qt.PenStyle.DotLine if self.hasFocus() else Qt.PenStyle.SolidLine
            painter.setPen(QPen(QColor(self._theme.accent), 2.0))
            painter.drawRoundedRect(rect, 4, 4)
            if style is Qt.PenStyle.DotLine:
                painter.setPen(QPen(QColor(self._theme.text), 1.0, style))
                painter.drawRoundedRect(rect.adjusted(2, 2, -2, -2), 3, 3)
        elif self._hover == place or self._hover == (place[0], -1):
            painter.setPen(QPen(QColor(self._theme.text), 1.0))
            painter.drawRoundedRect(rect, 4, 4)

    # pointer and keyboard

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover = self._at(event.position())
        if self._hover is None:
            self.unsetCursor()
        else:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover = None
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and place is not None:
            self.switched.emit(*place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
        }
        key = Qt.Key(event.key())
        if key in steps and self._rows:
            row = max(0, min(self._chosen[0] + steps[key][0], len(self._rows) - 1))
            last = self._rows[row].num_heads - 1
            head = max(0, min(self._chosen[1] + steps[key][1], last))
            self.choose(row, head)
            self.reached.emit(row, head)
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._rows:
            whole = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.switched.emit(self._chosen[0], -1 if whole else self._chosen[1])
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), tip_html(self._tip(event)), self)
            return True
        return super().event(event)

    def _tip(self, event: QHelpEvent) -> str:
        place = self._at(QPointF(event.pos()))
        if place is None:
            return self.tr(
                "Every head is a switch; the name of a layer switches all of it.\n"
                "Space switches the framed head, Shift+Space its layer, Ctrl+Z takes it back."
            )
        if place[1] < 0:
            return self.tr("Switch all heads of this layer")
        return self._told(place)

    def _told(self, place: Place) -> str:
        row = self._rows[place[0]]
        parts = [row.name, self.tr("head {head}").format(head=place[1] + 1)]
        parts.append(self.tr("off") if place in self._off else self.tr("on"))
        if place in self._worth:
            words = self.tr("{change} without it")
            parts.append(words.format(change=signed(self._worth[place])))
        return ", ".join(parts)

    def _changed(self) -> None:
        row, head = self._chosen
        if row < len(self._rows) and head < self._rows[row].num_heads:
            self.setAccessibleDescription(self._told(self._chosen))
        self.update()
