"""What was written: where it lies, and the lines by which another program opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from studio.fit_words import left_out_words
from studio.widgets.code_box import CodeBox
from studio.widgets.text import label

if TYPE_CHECKING:
    from studio.exchange_calls import Written


class WrittenBox(QWidget):
    """Hidden until something was written."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._written: Written | None = None
        self.words = label("", "good", wrap=True)
        self.path = label("", wrap=True)
        self.left_out = label("", "dim", wrap=True)
        self.open = QPushButton(self.tr("Open the folder"))
        self.open.clicked.connect(lambda _checked=False: self.open_folder())
        self.code = CodeBox(self.tr("How it is opened"))
        row = QHBoxLayout()
        row.addWidget(self.words, 1)
        row.addWidget(self.open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.path)
        column.addWidget(self.left_out)
        column.addWidget(self.code)
        self.hide()

    def show_written(self, written: Written) -> None:
        """Tell what was written."""
        self._written = written
        self.words.setText(self.tr("Written."))
        self.path.setText("\n".join(map(str, (written.path, *written.more))))
        self.left_out.setText(left_out_words(written.left_out))
        self.left_out.setVisible(bool(written.left_out))
        self.code.show_lines(written.code)
        self.show()

    def clear(self) -> None:
        """Nothing was written yet."""
        self._written = None
        self.hide()

    def open_folder(self) -> None:
        """Show it among the files of this machine."""
        if self._written is not None:
            path = self._written.path
            folder = path if path.is_dir() else path.parent
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
