"""What stands where an answer will be, before anybody asked."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from studio.desk import Desk
from studio.views.try_.page import Page
from studio.views.try_.try_card import card_classes
from tests.studio.try_.conftest import FakeModel, column, settled, show_run_of

WRITERS = {"causal_lm": "continue", "span_corruption": "spans", "translation": "translate"}


@pytest.mark.parametrize(("objective", "kind"), WRITERS.items())
def test_one_line_says_what_will_come_and_what_to_press_until_it_comes(
    page: Page, desk: Desk, model: FakeModel, qtbot: QtBot, objective: str, kind: str
) -> None:
    show_run_of(desk, {objective: {}})
    qtbot.waitUntil(lambda: page.kinds.value == kind)
    card = page.card
    line = column(card).before
    assert line.isVisible()
    assert f"press “{card.ask_button.text()}”" in line.text()
    model.free.clear()
    card.ask_button.click()
    assert not line.isVisible()  # the bar says that it is under way
    model.free.set()
    settled(page, qtbot)
    assert column(card).view.text()
    assert not line.isVisible()


def test_a_fault_stands_alone(page: Page, desk: Desk, model: FakeModel, qtbot: QtBot) -> None:
    show_run_of(desk, {"causal_lm": {}})
    qtbot.waitUntil(lambda: page.kinds.value == "continue")
    model.error = RuntimeError("broken")
    page.card.ask_button.click()
    settled(page, qtbot)
    assert column(page.card).fault.isVisible()
    assert not column(page.card).before.isVisible()


def test_every_tab_names_its_own_button(desk: Desk, qtbot: QtBot) -> None:
    for make in card_classes():
        card = make(desk)
        qtbot.addWidget(card)
        assert f"press “{card.ask_words()}”" in card.promise()


def test_it_does_not_tell_to_press_what_cannot_be_pressed(
    page: Page, desk: Desk, model: FakeModel, qtbot: QtBot
) -> None:
    show_run_of(desk, {"translation": {}})
    qtbot.waitUntil(lambda: page.kinds.value == "translate")
    page.card.take("")
    assert page.card.hint_line.isVisible()
    assert not column(page.card).before.isVisible()
