"""The cards of the Objective page: opened, switched on and off, and what a model cannot learn."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from engine.recipe.form import describe_recipe
from studio.desk import Desk
from studio.theme import OBJECTIVE_SERIES
from studio.views.objective.architectures import groups
from studio.views.objective.choosing import use_architecture
from studio.views.objective.page import Page
from studio.views.objective.sketch import Sketch

BERT = ["masked_lm", "next_sentence"]


def test_there_is_a_card_for_every_objective_and_the_preset_chooses(page: Page) -> None:
    assert list(page.cards) == ["masked_lm", "next_sentence", "causal_lm"]
    assert [name for name, card in page.cards.items() if card.box.isChecked()] == BERT
    assert page.family.title.text() == "BERT"


def test_switching_off_leaves_the_other_and_can_be_undone(page: Page, desk: Desk) -> None:
    page.cards["next_sentence"].box.click()
    assert desk.draft.value("objectives.next_sentence") is False
    assert page.family.title.text() == "RoBERTa, begun with BERT"
    desk.draft.undo_stack.undo()
    assert page.cards["next_sentence"].box.isChecked()


def test_a_click_on_the_line_opens_the_card_and_closes_the_one_before(
    page: Page, desk: Desk, qtbot: QtBot
) -> None:
    words, sentence = page.cards["masked_lm"], page.cards["next_sentence"]
    assert words.details is None
    qtbot.mouseClick(words, Qt.MouseButton.LeftButton, pos=words.line.geometry().center())
    assert words.is_open
    assert words.details is not None
    assert words.details.formula.text() == "L = −Σ log p(xᵢ | x̃) / |M|"
    assert words.line.isHidden()
    sentence.arrow.click()
    assert sentence.is_open
    assert not words.is_open
    assert words.details.isHidden()
    assert desk.draft.value("objectives") is None


def test_switching_on_opens_the_card(page: Page, desk: Desk) -> None:
    desk.draft.set("preset", "roberta-tiny")
    page.cards["next_sentence"].box.click()
    assert page.cards["next_sentence"].is_open


def test_the_list_is_worked_by_keyboard(page: Page, qtbot: QtBot) -> None:
    words, sentence = page.cards["masked_lm"], page.cards["next_sentence"]
    words.focus_here()
    qtbot.keyClick(words.box, Qt.Key.Key_Return)
    assert words.is_open
    qtbot.keyClick(words.box, Qt.Key.Key_Left)
    assert not words.is_open
    qtbot.keyClick(words.box, Qt.Key.Key_Down)
    assert page.focusWidget() is sentence.box
    qtbot.keyClick(sentence.box, Qt.Key.Key_Down)
    assert page.focusWidget() is page.cards["causal_lm"].arrow  # its box cannot be ticked
    assert words.arrow.accessibleName() == "Details of Masked words"
    assert words.box.accessibleDescription() == words.line.text()


def test_what_the_model_cannot_learn_says_why_and_offers_another_model(
    page: Page, desk: Desk
) -> None:
    token = page.cards["causal_lm"]
    assert not token.box.isEnabled()
    assert "Needs a decoder; the model is an encoder." in token.box.accessibleDescription()
    token.arrow.click()
    assert token.details is not None
    assert token.details.reason.text() == "Needs a decoder; the model is an encoder."
    assert token.details.fit.text() == "Use a decoder"
    token.details.fit.click()
    assert desk.draft.value("model.architecture") == "decoder"
    assert [name for name, card in page.cards.items() if card.box.isChecked()] == ["causal_lm"]
    assert not token.details.reason.isVisibleTo(token)
    assert desk.draft.undo_stack.undoText() == "Use a decoder"
    desk.draft.undo_stack.undo()
    assert [name for name, card in page.cards.items() if card.box.isChecked()] == BERT


def test_a_group_offers_its_model_and_takes_what_is_most_like_the_choice(
    page: Page, desk: Desk
) -> None:
    heads = page.list.heads
    assert list(heads) == ["encoder", "decoder"]
    assert heads["encoder"].fit.isHidden()
    heads["decoder"].fit.click()
    assert page.cards["causal_lm"].box.isChecked()
    assert heads["decoder"].fit.isHidden()
    heads["encoder"].fit.click()
    assert [name for name, card in page.cards.items() if card.box.isChecked()] == ["masked_lm"]


def test_of_several_choices_the_first_says_what_is_most_like_them(
    page: Page, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = desk.form
    assert form is not None
    like = {"masked_lm": {"decoder": "prefix_lm"}, "next_sentence": {"decoder": "causal_lm"}}
    monkeypatch.setattr(form, "nearest", like)
    monkeypatch.setattr(form, "cards", {**form.cards, "prefix_lm": form.cards["causal_lm"]})
    monkeypatch.setattr(form, "architectures", {**form.architectures, "prefix_lm": ("decoder",)})
    use_architecture(desk.draft, form, "decoder", "", "Use a decoder")
    found = desk.draft.value("objectives", {})
    assert found == {"masked_lm": False, "next_sentence": False, "prefix_lm": True}


def test_switching_on_again_takes_the_presets_settings(page: Page, desk: Desk) -> None:
    page.cards["masked_lm"].box.click()
    page.cards["masked_lm"].box.click()
    assert desk.draft.value("objectives.masked_lm") is None


def test_an_objective_the_preset_lacks_can_be_switched_on(page: Page, desk: Desk) -> None:
    desk.draft.set("preset", "roberta-tiny")
    assert not page.cards["next_sentence"].box.isChecked()
    page.cards["next_sentence"].box.click()
    assert desk.draft.value("objectives.next_sentence") is True
    page.cards["next_sentence"].weight.edited.emit(0.5)
    assert desk.draft.value("objectives.next_sentence") == {"weight": 0.5}


def test_the_fault_of_the_pairs_is_said_at_who_reads_them(page: Page, qtbot: QtBot) -> None:
    page.list._reads["next_sentence"] = "labelled"
    faults = {"labelled.paths": "name a file"}
    page.list.follow("encoder", {"next_sentence": 1.0, "masked_lm": 1.0}, faults)
    card = page.cards["next_sentence"]
    assert card.fault.text() == "name a file"
    assert card.fault.property("role") == "dim"  # nothing to mend here: the rail has a tick
    assert page.cards["masked_lm"].fault.isHidden()
    assert page.cards["masked_lm"].to_data.isHidden()
    with qtbot.waitSignal(page._desk.go_to) as asked:
        card.to_data.click()
    assert asked.args == ["data"]
    page.list.follow("encoder", {"next_sentence": 1.0}, {"objectives.next_sentence": "too much"})
    assert card.fault.property("role") == "bad"
    assert card.to_data.isHidden()


def test_objectives_stand_under_the_model_that_can_learn_them() -> None:
    form: Any = describe_recipe()
    found = groups(form)
    assert [group.architecture for group in found] == ["encoder", "decoder", "encoder_decoder"]
    assert sorted(name for group in found for name in group.objectives) == sorted(form.cards)
    assert found[0].objectives[:2] == ("masked_lm", "next_sentence")


def test_a_hidden_sketch_does_not_move(qtbot: QtBot, desk: Desk) -> None:
    sketch = Sketch(desk.theme, "masked_lm")
    qtbot.addWidget(sketch)
    sketch.play()
    assert not sketch.moving


@pytest.mark.parametrize("name", [*OBJECTIVE_SERIES, "an objective of tomorrow"])
def test_every_objective_has_a_sketch(qtbot: QtBot, desk: Desk, name: str) -> None:
    sketch = Sketch(desk.theme, name)
    qtbot.addWidget(sketch)
    sketch.resize(260, 80)
    for moment in (0, 900, 1700, 3200):
        sketch._time = moment
        assert not sketch.grab().isNull()
