"""Where memory is short the cost card says so, and what to do about it."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from studio.cost import Cost
from studio.widgets.cost_card import CostCard

GB = 1 << 30


def takes(needed: int, least: int, free: int | None, **after: int) -> Cost:
    """A recipe that takes so much."""
    given = {f"{name}_bytes": number for name, number in after.items()}
    return Cost(10, 1.0, needed, least_bytes=least, free_bytes=free, **given)


def test_room_enough_is_not_spoken_of(qtbot: QtBot) -> None:
    card = CostCard()
    qtbot.addWidget(card)
    card.show_room(takes(2 * GB, GB, 8 * GB))
    assert card.room.isHidden()
    card.show_room(takes(2 * GB, GB, None))
    assert card.room.isHidden()


def test_what_cannot_fit_is_said_before_the_start(qtbot: QtBot) -> None:
    card = CostCard()
    qtbot.addWidget(card)
    card.show_room(takes(20 * GB, 9 * GB, 8 * GB))
    assert not card.room.isHidden()
    assert "cannot be started" in card.room_words.text()
    assert card.room_words.property("role") == "bad"
    card.show_room(takes(20 * GB, 4 * GB, 8 * GB))
    assert "in parts" in card.room_words.text()
    assert card.room_words.property("role") == "warn"
    card.forget_cost()
    assert card.room.isHidden()


def test_memory_that_is_not_there_is_not_said_to_be_needed(qtbot: QtBot) -> None:
    """Where a whole step does not fit the program splits it: only the least is sure."""
    card = CostCard()
    qtbot.addWidget(card)
    for free, told in ((32 * GB, "21.5 GB"), (8 * GB, "4.3 GB or more"), (None, "21.5 GB")):
        card.show_cost(takes(20 * GB, 4 * GB, free))
        assert card.values["memory"].text() == told
    card.show_cost(takes(20 * GB, 20 * GB, 8 * GB))  # as many rows as somebody asked for
    assert card.values["memory"].text() == "21.5 GB"


def test_the_fixes_ask_for_what_they_say(qtbot: QtBot) -> None:
    card = CostCard()
    qtbot.addWidget(card)
    with qtbot.waitSignal(card.fewer_rows):
        card.fewer.click()
    with qtbot.waitSignal(card.shorter_rows):
        card.shorter.click()


def test_the_fixes_foretell_what_they_bring(qtbot: QtBot) -> None:
    card = CostCard()
    qtbot.addWidget(card)
    card.show_room(takes(20 * GB, 9 * GB, 8 * GB, fewer=20 * GB, shorter=7 * GB))
    assert "21.5 GB" in card.fewer.text()
    assert not card.fewer.isEnabled()  # rows of a group stay together, say
    assert "7.5 GB" in card.shorter.text()
    assert card.shorter.isEnabled()
