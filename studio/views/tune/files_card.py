"""The files of examples: dropped, chosen, or a sample; which part each of them is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QMenu, QPushButton

from studio import tuning_calls
from studio.applications import samples, take
from studio.tuning_calls import PLACES, SORTED
from studio.views.tune.words import part_words
from studio.widgets.card import Card
from studio.widgets.drop_area import DropArea
from studio.widgets.eliding_label import ElidingLabel
from studio.widgets.fault_box import FaultBox
from studio.widgets.rich_tip import tip_html
from studio.widgets.text import label

if TYPE_CHECKING:
    from studio.desk import Desk
    from studio.jobs import Job

translate = QCoreApplication.translate

COLUMNS = ("first", "second", "label", "word", "tag", "header", "format", "scheme")


class FilesCard(Card):
    """Files dropped together are one task: their names say which part each is."""

    refused = Signal(bool)  # files were not taken, and what is chosen stays; False: that is over

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.set_title(self.tr("Examples"))
        self.drop = DropArea(desk.theme, self.tr("Drop a file or a folder with examples"))
        self.drop.paths_dropped.connect(self.add)
        self.drop.browse.connect(self._choose_files)
        self.files_button = QPushButton(self.tr("Choose files…"))
        self.files_button.clicked.connect(lambda _checked=False: self._choose_files())
        self.folder_button = QPushButton(self.tr("Choose folder…"))
        self.folder_button.clicked.connect(lambda _checked=False: self._choose_folder())
        self.folder_button.setToolTip(
            tip_html(self.tr("Train, dev and test files in one folder, as in GLUE: one task"))
        )
        self.samples = QPushButton(self.tr("Use a sample"))
        self.samples.setMenu(self._sample_menu())
        self.fault = FaultBox()
        self.fault.dismissed.connect(lambda: self.refused.emit(False))
        self._files: list[str] = []  # named now
        self._sorting: Job | None = None
        self._places = {place: ElidingLabel("", "") for place in PLACES}
        self.body.addWidget(self.drop)
        buttons = QHBoxLayout()
        for button in (self.files_button, self.folder_button, self.samples):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.body.addLayout(buttons)
        self.body.addWidget(self.fault)
        self.body.addLayout(self._parts())
        desk.tuning.changed.connect(self.follow)
        desk.theme_changed.connect(lambda: self.drop.set_theme(desk.theme))
        self.follow()

    def follow(self, *_: object) -> None:
        """Name the files as they are chosen now."""
        files: list[str] = []
        for place, shown in self._places.items():
            paths = [str(path) for path in self._desk.tuning.value(f"task.{place}", ())]
            shown.setText(", ".join(PurePath(path).name for path in paths) or "–")
            shown.setToolTip(tip_html("\n".join(paths)))
            files += paths
        if files != self._files:
            self._files = files
            self.fault.clear()  # it was about others
            if self._sorting is not None:
                self._sorting.cancel()  # and so is what is looked at

    def add(self, paths: Sequence[str]) -> None:
        """Take these instead of what is chosen now, once it is seen which part each is."""
        self.fault.clear()
        if self._sorting is not None:
            self._sorting.cancel()  # those wanted last are taken, however long others take
        self._sorting = self._desk.jobs.run(
            lambda control, _progress: tuning_calls.sort_files(list(paths), control),
            title=self.tr("Looking at the files"),
            then=self._take,
            failed=self._refuse,
        )
        self.show_work(self._sorting)

    def _refuse(self, error: Exception) -> None:
        self.fault.show_error(error)
        self.refused.emit(True)

    def _take(self, sorted_files: dict[str, Any]) -> None:
        self._choose({f"task.{name}": value for name, value in sorted_files.items()})

    def _choose(self, chosen: Mapping[str, Any]) -> None:
        """Settings of training stay; columns, formats and heads belong to other files."""
        draft = self._desk.tuning
        before = draft.value("task", {})
        cleared = {f"task.{name}": None for name in before if name in (*SORTED, *COLUMNS)}
        cleared |= {"kind": None, "objectives": None}
        draft.update(cleared | dict(chosen), lambda: translate("changes", "Choose examples"))

    def _parts(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        for row, (place, shown) in enumerate(self._places.items()):
            grid.addWidget(label(part_words(place), "dim"), row, 0)
            grid.addWidget(shown, row, 1)
        return grid

    def _sample_menu(self) -> QMenu:
        menu = QMenu(self)
        for one in samples():
            menu.addAction(one.words, partial(take, self._desk, one.name, one.wished))
        return menu

    def _choose_files(self) -> None:
        words = self.tr("Choose files of examples")
        paths, _ = QFileDialog.getOpenFileNames(self, words, self._beside())
        if paths:
            self.add(paths)

    def _choose_folder(self) -> None:
        words = self.tr("Choose a folder of examples")
        path = QFileDialog.getExistingDirectory(self, words, self._beside())
        if path:
            self.add([path])

    def _beside(self) -> str:
        """Where the examples chosen last lie."""
        paths = self._desk.tuning.value("task.train", ())
        return str(Path(paths[0]).parent) if paths else ""
