"""A text that is still written while something else is chosen, typed or pressed."""

from __future__ import annotations

from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from studio.desk import Desk
from studio.views.try_.answer_column import NOBODY
from studio.views.try_.continue_card import ContinueCard
from studio.views.try_.continue_view import ContinueView
from studio.views.try_.page import Page
from tests.studio.try_.conftest import FakeModel, at_rest, column, show_run_of


@pytest.fixture
def streaming(page: Page, desk: Desk, model: FakeModel, qtbot: QtBot) -> ContinueCard:
    """The first run's text has begun to come, and does not end by itself."""
    show_run_of(desk, {"causal_lm": {}}, "first-tiny-01")
    qtbot.waitUntil(lambda: page.faces.currentIndex() == 1 and page.kinds.value == "continue")
    card = cast(ContinueCard, page.card)
    card.field.setPlainText("The harbour")
    model.free.clear()
    card.ask_button.click()
    qtbot.waitUntil(lambda: bool(model.asked))
    return card


def words(card: ContinueCard) -> str:
    return cast(ContinueView, column(card).view).shown.words


def test_what_comes_is_the_run_s_that_was_asked_and_behind_the_text_it_was_asked(
    streaming: ContinueCard, desk: Desk, model: FakeModel, qtbot: QtBot
) -> None:
    show_run_of(desk, {"causal_lm": {}}, "second-tiny-01")
    streaming.field.setPlainText("Another text")
    qtbot.waitUntil(lambda: words(streaming) != "")
    assert words(streaming) == "The harbour and"
    assert column(streaming).name.text() == "first-tiny-01, step 1,000"
    model.free.set()
    qtbot.waitUntil(lambda: at_rest(streaming))
    assert words(streaming) == "The harbour and so on"
    assert column(streaming).name.text() == "first-tiny-01, step 1,000"


def test_what_goes_wrong_with_a_run_that_is_asked_no_more_is_not_told_of_the_next(
    streaming: ContinueCard, desk: Desk, model: FakeModel, qtbot: QtBot
) -> None:
    show_run_of(desk, {"causal_lm": {}}, "second-tiny-01")
    model.error = RuntimeError("the first is broken")
    model.free.set()
    qtbot.waitUntil(lambda: at_rest(streaming))
    assert not column(streaming).fault.isVisible()


def test_a_second_press_does_not_write_the_same_again(
    streaming: ContinueCard, model: FakeModel, qtbot: QtBot
) -> None:
    streaming.ask_button.click()
    streaming.ask_button.click()
    model.free.set()
    qtbot.waitUntil(lambda: at_rest(streaming))
    assert len(model.asked) == 1


def test_nobody_goes_on_writing_who_stands_there_no_more(
    streaming: ContinueCard, model: FakeModel, qtbot: QtBot
) -> None:
    job = column(streaming).asker._job
    assert job is not None
    column(streaming).aim(NOBODY, named=False)
    assert job.control.stopping
    model.free.set()
    qtbot.waitUntil(lambda: at_rest(streaming))
    assert words(streaming) == ""


def test_what_was_stopped_is_asked_again_where_somebody_presses_again(
    streaming: ContinueCard, model: FakeModel, qtbot: QtBot
) -> None:
    streaming.stop.click()
    streaming.ask_button.click()
    model.free.set()
    qtbot.waitUntil(lambda: at_rest(streaming))
    assert words(streaming) == "The harbour and so on"
