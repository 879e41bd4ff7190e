"""Arcs between two columns of tokens, read by pointing at a token, held by a click."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QSizePolicy, QWidget

from studio.widgets.arc_drawing import ArcPainter, Care
from studio.widgets.arc_map import ArcMap, Column, Place, no_arcs
from studio.widgets.arc_picture import ArcPicture
from studio.widgets.arc_places import HEADING, ArcPlaces, arc_places, whole_height
from studio.widgets.token_labels import shown_token

if TYPE_CHECKING:
    from studio.theme import Theme

READING = 22.0  # pixels beneath the columns
MOST_MOVING, MOST_STILL = 350, 600  # arcs on the screen; moving, a frame has 16 ms
REST_MS = 120  # after the last scrolling, until all is drawn with care
TOLD = 4  # tokens that the reading names


class ArcsPlot(QAbstractScrollArea):
    """Left the tokens that look, right those looked at; both scroll together.

    The pointer isolates a token, a click holds it. Up and Down walk over the tokens, Left and
    Right change the column, Escape lets go.
    """

    held = Signal(int)  # the token that looks, held by the person; -1: let go

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown = no_arcs()
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
        self.setAccessibleName(self.tr("Attention as arcs"))
        self.viewport().setToolTip("")

    # what is shown

    @property
    def shown(self) -> ArcMap:
        """The arcs at hand."""
        return self._shown

    @property
    def isolated(self) -> Place | None:
        """The token whose arcs alone are drawn: the one held, else the one pointed at."""
        return self._held or self._hover

    def show_arcs(self, shown: ArcMap) -> None:
        """Show another map; a token that it has too stays isolated."""
        self._shown = shown
        self._hover, self._held = self._kept(self._hover), self._kept(self._held)
        self._fit()
        self._changed()

    def hold(self, row: int) -> None:
        """Hold a token that looks without saying so; -1 lets it go."""
        if row >= 0:
            self._held = self._kept(("left", row))
        elif self._held is not None and self._held[0] == "left":
            self._held = None
        self._changed()

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        self._theme = theme
        self.viewport().update()

    def picture(self) -> ArcPicture:
        """All of it, for a file or the clipboard."""
        room = QSize(self.width(), round(self.height() - READING))
        return ArcPicture(self._shown, self._theme, self.font(), room, self.isolated)

    def reading(self) -> str:
        """What is isolated, in words."""
        held = self.isolated
        if held is None:
            return self._counted()
        token = shown_token(self._shown.tokens(held[0])[held[1]])
        other = self._hover if self._hover is not None and self._hover[0] != held[0] else None
        if other is not None:
            return self._pair(held, other)
        names = self._shown.tokens("right" if held[0] == "left" else "left")
        heads = self._shown.shown_heads()
        if not heads:
            return self._counted()
        numbers = self._shown.numbers(held)[heads].max(axis=0)  # the strongest of the heads
        best = [
            f"{shown_token(names[at])} {numbers[at]:.2f}"
            for at in np.argsort(-numbers, kind="stable")[:TOLD].tolist()
        ]
        words = self.tr("{token} looks most at {others}")
        if held[0] == "right":
            words = self.tr("{token} is looked at most by {others}")
        return words.format(token=token, others=" · ".join(best))

    def _counted(self) -> str:
        count = len(self._shown.arcs)
        if count:
            return ""
        highest = float(self._shown.weights.max(initial=0.0))
        if not self._shown.shown_heads():
            return self.tr("All heads are switched off in the legend")
        return self.tr("No arc is as strong as that; the strongest is {value}").format(
            value=f"{highest:.3f}"
        )

    def _pair(self, held: Place, other: Place) -> str:
        row, column = (held[1], other[1]) if held[0] == "left" else (other[1], held[1])
        shown = self._shown
        values = [
            f"{shown.heads[head].name} {shown.weights[head, row, column]:.3f}"
            for head in shown.shown_heads()
        ]
        return self.tr("{token} looks at {other}: {value}").format(
            token=shown_token(shown.looking[row]),
            other=shown_token(shown.looked_at[column]),
            value=" · ".join(values),
        )

    def _kept(self, place: Place | None) -> Place | None:
        if place is None or not 0 <= place[1] < len(self._shown.tokens(place[0])):
            return None
        return place

    def sizeHint(self) -> QSize:
        return QSize(420, 380)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 112)

    # geometry

    def _area(self) -> QRectF:
        return QRectF(self.viewport().rect()).adjusted(0, 0, 0, -READING)

    def places(self) -> ArcPlaces:
        """Where everything stands now."""
        bar = self.verticalScrollBar()
        scrolled = bar.value() / bar.maximum() if bar.maximum() else 0.0
        return arc_places(self._area(), self._shown, self.font(), scrolled)

    def _fit(self) -> None:
        room = self._area().height() - HEADING
        height, pitch = whole_height(self._shown, room)
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, round(height - room)))
        bar.setPageStep(max(1, round(room)))
        bar.setSingleStep(max(1, round(pitch)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        if self._shown.weights.size:
            inside = ArcPainter(self._shown, self.places(), self._theme, self.font())
            care = self._care()
            most = MOST_MOVING if care == "moving" else MOST_STILL
            inside.paint(painter, self.isolated, care=care, most=most)
            painter.setFont(self.font())
            painter.setPen(QColor(self._theme.text))
            room = QRectF(self.viewport().rect())
            place = QRectF(0, room.bottom() - READING, room.width(), READING)
            told = self.fontMetrics().elidedText(
                self.reading(), Qt.TextElideMode.ElideRight, round(room.width())
            )
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, told)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._theme.accent), 1.0, Qt.PenStyle.DotLine))
            frame = QRectF(self.viewport().rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(frame, 4, 4)
        painter.end()

    def _care(self) -> Care:
        return "moving" if self._rest.isActive() and self.isolated is None else "still"

    # pointer and keyboard

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point(event.position())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        place = self.places().at(event.position(), self._shown)
        self._hold(None if place == self._held else place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()  # it belongs to the click that came here

    def _point(self, at: QPointF) -> None:
        place = self.places().at(at, self._shown)
        if place != self._hover:
            self._hover = place
            if place is not None:
                self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
            else:
                self.viewport().unsetCursor()
            self._changed()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Leave and self._hover is not None:
            self._hover = None
            self._changed()
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
        column, index = self.isolated or ("left", -1)
        last = len(self._shown.tokens(column)) - 1
        if last >= 0:
            self._hold((column, max(0, min(index + by, last))))
            self._bring(column)

    def _change_column(self, column: Column) -> None:
        held, last = self.isolated, len(self._shown.tokens(column)) - 1
        if held is not None and last >= 0:
            self._hold((column, min(held[1], last)))
            self._bring(column)

    def _bring(self, column: Column) -> None:
        """Scroll as far as the token held is seen."""
        if self._held is None:
            return
        places, bar = self.places(), self.verticalScrollBar()
        middle = float(places.middle(column, self._held[1]))
        below = middle + places.pitch - places.area.bottom()
        above = places.top - (middle - places.pitch)
        if below > 0:
            bar.setValue(bar.value() + round(below))
        elif above > 0:
            bar.setValue(bar.value() - round(above))

    def _hold(self, place: Place | None) -> None:
        before = self._held
        if place == before:
            return
        self._held = place
        self._changed()
        if place is not None and place[0] == "left":
            self.held.emit(place[1])
        elif before is not None and before[0] == "left":
            self.held.emit(-1)

    def _changed(self) -> None:
        self.setAccessibleDescription(self.reading())
        self.viewport().update()
