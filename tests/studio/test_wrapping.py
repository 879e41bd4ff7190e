"""Labels that wrap break long paths as well, and give back what they were given."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from studio.widgets.text import Wrapping, label

PATH = "/home/" + "/".join(["somebody", "with", "a", "very", "deep", "folder"] * 6)


def test_a_long_path_takes_several_lines(qtbot: QtBot) -> None:
    told = label(f"There is nothing in {PATH}.", wrap=True)
    qtbot.addWidget(told)
    short = label("folder", wrap=True)
    qtbot.addWidget(short)
    assert told.minimumSizeHint().width() < 8 * short.sizeHint().width()
    assert told.heightForWidth(200) > 3 * short.sizeHint().height()
    assert told.text() == f"There is nothing in {PATH}."
    told.clear()
    assert told.text() == ""


def test_nobody_meets_the_signs_that_break_it(qtbot: QtBot) -> None:
    """Neither who is read to nor who copies a path of it."""
    told = Wrapping(f"There is nothing in {PATH}.")
    qtbot.addWidget(told)
    assert QAccessible.queryAccessibleInterface(told).text(QAccessible.Text.Name) == told.text()
    told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    told.show()
    told.setSelection(0, len(QLabel.text(told)))
    clipboard = QGuiApplication.clipboard()
    clipboard.clear()
    qtbot.keyClick(told, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert clipboard.text() == told.text()
    told.setSelection(len("There is nothing in "), len(PATH[:20]) + 2)
    copy, everything = told.menu().actions()
    copy.trigger()
    assert PATH.startswith(clipboard.text())
    assert len(clipboard.text()) > 10
    everything.trigger()
    copy.trigger()
    assert clipboard.text() == told.text()


def test_what_a_label_was_called_by_others_stays(qtbot: QtBot) -> None:
    told = label("", wrap=True)
    qtbot.addWidget(told)
    told.setAccessibleName("Room")
    told.setText("/a/b")
    assert told.accessibleName() == "Room"
