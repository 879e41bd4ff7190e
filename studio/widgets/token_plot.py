"""What plots of tokens share: they scroll, and isolate a token by the pointer or a click."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar, Literal, Protocol

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QSizePolicy, QWidget

if TYPE_CHECKING:
    from studio.theme import Theme

READING = 22.0  # pixels beneath the tokens
REST_MS = 120  # after the last scrolling, until all is drawn with care
LOWEST, HIGHEST = 17.0, 32.0  # pixels a token
TYPE = 12  # pixels

Column = Literal["left", "right"]
Place = tuple[Column, int]  # a token of one of the columns
# Moving, lines are drawn without smooth edges, three times as fast; in a file each is one path.
Care = Literal["moving", "still", "file"]


class Places(Protocol):
    """Where the tokens stand."""

    @property
    def top(self) -> float:
        """Of the columns."""

    @property
    def bottom(self) -> float:
        """Of what is seen of them."""

    @property
    def pitch(self) -> float:
        """Pixels of a token."""

    def height(self, column: Column, index: int) -> float:
        """At which a token stands."""

    def at(self, place: QPointF) -> Place | None:
        """The token that is pointed at."""


class TokenPlot(QAbstractScrollArea):
    """Up and Down walk over the tokens, Left and Right change the column, Escape lets go."""

    held = Signal(int)  # the token that looks, held by the person; -1: let go
    looks: ClassVar[Column]  # where the tokens that look stand

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._hover: Place | None = None
        self._held: Place | None = None
        self._rest = QTimer(self)  # runs while somebody scrolls
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.viewport().update)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._rest.start())
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    # what a plot of its kind says

    @abstractmethod
    def places(self) -> Places:
        """Where everything stands now."""

    @abstractmethod
    def count(self, column: Column) -> int:
        """The tokens of a column."""

    @abstractmethod
    def heights(self) -> tuple[float, float]:
        """Pixels of the longer column, and of one token."""

    @abstractmethod
    def head_room(self) -> float:
        """Pixels above the columns that do not scroll."""

    @abstractmethod
    def paint(self, painter: QPainter, care: Care) -> None:
        """Draw what is in view."""

    @abstractmethod
    def reading(self) -> str:
        """What is isolated, in words."""

    # what is isolated

    @property
    def isolated(self) -> Place | None:
        """The token that alone is drawn: the one held, else the one pointed at."""
        return self._held or self._hover

    def hold(self, row: int) -> None:
        """Hold a token that looks without saying so; -1 lets it go."""
        if row >= 0:
            self._held = self._kept((self.looks, row))
        elif self._held is not None and self._held[0] == self.looks:
            self._held = None
        self.tell()

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        self._theme = theme
        self.viewport().update()

    def fit(self) -> None:
        """Follow another text: a token that it has too stays isolated."""
        self._hover, self._held = self._kept(self._hover), self._kept(self._held)
        self._set_range()
        self.tell()

    def tell(self) -> None:
        """Draw and read anew."""
        self.setAccessibleDescription(self.reading())
        self.viewport().update()

    def _kept(self, place: Place | None) -> Place | None:
        return place if place is not None and 0 <= place[1] < self.count(place[0]) else None

    # geometry

    def area(self) -> QRectF:
        """All but the reading."""
        return QRectF(self.viewport().rect()).adjusted(0, 0, 0, -READING)

    def scrolled(self) -> float:
        """0 at the top, 1 at the bottom."""
        bar = self.verticalScrollBar()
        return bar.value() / bar.maximum() if bar.maximum() else 0.0

    def _set_range(self) -> None:
        room = self.area().height() - self.head_room()
        height, pitch = self.heights()
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, round(height - room)))
        bar.setPageStep(max(1, round(room)))
        bar.setSingleStep(max(1, round(pitch)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_range()

    def sizeHint(self) -> QSize:
        return QSize(420, 380)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 112)

    # drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        if self.count(self.looks):
            moving = self._rest.isActive() and self.isolated is None
            self.paint(painter, "moving" if moving else "still")
            self._paint_reading(painter)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._theme.accent), 1.0, Qt.PenStyle.DotLine))
            frame = QRectF(self.viewport().rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(frame, 4, 4)
        painter.end()

    def _paint_reading(self, painter: QPainter) -> None:
        painter.setFont(self.font())
        painter.setPen(QColor(self._theme.text))
        room = QRectF(self.viewport().rect())
        place = QRectF(0, room.bottom() - READING, room.width(), READING)
        told = self.fontMetrics().elidedText(
            self.reading(), Qt.TextElideMode.ElideRight, round(room.width())
        )
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, told)

    # pointer and keyboard

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point(event.position())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            place = self.places().at(event.position())
            self._hold(None if place == self._held else place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()  # it belongs to the click that came here

    def _point(self, at: QPointF) -> None:
        place = self.places().at(at)
        if place != self._hover:
            self._hover = place
            if place is not None:
                self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
            else:
                self.viewport().unsetCursor()
            self.tell()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Leave and self._hover is not None:
            self._hover = None
            self.tell()
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._walk(-1 if key == Qt.Key.Key_Up else 1)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._change_column("left" if key == Qt.Key.Key_Left else "right")
        elif key == Qt.Key.Key_Escape and self.isolated is not None:
            self._hover = None
            self._hold(None)
        else:
            super().keyPressEvent(event)

    def _walk(self, by: int) -> None:
        column, index = self.isolated or (self.looks, -1)
        last = self.count(column) - 1
        if last >= 0:
            self._hold((column, max(0, min(index + by, last))))
            self._bring(column)

    def _change_column(self, column: Column) -> None:
        held, last = self.isolated, self.count(column) - 1
        if held is not None and last >= 0:
            self._hold((column, min(held[1], last)))
            self._bring(column)

    def _bring(self, column: Column) -> None:
        """Scroll as far as the token held is seen."""
        if self._held is None:
            return
        places, bar = self.places(), self.verticalScrollBar()
        height = places.height(column, self._held[1])
        below = height + places.pitch - places.bottom
        above = places.top - (height - places.pitch)
        if below > 0:
            bar.setValue(bar.value() + round(below))
        elif above > 0:
            bar.setValue(bar.value() - round(above))

    def _hold(self, place: Place | None) -> None:
        before = self._held
        if place == before:
            return
        self._held = place
        self.tell()
        if place is not None and place[0] == self.looks:
            self.held.emit(place[1])
        elif before is not None and before[0] == self.looks:
            self.held.emit(-1)


def small_type(font: QFont) -> QFont:
    """The type of names and numbers."""
    sized = QFont(font)
    sized.setPixelSize(TYPE)
    return sized
