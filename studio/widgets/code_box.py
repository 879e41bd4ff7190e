"""A few lines to be pasted elsewhere, and the button that copies them."""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from studio.widgets.text import label

ROOM = 18  # pixels around the lines


class CodeBox(QWidget):
    """Read only; the lines can be marked as well."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = QPlainTextEdit()
        self.lines.setReadOnly(True)
        self.lines.setTabChangesFocus(True)
        self.lines.setAccessibleName(title)
        self.lines.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.lines.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.copy = QPushButton(self.tr("Copy"))
        self.copy.setProperty("kind", "quiet")
        self.copy.clicked.connect(lambda _checked=False: self.copy_lines())
        head = QHBoxLayout()
        head.addWidget(label(title, "dim"), 1)
        head.addWidget(self.copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.lines)

    def show_lines(self, text: str) -> None:
        """Show other lines."""
        self.lines.setPlainText(text.rstrip("\n"))
        count = self.lines.blockCount()
        bar = self.lines.horizontalScrollBar().sizeHint().height()
        self.lines.setFixedHeight(count * self.lines.fontMetrics().lineSpacing() + ROOM + bar)

    def copy_lines(self) -> None:
        """Put them on the clipboard."""
        QGuiApplication.clipboard().setText(self.lines.toPlainText())
