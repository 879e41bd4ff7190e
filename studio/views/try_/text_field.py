"""A field of several lines that remembers what was typed; Ctrl+Enter asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit

if TYPE_CHECKING:
    from studio.settings import SettingsFile
    from studio.views.try_.try_card import TryCard

LEAST, MOST = 48, 64  # pixels of the height
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TextField(QPlainTextEdit):
    """What is typed survives the end of the window and of the program."""

    asked = Signal()  # Ctrl+Enter

    def __init__(self, settings: SettingsFile, option: str, text: str, name: str) -> None:
        super().__init__(str(settings.option(option, text)))
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setMinimumHeight(LEAST)
        self.setMaximumHeight(MOST)
        self.textChanged.connect(lambda: settings.set_option(option, self.toPlainText()))

    @property
    def text(self) -> str:
        """What stands there, without blanks around it."""
        return self.toPlainText().strip()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and Qt.Key(event.key()) in ENTER:
            self.asked.emit()
        else:
            super().keyPressEvent(event)


def asking_field(card: TryCard, option: str, text: str, name: str) -> TextField:
    """A field whose text a tab asks about: after every change, and by Ctrl+Enter."""
    field = TextField(card.desk.settings, option, text, name)
    field.textChanged.connect(card.edited)
    field.asked.connect(lambda: card.ask(by_hand=True))
    return field
