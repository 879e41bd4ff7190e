"""Takes in a folder of transformers or a capsule: it becomes a run of the workspace."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from engine.exchange.capsule import ENDING
from studio.exchange_calls import ImportedRun
from studio.fit_words import family_title
from studio.widgets.busy_bar import BusyBar
from studio.widgets.card import Card
from studio.widgets.drop_area import DropArea
from studio.widgets.fault_box import FaultBox
from studio.widgets.scrolling import scrolling
from studio.widgets.text import label
from studio.wording import notice_words, objective_name

if TYPE_CHECKING:
    from studio.desk import Desk
    from studio.jobs import Job


class ImportCard(Card):
    """Shows what is imported, whoever asked for it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.set_title(self.tr("Import"))
        self.words = label(
            self.tr(
                "A folder of BERT, RoBERTa, DistilBERT, ELECTRA, GPT-2, BART, T5 and their like, "
                "or a capsule. Nothing in it is run; what is damaged or hostile is refused."
            ),
            wrap=True,
        )
        self.drop = DropArea(desk.theme, self.tr("Drop a model's folder or a capsule here"))
        self.drop.paths_dropped.connect(lambda paths: self.take(Path(paths[0])))
        self.drop.browse.connect(self.choose_folder)
        self.folder = QPushButton(self.tr("Choose a folder…"))
        self.folder.clicked.connect(lambda _checked=False: self.choose_folder())
        self.capsule = QPushButton(self.tr("Choose a capsule…"))
        self.capsule.clicked.connect(lambda _checked=False: self.choose_capsule())
        self.busy = BusyBar()
        self.fault = FaultBox()
        self.found = label("", "good", wrap=True)
        self.learned = label("", wrap=True)
        self.notices = label("", "dim", wrap=True)
        self.try_it = QPushButton(self.tr("Try it"))
        self.try_it.clicked.connect(lambda _checked=False: desk.go_to.emit("try_"))
        self._lay_out()
        importing = desk.importing
        importing.began.connect(self._follow)
        importing.arrived.connect(self._tell)
        importing.failed.connect(self._fail)
        self._catch_up()

    def _lay_out(self) -> None:
        buttons = QWidget()
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.folder, 1)
        row.addWidget(self.capsule, 1)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(10)
        for part in (self.words, self.drop, buttons, self.busy, self.fault, self.found):
            column.addWidget(part)
        for part in (self.learned, self.notices, self.try_it):
            column.addWidget(part)
        column.addStretch(1)
        self.body.addWidget(scrolling(column), 1)
        self._hide_found()

    def take(self, source: Path) -> None:
        """Make a run of it."""
        if not self._desk.importing.begin(source):
            self._desk.saying.emit(self.tr("One is imported at a time"))

    def choose_folder(self) -> None:
        """Ask for a folder with a config.json."""
        dialog = QFileDialog(self, self.tr("Choose the folder of a model"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda name: self.take(Path(name)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def choose_capsule(self) -> None:
        """Ask for a capsule."""
        dialog = QFileDialog(self, self.tr("Choose a capsule"))
        dialog.setNameFilter(self.tr("Capsules (*{ending})").format(ending=ENDING))
        dialog.fileSelected.connect(lambda name: self.take(Path(name)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def recolour(self) -> None:
        """Follow another set of colours."""
        self.drop.set_theme(self._desk.theme)

    def _catch_up(self) -> None:
        """What began or ended before this was made."""
        importing = self._desk.importing
        if importing.job is not None:
            self._follow(importing.job)
        elif isinstance(importing.last, ImportedRun):
            self._tell(importing.last)
        elif importing.last is not None:
            self._fail(importing.last)

    def _follow(self, job: Job) -> None:
        self.fault.clear()
        self._hide_found()
        self.busy.follow(job)

    def _fail(self, error: Exception) -> None:
        source = self._desk.importing.source
        doing = self.tr("Importing {name}").format(name=source.name if source else "")
        self.fault.show_error(error, doing)

    def _hide_found(self) -> None:
        for part in (self.found, self.learned, self.notices, self.try_it):
            part.hide()

    def _tell(self, found: ImportedRun) -> None:
        kind = family_title(found.family) if found.family else self.tr("a capsule")
        words = self.tr("{source} is {run} now, read as {kind}.")
        self.found.setText(words.format(source=found.source.name, run=found.path.name, kind=kind))
        names = ", ".join(objective_name(name) for name in found.objectives)
        self.learned.setText(self.tr("It has learned: {objectives}.").format(objectives=names))
        lines = [_marked(notice.level, notice_words(notice)) for notice in found.notices]
        self.notices.setText("\n".join(lines))
        for part in (self.found, self.try_it):
            part.show()
        self.learned.setVisible(bool(names))
        self.notices.setVisible(bool(lines))


def _marked(level: str, words: str) -> str:
    return f"⚠ {words}" if level == "warning" else words
