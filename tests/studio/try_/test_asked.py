"""An answer belongs to the checkpoint that was asked, whatever was chosen meanwhile."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from engine.faults import Fault
from engine.runs import Run, Workspace
from studio.desk import Desk
from studio.views.try_.answer_column import AnswerColumn
from studio.views.try_.page import Page
from tests.studio.try_.conftest import FakeModel, answers, column, fill, pair, settled


def test_a_late_answer_is_kept_with_the_checkpoint_it_came_from(
    opened: Page, desk: Desk, model: FakeModel, qtbot: QtBot
) -> None:
    settled(opened, qtbot)
    desk.choose_checkpoint(1000)
    settled(opened, qtbot)
    model.free.clear()
    fill(opened).ask_button.click()
    desk.choose_checkpoint(2000)
    assert opened.where.text() == "bert-tiny-01, step 2,000"
    model.free.set()
    settled(opened, qtbot)
    assert [(tried.run, tried.step) for tried in opened.tries.tries] == [("bert-tiny-01", 1000)]


def test_what_was_asked_by_itself_is_not_kept_for_what_the_person_asks_next(
    opened: Page, desk: Desk, model: FakeModel, qtbot: QtBot
) -> None:
    settled(opened, qtbot)
    model.free.clear()
    desk.choose_checkpoint(1000)
    desk.choose_checkpoint(2000)
    fill(opened).ask_button.click()
    model.free.set()
    settled(opened, qtbot)
    assert [tried.step for tried in opened.tries.tries] == [2000]


def test_a_late_judgement_is_kept_with_the_checkpoint_it_came_from(
    opened: Page, desk: Desk, model: FakeModel, qtbot: QtBot
) -> None:
    settled(opened, qtbot)
    opened.kinds.button("pair").click()
    desk.choose_checkpoint(1000)
    qtbot.waitUntil(lambda: not column(pair(opened)).asker.busy)
    model.free.clear()
    pair(opened).ask_button.click()
    desk.choose_checkpoint(2000)
    model.free.set()
    qtbot.waitUntil(lambda: not column(pair(opened)).asker.busy)
    assert [(tried.kind, tried.step) for tried in opened.tries.tries] == [("pair", 1000)]


def test_an_answer_after_another_workspace_was_opened_stays_with_the_first(
    opened: Page, desk: Desk, model: FakeModel, qtbot: QtBot, tmp_path: Path
) -> None:
    settled(opened, qtbot)
    first = desk.workspace
    model.free.clear()
    fill(opened).ask_button.click()
    desk.set_workspace(Workspace.open(tmp_path / "second"))
    model.free.set()
    settled(opened, qtbot)
    assert opened.tries.tries == []
    desk.set_workspace(first)
    assert [tried.run for tried in opened.tries.tries] == ["bert-tiny-01"]


def test_beside_a_fault_stands_no_answer_of_another_checkpoint(
    opened: Page, desk: Desk, model: FakeModel, qtbot: QtBot
) -> None:
    settled(opened, qtbot)
    model.error = Fault("The weights are damaged.")
    desk.choose_checkpoint(1000)
    qtbot.waitUntil(column(fill(opened)).fault.isVisible)
    assert answers(opened) == []
    assert not fill(opened).copy.isEnabled()


def card_of(page: Page, kind: str, qtbot: QtBot) -> tuple[AnswerColumn, QPushButton]:
    """The column of a card that waits for a question, and the button that asks it."""
    settled(page, qtbot)
    page.kinds.button(kind).click()
    settled(page, qtbot)
    return column(page.card), page.card.ask_button


@pytest.mark.parametrize("how", ["failed", "cancelled"])
@pytest.mark.parametrize("kind", ["fill", "pair"])
def test_what_failed_is_not_kept_once_something_else_was_answered(
    opened: Page, desk: Desk, model: FakeModel, qtbot: QtBot, kind: str, how: str
) -> None:
    card, button = card_of(opened, kind, qtbot)
    if how == "failed":
        model.error = Fault("The weights are damaged.")
        button.click()
        qtbot.waitUntil(card.fault.isVisible)
        model.error = None
    else:
        model.free.clear()
        button.click()
        card.busy.cancel_button.click()
        model.free.set()
        qtbot.waitUntil(lambda: not card.asker.busy)
    desk.choose_checkpoint(1000)
    settled(opened, qtbot)
    qtbot.waitUntil(lambda: not column(pair(opened)).asker.busy)
    assert not card.fault.isVisible()
    assert opened.tries.tries == []


def train_elsewhere(desk: Desk, model: FakeModel) -> None:
    """Another program goes on with the shown run: step 3,000 is saved and 2,000 deleted."""
    assert desk.shown is not None
    run = Run.open(desk.shown.path)
    with run.lock():
        run.save_checkpoint(3000, {"w": np.zeros(4, dtype=np.float32)}, {}, {"step": 3000})
    (gone,) = (info.path for info in run.checkpoints() if info.step == 2000)
    shutil.rmtree(gone)
    model.gone = {2000}


@pytest.mark.parametrize("kind", ["fill", "pair"])
def test_a_checkpoint_another_program_deleted_gives_way_to_the_newest(
    opened: Page, desk: Desk, model: FakeModel, qtbot: QtBot, kind: str
) -> None:
    card, button = card_of(opened, kind, qtbot)
    train_elsewhere(desk, model)
    button.click()
    qtbot.waitUntil(lambda: opened.where.text() == "bert-tiny-01, step 3,000")
    button.click()
    qtbot.waitUntil(lambda: bool(opened.tries.tries))
    assert not card.fault.isVisible()
    assert opened.tries.tries[0].step == 3000


def test_what_fails_for_another_reason_is_not_asked_over_and_over(
    opened: Page, desk: Desk, model: FakeModel, qtbot: QtBot
) -> None:
    card, button = card_of(opened, "fill", qtbot)
    model.error = Fault("The weights are damaged.")
    model.asked.clear()
    button.click()
    qtbot.waitUntil(card.fault.isVisible)
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    assert len(model.asked) == 1
    assert card.fault.isVisible()


def test_checkpoints_of_a_run_at_work_elsewhere_are_read_anew_on_the_return(
    opened: Page, desk: Desk, model: FakeModel, qtbot: QtBot
) -> None:
    train_elsewhere(desk, model)
    desk.checkpoint_reading.look_again()
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    assert max(info.step for info in desk.checkpoints) == 2000  # nobody was known to be at work
    assert desk.shown is not None
    desk.shown.elsewhere = True
    desk.checkpoint_reading.look_again()
    qtbot.waitUntil(lambda: opened.where.text() == "bert-tiny-01, step 3,000")
