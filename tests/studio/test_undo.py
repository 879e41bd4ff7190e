"""Undo from the keyboard: where it goes, and that it says what it took back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from studio.desk import Desk
from studio.pair_calls import sample_section
from studio.theme import DARK
from studio.widgets.recipe_form import RecipeFields
from studio.widgets.sentence_editor import SentenceEditor
from studio.window import Window
from tests.studio.conftest import action
from tests.studio.fresh_window import desk, window

CTRL = Qt.KeyboardModifier.ControlModifier


__all__ = ["desk", "window"]


def tick(fields: RecipeFields) -> None:
    """Change something by a switch of a form."""
    fields.findChildren(QAbstractButton)[0].click()


def test_undo_in_a_line_made_after_the_page_goes_to_the_forms(
    window: Window, desk: Desk, qtbot: QtBot
) -> None:
    page = window.pages["data"]
    tick(page.cleaning.fields)  # type: ignore[attr-defined]
    assert desk.draft.undo_stack.canUndo()
    line = page.tokenizer.fields.rows["tokenizer.vocabulary"].editor.input.line  # type: ignore[attr-defined]
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    QTest.keyClick(line, Qt.Key.Key_Z, CTRL)
    assert not desk.draft.undo_stack.canUndo()


def test_undo_says_what_it_took_back_and_what_was_done_again(window: Window, desk: Desk) -> None:
    window.show_page("compare")  # where nothing of it is seen
    desk.draft.set("model.size", "mini", "Change size")
    action(window, "undo").trigger()
    assert window.run_bar.said.text() == "Undone: Change size"
    action(window, "redo").trigger()
    assert window.run_bar.said.text() == "Done again: Change size"


@pytest.mark.parametrize(
    ("card", "key", "title"),
    [
        ("cleaning", "corpus.cleaning", "Cleaning"),
        ("labelled", "labelled.paths", "Files of labelled pairs"),
    ],
)
def test_the_way_back_to_a_default_has_a_name_too(
    window: Window, desk: Desk, card: str, key: str, title: str
) -> None:
    page = window.pages["data"]
    fields = {"cleaning": page.cleaning, **page.pairs}[card].fields  # type: ignore[attr-defined]
    sample = sample_section("labelled", "english")
    chosen = {"corpus.cleaning": ["html"]} | {f"labelled.{name}": sample[name] for name in sample}
    desk.draft.update(chosen, "Use a sample")
    desk.draft.undo_stack.clear()
    fields.remove(key)
    assert desk.draft.undo_stack.undoText() == f"Change {title}"


@pytest.fixture
def editor(qtbot: QtBot) -> SentenceEditor:
    made = SentenceEditor(DARK)
    qtbot.addWidget(made)
    made.set_text("She opened the door.")
    made.show()
    return made


def test_a_sentence_that_was_never_changed_has_nothing_to_take_back(
    editor: SentenceEditor,
) -> None:
    assert not editor.line.isUndoAvailable()


@pytest.mark.parametrize("focus", ["line", "strip"])
def test_hiding_a_word_is_taken_back_where_it_was_done(
    editor: SentenceEditor, qtbot: QtBot, focus: str
) -> None:
    part = getattr(editor, focus)
    part.setFocus()
    qtbot.waitUntil(part.hasFocus)
    editor.toggle(3)
    editor.toggle(1)
    assert editor.text == "She [MASK] the [MASK]."
    QTest.keyClick(part, Qt.Key.Key_Z, CTRL)
    assert editor.text == "She opened the [MASK]."
    QTest.keyClick(part, Qt.Key.Key_Z, CTRL)
    assert editor.text == editor.line.text() == "She opened the door."
    assert editor.strip.text() == "She opened the door ."
    QTest.keyClick(part, Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert editor.text == "She opened the [MASK]."
    editor.toggle(3)
    assert editor.text == "She opened the door."


def test_a_word_shown_again_and_taken_back_is_still_known(editor: SentenceEditor) -> None:
    editor.toggle(3)
    editor.toggle(3)
    editor.line.undo()
    assert editor.text == "She opened the [MASK]."
    assert editor.words[3].text == "door"


def test_an_answer_put_into_the_sentence_and_typing_are_taken_back_in_turn(
    editor: SentenceEditor, qtbot: QtBot
) -> None:
    told: list[str] = []
    editor.changed.connect(lambda: told.append(editor.text))
    editor.set_text("雪𠮷 in the [MASK] today")
    editor.fill(0, "蓝𠮷")
    assert editor.line.text() == "雪𠮷 in the 蓝𠮷 today"
    assert told == ["雪𠮷 in the 蓝𠮷 today"]
    editor.line.setCursorPosition(0)
    qtbot.keyClicks(editor.line, "x")
    editor.line.undo()
    editor.line.undo()
    assert editor.text == editor.line.text() == "雪𠮷 in the [MASK] today"
    editor.line.undo()  # a sentence that was put in the place of another
    assert editor.text == "She opened the door."
