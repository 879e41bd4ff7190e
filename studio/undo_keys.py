"""Lets the undo of the forms through where a line has nothing of its own to take back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

UNDO, REDO = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo


class UndoFilter(QObject):
    """A line takes the keys of undo even with nothing to undo; then it is the turn of the draft.

    Installed on the single lines, for the reason the wheel's filter is.
    """

    def guard(self, page: QWidget) -> None:
        """Guard every line and text box on a page; again after it grew."""
        for kind in (QLineEdit, QPlainTextEdit):
            for box in page.findChildren(kind):
                box.installEventFilter(self)  # a second time changes nothing

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or not isinstance(watched, QWidget):
            return False
        # A line asks for its keys before the window's command; a text box takes them as they come.
        asks = event.type() is QEvent.Type.ShortcutOverride
        undo = event.matches(UNDO) and not _can(watched, UNDO)
        if asks and (undo or (event.matches(REDO) and not _can(watched, REDO))):
            event.ignore()  # the window's command follows
            return True
        return False


def _can(box: QWidget, what: QKeySequence.StandardKey) -> bool:
    """Whether a line or text box has something of its own to take back, or to do again."""
    if isinstance(box, QLineEdit):
        return box.isUndoAvailable() if what is UNDO else box.isRedoAvailable()
    if isinstance(box, QPlainTextEdit):
        document = box.document()
        return document.isUndoAvailable() if what is UNDO else document.isRedoAvailable()
    return True
