"""The sheet of keyboard shortcuts: every command that has keys, by menu."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from studio import commands
from studio.widgets.text import label


class ShortcutSheet(QDialog):
    """Stays open beside the work; Escape closes it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        columns = QHBoxLayout(self)
        columns.setContentsMargins(24, 20, 24, 24)
        columns.setSpacing(40)
        menus = list(commands.menus().items())
        left = [_group(title, entries) for title, entries in menus[:3]]
        right = [_group(title, entries) for title, entries in menus[3:]]
        pages = [self._on_look(), self._on_try(), self._elsewhere()]
        for groups in (left, right, pages):
            column = QVBoxLayout()
            column.setSpacing(20)
            for group in groups:
                column.addLayout(group)
            column.addStretch(1)
            columns.addLayout(column)

    def _on_look(self) -> QGridLayout:
        rows = (
            (self.tr("A recorded step back, or on"), "Alt+← Alt+→"),
            (self.tr("Go to the biggest change of the head"), "Alt+B"),
            (self.tr("Compare steps with this one"), "Alt+D"),
            (self.tr("Give the view the whole page"), "Alt+Enter"),
            (self.tr("Choose one more head"), "Shift+← → ↑ ↓"),
            (self.tr("Hold a token, and let it go"), "Enter Esc"),
            (self.tr("Zoom a map, and see all of it"), "+ − 0"),
        )
        return _grid(self.tr("Look"), rows)

    def _on_try(self) -> QGridLayout:
        rows = (
            (self.tr("Hide the word at hand, or show it"), "Ctrl+M"),
            (self.tr("Ask, in a field of one line"), "Enter"),
            (self.tr("Ask, in a field of several lines"), "Ctrl+Enter"),
            (self.tr("Stop what is being written"), "Esc"),
        )
        return _grid(self.tr("Try"), rows)

    def _elsewhere(self) -> QGridLayout:
        rows = (
            (self.tr("Next control"), "Tab"),
            (self.tr("Move in a list, a picture or a row of tokens"), "← → ↑ ↓"),
            (self.tr("Choose, mask a word, press a button"), "Space"),
            (self.tr("All menus"), "F10"),
        )
        return _grid(self.tr("Everywhere"), rows)


def _group(title: str, entries: tuple[commands.Command, ...]) -> QGridLayout:
    native = QKeySequence.SequenceFormat.NativeText
    rows = tuple(
        (command.words, QKeySequence(command.keys).toString(native))
        for command in entries
        if command.keys
    )
    return _grid(title.partition("(&")[0].replace("&", ""), rows)


def _grid(title: str, rows: tuple[tuple[str, str], ...]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(6)
    grid.addWidget(label(title, "name"), 0, 0, 1, 2)
    for row, (words, keys) in enumerate(rows, start=1):
        grid.addWidget(label(words), row, 0)
        grid.addWidget(label(keys, "dim"), row, 1, Qt.AlignmentFlag.AlignRight)
    grid.setColumnMinimumWidth(0, 220)
    return grid
