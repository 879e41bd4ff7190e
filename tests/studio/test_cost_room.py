"""Where memory is short the cost card says so, and what to do about it."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from studio.widgets.cost_card import CostCard

GB = 1 << 30


def test_room_enough_is_not_spoken_of(qtbot: QtBot) -> None:
    card = CostCard()
    qtbot.addWidget(card)
    card.show_room(2 * GB, GB, 8 * GB)
    assert card.room.isHidden()
    card.show_room(2 * GB, GB, None)
    assert card.room.isHidden()


def test_what_cannot_fit_is_said_before_the_start(qtbot: QtBot) -> None:
    card = CostCard()
    qtbot.addWidget(card)
    card.show_room(20 * GB, 9 * GB, 8 * GB)
    assert not card.room.isHidden()
    assert "cannot be started" in card.room_words.text()
    card.show_room(20 * GB, 4 * GB, 8 * GB)
    assert "in parts" in card.room_words.text()
    card.forget_cost()
    assert card.room.isHidden()


def test_the_fixes_ask_for_what_they_say(qtbot: QtBot) -> None:
    card = CostCard()
    qtbot.addWidget(card)
    with qtbot.waitSignal(card.fewer_rows):
        card.fewer.click()
    with qtbot.waitSignal(card.shorter_rows):
        card.shorter.click()
