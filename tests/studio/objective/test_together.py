"""What the chosen objectives come to: family, weights, points, turns."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from engine.recipe.form import describe_recipe
from engine.recipe.presets import FAMILIES
from studio.desk import Desk
from studio.families import families, family_of
from studio.theme import LIGHT
from studio.views.objective.objective_list import ObjectiveList
from studio.views.objective.page import Page
from studio.views.objective.together_card import what_happens

BERT = ["masked_lm", "next_sentence"]


def test_a_weight_stands_in_the_formula(page: Page, desk: Desk) -> None:
    page.cards["next_sentence"].weight.edited.emit(0.6)
    assert page.family.formula.text() == "L = L_{Masked words} + 0.6 · L_{Next sentence}"


def test_a_family_is_taken_as_published_at_the_size_chosen(page: Page, desk: Desk) -> None:
    desk.draft.set("preset", "bert-mini")
    page.cards["next_sentence"].weight.edited.emit(0.6)
    page.family.buttons.actions_["roberta"].trigger()
    assert desk.draft.value("preset") == "roberta-mini"
    assert desk.draft.value("objectives") is None
    desk.draft.undo_stack.undo()
    assert desk.draft.value("objectives.next_sentence.weight") == 0.6


def test_what_a_family_chooses_is_brought_into_sight(page: Page, desk: Desk, qtbot: QtBot) -> None:
    page.cards["masked_lm"].arrow.click()
    page.list._area.setFixedHeight(80)
    token = page.cards["causal_lm"]
    page.list._area.verticalScrollBar().setValue(0)
    qtbot.waitUntil(lambda: token.visibleRegion().isEmpty())
    page.family.buttons.actions_["gpt"].trigger()
    qtbot.waitUntil(lambda: not token.visibleRegion().isEmpty())
    assert not page.cards["masked_lm"].is_open


def test_what_is_chosen_stays_whole_in_sight_when_a_fault_is_told(qtbot: QtBot) -> None:
    shown = ObjectiveList(LIGHT)
    qtbot.addWidget(shown)
    shown.build(describe_recipe())
    shown.resize(500, 300)
    shown.show()
    weights = {"causal_lm": 1.0}
    shown.follow("decoder", weights, {})
    token, area = shown.cards["causal_lm"], shown._area
    qtbot.waitUntil(lambda: _seen(token) == token.height() > 0)
    before = token.height()
    area.verticalScrollBar().setValue(token.y() + before - area.viewport().height())  # at its end
    shown.follow("decoder", weights, {"objectives.causal_lm": "There is nothing to read."})
    qtbot.waitUntil(lambda: _seen(token) == token.height() > before)


def _seen(widget: QWidget) -> int:
    return widget.visibleRegion().boundingRect().height()


def test_every_family_is_offered_and_a_size_it_lacks_gives_way(page: Page, desk: Desk) -> None:
    assert list(page.family.buttons.actions_) == ["bert", "roberta", "gpt"]
    assert "What comes next." in page.family.buttons.actions_["gpt"].toolTip() or (
        "Every token" in page.family.buttons.actions_["gpt"].toolTip()
    )
    desk.draft.set("preset", "bert-mini")
    page.family.buttons.actions_["gpt"].trigger()
    assert desk.draft.value("preset") == "gpt-tiny"
    assert page.cards["causal_lm"].box.isChecked()


def test_families_are_known_by_what_they_learn() -> None:
    form: Any = describe_recipe()
    assert family_of(form, frozenset(BERT)).name == "bert"
    assert family_of(form, frozenset({"masked_lm"})).name == "roberta"
    assert family_of(form, frozenset({"next_sentence"})).name == ""
    assert list(families(form)) == list(FAMILIES)
    untold = [family.name for family in families(form).values() if family.title == family.name]
    assert not untold  # every shipped family has the name its paper gives it


def test_points_are_drawn_where_weights_are_scheduled(page: Page, desk: Desk) -> None:
    assert page.family.points["next_sentence"].isHidden()
    desk.draft.set("combining.weighting", "scheduled")
    assert page.family.points["next_sentence"].isVisibleTo(page)
    assert page.family.points["causal_lm"].isHidden()


def test_points_nobody_follows_stay_in_sight(page: Page, desk: Desk) -> None:
    desk.draft.set("combining.weighting", "scheduled")
    desk.draft.set("objectives.next_sentence.points", [[0.0, 0.0], [1.0, 2.0]])
    desk.draft.set("combining.weighting", "fixed")
    assert page.family.points["next_sentence"].isVisibleTo(page)
    desk.draft.remove("objectives.next_sentence.points")
    assert page.family.points["next_sentence"].isHidden()


def test_a_weight_that_points_stand_in_for_is_greyed_and_says_why(page: Page, desk: Desk) -> None:
    card = page.cards["next_sentence"]
    assert card.weight.isEnabled()
    points = [[0.0, 1.0], [1.0, 0.0]]
    desk.draft.set("objectives.next_sentence.points", points)
    assert card.weight.isEnabled()  # nobody follows them yet
    desk.draft.set("combining.weighting", "scheduled")
    assert not card.weight.isEnabled()
    assert "points" in card.weight.toolTip()
    assert page.cards["masked_lm"].weight.isEnabled()
    assert page.family.formula.text() == "L = L_{Masked words} + w(t) · L_{Next sentence}"


def test_the_page_writes_a_line_for_each_turn(page: Page, desk: Desk, qtbot: QtBot) -> None:
    desk.draft.set("objectives.causal_lm", True)
    qtbot.waitUntil(lambda: "\n" in page.family.formula.text())
    assert page.family.formula.text().splitlines() == [
        "L_{1 of 2 steps} = L_{Masked words} + L_{Next sentence}",
        "L_{1 of 2 steps} = L_{Next token}",
    ]


def test_what_a_step_learns_is_one_sentence() -> None:
    titles = {"a": "One", "b": "Two", "c": "Three"}
    assert what_happens({("a", "b"): 1}, titles) == "One and Two share one pass."
    assert what_happens({("a",): 1}, titles) == "One is learned in every step."
    assert what_happens({("a", "b"): 15, ("c",): 1}, titles) == (
        "They take turns, a step each. Of every 16 steps: 15 × One and Two, 1 × Three."
    )
    assert what_happens({}, titles) == ""


def test_nothing_chosen_is_said(page: Page) -> None:
    for name in BERT:
        page.cards[name].box.click()
    assert page.family.title.text() == "Nothing chosen"
    assert page.family.formula.text() == "L = 0"
