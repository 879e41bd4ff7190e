"""Sentences as words that can be hidden."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.theme import DARK
from studio.widgets.cloze_words import Word, joining, read_words, recall, toggle, write_words
from studio.widgets.sentence_editor import SentenceEditor


@given(st.text(alphabet="ab 1'-.,!é他她[MASK]\n\t", max_size=60))
def test_reading_and_writing_words_changes_no_text(text: str) -> None:
    assert write_words(*read_words(text)) == text


def test_a_chinese_character_is_a_word_and_so_is_a_sign() -> None:
    words, _ = read_words("他打开了[MASK]，don't stop.")
    assert [word.shown for word in words] == [
        "他", "打", "开", "了", "[MASK]", "，", "don't", "stop", "."
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("我用Python语言写程序", ["我", "用", "Python", "语", "言", "写", "程", "序"]),
        ("𠮷野家2号店", ["𠮷", "野", "家", "2", "号", "店"]),
        ("don't-你", ["don't", "-", "你"]),
    ],
)
def test_a_chinese_word_beside_a_latin_one_is_hidden_by_itself(text: str, words: list[str]) -> None:
    found, _ = read_words(text)
    assert [word.shown for word in found] == words


def test_hiding_twice_shows_the_word_again() -> None:
    words, _ = read_words("She opened the door.")
    hidden = toggle(words, 3)
    assert write_words(hidden) == "She opened the [MASK]."
    assert toggle(hidden, 3) == words


def test_a_mask_nobody_knows_the_word_of_stays() -> None:
    words, _ = read_words("the [MASK]")
    assert toggle(words, 1) == words


def test_a_hidden_word_is_remembered_while_the_rest_is_edited() -> None:
    before = toggle(read_words("She opened the door.")[0], 3)
    after = recall(read_words("Then she opened the [MASK] wide.")[0], before)
    assert after[4] == Word("door", " ", hidden=True)


def test_pieces_of_a_word_are_found_along_the_sentence() -> None:
    tokens = ("[CLS]", "un", "break", "able", "glass", ",", "他", "们", "[SEP]")
    assert joining("Unbreakable glass, 他们", tokens) == (
        False, False, True, True, False, False, False, False, False
    )  # fmt: skip


@pytest.fixture
def editor(qtbot: QtBot) -> SentenceEditor:
    made = SentenceEditor(DARK)
    qtbot.addWidget(made)
    made.set_text("She opened the door.")
    made.show()
    return made


def test_a_click_on_a_word_hides_it_in_the_line_too(editor: SentenceEditor, qtbot: QtBot) -> None:
    with qtbot.waitSignal(editor.changed):
        place = editor.strip.rect_of(3).center().toPoint()
        QTest.mouseClick(editor.strip, Qt.MouseButton.LeftButton, pos=place)
    assert editor.line.text() == editor.text == "She opened the [MASK]."
    assert editor.num_masks == 1


def test_ctrl_m_hides_the_word_at_the_cursor(editor: SentenceEditor, qtbot: QtBot) -> None:
    with qtbot.waitActive(editor.window()):
        editor.window().activateWindow()
    editor.line.setFocus()
    editor.line.setCursorPosition(6)
    QTest.keyClick(editor.line, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert editor.text == "She [MASK] the door."


def test_typing_a_mask_makes_a_gap(editor: SentenceEditor) -> None:
    editor.line.setFocus()
    editor.line.end(False)
    QTest.keyClicks(editor.line, " [MASK]")
    assert editor.num_masks == 1


def test_an_answer_fills_its_gap_and_can_be_hidden_again(editor: SentenceEditor) -> None:
    editor.toggle(3)
    editor.fill(0, "window")
    assert editor.text == "She opened the window."
    editor.toggle(3)
    assert editor.text == "She opened the [MASK]."
