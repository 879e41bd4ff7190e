"""The Try page: asking a checkpoint."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from engine.events import Candidate, MaskPrediction
from engine.faults import Fault
from engine.runs import Run
from studio import engine_calls
from studio.desk import Desk
from studio.places import standings
from studio.shown import ShownRun
from studio.views.try_.page import Page
from studio.widgets.candidate_bars import CandidateBars
from tests.studio.plot_desk import open_desk
from tests.studio.scripted_run import write_run

Judgement = dict[str, dict[str, float]]
WORDS = ("door", "window", "book", "box", "letter", "gate", "eyes", "lid", "room", "bag", "cup")


class FakeModel:
    """Answers at once, or when it is let go; remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[Any, ...]] = []
        self.free = threading.Event()
        self.free.set()
        self.error: Exception | None = None
        self.judgement: Judgement = {
            "next_sentence": {"A → B: follows": 0.83, "A → B: from elsewhere": 0.17}
        }

    def fill(self, path: Path, step: int | None, text: str, top: int) -> Any:
        self._serve((path.name, step, text, top))
        best = tuple(Candidate(word, 0.4 * 0.7**rank) for rank, word in enumerate(WORDS[:top]))
        return tuple(MaskPrediction(place, best) for place in range(text.count("[MASK]")))

    def judge(self, path: Path, step: int | None, first: str, second: str) -> Judgement:
        self._serve((path.name, step, first, second))
        return self.judgement

    def _serve(self, question: tuple[Any, ...]) -> None:
        self.asked.append(question)
        assert self.free.wait(20)
        if self.error is not None:
            raise self.error


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeModel]:
    made = FakeModel()
    monkeypatch.setattr(engine_calls, "fill_mask", made.fill)
    monkeypatch.setattr(engine_calls, "judge_pair", made.judge)
    yield made
    made.free.set()


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path) as made:
        yield made


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, model: FakeModel) -> Page:
    made = Page(desk)
    qtbot.addWidget(made)
    made.resize(1200, 760)
    made.show()
    return made


@pytest.fixture
def opened(page: Page, desk: Desk, qtbot: QtBot) -> Page:
    run = write_run(desk.workspace.runs_folder / "bert-tiny-01", 2000)
    desk.open_run(run.path)
    qtbot.waitUntil(lambda: len(answers(page)) == 1)
    return page


def answers(page: Page) -> list[CandidateBars]:
    return [bars for bars in page.fill.findChildren(CandidateBars) if bars.isVisible()]


def settled(page: Page, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.fill.asker.busy and not page.fill._timer.isActive())


def test_without_a_checkpoint_it_says_where_to_get_one(page: Page) -> None:
    assert page.faces.currentIndex() == 0
    assert page.empty.button.isVisible()


def test_a_pinned_sentence_is_answered_at_once(opened: Page, model: FakeModel) -> None:
    assert [bar.text for bar in answers(opened)[0].bars] == list(WORDS[:5])
    assert model.asked[0] == ("bert-tiny-01", None, "She opened the [MASK] and looked out.", 5)
    assert opened.where.text() == "bert-tiny-01, step 2,000"


def test_hiding_a_second_word_asks_for_both(opened: Page, qtbot: QtBot) -> None:
    opened.fill.editor.toggle(6)
    qtbot.waitUntil(lambda: len(answers(opened)) == 2)
    assert any(
        label.text() == "Gap 2" for label in opened.fill.findChildren(QLabel) if label.isVisible()
    )


def test_without_a_mask_nothing_is_asked_and_it_says_how_to_make_one(
    opened: Page, model: FakeModel, qtbot: QtBot
) -> None:
    before = len(model.asked)
    opened.fill.take("She opened the door.")
    settled(opened, qtbot)
    assert len(model.asked) == before
    assert answers(opened) == []
    assert opened.fill.hint_line.isVisible()
    assert not opened.fill.fill.isEnabled()


def test_the_last_answer_stays_while_the_next_is_on_its_way(
    opened: Page, model: FakeModel, qtbot: QtBot
) -> None:
    model.free.clear()
    opened.fill.take("He [MASK] it.")
    assert opened.fill.busy.isVisible()
    assert len(answers(opened)) == 1
    model.free.set()
    settled(opened, qtbot)
    assert not opened.fill.busy.isVisible()


def test_of_many_questions_only_the_newest_waits(
    opened: Page, model: FakeModel, qtbot: QtBot
) -> None:
    before = len(model.asked)
    model.free.clear()
    for text in ("one [MASK]", "two [MASK]", "three [MASK]"):
        opened.fill.take(text)
    model.free.set()
    settled(opened, qtbot)
    assert [question[2] for question in model.asked[before:]] == ["one [MASK]", "three [MASK]"]


def test_another_checkpoint_is_asked_the_same(
    opened: Page, desk: Desk, model: FakeModel, qtbot: QtBot
) -> None:
    desk.choose_checkpoint(1000)
    qtbot.waitUntil(lambda: model.asked[-1][1] == 1000)
    assert opened.where.text() == "bert-tiny-01, step 1,000"


def test_more_answers_can_be_asked_for(opened: Page, model: FakeModel, qtbot: QtBot) -> None:
    opened.fill.top.button("10").click()
    qtbot.waitUntil(lambda: len(answers(opened)[0].bars) == 10)
    assert opened._desk.settings.option("try.top", "") == "10"


def test_an_answer_can_be_put_into_the_sentence(opened: Page, qtbot: QtBot) -> None:
    answers(opened)[0].taken.emit("window", False)
    assert opened.fill.editor.text == "She opened the window and looked out."
    settled(opened, qtbot)


def test_a_piece_is_written_onto_the_word_before_the_gap(opened: Page, qtbot: QtBot) -> None:
    opened.fill.take("He walk [MASK] home.")
    qtbot.waitUntil(lambda: len(answers(opened)) == 1)
    answers(opened)[0].taken.emit("ed", True)
    assert opened.fill.editor.text == "He walked home."
    settled(opened, qtbot)


def test_what_the_person_asked_is_kept_and_can_be_tried_again(
    opened: Page, desk: Desk, qtbot: QtBot
) -> None:
    opened.fill.take("He [MASK] it.")
    opened.fill.editor.line.setFocus()
    QTest.keyClick(opened.fill.editor.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(opened.tries.tries) == 1)
    kept = desk.settings.option("try.history", [])
    assert kept[0]["first"] == "He [MASK] it."
    assert kept[0]["answer"].startswith("door 40 %")
    opened.fill.take("Other [MASK].")
    opened.tries.list.itemActivated.emit(opened.tries.list.item(0))
    assert opened.fill.editor.text == "He [MASK] it."
    settled(opened, qtbot)
    again = Page(desk)
    qtbot.addWidget(again)
    assert len(again.tries.tries) == 1


def test_a_spoiled_history_is_left_out(page: Page, desk: Desk, qtbot: QtBot) -> None:
    kept = {"kind": "fill", "first": "a", "second": "", "answer": "b", "run": "c", "step": 1}
    kept |= {"workspace": str(desk.workspace.path)}
    spoiled = [{"kind": 3}, "x", {"first": "a"}, kept | {"step": "x"}, kept | {"step": None}]
    desk.settings.set_option("try.history", [*spoiled, kept])
    again = Page(desk)
    qtbot.addWidget(again)
    assert [tried.first for tried in again.tries.tries] == ["a"]


def test_a_fault_is_told_in_place(opened: Page, model: FakeModel, qtbot: QtBot) -> None:
    model.error = Fault("The text has {given} tokens.", now="Shorten it.", given=600)
    opened.fill.take("long [MASK]")
    qtbot.waitUntil(lambda: opened.fill.fault.isVisible())
    assert "600 tokens" in opened.fill.fault.what.text()
    model.error = None
    opened.fill.take("short [MASK]")
    qtbot.waitUntil(lambda: not opened.fill.fault.isVisible())


def test_pairs_are_judged_with_a_bar_for_each_side(opened: Page, qtbot: QtBot) -> None:
    opened.kinds.button("pair").click()
    opened.pair.judge.click()
    qtbot.waitUntil(lambda: len(opened.tries.tries) == 1)
    shares = [(bar.text, round(bar.share, 2)) for bar in opened.pair.bars["next_sentence"].bars]
    assert shares == [("A → B: follows", 0.83), ("A → B: from elsewhere", 0.17)]


def test_swapping_asks_the_other_way_round(opened: Page, model: FakeModel, qtbot: QtBot) -> None:
    opened.kinds.button("pair").click()
    first = opened.pair.first.toPlainText()
    opened.pair.swap.click()
    qtbot.waitUntil(lambda: model.asked[-1][3] == first)


@pytest.mark.parametrize("others", [{}, {"next_sentence": False}])
def test_a_run_without_pairs_cannot_judge_them_and_says_why(
    page: Page, desk: Desk, qtbot: QtBot, others: dict[str, bool]
) -> None:
    run = write_run(desk.workspace.runs_folder / "roberta-tiny-01", 1000)
    run.recipe_data["objectives"] = {"masked_lm": {"rate": 0.15}} | others
    desk.show_run(ShownRun(run.path, desk.live, run=run, history=run.history()))
    qtbot.waitUntil(lambda: page.faces.currentIndex() == 1)
    button = page.kinds.button("pair")
    assert not button.isEnabled()
    assert "Next sentence" in button.toolTip()
    settled(page, qtbot)


def show_run_of(desk: Desk, objectives: dict[str, Any], architecture: str = "encoder") -> None:
    """A finished run that learned these."""
    run = write_run(desk.workspace.runs_folder / "other-tiny-01", 1000)
    run.recipe_data["objectives"] = objectives
    run.recipe_data["model"] = {"architecture": architecture}
    desk.show_run(ShownRun(run.path, desk.live, run=run, history=run.history()))


@pytest.mark.parametrize(
    ("architecture", "command"),
    [("decoder", '--continue "TEXT"'), ("encoder_decoder", 'other-tiny-01 "TEXT"')],
)
def test_a_run_that_only_writes_says_how_to_let_it_write(
    page: Page, desk: Desk, model: FakeModel, qtbot: QtBot, architecture: str, command: str
) -> None:
    told: list[str] = []
    desk.saying.connect(told.append)
    show_run_of(desk, {"causal_lm": {}, "masked_lm": False}, architecture)
    qtbot.waitUntil(lambda: bool(desk.checkpoints))
    assert page.faces.currentIndex() == 0
    words = page.empty.sentence.text()
    assert "learned: Causal lm." in words
    assert "one of: Masked words." in words
    assert page.empty.code.text().endswith(command)
    page.empty.button.click()
    assert QGuiApplication.clipboard().text() == page.empty.code.text()
    assert told == ["Command copied"]
    assert standings(desk)["try_"].mark == ""
    assert model.asked == []


def test_a_run_that_neither_answers_nor_writes_leads_to_look(
    page: Page, desk: Desk, qtbot: QtBot
) -> None:
    show_run_of(desk, {"contrastive_sentence": {}})
    qtbot.waitUntil(lambda: bool(desk.checkpoints))
    assert page.faces.currentIndex() == 0
    gone: list[str] = []
    desk.go_to.connect(gone.append)
    page.empty.button.click()
    assert gone == ["look"]


def test_labelled_pairs_are_judged_by_their_own_labels(
    page: Page, desk: Desk, model: FakeModel, qtbot: QtBot
) -> None:
    desk.form.judges["natural_language_inference"] = ()
    labels = {"entailment": 0.7, "neutral": 0.2, "contradiction": 0.1}
    model.judgement |= {"natural_language_inference": labels}
    show_run_of(desk, {"natural_language_inference": {}, "next_sentence": {}})
    qtbot.waitUntil(lambda: len(page.pair.bars) == 2)
    assert standings(desk)["try_"].mark == "done"
    assert page.cards.currentWidget() is page.pair
    bars = page.pair.bars["natural_language_inference"].bars
    assert [(bar.text, bar.share) for bar in bars] == list(labels.items())
    page.pair.judge.click()
    qtbot.waitUntil(lambda: len(page.tries.tries) == 1)
    assert page.tries.tries[0].answer == "A → B: follows 83 %  |  entailment 70 %"


def test_a_fault_goes_with_the_text_it_spoke_of(
    opened: Page, model: FakeModel, qtbot: QtBot
) -> None:
    model.error = Fault("The text has {given} tokens.", given=3003)
    opened.fill.take("long [MASK]")
    qtbot.waitUntil(lambda: opened.fill.fault.isVisible())
    opened.fill.take("")
    assert not opened.fill.fault.isVisible()
    opened.kinds.button("pair").click()
    opened.pair.ask()
    qtbot.waitUntil(lambda: opened.pair.fault.isVisible())
    opened.pair.first.setPlainText("")
    opened.pair.ask()
    assert not opened.pair.fault.isVisible()


def test_a_run_that_saved_nothing_says_so(page: Page, desk: Desk, qtbot: QtBot) -> None:
    run: Run = write_run(desk.workspace.runs_folder / "short", 200)
    desk.open_run(run.path)
    qtbot.waitUntil(lambda: desk.shown is not None and desk.shown.kept is not None)
    assert "short ended before it saved one" in page.empty.sentence.text()
