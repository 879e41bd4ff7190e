"""Measuring on this machine: what hinders it, and how long what was found counts."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from engine import devices
from engine.control import Control
from engine.faults import Fault
from engine.recipe import TrainingConfig
from studio import engine_calls
from studio.cost import Measured
from studio.costing import deciding, measure_speed
from studio.desk import Desk
from studio.live import State
from studio.views.model.page import Page
from tests.studio.form_desk import COST
from tests.studio.model_page import desk, page
from tests.studio.scripted_work import EndlessWork

GB = 1 << 30
UNKNOWN = "\u2013"


__all__ = ["desk", "page"]


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


def test_what_a_step_does_not_ask_for_decides_neither_cost_nor_speed() -> None:
    given: dict[str, Any] = {"training": dict.fromkeys(TrainingConfig.model_fields, 1)}
    assert set(deciding(given)["training"]) == {"batch", "row_length", "optimizer", "clip"}
    together = {"combining": {"how": "together"}}
    assert deciding(given | together) != deciding(given | {"combining": {"how": "turns"}})


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("training.minutes", 4, "In 04:00 it sees 12.6M tokens"),
        ("training.tokens", 523_000, "The budget of 523k tokens takes 00:10"),
        ("training.seed", 7, "In 02:00 it sees 6.28M tokens"),
        ("training.validate_every", 50, "In 02:00 it sees 6.28M tokens"),
    ],
)
def test_another_budget_ends_elsewhere_at_the_same_speed(
    page: Page, desk: Desk, qtbot: QtBot, key: str, value: int, told: str
) -> None:
    card = page.cost_card
    card.button.click()
    qtbot.waitUntil(lambda: card.speed.text() == "52.3k")
    desk.draft.set(key, value)
    qtbot.waitUntil(lambda: desk.draft.checked and desk.draft.effective(key) == value)
    qtbot.waitUntil(lambda: told in card.finish.text())
    assert card.speed.text() == "52.3k"


def test_the_speed_is_known_again_where_its_choices_come_back(
    page: Page, desk: Desk, qtbot: QtBot
) -> None:
    card = page.cost_card
    card.button.click()
    qtbot.waitUntil(lambda: card.speed.text() == "52.3k")
    desk.draft.set("model.depth", 3)
    qtbot.waitUntil(lambda: card.speed.text() == UNKNOWN)
    desk.draft.undo_stack.undo()
    qtbot.waitUntil(lambda: card.speed.text() == "52.3k")


class SlowMeasurement:
    """Stands in for the engine's: it takes until it is let go, or asked to end."""

    def __init__(self) -> None:
        self.begun, self.go = threading.Event(), threading.Event()

    def __call__(self, _recipe: object, control: Control, _progress: object) -> Measured:
        self.begun.set()
        while not self.go.wait(0.01):
            control.check()
        return Measured(52_300.0, 8, 612_000_000)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[SlowMeasurement]:
    made = SlowMeasurement()
    monkeypatch.setattr(engine_calls, "measure_speed", made)
    yield made
    made.go.set()


def test_a_measurement_of_choices_that_changed_is_told_not_dropped(
    page: Page, desk: Desk, qtbot: QtBot, slow: SlowMeasurement
) -> None:
    card = page.cost_card
    card.button.click()
    desk.draft.set("model.depth", 3)
    qtbot.waitUntil(lambda: desk.draft.checked)
    slow.go.set()
    qtbot.waitUntil(card.button.isEnabled)
    assert card.speed.text() == UNKNOWN
    assert "choices changed meanwhile" in card.finish.text()
    desk.draft.set("model.depth", 5)  # another model was never measured
    qtbot.waitUntil(lambda: "not measured yet" in card.finish.text())
    desk.draft.undo_stack.undo()
    desk.draft.undo_stack.undo()
    qtbot.waitUntil(lambda: card.speed.text() == "52.3k")


@pytest.fixture
def training(desk: Desk, qtbot: QtBot, tmp_path: Path) -> Iterator[EndlessWork]:
    """What a run that begins in the test does until it is stopped."""
    work = EndlessWork()
    desk.live._make_work = work
    yield work
    desk.live.stop()
    qtbot.waitUntil(lambda: desk.live.state is State.IDLE)
    desk.live.wait()


def test_nothing_is_measured_beside_a_run_that_trains(
    page: Page, desk: Desk, qtbot: QtBot, tmp_path: Path, training: EndlessWork
) -> None:
    card = page.cost_card
    desk.live.start({}, tmp_path, "a run")
    assert not card.button.isEnabled()
    assert "A run is under way" in card.hindrance.text()
    desk.live.pause()
    qtbot.waitUntil(card.button.isEnabled)
    assert card.hindrance.isHidden()
    desk.live.resume()
    qtbot.waitUntil(lambda: not card.button.isEnabled())
    desk.live.stop()
    qtbot.waitUntil(card.button.isEnabled)


def test_a_measurement_gives_way_to_a_run_and_says_so(
    page: Page,
    desk: Desk,
    qtbot: QtBot,
    tmp_path: Path,
    slow: SlowMeasurement,
    training: EndlessWork,
) -> None:
    card = page.cost_card
    card.button.click()
    qtbot.waitUntil(slow.begun.is_set)
    desk.live.start({}, tmp_path, "a run")
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    assert "a run began meanwhile" in card.finish.text()
    assert card.speed.text() == UNKNOWN
    assert not card.button.isEnabled()
