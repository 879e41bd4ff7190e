"""A lesson on the Try page: choosing, by mouse and by number, the score, and the worksheet."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from engine.faults import Fault
from studio.desk import Desk
from studio.views.try_.drill_card import DrillCard
from studio.views.try_.drill_view import DrillView
from studio.views.try_.page import Page
from studio.views.try_.sitting import Sitting
from tests.studio.try_.conftest import FakeModel, a_lesson, column, settled, show_run_of


def card(page: Page) -> DrillCard:
    found = page.cards["drill"]
    assert isinstance(found, DrillCard)
    return found


def view(page: Page) -> DrillView:
    found = column(card(page)).view
    assert isinstance(found, DrillView)
    return found


@pytest.fixture
def drilled(page: Page, desk: Desk, model: FakeModel, qtbot: QtBot) -> Page:
    """The page with a lesson of three on it."""
    show_run_of(desk, {"masked_lm": {}})
    qtbot.waitUntil(lambda: page.faces.currentIndex() == 1 and bool(model.asked))
    settled(page, qtbot)
    page.kinds.button("drill").click()
    card(page).ask_button.click()
    settled(page, qtbot)
    return page


def test_a_lesson_is_made_when_it_is_asked_for_only(
    page: Page, desk: Desk, model: FakeModel, qtbot: QtBot
) -> None:
    show_run_of(desk, {"masked_lm": {}})
    qtbot.waitUntil(lambda: page.faces.currentIndex() == 1 and bool(model.asked))
    settled(page, qtbot)
    page.kinds.button("drill").click()
    settled(page, qtbot)
    before = len(model.asked)
    card(page).field.setPlainText("Some other text.")
    settled(page, qtbot)
    assert len(model.asked) == before
    card(page).fields.levels.button("4").click()
    card(page).fields.items.show_value(2)
    card(page).ask_button.click()
    settled(page, qtbot)
    assert model.asked[-1][2:] == ("Some other text.", 2, 4, 0)
    assert page.tries.tries[0].answer == "2 exercises of level 4"


def test_the_numbers_choose_and_enter_goes_on_to_the_result(drilled: Page, qtbot: QtBot) -> None:
    shown = view(drilled)
    assert shown.place.text() == "Exercise 1 of 3"
    assert shown.sentence.text() == "She opened the 0 ____ and went out."
    assert [button.text() for button in shown.options][1] == "2   door"
    assert not shown.next_button.isVisible()
    for key in (Qt.Key.Key_2, Qt.Key.Key_1, Qt.Key.Key_2):
        qtbot.keyClick(shown.options[0], key)
        assert shown.next_button.isVisible()
        qtbot.keyClick(shown.next_button, Qt.Key.Key_Return)
    assert shown.place.text() == "Result"
    assert shown.sentence.text() == "2 of 3 right"
    assert shown.why.text() == "To learn: door"
    assert shown.score.text() == "2 of 3 right in this sitting"
    assert not any(button.isVisible() for button in shown.options)


def test_what_is_right_is_told_with_the_probabilities_of_the_run(drilled: Page) -> None:
    shown = view(drilled)
    shown.options[1].click()
    assert shown.sentence.text() == "She opened the 0 door and went out."
    assert shown.why.text().startswith("Right. The run gives “door” 20 % in this place")
    assert "“window” 40 %" in shown.why.text()
    assert "✓" in shown.options[1].text()
    assert not any(button.isEnabled() for button in shown.options)


def test_what_is_wrong_is_told_with_what_stood_there(drilled: Page) -> None:
    shown = view(drilled)
    shown.options[3].click()
    assert shown.why.text().startswith("Wrong: “door” stood there.")
    assert "“river” 10 %" in shown.why.text()
    assert "✗" in shown.options[3].text()
    assert "✓" in shown.options[1].text()
    before = shown.why.text()
    shown.choose(1)
    assert shown.why.text() == before


def test_those_missed_can_be_gone_through_again_and_the_score_is_kept(
    drilled: Page, qtbot: QtBot
) -> None:
    shown = view(drilled)
    for option in (1, 0, 1):
        shown.choose(option)
        shown.go_on()
    assert shown.next_button.text() == "Those missed once more"
    shown.go_on()
    assert shown.place.text() == "Exercise 1 of 1"
    assert "the 1 ____" in shown.sentence.text()
    shown.choose(1)
    shown.go_on()
    assert shown.sentence.text() == "1 of 1 right"
    card(drilled).fields.seed.show_value(5)
    card(drilled).ask(by_hand=True)
    settled(drilled, qtbot)
    shown.choose(1)
    assert shown.score.text() == "4 of 5 right in this sitting"


@pytest.mark.parametrize("kind", ["html", "txt"])
def test_a_worksheet_is_saved_with_its_key(
    drilled: Page, desk: Desk, qtbot: QtBot, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / f"sheet.{kind}"
    with qtbot.waitSignal(desk.saying) as said:
        view(drilled).sheet.save(path)
    assert path.name in said.args[0]
    text = path.read_text(encoding="utf-8")
    assert "She opened the 0 ____ and went out." in text
    assert text.index("Key") > text.index("river")


def test_a_worksheet_that_cannot_be_saved_says_why(
    drilled: Page, qtbot: QtBot, tmp_path: Path
) -> None:
    shown = view(drilled)
    shown.sheet.save(tmp_path / "nowhere" / "sheet.txt")
    qtbot.waitUntil(shown.fault.isVisible)


def test_the_text_of_a_file_is_put_there(
    drilled: Page, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "story.txt"
    path.write_text("The mill stood by the river.\n\nIt was old.", encoding="utf-8")
    card(drilled).read_file(path)
    qtbot.waitUntil(lambda: "mill" in card(drilled).field.text)
    card(drilled).read_file(tmp_path / "none.txt")
    qtbot.waitUntil(card(drilled).fault.isVisible)
    assert "mill" in card(drilled).field.text


def test_a_text_nothing_can_be_made_of_says_why(
    drilled: Page, model: FakeModel, qtbot: QtBot
) -> None:
    model.error = Fault("No exercise can be made of this text.")
    card(drilled).take("Too short.", by_hand=True)
    settled(drilled, qtbot)
    assert column(card(drilled)).fault.isVisible()
    assert view(drilled).text() == ""
    assert not view(drilled).options[0].isVisible()


def test_what_cannot_be_asked_for_disables_the_button_and_says_why(drilled: Page) -> None:
    made = card(drilled)
    for field, value, why in ((made.fields.items, 0, "1 to 100"), (made.fields.seed, -1, "seed")):
        before = field.value
        field.show_value(value)
        made.edited()
        assert not made.ask_button.isEnabled()
        assert why in made.hint_line.text()
        field.show_value(before)
        made.edited()
        assert made.ask_button.isEnabled()


def test_an_older_try_comes_back_with_its_fields(drilled: Page, qtbot: QtBot) -> None:
    made = card(drilled)
    made.restore({"try.drill.items": 4, "try.drill.level": 5, "try.drill.seed": 7})
    question = made.question()
    assert question is not None
    assert (question.items, question.level, question.seed) == (4, 5, 7)
    made.restore({"try.drill.items": "four", "try.drill.level": 99})
    question = made.question()
    assert question is not None
    assert (question.items, question.level) == (10, 2)


def test_each_exercise_is_answered_once() -> None:
    sitting = Sitting(a_lesson(2))
    sitting.go_on()
    assert sitting.number == 1
    assert not sitting.choose(0)
    assert not sitting.choose(1)
    assert (sitting.right, sitting.answered) == (0, 1)
    sitting.go_on()
    assert sitting.choose(1)
    sitting.go_on()
    assert sitting.over
    with pytest.raises(IndexError):
        _ = sitting.exercise
