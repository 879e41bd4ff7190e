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
        for groups in (left, [*right, self._elsewhere()]):
            column = QVBoxLayout()
            column.setSpacing(20)
            for group in groups:
                column.addLayout(group)
            column.addStretch(1)
            columns.addLayout(column)

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
