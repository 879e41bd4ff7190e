"""Measuring on this machine: what hinders it, and how long what was found counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from engine import devices
from engine.control import Control
from engine.faults import Fault
from studio import engine_calls
from studio.costing import measure_speed
from studio.desk import Desk
from studio.views.model.page import Page
from tests.studio.form_desk import COST, open_desk, script_engine

GB = 1 << 30


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    script_engine(monkeypatch)
    with open_desk(tmp_path) as desk:
        yield desk


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> Page:
    page = Page(desk)
    qtbot.addWidget(page)
    qtbot.waitUntil(lambda: page.cost is not None)
    return page


def test_what_cannot_fit_is_not_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    from engine.training import measuring

    def run(*_: Any) -> None:
        raise AssertionError("a step was run")

    monkeypatch.setattr(measuring, "measure_steps", run)
    monkeypatch.setattr(devices, "free_memory", lambda _device: 1 << 20)
    with pytest.raises(Fault, match="does not fit into the memory"):
        measure_speed({"preset": "bert-tiny"}, Control(), lambda event: None)


def test_the_button_says_that_the_model_cannot_fit_and_why(
    page: Page, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = replace(COST, memory_bytes=20 * GB, least_bytes=9 * GB, free_bytes=8 * GB)
    monkeypatch.setattr(engine_calls, "count_cost", lambda _data: large)
    card = page.cost_card
    assert card.hindrance.isHidden()
    desk.draft.set("training.batch", 512)
    qtbot.waitUntil(lambda: not card.button.isEnabled())
    assert "more memory than is free" in card.hindrance.text()
    assert "more memory than is free" in card.button.toolTip()
    assert not card.hindrance.isHidden()
    desk.draft.undo_stack.undo()
    monkeypatch.setattr(engine_calls, "count_cost", lambda _data: COST)
    qtbot.waitUntil(card.button.isEnabled)
    assert card.hindrance.isHidden()
    assert "few real training steps" in card.button.toolTip()


def test_memory_that_came_free_meanwhile_is_seen_when_the_window_is_come_back_to(
    page: Page, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = replace(COST, memory_bytes=20 * GB, least_bytes=9 * GB, free_bytes=8 * GB)
    monkeypatch.setattr(engine_calls, "count_cost", lambda _data: large)
    desk.draft.set("training.batch", 512)
    qtbot.waitUntil(lambda: not page.cost_card.button.isEnabled())
    qtbot.waitUntil(lambda: desk.draft.checked)
    roomy = replace(large, free_bytes=32 * GB)
    monkeypatch.setattr(engine_calls, "count_cost", lambda _data: roomy)
    desk.draft.check_again()  # as the window does
    qtbot.waitUntil(page.cost_card.button.isEnabled)
