"""The Objective page: cards, weights, families, and the row the model sees."""

from __future__ import annotations

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
from studio import engine_calls
from studio.beginnings import first_sentences
from studio.desk import Desk
from studio.engine_calls import Checked
from studio.style_sheet import style_sheet
from studio.theme import LIGHT
from studio.views.objective.families import chosen_weights, family_of, loss_formula
from studio.views.objective.page import Page
from studio.views.objective.row_chips import note_names, row_chips
from studio.views.objective.sketch import Sketch
from tests.studio.form_desk import check as scripted_check
from tests.studio.form_desk import load, open_desk, script_engine


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
    assert list(page.cards) == ["masked_lm", "next_sentence"]
    assert all(card.box.isChecked() for card in page.cards.values())
    assert page.family.title.text() == "Family: BERT"


def test_switching_off_leaves_the_other_and_can_be_undone(page: Page, desk: Desk) -> None:
    page.cards["next_sentence"].box.click()
    assert desk.draft.value("objectives.next_sentence") is False
    assert page.family.title.text() == "Family: RoBERTa"
    assert page.fields["next_sentence"].isHidden() if "next_sentence" in page.fields else True
    desk.draft.undo_stack.undo()
    assert page.cards["next_sentence"].box.isChecked()


def test_a_click_anywhere_on_the_card_chooses(page: Page, desk: Desk, qtbot: QtBot) -> None:
    card = page.cards["masked_lm"]
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton, pos=card.sketch.geometry().center())
    assert desk.draft.value("objectives.masked_lm") is False


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
    assert page.family.formula.text() == "L = masked_lm + 0.6 · next_sentence"


def test_a_family_is_taken_as_published_at_the_size_chosen(page: Page, desk: Desk) -> None:
    desk.draft.set("preset", "bert-mini")
    page.cards["next_sentence"].weight.edited.emit(0.6)
    page.family.buttons.button("roberta").click()
    assert desk.draft.value("preset") == "roberta-mini"
    assert desk.draft.value("objectives") is None
    desk.draft.undo_stack.undo()
    assert desk.draft.value("objectives.next_sentence.weight") == 0.6


def test_the_row_is_drawn_from_the_own_text_and_follows_it(page: Page, qtbot: QtBot) -> None:
    sight = page.sight
    qtbot.waitUntil(lambda: sight.picture is not None)
    assert sight.input.chips[1].mark == "masked"
    assert sight.targets.chips[0].text == "She"
    assert sight.row.chips[2].notes == ("2", "0")
    sight.text.setPlainText("up and down")
    qtbot.waitUntil(lambda: len(sight.row.chips) == 5)


def test_another_draw_hides_another_place(page: Page, qtbot: QtBot) -> None:
    sight = page.sight
    qtbot.waitUntil(lambda: sight.picture is not None)
    sight.draw_another()
    qtbot.waitUntil(lambda: sight.input.chips[2].mark == "masked")


def test_a_changed_share_draws_anew(
    page: Page, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    qtbot.waitUntil(lambda: page.sight.picture is not None)
    drawn: list[Any] = []
    real = engine_calls.draw_row

    def noted(data: Any, text: str, draw: int) -> Any:
        drawn.append(data["objectives"]["masked_lm"]["rate"])
        return real(data, text, draw)

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


def test_without_text_the_page_sends_one_to_data(page: Page, desk: Desk, qtbot: QtBot) -> None:
    desk.draft.set("corpus.paths", [])
    qtbot.waitUntil(lambda: page.sight._pages.currentIndex() == 0)
    with qtbot.waitSignal(desk.go_to) as asked:
        page.sight.empty.button.click()
    assert asked.args == ["data"]


def test_nothing_chosen_is_said(page: Page) -> None:
    for card in page.cards.values():
        card.box.click()
    assert page.family.title.text() == "Family: Nothing chosen"
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


def test_cards_have_equal_widths(page: Page) -> None:
    widths = {card.width() for card in page.cards.values()}
    assert max(widths) - min(widths) <= 1


def test_a_hidden_sketch_does_not_move(qtbot: QtBot, desk: Desk) -> None:
    sketch = Sketch(desk.theme, "masked_lm")
    qtbot.addWidget(sketch)
    sketch.play()
    assert not sketch.moving


@pytest.mark.parametrize("name", ["masked_lm", "next_sentence", "an objective of tomorrow"])
def test_every_objective_has_a_sketch(qtbot: QtBot, desk: Desk, name: str) -> None:
    sketch = Sketch(desk.theme, name)
    qtbot.addWidget(sketch)
    sketch.resize(260, 80)
    for moment in (0, 900, 1700, 3200):
        sketch._time = moment
        assert not sketch.grab().isNull()


def test_families_are_known_by_their_objectives() -> None:
    assert family_of(frozenset({"masked_lm", "next_sentence"})).name == "bert"
    assert family_of(frozenset({"masked_lm"})).name == "roberta"
    assert family_of(frozenset({"next_sentence"})).name == ""


def test_the_loss_is_written_with_its_weights() -> None:
    assert loss_formula({"a": 1.0, "b": 0.25}) == "L = a + 0.25 · b"
    assert chosen_weights({"a": {"weight": 0.5}, "b": True, "c": False}) == {"a": 0.5, "b": 1.0}


def test_padding_is_one_chip_and_pairs_name_their_sentences() -> None:
    place = {"joins": False, "original": "", "segment": 0}
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
    sight.busy.cancel_button.click()
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    sight.refresh()
    desk.draft.set("training.lr", 0.5)
    qtbot.waitUntil(lambda: desk.draft.checked)
    sight.refresh()
    assert len(begun) == 1
    assert sight.busy.isHidden()
    assert "Cancelled" in sight.hint.text()
    begun = count_trainings(monkeypatch, endless=False)
    sight.again.click()
    qtbot.waitUntil(lambda: len(begun) == 1)
    assert not sight.hint.text()


def test_cancelled_before_the_first_row_it_offers_to_train(
    page: Page, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    sight = page.sight
    qtbot.waitUntil(lambda: sight.picture is not None)
    sight.picture = None
    begun = count_trainings(monkeypatch, endless=True)
    desk.draft.set("tokenizer.vocabulary", 4096)
    qtbot.waitUntil(lambda: len(begun) == 1)
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
    assert page.sight.targets.chips[0].text == "Boats"
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
    assert not sight.hint.text()
    place = "objectives.masked_lm.rate"
    desk.draft.set("training.lr", 0.5)
    qtbot.waitUntil(lambda: "Mend" in sight.hint.text())


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
