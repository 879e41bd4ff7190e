"""Somebody before the real window: sees, presses, waits."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from studio.app import Studio
from studio.widgets.rail import RailButton

W = TypeVar("W", bound=QWidget)

ENGINE_MS = 60_000  # torch is imported in the background of the first start
TRAINING_MS = 150_000


class Person:
    """Sees what is visible, presses buttons by their words, waits for what must come."""

    def __init__(self, studio: Studio, qtbot: QtBot) -> None:
        self.studio, self.qtbot = studio, qtbot

    def sees(self, kind: type[W]) -> list[W]:
        """The visible widgets of a kind."""
        return [widget for widget in self.studio.window.findChildren(kind) if widget.isVisible()]

    def button(self, words: str) -> QAbstractButton:
        """The visible button with these words on it or as its name."""
        for button in self.sees(QAbstractButton):
            if words in (button.text(), button.accessibleName()):
                return button
        texts = sorted(button.text() for button in self.sees(QAbstractButton))
        raise AssertionError(f"no button “{words}”; there are {texts}")

    def presses(self, words: str) -> None:
        """Click a button once it may be clicked."""
        self.qtbot.waitUntil(lambda: self.button(words).isEnabled(), timeout=ENGINE_MS)
        QTest.mouseClick(self.button(words), Qt.MouseButton.LeftButton)

    def goes_to(self, number: int) -> None:
        """Click a place of the rail."""
        place = self.sees(RailButton)[number - 1]
        QTest.mouseClick(place, Qt.MouseButton.LeftButton)

    def chooses_sample(self, words: str) -> None:
        """Open the menu of samples and take one."""
        menu = next(
            button.menu()
            for button in self.sees(QPushButton)
            if button.menu() is not None and "sample" in button.text().lower()
        )
        action = next(action for action in menu.actions() if words in action.text())
        action.trigger()

    def opens_folder(self, path: Path) -> None:
        """Press “Open folder…” and choose one in the system's dialog, which no test can see."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(QFileDialog, "getExistingDirectory", lambda *_words: str(path))
            self.presses("Open folder…")
