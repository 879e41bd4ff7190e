"""What stands in the way of a row, and the way out."""

from __future__ import annotations

import time
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from engine.faults import Fault, FieldFault
from studio import engine_calls
from studio.desk import Desk
from studio.engine_calls import Checked
from studio.views.objective.page import Page
from tests.studio.form_desk import check as scripted_check


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
    desk.draft.update(
        {
            "objectives.natural_language_inference": {"weight": 1.0},
            "labelled.paths": ["gone.tsv"],
        }
    )
    qtbot.waitUntil(lambda: sight._pages.currentIndex() == 0)
    assert sight.empty.sentence.text() == "Mend the marked fields first: there is no gone.tsv."
    with qtbot.waitSignal(desk.go_to) as asked:
        sight.empty.button.click()
    assert asked.args == ["data"]
    desk.draft.undo_stack.undo()
    qtbot.waitUntil(lambda: sight._pages.currentIndex() == 1)


def test_a_row_of_before_a_fault_is_marked_as_such(page: Page, desk: Desk, qtbot: QtBot) -> None:
    sight = page.sight
    qtbot.waitUntil(lambda: sight.picture is not None and not desk.jobs.busy)
    desk.draft.set("model.heads", 3)
    qtbot.waitUntil(lambda: not sight.note.isHidden())
    assert not sight.old.isHidden()
    desk.draft.undo_stack.undo()
    qtbot.waitUntil(lambda: sight.note.isHidden() and sight.old.isHidden())


def test_without_text_the_page_sends_one_to_data(page: Page, desk: Desk, qtbot: QtBot) -> None:
    desk.draft.set("corpus.paths", [])
    qtbot.waitUntil(lambda: page.sight._pages.currentIndex() == 0)
    with qtbot.waitSignal(desk.go_to) as asked:
        page.sight.empty.button.click()
    assert asked.args == ["data"]


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


def test_a_row_that_waits_for_its_tokenizer_fades_and_says_so(
    page: Page, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    sight = page.sight
    qtbot.waitUntil(lambda: sight.picture is not None)
    assert sight.old.isHidden()
    count_trainings(monkeypatch, endless=True)
    desk.draft.set("tokenizer.vocabulary", 4096)
    qtbot.waitUntil(lambda: not sight.old.isHidden())
    assert "before your last change" in sight.old.text()
    assert sight.rows.row.graphicsEffect().isEnabled()
    sight.busy.cancel_button.click()
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    assert not sight.old.isHidden()  # nothing newer is drawn
    count_trainings(monkeypatch, endless=False)
    with qtbot.waitSignal(sight.drawing.drawn):
        sight.again.click()
    assert sight.old.isHidden()
    assert not sight.rows.row.graphicsEffect().isEnabled()


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
