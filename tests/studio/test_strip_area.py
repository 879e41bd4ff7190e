"""The words of a text in a few rows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from studio.theme import DARK
from studio.widgets.cut_editor import CutEditor
from studio.widgets.sentence_editor import SentenceEditor
from studio.widgets.strip_area import MOST, StripArea

Editor = SentenceEditor | CutEditor


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def shown(page: QWidget, editor: Editor, text: str) -> StripArea:
    column = QVBoxLayout(page)
    column.addWidget(editor)
    column.addStretch(1)
    page.resize(500, 600)
    page.show()
    editor.set_text(text)
    area = editor.findChild(StripArea)
    assert isinstance(area, StripArea)
    return area


@pytest.mark.parametrize("make", [SentenceEditor, CutEditor])
def test_a_long_text_leaves_room_for_what_stands_beneath(
    page: QWidget, qtbot: QtBot, make: Callable[..., Editor]
) -> None:
    editor = make(DARK)
    area = shown(page, editor, "word " * 2000)
    qtbot.waitUntil(lambda: area.height() == MOST)
    assert editor.strip.height() > 5000  # all of it is there to scroll to
    editor.set_text("A few words.")
    qtbot.waitUntil(lambda: area.height() == editor.strip.height() < MOST / 2)


def test_the_word_the_keyboard_stands_on_is_in_sight(page: QWidget, qtbot: QtBot) -> None:
    editor = SentenceEditor(DARK)
    area = shown(page, editor, "word " * 2000)
    qtbot.waitUntil(lambda: area.height() == MOST)
    editor.strip.setFocus()
    QTest.keyClick(editor.strip, Qt.Key.Key_End)
    bar = area.verticalScrollBar()
    assert bar.value() > bar.maximum() - MOST
