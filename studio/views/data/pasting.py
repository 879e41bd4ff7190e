"""A box to paste text into; it is kept as a file of the workspace."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from engine import disk
from studio.widgets.text import label

if TYPE_CHECKING:
    from studio.desk import Desk


OPTION = "data.pasting"  # a long text is nothing to lose at a change of language
LONGEST_KEPT = 200_000  # characters; the settings are written whole with every pause in typing


def free_name(folder: Path) -> Path:
    """A name for a pasted text that nothing in the folder has yet."""
    count = 1
    while (path := folder / f"pasted-{count:02}.txt").exists():
        count += 1
    return path


class PasteBox(QWidget):
    """Takes text and keeps it in the workspace's corpora folder."""

    finished = Signal(str)  # the file it was kept in; "" when nothing was

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.box = QPlainTextEdit()
        self.box.setPlaceholderText(self.tr("Paste text here. A blank line begins a new section."))
        self.box.setAccessibleName(self.tr("Text to add"))
        self.box.setTabChangesFocus(True)
        self.box.setPlainText(desk.settings.option(OPTION, ""))
        self.box.textChanged.connect(self._count)
        self.box.textChanged.connect(self._remember)
        self._counted = label("", "dim", wrap=True)
        self.keep = QPushButton(self.tr("Add text"))
        self.keep.setProperty("kind", "primary")
        self.keep.clicked.connect(self._keep)
        self.back = QPushButton(self.tr("Cancel"))
        self.back.clicked.connect(self._leave)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._counted, 1)
        buttons.addWidget(self.back)
        buttons.addWidget(self.keep)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.box, 1)
        layout.addLayout(buttons)
        self._count()

    def offer(self, text: str) -> None:
        """Show text that was dropped, after what is being typed; the person still has to add it.

        Text that was given up gives place to it. Either can be taken back.
        """
        cursor = QTextCursor(self.box.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        before = self.box.toPlainText()
        if self.isHidden():
            cursor.select(QTextCursor.SelectionType.Document)
        elif before:
            ends = len(before) - len(before.rstrip("\n"))
            text = "\n" * max(0, 2 - ends) + text
        cursor.insertText(text)
        self.box.setTextCursor(cursor)
        self.box.setFocus()

    @property
    def under_way(self) -> bool:
        """Whether text stands here that was neither added nor given up."""
        return bool(self._desk.settings.option(OPTION, ""))

    def _remember(self) -> None:
        text = self.box.toPlainText()
        self._desk.settings.set_option(OPTION, text if len(text) <= LONGEST_KEPT else "")

    def _leave(self) -> None:
        self._desk.settings.set_option(OPTION, "")  # the box keeps it while the window stands
        self.finished.emit("")

    def _count(self) -> None:
        text = self.box.toPlainText()
        count = len(text)
        words = self.tr("%Ln character(s)", "", count)
        if count > LONGEST_KEPT:
            words = self.tr(
                "%Ln character(s); so many are kept only once they are added", "", count
            )
        self._counted.setText(words)
        self.keep.setEnabled(bool(text.strip()))

    def _keep(self) -> None:
        text = self.box.toPlainText()
        folder = self._desk.workspace.corpora_folder
        self.keep.setEnabled(False)

        def write() -> Path:
            path = free_name(folder)
            disk.write_text(path, text)
            return path

        def failed(error: Exception) -> None:
            self._count()
            self._desk.report(error, self.tr("Keeping the pasted text"))

        self._desk.jobs.run(
            lambda _control, _progress: write(),
            title=self.tr("Keeping the pasted text"),
            then=self._kept,
            failed=failed,
        )

    def _kept(self, path: Path) -> None:
        self.box.clear()
        self.finished.emit(str(path))
