"""The button that has the text read: what it says, and where the keyboard is meanwhile."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from engine.control import Control
from engine.events import Progress
from engine.faults import Fault
from studio import engine_calls
from studio.desk import Desk
from studio.views.data.health import HealthCard
from studio.views.data.page import Page


def endless(_data: Any, control: Control, _progress: Progress) -> None:
    while True:
        control.check()


def fails(*_: Any) -> None:
    raise Fault("The disk is gone.")


@pytest.fixture
def health(page: Page, qtbot: QtBot) -> HealthCard:
    """Where somebody sees it."""
    with qtbot.waitActive(page):
        page.show()
    return page.health


@pytest.fixture
def read(health: HealthCard, page: Page, book: Path, qtbot: QtBot) -> HealthCard:
    """With a text that was counted, and the keyboard on the button."""
    page.sources.add([str(book)])
    qtbot.waitUntil(lambda: health.summary is not None)
    health.again.setFocus()
    qtbot.waitUntil(health.again.hasFocus)
    return health


@pytest.mark.parametrize("how", ["failed", "cancelled"])
def test_what_was_never_read_is_not_read_again(
    page: Page,
    health: HealthCard,
    book: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    how: str,
) -> None:
    with monkeypatch.context() as slow:
        slow.setattr(engine_calls, "read_corpus", fails if how == "failed" else endless)
        page.sources.add([str(book)])
        if how == "cancelled":
            qtbot.waitUntil(health.busy.isVisible)
            health.busy.cancel_button.click()
        qtbot.waitUntil(health.again.isVisible)
    assert health.again.text() == "Read the text"
    assert "changed" not in health.again.toolTip()
    health.again.click()
    qtbot.waitUntil(health.again.isVisible)
    assert health.again.text() == "Read again"
    assert "changed on disk" in health.again.toolTip()


@pytest.mark.parametrize("how", ["counted", "failed", "cancelled"])
def test_the_keyboard_comes_back_to_the_button(
    read: HealthCard, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    other = {"failed": fails, "cancelled": endless}
    monkeypatch.setattr(engine_calls, "read_corpus", other.get(how, engine_calls.read_corpus))
    read.again.click()
    assert not read.again.isVisible()
    if how == "cancelled":
        read.busy.cancel_button.setFocus()
        read.busy.cancel_button.click()
    qtbot.waitUntil(read.again.isVisible)
    assert read.again.hasFocus()


def test_it_is_not_taken_from_where_somebody_went_meanwhile(
    read: HealthCard, page: Page, qtbot: QtBot
) -> None:
    read.again.click()
    page.sources.sample_button.setFocus()
    qtbot.waitUntil(read.again.isVisible)
    assert page.sources.sample_button.hasFocus()


def test_a_text_read_again_is_looked_into_again_for_the_rows(
    read: HealthCard, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    forgotten: list[int] = []
    monkeypatch.setattr(
        engine_calls, "forget_neighbours", lambda: forgotten.append(desk.rereadings)
    )
    read.again.click()
    assert forgotten == [1]
