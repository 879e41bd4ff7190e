"""Zooming and moving a map by wheel, pinch, drag and keys."""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from studio.widgets.map_places import MapPlaces, Placed, Room

NOTCH = 120  # eighths of a degree the wheel turns at once
PER_NOTCH, PER_KEY = 1.2, 1.5  # times larger
STEPS = {  # rows down, columns to the right
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}


class ZoomedMap(QWidget):
    """Tells a subclass what is left: where the pointer is, and what was clicked."""

    def __init__(self, *, zooms: bool = True, parent: QWidget | None = None) -> None:
        """Without `zooms` the wheel is left to what the map stands in."""
        super().__init__(parent)
        self.places, self._zooms = MapPlaces(), zooms
        self._pressed: QPointF | None = None  # where, until it is a drag
        self._dragged: QPointF | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @abstractmethod
    def room(self, area: QRectF) -> Room:
        """What the map may take of a picture."""

    def pointed(self, place: QPointF) -> None:
        """The pointer is here."""

    def clicked(self, place: QPointF) -> None:
        """The person pressed and let go here."""

    def placed(self) -> Placed:
        """Where everything stands on the screen."""
        return self.places.place(self.room(QRectF(self.rect())))

    def zoom_by(self, factor: float, at: QPointF) -> None:
        """Zoom so that what is at a pixel stays there."""
        self.places.zoom_by(factor, at, self.room(QRectF(self.rect())))
        self.update()

    def fit(self) -> None:
        """See the whole."""
        self.places.fit()
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position()
        if self._pressed is not None and self.places.zoomed and self._dragged is None:
            far = (place - self._pressed).manhattanLength() >= QApplication.startDragDistance()
            self._dragged = self._pressed if far else None
        if self._dragged is None:
            self.pointed(place)
            return
        self.places.move_by(self.placed(), place - self._dragged)
        self._dragged = place
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        clicked = self._pressed is not None and self._dragged is None
        self._pressed = self._dragged = None
        if clicked:
            self.clicked(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._zooms:
            self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not self._zooms or not event.angleDelta().y():
            event.ignore()
            return
        self.zoom_by(PER_NOTCH ** (event.angleDelta().y() / NOTCH), event.position())

    def event(self, event: QEvent) -> bool:
        pinch = Qt.NativeGestureType.ZoomNativeGesture
        if self._zooms and isinstance(event, QNativeGestureEvent) and event.gestureType() is pinch:
            self.zoom_by(1 + event.value(), event.position())
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, middle = Qt.Key(event.key()), self.placed().frame.center()
        if self._zooms and key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_by(PER_KEY, middle)
        elif self._zooms and key == Qt.Key.Key_Minus:
            self.zoom_by(1 / PER_KEY, middle)
        elif self._zooms and key == Qt.Key.Key_0:
            self.fit()
        else:
            super().keyPressEvent(event)
