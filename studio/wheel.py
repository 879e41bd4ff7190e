"""Keeps the mouse wheel from changing what it only scrolls past."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractSlider, QAbstractSpinBox, QComboBox, QScrollBar, QWidget


class WheelFilter(QObject):
    """Closed boxes and sliders follow the wheel only with focus; else the page scrolls on.

    Installed on the single widgets: a filter on the application would put a step of Python, and
    a wait for the training thread's lock, before every event.
    """

    def guard(self, page: QWidget) -> None:
        """Guard everything on a page that the wheel could change; again after it grew."""
        for kind in (QComboBox, QAbstractSpinBox, QAbstractSlider):
            for part in page.findChildren(kind):
                if not isinstance(part, QScrollBar):
                    part.installEventFilter(self)  # a second time changes nothing

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.Wheel or not isinstance(watched, QWidget):
            return False
        if watched.hasFocus():
            return False
        event.ignore()  # the scroll area around it takes it
        return True
