"""Lets the undo of the forms through where a line has nothing of its own to take back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

UNDO, REDO = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo


class UndoFilter(QObject):
    """A line takes the keys of undo even with nothing to undo; then it is the turn of the draft.

    Installed on the single lines, for the reason the wheel's filter is.
    """

    def guard(self, page: QWidget) -> None:
        """Guard every line on a page; again after it grew."""
        for line in page.findChildren(QLineEdit):
            line.installEventFilter(self)  # a second time changes nothing

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if not isinstance(watched, QLineEdit):
            return False
        undo = event.matches(UNDO) and not watched.isUndoAvailable()
        if undo or (event.matches(REDO) and not watched.isRedoAvailable()):
            event.ignore()  # the window's command follows
            return True
        return False
