"""EmptyState: one sentence what belongs here, and the button that brings it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from studio.widgets.text import label

WIDTH = 440


class EmptyState(QWidget):
    """Stands where content will be; `asked` is emitted by its button."""

    asked = Signal()

    def __init__(
        self, title: str, sentence: str, button: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.title = label(title, "title", wrap=True)
        self.sentence = label(sentence, "dim", wrap=True)
        column = QWidget()
        column.setMaximumWidth(WIDTH)
        lines = QVBoxLayout(column)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(12)
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for part in (self.title, self.sentence):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            lines.addWidget(part)
        self.code = QLineEdit()
        self.code.setReadOnly(True)
        self.code.setAccessibleName(self.tr("Command"))
        self.code.hide()
        lines.addWidget(self.code)
        self.button = QPushButton(button)
        self.button.setProperty("kind", "primary")
        self.button.clicked.connect(lambda _checked=False: self.asked.emit())
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.button)
        self.buttons.addStretch(1)
        lines.addLayout(self.buttons)
        beside = QHBoxLayout()
        beside.addStretch(1)
        beside.addWidget(column, 1000)
        beside.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.addStretch(2)
        layout.addLayout(beside)
        layout.addStretch(3)
        self.button.setVisible(bool(button))  # only now has it a parent

    def add_button(self, words: str) -> QPushButton:
        """A second, quieter way out."""
        button = QPushButton(words)
        self.buttons.insertWidget(self.buttons.count() - 1, button)
        return button

    def say(self, title: str, sentence: str, button: str = "", *, code: str = "") -> None:
        """Say something else; `code` is what is typed elsewhere, on a line of its own."""
        self.code.setText(code)
        self.code.setCursorPosition(0)
        self.code.setVisible(bool(code))
        self.title.setText(title)
        self.sentence.setText(sentence)
        self.button.setText(button)
        self.button.setVisible(bool(button))
