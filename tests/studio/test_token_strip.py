"""Token chips: wrapping, marks, pointer and keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.theme import DARK, LIGHT, Theme, contrast
from studio.widgets.token_chips import ink_on, look_of
from studio.widgets.token_strip import Chip, TokenStrip

WORDS = [Chip("[CLS]", "special"), Chip("un"), Chip("likely", joins=True), Chip("[MASK]", "masked")]


@pytest.fixture
def strip(qtbot: QtBot) -> TokenStrip:
    strip = TokenStrip(DARK)
    qtbot.addWidget(strip)
    strip.resize(400, 120)
    strip.show_chips(WORDS)
    return strip


def test_word_pieces_join_without_a_gap(strip: TokenStrip) -> None:
    assert strip.rect_of(2).left() == strip.rect_of(1).right()
    assert strip.rect_of(3).left() > strip.rect_of(2).right()


def test_a_narrow_strip_is_taller_and_nothing_sticks_out(strip: TokenStrip) -> None:
    strip.show_chips([Chip("word")] * 60)
    assert strip.heightForWidth(120) > strip.heightForWidth(400)
    assert max(strip.rect_of(i).right() for i in range(60)) <= 400


def test_a_token_wider_than_the_strip_is_kept_inside(strip: TokenStrip) -> None:
    strip.show_chips([Chip("x" * 400)])
    assert strip.rect_of(0).right() <= 400


def test_a_click_reports_its_token(strip: TokenStrip, qtbot: QtBot) -> None:
    place = strip.rect_of(3).center().toPoint()
    with qtbot.waitSignal(strip.clicked) as caught:
        qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=place)
    assert caught.args == [3]


def test_a_click_beside_the_tokens_reports_nothing(strip: TokenStrip, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(strip.clicked):
        qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(399, 110))


def test_the_keyboard_reaches_every_token(strip: TokenStrip, qtbot: QtBot) -> None:
    heard: list[int] = []
    strip.clicked.connect(heard.append)
    qtbot.keyClick(strip, Qt.Key.Key_End)
    qtbot.keyClick(strip, Qt.Key.Key_Space)
    qtbot.keyClick(strip, Qt.Key.Key_Right)  # stays on the last
    qtbot.keyClick(strip, Qt.Key.Key_Return)
    qtbot.keyClick(strip, Qt.Key.Key_Home)
    qtbot.keyClick(strip, Qt.Key.Key_Space)
    assert heard == [3, 3, 0]


def test_down_and_up_change_rows(strip: TokenStrip, qtbot: QtBot) -> None:
    strip.show_chips([Chip("word")] * 40)
    qtbot.keyClick(strip, Qt.Key.Key_Home)
    qtbot.keyClick(strip, Qt.Key.Key_Down)
    below = strip.current
    assert strip.rect_of(below).top() > strip.rect_of(0).top()
    assert strip.rect_of(below).left() == strip.rect_of(0).left()
    qtbot.keyClick(strip, Qt.Key.Key_Up)
    assert strip.current == 0


def test_a_screen_reader_hears_token_and_mark(strip: TokenStrip, qtbot: QtBot) -> None:
    qtbot.keyClick(strip, Qt.Key.Key_End)
    told = strip.accessibleDescription()
    assert "[MASK]" in told
    assert "masked" in told
    assert "4 of 4" in told


def test_copied_text_joins_pieces(strip: TokenStrip) -> None:
    assert strip.text() == "[CLS] unlikely [MASK]"


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_every_chip_can_be_read(theme: Theme) -> None:
    marks = ("plain", "special", "masked", "random", "kept", "padding", "swapped", "generated")
    for mark in marks:
        look = look_of(mark, theme)  # type: ignore[arg-type]
        assert contrast(look.ink, look.fill or theme.surface) >= 4.5, mark


def test_ink_is_the_better_of_two() -> None:
    assert ink_on("#FFFFFF") == "#000000"
    assert ink_on("#000000") == "#FFFFFF"


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_marks_are_drawn_without_complaint(
    strip: TokenStrip, theme: Theme, qapp: QApplication
) -> None:
    marks = ("masked", "random", "kept", "padding", "swapped", "cut", "deleted", "generated")
    marks = (*marks, "special")
    strip.set_theme(theme)
    strip.show_chips([Chip("a", mark, notes=("1", "A")) for mark in marks], ("position", "segment"))
    assert not strip.grab().isNull()
