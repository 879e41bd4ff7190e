"""What an evaluation is measured on: a file or a folder, dropped or chosen, or a line typed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from studio.widgets.drop_area import DropArea
from studio.widgets.eliding_label import ElidingLabel
from studio.widgets.rich_tip import tip_html
from studio.widgets.text import label
from studio.wording import say

if TYPE_CHECKING:
    from engine.evaluation.card import Card
    from studio.theme import Theme

LOW = 64  # pixels of the field


class MeasuredFile(QWidget):
    """A field to drop on, two buttons, and the path; or one line to type in."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.path: Path | None = None
        self.wants = label("", "dim", wrap=True)
        self.drop = DropArea(theme, self.tr("Drop a file or a folder here"))
        self.drop.paths_dropped.connect(lambda paths: self.take(Path(paths[0])))
        self.drop.text_dropped.connect(self._take_text)
        self.drop.browse.connect(lambda: self._browse(folder=False))
        self.file_button = QPushButton(self.tr("File…"))
        self.file_button.clicked.connect(lambda _checked=False: self._browse(folder=False))
        self.folder_button = QPushButton(self.tr("Folder…"))
        self.folder_button.clicked.connect(lambda _checked=False: self._browse(folder=True))
        self.drop.setFixedHeight(LOW)
        self.chosen = ElidingLabel("")
        self.line = QLineEdit()
        self.line.setAccessibleName(self.tr("The line"))
        self.line.textEdited.connect(lambda _text: self.changed.emit())
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.chosen, 1)
        buttons.addWidget(self.file_button)
        buttons.addWidget(self.folder_button)
        self._choosing = QWidget()
        column = QVBoxLayout(self._choosing)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.drop)
        column.addLayout(buttons)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8)
        lines.addWidget(self.wants)
        lines.addWidget(self._choosing)
        lines.addWidget(self.line)

    def ask_for(self, card: Card) -> None:
        """Ask for what this evaluation wants."""
        self.wants.setText(say("evaluation", card.file))
        self.wants.setVisible(bool(card.file))
        self.line.setVisible(card.wants == "line")
        self.line.setPlaceholderText(say("evaluation", card.file))
        self._choosing.setVisible(card.wants not in ("line", "nothing"))

    def take(self, path: Path) -> None:
        """Measure on this."""
        self.show_path(path)
        self.changed.emit()

    def show_path(self, path: Path | None) -> None:
        """Show what is measured on, without saying so."""
        self.path = path
        self.chosen.setText(path.name if path is not None else self.tr("Nothing chosen yet."))
        self.chosen.setToolTip(tip_html(str(path or "")))

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        self.drop.set_theme(theme)

    def _take_text(self, text: str) -> None:
        """A path that was dragged as words."""
        path = Path(text.strip())
        if path.is_absolute() and path.exists():
            self.take(path)

    def _browse(self, *, folder: bool) -> None:
        dialog = QFileDialog(self, self.tr("What to measure on"))
        if folder:
            dialog.setFileMode(QFileDialog.FileMode.Directory)
        if self.path is not None:
            dialog.setDirectory(str(self.path.parent))
        dialog.fileSelected.connect(lambda name: self.take(Path(name)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
