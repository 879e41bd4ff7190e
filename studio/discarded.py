"""What is said where a run was that lies in the trash now: how it is taken back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from studio.desk import Desk
from studio.widgets.text import label


class Discarded(QFrame):
    """Stands above the page until the run is taken back, another is shown or somebody is done."""

    undo_pressed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "fault")
        self.setProperty("level", "note")
        self.setAccessibleName(self.tr("A run was discarded"))
        self._desk = desk
        self.words = label("", wrap=True)
        self.undo = QPushButton(self.tr("Undo"))
        self.undo.setToolTip(self.tr("Take the run back out of the trash"))
        self.undo.clicked.connect(lambda _checked=False: self.undo_pressed.emit())
        self.dismiss = QPushButton(self.tr("Dismiss"))
        self.dismiss.setProperty("kind", "quiet")
        self.dismiss.clicked.connect(lambda _checked=False: desk.trash.leave_unsaid())
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 12, 8)
        row.addWidget(self.words, 1)
        row.addWidget(self.undo)
        row.addWidget(self.dismiss)
        self.hide()
        desk.trash.changed.connect(self._look)
        desk.workspace_changed.connect(self._look)
        desk.shown_changed.connect(self._follow_shown)
        self._look()

    def _follow_shown(self) -> None:
        if self._desk.shown is not None:  # its place is taken
            self._desk.trash.leave_unsaid()

    def _look(self) -> None:
        trash, workspace = self._desk.trash, self._desk.workspace
        name = trash.newest(workspace)
        if name is None or not trash.to_be_said:
            self.hide()
            return
        words = self.tr(
            "{name} was discarded. It lies in the trash until Cloze Studio is started again."
        )
        self.words.setText(words.format(name=name))
        self.show()
