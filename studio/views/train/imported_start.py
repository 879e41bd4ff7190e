"""First weights from a model of another program: its folder is imported, and its run chosen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from studio.widgets.busy_bar import BusyBar
from studio.widgets.fault_box import FaultBox
from studio.widgets.rich_tip import tip_html

if TYPE_CHECKING:
    from studio.desk import Desk
    from studio.exchange_calls import ImportedRun

translate = QCoreApplication.translate

# Named again whenever the menu is, in the language of the moment.
CHOSEN = lambda: translate("changes", "Begin with an imported model")  # noqa: E731


class ImportedStart(QWidget):
    """A button; meanwhile how far it has come, and in its place what went wrong."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.button = QPushButton(self.tr("Import a model's folder…"))
        self.button.setProperty("kind", "link")
        tip = self.tr("A folder of transformers becomes a run here, and training begins with it")
        self.button.setToolTip(tip_html(tip))
        self.button.clicked.connect(lambda _checked=False: self.choose())
        self.busy = BusyBar()
        self.fault = FaultBox()
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.busy)
        column.addWidget(self.fault)

    def choose(self) -> None:
        """Ask for the folder."""
        dialog = QFileDialog(self, self.tr("Choose the folder of a model"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda name: self.take(Path(name)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def take(self, source: Path) -> None:
        """Import it, and begin with its weights."""
        self.fault.clear()
        importing = self._desk.importing
        if not importing.begin(source, self._begin_with):
            self._desk.saying.emit(self.tr("One is imported at a time"))
            return
        job = importing.job
        if job is not None:
            self.busy.follow(job)
            job.failed.connect(self._tell)

    def _begin_with(self, found: ImportedRun) -> None:
        values = {"start.weights": "run", "start.run": str(found.path), "start.step": None}
        self._desk.draft.update(values, CHOSEN)

    def _tell(self, error: Exception) -> None:
        self.fault.show_error(error)
