"""Says in the menu what would be taken back, or done again."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QUndoGroup


class UndoWords(QObject):
    """Names the two commands after the change at hand, and allows them where there is one."""

    def __init__(self, stack: QUndoGroup, undo: QAction, redo: QAction, parent: QObject) -> None:
        super().__init__(parent)
        self._undo, self._redo = undo, redo
        self._plain = {action: action.text() for action in (undo, redo)}
        undo.setEnabled(stack.canUndo())
        redo.setEnabled(stack.canRedo())
        stack.canUndoChanged.connect(undo.setEnabled)
        stack.canRedoChanged.connect(redo.setEnabled)
        stack.undoTextChanged.connect(self._name_undo)
        stack.redoTextChanged.connect(self._name_redo)
        self._name_undo(stack.undoText())
        self._name_redo(stack.redoText())

    def _name_undo(self, change: str) -> None:
        self._name(self._undo, change)

    def _name_redo(self, change: str) -> None:
        self._name(self._redo, change)

    def _name(self, action: QAction, change: str) -> None:
        plain = self._plain[action]
        named = self.tr("{command}: {change}")
        named = named.format(command=plain, change=change.replace("&", "&&"))
        action.setText(named if change else plain)
