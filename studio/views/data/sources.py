"""The chosen files and folders, and the four ways to bring more."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from studio import engine_calls
from studio.views.data.pasting import PasteBox
from studio.views.data.source_list import SourceList
from studio.widgets.card import Card
from studio.widgets.drop_area import DropArea

if TYPE_CHECKING:
    from studio.desk import Desk

PATHS = "corpus.paths"

translate = QCoreApplication.translate


class SourcesCard(Card):
    """What is read: dropped, opened, pasted, or one of the samples."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("Text"))
        self._desk = desk
        self._pages = QStackedWidget()
        self._pages.addWidget(self._list_page())
        self.paste = PasteBox(desk)
        self.paste.finished.connect(self._pasted)
        self._pages.addWidget(self.paste)
        self._pages.setCurrentIndex(int(self.paste.under_way))
        self.body.addWidget(self._pages, 1)
        desk.draft.changed.connect(self._draft_changed)
        desk.theme_changed.connect(self._recolour)
        self._fill()

    # the parts

    def _list_page(self) -> QWidget:
        page = QWidget()
        layout = _column(page)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        self.files_button = QPushButton(self.tr("Open files…"))
        self.files_button.clicked.connect(self.open_files)
        self.folder_button = QPushButton(self.tr("Open folder…"))
        self.folder_button.clicked.connect(self.open_folder)
        buttons.addWidget(self.files_button, 1)
        buttons.addWidget(self.folder_button, 1)
        layout.addLayout(buttons)
        more = QHBoxLayout()
        more.setSpacing(8)
        self.sample_button = QPushButton(self.tr("Use sample"))
        self.sample_button.setMenu(self._sample_menu())
        self.paste_button = QPushButton(self.tr("Paste text"))
        self.paste_button.clicked.connect(lambda: self._pages.setCurrentIndex(1))
        more.addWidget(self.sample_button, 1)
        more.addWidget(self.paste_button, 1)
        layout.addLayout(more)
        self.list = SourceList(self._desk)
        self.list.removed.connect(self.remove)
        layout.addWidget(self.list, 1)
        self.drop_area = DropArea(self._desk.theme, self.tr("Drop files, a folder or text here"))
        self.drop_area.paths_dropped.connect(self.add)
        self.drop_area.text_dropped.connect(self.take_text)
        self.drop_area.browse.connect(self.open_files)
        layout.addWidget(self.drop_area)
        return page

    def _sample_menu(self) -> QMenu:
        menu = QMenu(self)
        samples = {
            "english": self.tr("English: short texts written for Cloze Studio"),
            "chinese": self.tr("中文: short texts written for Cloze Studio"),
            "python": self.tr("Python's own documentation"),
        }
        for name, words in samples.items():
            menu.addAction(words, partial(self.use_sample, name))
        return menu

    # what a person can do

    @property
    def paths(self) -> list[str]:
        """The chosen files and folders."""
        return [str(path) for path in self._desk.draft.value(PATHS, [])]

    def add(self, paths: list[str]) -> None:
        """Put files and folders on the list; what stands there already stays once."""
        known = self.paths
        new = [path for path in map(os.path.abspath, paths) if path not in known]
        if new:
            paths = known + list(dict.fromkeys(new))
            self._desk.draft.set(PATHS, paths, lambda: translate("changes", "Add text"))

    def remove(self, path: str) -> None:
        """Take one off the list."""
        left = [known for known in self.paths if known != path]
        self._desk.draft.set(PATHS, left, lambda: translate("changes", "Remove text"))

    def use_sample(self, name: str) -> None:
        """Read a sample corpus instead of what is chosen now."""
        self._desk.jobs.run(
            lambda _control, _progress: str(engine_calls.sample_path(name)),
            title=self.tr("Fetching the sample"),
            then=self._take_sample,
        )

    def _take_sample(self, path: str) -> None:
        self._desk.draft.set(PATHS, [path], lambda: translate("changes", "Use a sample"))

    def open_files(self) -> None:
        """Ask for files."""
        kinds = self.tr("Text")
        patterns = "*.txt *.md *.rst *.jsonl *.csv *.tsv *.html *.htm *.gz"
        names = f"{kinds} ({patterns});;{self.tr('All files')} (*)"
        paths, _ = QFileDialog.getOpenFileNames(self, self.tr("Open files"), "", names)
        self.add(paths)

    def open_folder(self) -> None:
        """Ask for a folder."""
        path = QFileDialog.getExistingDirectory(self, self.tr("Open a folder of text"))
        if path:
            self.add([path])

    def take_text(self, text: str) -> None:
        """Open the paste box with text that was dropped."""
        self.paste.offer(text)
        self._pages.setCurrentIndex(1)

    # inner

    def _pasted(self, path: str) -> None:
        if path:
            self.add([path])
        self._pages.setCurrentIndex(0)

    def _draft_changed(self, key: str) -> None:
        if key in ("", PATHS):
            self._fill()

    def _recolour(self) -> None:
        self.drop_area.set_theme(self._desk.theme)
        self.list.set_theme(self._desk.theme)

    def _fill(self) -> None:
        paths = self.paths
        self.list.show_paths(paths)
        self.list.setVisible(bool(paths))
        self.set_hint(self.tr("%n source(s)", "", len(paths)) if paths else "")


def _column(page: QWidget) -> QVBoxLayout:
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    return layout
