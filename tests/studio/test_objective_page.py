"""The Objective page: cards, weights, families, and the row the model sees."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from engine.faults import Fault, FieldFault
from engine.recipe.form import describe_recipe
from engine.recipe.presets import FAMILIES
from studio import engine_calls
from studio.beginnings import first_sentences
from studio.desk import Desk
from studio.engine_calls import Checked
from studio.families import families, family_of
from studio.style_sheet import style_sheet
from studio.theme import LIGHT, OBJECTIVE_SERIES
from studio.views.objective.architectures import groups
from studio.views.objective.loss_formula import Weighed, loss_formulas
from studio.views.objective.page import Page
from studio.views.objective.row_chips import note_names, row_chips
from studio.views.objective.sketch import Sketch
from studio.views.objective.together_card import what_happens
from tests.studio.form_desk import check as scripted_check
from tests.studio.form_desk import fake_row, load, open_desk, script_engine

BERT = ["masked_lm", "next_sentence"]


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    script_engine(monkeypatch)
    book = tmp_path / "book.txt"
    book.write_text("The harbour town.", "utf-8")
    with open_desk(tmp_path) as desk:
        desk.draft.set("corpus.paths", [str(book)])
        yield desk


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> Iterator[Page]:
    page = Page(desk)
    qtbot.addWidget(page)
    page.resize(1112, 620)
    page.show()
    qtbot.waitUntil(lambda: desk.draft.checked)
    yield page
    page.hide()


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


def test_the_fault_of_the_pairs_is_said_at_who_reads_them(page: Page) -> None:
    page.list._reads["next_sentence"] = "labelled"
    faults = {"labelled.paths": "name a file"}
    page.list.follow("encoder", {"next_sentence": 1.0, "masked_lm": 1.0}, faults)
    assert page.cards["next_sentence"].fault.text() == "name a file"
    assert page.cards["masked_lm"].fault.isHidden()


def test_every_family_is_offered_and_a_size_it_lacks_gives_way(page: Page, desk: Desk) -> None:
    assert list(page.family.buttons.actions_) == ["bert", "roberta", "gpt"]
    assert "What comes next." in page.family.buttons.actions_["gpt"].toolTip() or (
        "Every token" in page.family.buttons.actions_["gpt"].toolTip()
    )
    desk.draft.set("preset", "bert-mini")
    page.family.buttons.actions_["gpt"].trigger()
    assert desk.draft.value("preset") == "gpt-tiny"
    assert page.cards["causal_lm"].box.isChecked()


def test_the_row_is_drawn_from_the_own_text_and_follows_it(page: Page, qtbot: QtBot) -> None:
    sight = page.sight
    qtbot.waitUntil(lambda: sight.picture is not None)
    assert sight.rows.input.chips[1].mark == "masked"
    assert sight.rows.targets.chips[0].text == "She"
    assert sight.rows.row.chips[2].notes == ("2", "0")
    sight.text.setPlainText("up and down")
    qtbot.waitUntil(lambda: len(sight.rows.row.chips) == 5)


def test_another_sentence_comes_from_the_corpus_and_can_be_undone(
    page: Page, desk: Desk, qtbot: QtBot
) -> None:
    sight = page.sight
    qtbot.waitUntil(lambda: sight.picture is not None)
    before = sight.text.toPlainText()
    sight.other.click()
    qtbot.waitUntil(lambda: sight.rows.targets.chips[0].text == "Sentence")
    assert desk.settings.option("objective.text", "") == ""
    sight.text.undo()
    assert sight.text.toPlainText() == before


def test_objectives_that_take_turns_show_one_row_each(
    page: Page, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    qtbot.waitUntil(lambda: page.sight.picture is not None)
    assert page.sight.tasks.isHidden()
    assert page.family.turns["causal_lm"].isHidden()
    assert page.family.sentence.text() == "Masked words and Next sentence share one pass."
    desk.draft.set("objectives.causal_lm", True)
    qtbot.waitUntil(lambda: page.sight.tasks.buttons is not None)
    assert page.family.turns["causal_lm"].isVisibleTo(page)
    assert "Of every 2 steps" in page.family.sentence.text()
    drawn: list[str] = []
    real = engine_calls.draw_known_row

    def noted(data: Any, text: str, draw: int, task: str, progress: float) -> Any:
        drawn.append(task)
        return real(data, text, draw, task, progress)

    monkeypatch.setattr(engine_calls, "draw_known_row", noted)
    assert page.sight.tasks.buttons is not None
    page.sight.tasks.buttons.button("causal_lm").click()
    qtbot.waitUntil(lambda: "causal_lm" in drawn)


def test_the_first_draw_follows_a_slider_without_waiting_for_the_check(
    page: Page, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    qtbot.waitUntil(lambda: page.sight.picture is not None and not desk.jobs.busy)
    drawn: list[float] = []

    def noted(data: Any, text: str, draw: int, task: str, progress: float) -> Any:
        drawn.append(data["objectives"]["masked_lm"]["rate"])
        return fake_row(data, text, draw, task, progress)

    monkeypatch.setattr(engine_calls, "draw_known_row", noted)
    desk.draft.changed.connect(lambda _: held.append(desk.draft.checked))
    held: list[bool] = []
    page.fields["masked_lm"].rows["objectives.masked_lm.rate"].editor.edited.emit(0.4)
    assert page.sight.drawing._quick is not None  # begun within the move itself
    assert held == [False]
    qtbot.waitUntil(lambda: drawn == [0.4])


def test_the_row_can_be_seen_at_any_point_of_a_run_that_changes_it(
    page: Page, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = page.sight.place
    qtbot.waitUntil(lambda: page.sight.picture is not None and not desk.jobs.busy)
    assert place.isHidden()
    desk.draft.set("objectives.masked_lm.start_rate", 0.5)
    qtbot.waitUntil(lambda: place.isVisibleTo(page) and not desk.jobs.busy)
    drawn: list[float] = []

    def noted(data: Any, text: str, draw: int, task: str, progress: float) -> Any:
        drawn.append(progress)
        return fake_row(data, text, draw, task, progress)

    monkeypatch.setattr(engine_calls, "draw_known_row", noted)
    monkeypatch.setattr(engine_calls, "draw_row", noted)
    place.input.edited.emit(0.75)
    qtbot.waitUntil(lambda: len(drawn) == 5)  # at once, and then all draws
    assert set(drawn) == {0.75}


def test_points_are_drawn_where_weights_are_scheduled(page: Page, desk: Desk) -> None:
    assert page.family.points["next_sentence"].isHidden()
    desk.draft.set("combining.weighting", "scheduled")
    assert page.family.points["next_sentence"].isVisibleTo(page)
    assert page.family.points["causal_lm"].isHidden()


def test_every_strip_shows_all_its_lines(page: Page, qtbot: QtBot) -> None:
    sight = page.sight
    qtbot.waitUntil(lambda: sight.picture is not None and not page._desk.jobs.busy)
    sight.text.setPlainText("many words to fill several lines with " * 8)

    def whole() -> bool:
        shown = [strip for strip in sight.rows.strips if strip.isVisible() and strip.chips]
        tall = [strip for strip in shown if strip.height() > 100]
        return len(tall) > 3 and all(
            strip.height() >= strip.heightForWidth(strip.width()) for strip in shown
        )

    qtbot.waitUntil(whole)


def test_points_nobody_follows_stay_in_sight(page: Page, desk: Desk) -> None:
    desk.draft.set("combining.weighting", "scheduled")
    desk.draft.set("objectives.next_sentence.points", [[0.0, 0.0], [1.0, 2.0]])
    desk.draft.set("combining.weighting", "fixed")
    assert page.family.points["next_sentence"].isVisibleTo(page)
    desk.draft.remove("objectives.next_sentence.points")
    assert page.family.points["next_sentence"].isHidden()


def test_another_draw_hides_another_place(page: Page, qtbot: QtBot) -> None:
    sight = page.sight
    qtbot.waitUntil(lambda: sight.picture is not None)
    sight.draw_another()
    qtbot.waitUntil(lambda: sight.rows.input.chips[2].mark == "masked")


def test_a_changed_share_draws_anew(
    page: Page, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    qtbot.waitUntil(lambda: page.sight.picture is not None)
    drawn: list[Any] = []
    real = engine_calls.draw_row

    def noted(data: Any, text: str, draw: int, task: str, progress: float) -> Any:
        drawn.append(data["objectives"]["masked_lm"]["rate"])
        return real(data, text, draw, task, progress)

    monkeypatch.setattr(engine_calls, "draw_row", noted)
    page.fields["masked_lm"].rows["objectives.masked_lm.rate"].editor.edited.emit(0.4)
    qtbot.waitUntil(lambda: bool(drawn))
    assert drawn[0] == 0.4


def test_a_row_that_cannot_be_drawn_says_why(
    page: Page, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    qtbot.waitUntil(lambda: page.sight.picture is not None)

    def fails(*_: Any) -> None:
        raise Fault("The text is too short.", now="Type more.")

    monkeypatch.setattr(engine_calls, "draw_row", fails)
    page.sight.draw_another()
    qtbot.waitUntil(lambda: page.sight.fault.problem is not None)
    assert page.sight.fault.what.text() == "The text is too short."


def test_an_error_goes_once_another_row_is_asked_for(
    page: Page, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    sight = page.sight
    qtbot.waitUntil(lambda: sight.picture is not None)

    def fails(*_: Any) -> None:
        raise Fault("The text is too short.")

    with monkeypatch.context() as short:
        short.setattr(engine_calls, "draw_row", fails)
        short.setattr(engine_calls, "draw_known_row", lambda *_: None)
        sight.draw_another()
        qtbot.waitUntil(lambda: sight.fault.problem is not None)
    begun = count_trainings(monkeypatch, endless=True)
    monkeypatch.setattr(engine_calls, "draw_known_row", lambda *_: None)
    sight.text.setPlainText("Quite another text.")
    qtbot.waitUntil(lambda: bool(begun))
    assert sight.fault.problem is None
    sight.busy.cancelled.emit()
    desk.jobs.close()


def test_the_row_of_other_objectives_goes_where_the_recipe_is_not_ready(
    page: Page, desk: Desk, qtbot: QtBot
) -> None:
    sight = page.sight
    qtbot.waitUntil(lambda: sight.picture is not None)
    desk.draft.set("objectives.natural_language_inference", {"weight": 1.0})
    qtbot.waitUntil(lambda: sight._pages.currentIndex() == 0)
    assert sight.empty.sentence.text() == (
        "Mend the marked fields first: name a file of labelled pairs."
    )
    with qtbot.waitSignal(desk.go_to) as asked:
        sight.empty.button.click()
    assert asked.args == ["data"]
    desk.draft.undo_stack.undo()
    qtbot.waitUntil(lambda: sight._pages.currentIndex() == 1)


def test_without_text_the_page_sends_one_to_data(page: Page, desk: Desk, qtbot: QtBot) -> None:
    desk.draft.set("corpus.paths", [])
    qtbot.waitUntil(lambda: page.sight._pages.currentIndex() == 0)
    with qtbot.waitSignal(desk.go_to) as asked:
        page.sight.empty.button.click()
    assert asked.args == ["data"]


def test_nothing_chosen_is_said(page: Page) -> None:
    for name in BERT:
        page.cards[name].box.click()
    assert page.family.title.text() == "Nothing chosen"
    assert page.family.formula.text() == "L = 0"


def test_the_page_opens_before_the_engine_is_loaded(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script_engine(monkeypatch)
    with open_desk(tmp_path, loaded=False) as desk:
        page = Page(desk)
        qtbot.addWidget(page)
        assert not page.cards
        load(desk)
        assert page.cards


def test_the_page_survives_another_theme(page: Page, desk: Desk) -> None:
    desk.set_theme(LIGHT)
    assert not page.grab().isNull()


def test_the_page_fits_a_small_window(page: Page, desk: Desk) -> None:
    page.setStyleSheet(style_sheet(desk.theme))
    page.ensurePolished()
    layout = page.layout()
    assert layout is not None
    assert layout.totalMinimumHeightForWidth(1112) <= 620  # 720 less the bars
    assert page.minimumSizeHint().width() <= 1112


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


def test_families_are_known_by_what_they_learn() -> None:
    form: Any = describe_recipe()
    assert family_of(form, frozenset(BERT)).name == "bert"
    assert family_of(form, frozenset({"masked_lm"})).name == "roberta"
    assert family_of(form, frozenset({"next_sentence"})).name == ""
    assert list(families(form)) == list(FAMILIES)
    untold = [family.name for family in families(form).values() if family.title == family.name]
    assert not untold  # every shipped family has the name its paper gives it


ONE, TWO = Weighed("One", 1.0), Weighed("Two", 0.25)
WRITTEN = {
    "fixed": "L = L_{One} + 0.25 · L_{Two}",
    "scheduled": "L = L_{One} + 0.25 · L_{Two}",
    "uncertainty": ("L = e^{−s₁} · L_{One} + s_{1} / 2 + e^{−s₂} · 0.25 · L_{Two} + s_{2} / 2"),
    "dynamic_average": "L = λ_{1} · L_{One} + λ_{2} · 0.25 · L_{Two}",
    "gradnorm": "L = λ_{1} · L_{One} + λ_{2} · 0.25 · L_{Two}",
}


@pytest.mark.parametrize(("weighting", "text"), WRITTEN.items())
def test_the_loss_is_written_with_its_weights(weighting: str, text: str) -> None:
    assert loss_formulas({"a": ONE, "b": TWO}, weighting, {}) == [text]


def test_what_follows_points_is_written_as_following_them() -> None:
    parts = {"a": Weighed("One", 1.0, pointed=True), "b": TWO}
    assert loss_formulas(parts, "scheduled", {}) == ["L = w(t) · L_{One} + 0.25 · L_{Two}"]
    parts["b"] = Weighed("Two", 0.25, pointed=True)
    assert loss_formulas(parts, "scheduled", {}) == ["L = w_{1}(t) · L_{One} + w_{2}(t) · L_{Two}"]


def test_a_weight_of_nothing_stays_that_under_every_rule() -> None:
    parts = {"a": ONE, "b": Weighed("Two", 0.0)}
    assert loss_formulas(parts, "uncertainty", {}) == ["L = e^{−s} · L_{One} + s / 2 + 0 · L_{Two}"]


def test_objectives_in_turns_are_never_added_up() -> None:
    tasks = {("a",): 15, ("b",): 1}
    assert loss_formulas({"a": ONE, "b": TWO}, "fixed", tasks) == [
        "L_{15 of 16 steps} = L_{One}",
        "L_{1 of 16 steps} = 0.25 · L_{Two}",
    ]
    known_no_more = loss_formulas({"a": ONE}, "fixed", tasks)
    assert known_no_more == ["L = L_{One}"]


@pytest.mark.parametrize("weighting", ["fixed", "uncertainty", "dynamic_average", "gradnorm"])
def test_the_formula_is_what_the_trainer_computes(weighting: str) -> None:
    """Of both objectives, with the numbers the rule begins with put in for its letters."""
    import torch

    from engine.objectives.dynamic_average import DynamicAverage, DynamicAverageConfig
    from engine.objectives.gradnorm import GradNorm, GradNormConfig
    from engine.objectives.uncertainty import Uncertainty
    from engine.objectives.weighting import Weighting

    base, shared = {"a": 1.0, "b": 0.25}, torch.nn.Parameter(torch.ones(()))
    rule: Weighting = {
        "fixed": lambda: Weighting(base),
        "uncertainty": lambda: Uncertainty(base),
        "dynamic_average": lambda: DynamicAverage(base, DynamicAverageConfig()),
        "gradnorm": lambda: GradNorm(base, GradNormConfig(), [shared]),
    }[weighting]()
    s1, s2, l1, l2 = (0.4, -0.3, 1.0, 1.0) if weighting == "uncertainty" else (0.0, 0.0, 1.3, 0.7)
    if isinstance(rule, Uncertainty):
        rule.log_variance["a"].data.fill_(s1)
        rule.log_variance["b"].data.fill_(s2)
    elif weighting == "dynamic_average":
        rule.factors.copy_(torch.tensor([l1, l2]))  # type: ignore[operator, union-attr]
    elif weighting == "gradnorm":
        rule.weights.copy_(torch.tensor([l1, l2]))  # type: ignore[operator, union-attr]
    (text,) = loss_formulas({"a": ONE, "b": TWO}, weighting, {})
    letters = {
        "e^{−s₁}": str(math.exp(-s1)),
        "e^{−s₂}": str(math.exp(-s2)),
        "s_{1}": str(s1),
        "s_{2}": str(s2),
        "λ_{1}": str(l1),
        "λ_{2}": str(l2),
        "L_{One}": "2.0",
        "L_{Two}": "3.0",
        "·": "*",
        "L = ": "",
    }
    for letter, number in letters.items():
        text = text.replace(letter, number)
    found = rule.weigh({"a": 2.0 * shared, "b": 3.0 * shared}, 1.0).item()
    assert found == pytest.approx(eval(text))


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


def test_objectives_stand_under_the_model_that_can_learn_them() -> None:
    form: Any = describe_recipe()
    found = groups(form)
    assert [group.architecture for group in found] == ["encoder", "decoder", "encoder_decoder"]
    assert sorted(name for group in found for name in group.objectives) == sorted(form.cards)
    assert found[0].objectives[:2] == ("masked_lm", "next_sentence")


def test_what_a_step_learns_is_one_sentence() -> None:
    titles = {"a": "One", "b": "Two", "c": "Three"}
    assert what_happens({("a", "b"): 1}, titles) == "One and Two share one pass."
    assert what_happens({("a",): 1}, titles) == "One is learned in every step."
    assert what_happens({("a", "b"): 15, ("c",): 1}, titles) == (
        "They take turns, a step each. Of every 16 steps: 15 × One and Two, 1 × Three."
    )
    assert what_happens({}, titles) == ""


def test_padding_is_one_chip_and_pairs_name_their_sentences() -> None:
    place = {"joins": False, "original": "", "segment": 0, "visible": True}
    tokens = (
        SimpleNamespace(text="a", mark="plain", position=0, token_type=0, **place),
        SimpleNamespace(text="b", mark="plain", position=1, token_type=1, **place),
        *(
            SimpleNamespace(text="[PAD]", mark="padding", position=i, token_type=0, **place)
            for i in range(2, 8)
        ),
    )
    picture: Any = SimpleNamespace(tokens=tokens, targets=(), label=None, note="")
    assert note_names(picture) == ["position", "segment", "sentence"]
    chips = row_chips(picture)
    assert [chip.text for chip in chips] == ["a", "b", "[PAD] × 6"]
    assert [chip.notes for chip in chips] == [("0", "0", "A"), ("1", "0", "B"), ("2–7", "–", "–")]


def count_trainings(monkeypatch: pytest.MonkeyPatch, *, endless: bool) -> list[int]:
    """Replace the training of the tokenizer by one that is counted."""
    begun: list[int] = []

    def train(_data: Any, control: Any, _progress: Any) -> None:
        begun.append(len(begun))
        while endless:
            control.check()
            time.sleep(0.01)

    monkeypatch.setattr(engine_calls, "train_tokenizer", train)
    return begun


def test_a_cancelled_row_is_not_begun_again_by_itself(
    page: Page, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    sight = page.sight
    qtbot.waitUntil(lambda: sight.picture is not None)
    begun = count_trainings(monkeypatch, endless=True)
    desk.draft.set("tokenizer.vocabulary", 4096)
    qtbot.waitUntil(lambda: len(begun) == 1)
    qtbot.waitUntil(lambda: not sight.busy.isHidden())
    sight.busy.cancel_button.click()
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    sight.refresh()
    desk.draft.set("training.lr", 0.5)
    qtbot.waitUntil(lambda: desk.draft.checked)
    sight.refresh()
    assert len(begun) == 1
    assert sight.busy.isHidden()
    assert "Cancelled" in sight.note.text()
    begun = count_trainings(monkeypatch, endless=False)
    sight.again.click()
    qtbot.waitUntil(lambda: len(begun) == 1)
    assert not sight.note.isVisible()


def test_cancelled_before_the_first_row_it_offers_to_train(
    page: Page, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    sight = page.sight
    qtbot.waitUntil(lambda: sight.picture is not None)
    sight.picture = None
    begun = count_trainings(monkeypatch, endless=True)
    desk.draft.set("tokenizer.vocabulary", 4096)
    qtbot.waitUntil(lambda: len(begun) == 1)
    qtbot.waitUntil(lambda: not sight.busy.isHidden())
    sight.busy.cancel_button.click()
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    assert sight.empty.button.text() == "Train tokenizer"
    begun = count_trainings(monkeypatch, endless=False)
    sight.empty.button.click()
    qtbot.waitUntil(lambda: len(begun) == 1)


def test_the_row_begins_as_the_corpus_does_and_then_keeps_what_was_typed(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_calls, "corpus_beginning", lambda *_: "Boats went out.")
    page = Page(desk)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.sight.picture is not None)
    assert page.sight.rows.targets.chips[0].text == "Boats"
    qtbot.keyClicks(page.sight.text, "Two ")
    page.hide()
    again = Page(desk)
    qtbot.addWidget(again)
    assert again.sight.text.toPlainText() == "Two Boats went out."


def test_the_row_follows_from_one_corpus_to_the_next(
    page: Page, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_calls, "corpus_beginning", lambda corpus, _: corpus["paths"][0])
    text = page.sight.text
    for name in ("one", "two"):
        desk.draft.set("corpus", {"paths": [name]})
        text.follow()
        qtbot.waitUntil(lambda name=name: text.toPlainText() == name)
    assert desk.settings.option("objective.text", "") == ""


def test_the_beginning_of_the_corpus_chosen_last_is_the_one_that_stays(
    page: Page, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = threading.Event()

    def beginning(corpus: Any, _control: Any) -> str:
        if "slow" in corpus["paths"][0]:
            assert slow.wait(20)
            return "The slow one."
        return "The quick one."

    monkeypatch.setattr(engine_calls, "corpus_beginning", beginning)
    text = page.sight.text
    for name in ("slow.txt", "quick.txt"):
        desk.draft.set("corpus", {"paths": [name]})
        text.follow()
    qtbot.waitUntil(lambda: text.toPlainText() == "The quick one.")
    slow.set()
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    assert text.toPlainText() == "The quick one."


@pytest.mark.parametrize("corpus", ["a word", None])
def test_a_draft_whose_corpus_is_no_table_has_no_beginning(
    page: Page, desk: Desk, corpus: object
) -> None:
    desk.draft.load({"corpus": corpus}, "Open")
    before = page.sight.text.toPlainText()
    page.sight.text.follow()
    assert not page.sight.text.waiting
    assert page.sight.text.toPlainText() == before


def test_only_faults_of_its_own_parts_stop_the_row_and_are_said(
    page: Page, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    sight = page.sight
    qtbot.waitUntil(lambda: sight.picture is not None)
    place = "training.batch"

    def check(data: dict[str, Any]) -> Checked:
        checked = scripted_check(data)
        return Checked(checked.resolved, (FieldFault(place, "too small"),))

    desk.draft.allow_checks(check)
    qtbot.waitUntil(lambda: bool(desk.draft.faults))
    begun = count_trainings(monkeypatch, endless=False)
    sight.draw_another()
    qtbot.waitUntil(lambda: len(begun) == 1)
    assert not sight.note.isVisible()
    place = "objectives.masked_lm.rate"
    desk.draft.set("training.lr", 0.5)
    qtbot.waitUntil(lambda: sight.note.isVisible() and "Mend" in sight.note.text())


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("# Title\n\n## Part\n\nOne is\nhere. Two too! Three.\n", "One is here. Two too!"),
        ("# 河边的小镇\n\n小镇在一条\n大河的边上。河水流过。", "小镇在一条大河的边上。河水流过。"),
        ("no sentence at all", "no sentence at all"),
        ("", ""),
    ],
)
def test_a_text_begins_with_its_first_sentences(text: str, first: str) -> None:
    assert first_sentences(text) == first
