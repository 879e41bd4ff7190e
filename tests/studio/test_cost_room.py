"""Where memory is short the cost card says so, and what to do about it."""

from __future__ import annotations

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from engine import devices
from engine.training.fitting import refuse_what_cannot_fit
from studio.cost import Cost
from studio.costing import count_cost, shorter_rows
from studio.recipes import check_recipe, read_leniently
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
    card.show_room(takes(20 * GB, 20 * GB, 8 * GB, fewer=6 * GB, shorter=20 * GB))
    assert "6.4 GB" in card.fewer.text()
    assert not card.fewer.isHidden()
    assert "21.5 GB" in card.shorter.text()
    assert not card.shorter.isEnabled()  # no row is shorter, say


def test_no_fix_is_offered_that_mends_nothing(qtbot: QtBot) -> None:
    card = CostCard()
    qtbot.addWidget(card)
    card.show_room(takes(20 * GB, 4 * GB, 8 * GB, shorter=3 * GB))  # the program splits it
    assert card.fewer.isHidden()
    assert card.shorter.isEnabled()
    card.show_room(takes(20 * GB, 20 * GB, 8 * GB, fewer=6 * GB, shorter=7 * GB))
    assert not card.fewer.isHidden()


def counted(
    monkeypatch: pytest.MonkeyPatch, free: int, **execution: Any
) -> tuple[dict[str, Any], Cost]:
    """A recipe of many rows, and what it takes where so much is free."""
    monkeypatch.setattr(devices, "free_memory", lambda _device: free)
    chosen = {
        "preset": "bert-mini",
        "training": {"steps": 1, "batch": 256},
        "execution": {"device": "cpu", **execution},
    }
    recipe = check_recipe(chosen).resolved
    return recipe, count_cost(recipe)


def test_what_the_program_splits_by_itself_needs_no_fewer_rows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _, roomy = counted(monkeypatch, 1 << 50)
    between = (roomy.least_bytes + roomy.memory_bytes) // 2
    _, split = counted(monkeypatch, between)
    assert split.is_split
    assert split.fewer_rows is split.fewer_bytes is None
    assert split.shorter_bytes is not None
    _, hopeless = counted(monkeypatch, roomy.least_bytes - 1)
    assert not hopeless.fits
    assert hopeless.fewer_rows is hopeless.fewer_bytes is None


def test_shorter_rows_foretell_the_least_they_take(monkeypatch: pytest.MonkeyPatch) -> None:
    """As the card tells of the rows of now, wherever a step is split by itself."""
    recipe, split = counted(monkeypatch, 1 << 28)
    assert split.is_split
    shorter = recipe | {"training": recipe["training"] | {"row_length": shorter_rows(recipe)}}
    assert split.shorter_bytes == count_cost(shorter).least_bytes < split.least_bytes


def test_fewer_rows_are_as_many_as_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    _, roomy = counted(monkeypatch, 1 << 50, micro_batch=256)
    assert roomy.fewer_rows is None
    recipe, short = counted(monkeypatch, roomy.memory_bytes // 5, micro_batch=256)
    assert not short.fits
    assert short.fewer_rows in (16, 32)
    assert short.fewer_bytes is not None
    assert short.fewer_bytes <= roomy.memory_bytes // 5
    taken = recipe | {"execution": {"device": "cpu", "micro_batch": short.fewer_rows}}
    assert count_cost(taken).memory_bytes == short.fewer_bytes
    refuse_what_cannot_fit(read_leniently(taken))  # one click makes it one that can be started
    _, hopeless = counted(monkeypatch, 1 << 20, micro_batch=256)
    assert hopeless.fewer_rows is hopeless.fewer_bytes is None
