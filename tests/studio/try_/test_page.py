"""The Try page: asking a checkpoint."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from engine.faults import Fault
from engine.runs import Run
from studio.desk import Desk
from studio.views.try_.page import Page
from tests.studio.scripted_run import write_run
from tests.studio.try_.conftest import WORDS, FakeModel, answers, column, fill, pair, settled


def test_without_a_checkpoint_it_says_where_to_get_one(page: Page) -> None:
    assert page.faces.currentIndex() == 0
    assert page.empty.button.isVisible()


def test_a_pinned_sentence_is_answered_at_once(opened: Page, model: FakeModel) -> None:
    assert [bar.text for bar in answers(opened)[0].bars] == list(WORDS[:5])
    assert model.asked[0] == ("bert-tiny-01", 2000, "She opened the [MASK] and looked out.", 5)
    assert opened.where.text() == "bert-tiny-01, step 2,000"


def test_hiding_a_second_word_asks_for_both(opened: Page, qtbot: QtBot) -> None:
    fill(opened).editor.toggle(6)
    qtbot.waitUntil(lambda: len(answers(opened)) == 2)
    assert any(
        label.text() == "Gap 2" for label in fill(opened).findChildren(QLabel) if label.isVisible()
    )


def test_without_a_mask_nothing_is_asked_and_it_says_how_to_make_one(
    opened: Page, model: FakeModel, qtbot: QtBot
) -> None:
    before = len(model.asked)
    fill(opened).take("She opened the door.")
    settled(opened, qtbot)
    assert len(model.asked) == before
    assert answers(opened) == []
    assert fill(opened).hint_line.isVisible()
    assert not fill(opened).ask_button.isEnabled()


def test_the_last_answer_stays_while_the_next_is_on_its_way(
    opened: Page, model: FakeModel, qtbot: QtBot
) -> None:
    model.free.clear()
    fill(opened).take("He [MASK] it.")
    assert column(fill(opened)).busy.isVisible()
    assert len(answers(opened)) == 1
    model.free.set()
    settled(opened, qtbot)
    assert not column(fill(opened)).busy.isVisible()


def test_of_many_questions_only_the_newest_waits(
    opened: Page, model: FakeModel, qtbot: QtBot
) -> None:
    before = len(model.asked)
    model.free.clear()
    for text in ("one [MASK]", "two [MASK]", "three [MASK]"):
        fill(opened).take(text)
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
    fill(opened).top.button("10").click()
    qtbot.waitUntil(lambda: [len(bars.bars) for bars in answers(opened)] == [10])
    assert opened._desk.settings.option("try.top", "") == "10"


def test_an_answer_can_be_put_into_the_sentence(opened: Page, qtbot: QtBot) -> None:
    answers(opened)[0].taken.emit("window", False)
    assert fill(opened).editor.text == "She opened the window and looked out."
    settled(opened, qtbot)


def test_a_piece_is_written_onto_the_word_before_the_gap(opened: Page, qtbot: QtBot) -> None:
    fill(opened).take("He walk [MASK] home.")
    qtbot.waitUntil(lambda: len(answers(opened)) == 1)
    answers(opened)[0].taken.emit("ed", True)
    assert fill(opened).editor.text == "He walked home."
    settled(opened, qtbot)


def test_what_the_person_asked_is_kept_and_can_be_tried_again(
    opened: Page, desk: Desk, qtbot: QtBot
) -> None:
    fill(opened).take("He [MASK] it.")
    fill(opened).editor.line.setFocus()
    QTest.keyClick(fill(opened).editor.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(opened.tries.tries) == 1)
    kept = desk.settings.option("try.history", [])
    assert kept[0]["first"] == "He [MASK] it."
    assert kept[0]["answer"].startswith("door 40 %")
    fill(opened).take("Other [MASK].")
    opened.tries.list.itemActivated.emit(opened.tries.list.item(0))
    assert fill(opened).editor.text == "He [MASK] it."
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
    fill(opened).take("long [MASK]")
    qtbot.waitUntil(lambda: column(fill(opened)).fault.isVisible())
    assert "600 tokens" in column(fill(opened)).fault.what.text()
    model.error = None
    fill(opened).take("short [MASK]")
    qtbot.waitUntil(lambda: not column(fill(opened)).fault.isVisible())


def test_a_fault_goes_with_the_text_it_spoke_of(
    opened: Page, model: FakeModel, qtbot: QtBot
) -> None:
    model.error = Fault("The text has {given} tokens.", given=3003)
    fill(opened).take("long [MASK]")
    qtbot.waitUntil(lambda: column(fill(opened)).fault.isVisible())
    fill(opened).take("")
    assert not column(fill(opened)).fault.isVisible()
    opened.kinds.button("pair").click()
    pair(opened).ask()
    qtbot.waitUntil(lambda: column(pair(opened)).fault.isVisible())
    pair(opened).first.setPlainText("")
    pair(opened).ask()
    assert not column(pair(opened)).fault.isVisible()


def test_a_run_that_saved_nothing_says_so(page: Page, desk: Desk, qtbot: QtBot) -> None:
    run: Run = write_run(desk.workspace.runs_folder / "short", 200)
    desk.open_run(run.path)
    qtbot.waitUntil(lambda: desk.shown is not None and desk.shown.kept is not None)
    assert "short ended before it saved one" in page.empty.sentence.text()
