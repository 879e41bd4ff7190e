"""Keeps a dropped file from being taken for the words of its address."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from studio.widgets.drop_area import local_paths


class DropFilter(QObject):
    """Lines and text boxes let files pass to what stands around them; words they take.

    Installed on the single boxes, for the reason the wheel's filter is.
    """

    def guard(self, page: QWidget) -> None:
        """Guard every line and text box on a page; again after it grew."""
        for line in page.findChildren(QLineEdit):
            line.installEventFilter(self)  # a second time changes nothing
        for box in page.findChildren(QPlainTextEdit):
            box.viewport().installEventFilter(self)
            box.installEventFilter(self)  # asked next, as what stands around its inside

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent) and local_paths(event.mimeData()):
            event.ignore()
            return True
        return False
