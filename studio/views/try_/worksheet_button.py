"""Saves a lesson as a worksheet to print."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton

from engine import disk
from engine.tasks.worksheet import worksheet_html, worksheet_text
from studio.widgets.rich_tip import tip_html
from studio.wording import say

if TYPE_CHECKING:
    from engine.tasks.lesson import Lesson
    from studio.desk import Desk

KINDS = {"html": worksheet_html, "txt": worksheet_text}


class WorksheetButton(QPushButton):
    """As a page for a browser, or as plain text; the key stands on a page of its own."""

    failed = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.lesson: Lesson | None = None
        self.setText(self.tr("Worksheet"))
        self.setToolTip(tip_html(self.tr("Save the exercises to print, the key on its own page.")))
        menu = QMenu(self)
        for kind, words in (("html", self.tr("Web page…")), ("txt", self.tr("Plain text…"))):
            action = menu.addAction(words)
            action.triggered.connect(lambda _checked=False, kind=kind: self._ask(kind))
        self.setMenu(menu)

    def save(self, path: Path) -> None:
        """Write the kind of file its ending names."""
        if self.lesson is None:
            return
        make = KINDS.get(path.suffix.lower().lstrip("."), worksheet_text)
        title = self.tr("Which word is missing?")
        page = make(self.lesson, title, partial(say, "worksheet"))
        self._desk.jobs.run(
            lambda _control, _progress: disk.write_bytes(path, page.encode()),
            title=self.tr("Saving {name}").format(name=path.name),
            then=lambda _done: self._desk.saying.emit(
                self.tr("Saved as {name}").format(name=path.name)
            ),
            failed=self.failed.emit,
        )

    def _ask(self, kind: str) -> None:
        dialog = QFileDialog(self, self.tr("Save"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(kind)
        dialog.setNameFilter(f"{kind.upper()} (*.{kind})")
        dialog.selectFile(f"worksheet.{kind}")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: self.save(Path(chosen)))
        dialog.open()
