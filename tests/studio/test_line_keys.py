"""The keys with which a line is edited stay its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from studio.desk import Desk
from studio.window import Window
from tests.studio.plot_desk import open_desk
from tests.studio.scripted_run import write_run


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path) as made:
        made.settings.set(page="tune")
        yield made


def test_the_word_before_the_cursor_is_deleted_and_no_run(desk: Desk, qtbot: QtBot) -> None:
    window = Window(desk, "en")
    qtbot.addWidget(window)
    window.show()
    desk.open_run(write_run(desk.workspace.runs_folder / "bert-tiny-01", 200).path)
    qtbot.waitUntil(lambda: desk.shown is not None)
    line = QLineEdit(window)
    line.show()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    QTest.keyClicks(line, "two words")
    QTest.keyClick(line, Qt.Key.Key_Backspace, Qt.KeyboardModifier.ControlModifier)
    assert line.text() == "two "
    assert window.findChild(QMessageBox) is None
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(line, Qt.Key.Key_Delete, keys)
    box = window.findChild(QMessageBox)
    assert box is not None
    assert "bert-tiny-01" in box.text()
    box.reject()
