"""Faces of which one is seen: those out of sight ask for no height."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class Faces(QWidget):
    """As wide as the widest of them needs, so that nothing moves sideways; as low as the one seen.

    A face keeps the arrangement of the size it was last seen in, which may have been narrow and
    high. As a `Sheet`, it asks for the height it needs, not for the one it would like.
    """

    # Without a layout of Qt's: QStackedLayout asks for the height of its highest page, and one
    # that is told otherwise in Python is still asked while Qt takes its window apart.
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._faces: list[QWidget] = []
        self._at = -1

    def addWidget(self, face: QWidget) -> None:
        """Put another face behind the others; the first is seen."""
        face.setParent(self)
        face.hide()  # said outright, or it would come with the others
        self._faces.append(face)
        if len(self._faces) == 1:
            self.setCurrentIndex(0)
        self.updateGeometry()

    def currentWidget(self) -> QWidget | None:
        """The face seen."""
        return self._faces[self._at] if self._at >= 0 else None

    def currentIndex(self) -> int:
        """Its place; -1 without faces."""
        return self._at

    def setCurrentWidget(self, face: QWidget) -> None:
        """Show a face."""
        self.setCurrentIndex(self._faces.index(face))

    def setCurrentIndex(self, at: int) -> None:
        """Show the face of this place; who was writing in the one before goes on in this."""
        if at == self._at:
            return
        before, seen, focused = self.currentWidget(), self._faces[at], self.window().focusWidget()
        left = before is not None and focused is not None and before.isAncestorOf(focused)
        self._at = at
        seen.setGeometry(self.rect())
        seen.show()
        if left:
            (seen.focusWidget() or seen).setFocus()
        if before is not None:
            before.hide()
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        seen = self.currentWidget()
        width = max((_least(face).width() for face in self._counted()), default=0)
        return QSize(width, _least(seen).height() if seen is not None else 0)

    def sizeHint(self) -> QSize:
        width = max((face.sizeHint().width() for face in self._counted()), default=0)
        seen = self.currentWidget()
        return QSize(width, seen.sizeHint().height() if seen is not None else 0)

    def hasHeightForWidth(self) -> bool:
        return self.currentWidget() is not None

    def heightForWidth(self, width: int) -> int:
        seen = self.currentWidget()
        if seen is None:
            return -1
        layout = seen.layout()
        if layout is not None and layout.hasHeightForWidth():
            return max(layout.totalMinimumHeightForWidth(width), seen.minimumHeight())
        if layout is None and seen.hasHeightForWidth():  # faces within faces
            return max(seen.heightForWidth(width), seen.minimumHeight())
        return _least(seen).height()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.updateGeometry()  # out of sight nothing is heard of what faces need

    def resizeEvent(self, event: QResizeEvent) -> None:
        seen = self.currentWidget()
        if seen is not None:
            seen.setGeometry(self.rect())
        super().resizeEvent(event)

    def event(self, event: QEvent) -> bool:
        # A face that needs another size posts this; whoever lays these out must hear of it.
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)

    def _counted(self) -> list[QWidget]:
        """Those whose width counts: a page may let parts out of sight ask for none."""
        ignored = QSizePolicy.Policy.Ignored
        return [face for face in self._faces if face.sizePolicy().horizontalPolicy() != ignored]


def _least(face: QWidget) -> QSize:
    return face.minimumSizeHint().expandedTo(face.minimumSize())
