"""Which tabs there are for a run, and why not the others."""

from __future__ import annotations

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from studio.abilities import KINDS
from studio.desk import Desk
from studio.places import standings
from studio.views.try_.page import Page
from studio.views.try_.try_card import card_classes
from tests.studio.try_.conftest import FakeModel, settled, show_run_of

ABLE = {
    "masked_lm": "fill",
    "next_sentence": "pair",
    "causal_lm": "continue",
    "span_corruption": "spans",
    "replaced_token_detection": "spot",
    "translation": "translate",
    "classification": "classify",
    "regression": "classify",
    "tagging": "entities",
    "answering": "answer",
}


def test_every_tab_is_a_file_of_its_own_in_the_order_of_the_issue() -> None:
    cards = card_classes()
    assert tuple(card.kind for card in cards) == KINDS
    assert len({card.__module__ for card in cards}) == len(KINDS)


@pytest.mark.parametrize(("objective", "kind"), ABLE.items())
def test_a_run_is_asked_what_it_learned_and_the_other_tabs_say_what_they_need(
    page: Page, desk: Desk, model: FakeModel, qtbot: QtBot, objective: str, kind: str
) -> None:
    show_run_of(desk, {objective: {}})
    qtbot.waitUntil(lambda: page.faces.currentIndex() == 1)
    assert page.kinds.value == kind
    also = ["drill"] if kind == "fill" else []
    for other in KINDS:
        button = page.kinds.button(other)
        assert button.isEnabled() == (other in (kind, "similar", *also))
        assert button.isEnabled() != ("Needs a run trained on one of:" in button.toolTip())
    assert standings(desk)["try_"].mark == "done"
    settled(page, qtbot)


@pytest.mark.parametrize("objectives", [{"contrastive_sentence": {}}, {"something_new": {}}])
def test_any_run_compares_sentences(
    page: Page, desk: Desk, model: FakeModel, qtbot: QtBot, objectives: dict[str, Any]
) -> None:
    show_run_of(desk, objectives)
    qtbot.waitUntil(lambda: page.kinds.value == "similar" and bool(model.asked))
    settled(page, qtbot)


def test_the_tab_somebody_chose_comes_back_with_a_run_that_can(
    opened: Page, desk: Desk, model: FakeModel, qtbot: QtBot
) -> None:
    settled(opened, qtbot)
    path = desk.shown.path if desk.shown is not None else None
    assert path is not None
    opened.kinds.button("pair").click()
    show_run_of(desk, {"causal_lm": {}})
    qtbot.waitUntil(lambda: opened.kinds.value == "continue")
    desk.open_run(path)
    qtbot.waitUntil(lambda: opened.kinds.value == "pair")
    settled(opened, qtbot)


def test_what_cannot_be_asked_again_is_left_alone_and_says_why(
    opened: Page, desk: Desk, model: FakeModel, qtbot: QtBot
) -> None:
    settled(opened, qtbot)
    opened.card.ask(by_hand=True)
    qtbot.waitUntil(lambda: len(opened.tries.tries) == 1)
    show_run_of(desk, {"causal_lm": {}})
    qtbot.waitUntil(lambda: opened.kinds.value == "continue")
    with qtbot.waitSignal(desk.saying) as said:
        opened.tries.list.itemActivated.emit(opened.tries.list.item(0))
    assert opened.kinds.value == "continue"
    assert "Needs a run trained on one of:" in said.args[0]
