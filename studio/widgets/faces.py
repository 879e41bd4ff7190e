"""Faces of which one is seen: those out of sight ask for no height."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedLayout, QWidget


class Faces(QWidget):
    """As wide as the widest of them needs, so that nothing moves sideways; as low as the one seen.

    A face keeps the arrangement of the size it was last seen in, which may have been narrow and
    high. As a `Sheet`, it asks for the height it needs, not for the one it would like.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stack = _Stack(self)

    def addWidget(self, face: QWidget) -> None:
        """Put another face behind the others."""
        self._stack.addWidget(face)

    def currentWidget(self) -> QWidget | None:
        """The face seen."""
        return self._stack.currentWidget()

    def currentIndex(self) -> int:
        """Its place."""
        return self._stack.currentIndex()

    def setCurrentWidget(self, face: QWidget) -> None:
        """Show a face."""
        self._stack.setCurrentWidget(face)
        self._ask_anew()

    def setCurrentIndex(self, at: int) -> None:
        """Show the face of this place."""
        self._stack.setCurrentIndex(at)
        self._ask_anew()

    def _ask_anew(self) -> None:
        # Not by a signal: the stack changes its face while it is being destroyed, too.
        self._stack.invalidate()
        self.updateGeometry()


class _Stack(QStackedLayout):
    """Qt's own asks for what the highest of all would like."""

    def minimumSize(self) -> QSize:
        least, seen = super().minimumSize(), self.currentWidget()
        return QSize(least.width(), _least(seen) if seen is not None else least.height())

    def hasHeightForWidth(self) -> bool:
        return self.currentWidget() is not None

    def heightForWidth(self, width: int) -> int:
        seen = self.currentWidget()
        if seen is None:
            return -1
        layout = seen.layout()
        if layout is None or not layout.hasHeightForWidth():
            return _least(seen)
        return max(layout.totalMinimumHeightForWidth(width), seen.minimumHeight())

    def minimumHeightForWidth(self, width: int) -> int:
        return self.heightForWidth(width)


def _least(widget: QWidget) -> int:
    return widget.minimumSizeHint().expandedTo(widget.minimumSize()).height()
