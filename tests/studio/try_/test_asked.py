"""An answer belongs to the checkpoint that was asked, whatever was chosen meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from engine.faults import Fault
from engine.runs import Workspace
from studio.desk import Desk
from studio.views.try_.page import Page
from tests.studio.try_.conftest import FakeModel, answers, settled


def test_a_late_answer_is_kept_with_the_checkpoint_it_came_from(
    opened: Page, desk: Desk, model: FakeModel, qtbot: QtBot
) -> None:
    settled(opened, qtbot)
    desk.choose_checkpoint(1000)
    settled(opened, qtbot)
    model.free.clear()
    opened.fill.fill.click()
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
    opened.fill.fill.click()
    model.free.set()
    settled(opened, qtbot)
    assert [tried.step for tried in opened.tries.tries] == [2000]


def test_a_late_judgement_is_kept_with_the_checkpoint_it_came_from(
    opened: Page, desk: Desk, model: FakeModel, qtbot: QtBot
) -> None:
    settled(opened, qtbot)
    opened.kinds.button("pair").click()
    desk.choose_checkpoint(1000)
    qtbot.waitUntil(lambda: not opened.pair.asker.busy)
    model.free.clear()
    opened.pair.judge.click()
    desk.choose_checkpoint(2000)
    model.free.set()
    qtbot.waitUntil(lambda: not opened.pair.asker.busy)
    assert [(tried.kind, tried.step) for tried in opened.tries.tries] == [("pair", 1000)]


def test_an_answer_after_another_workspace_was_opened_stays_with_the_first(
    opened: Page, desk: Desk, model: FakeModel, qtbot: QtBot, tmp_path: Path
) -> None:
    settled(opened, qtbot)
    first = desk.workspace
    model.free.clear()
    opened.fill.fill.click()
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
    qtbot.waitUntil(opened.fill.fault.isVisible)
    assert answers(opened) == []
    assert not opened.fill.copy.isEnabled()


@pytest.mark.parametrize("kind", ["fill", "pair"])
def test_what_failed_is_not_kept_once_something_else_was_answered(
    opened: Page, desk: Desk, model: FakeModel, qtbot: QtBot, kind: str
) -> None:
    settled(opened, qtbot)
    opened.kinds.button(kind).click()
    card, button = (
        (opened.fill, opened.fill.fill) if kind == "fill" else (opened.pair, opened.pair.judge)
    )
    qtbot.waitUntil(lambda: not card.asker.busy)
    model.error = Fault("The weights are damaged.")
    button.click()
    qtbot.waitUntil(card.fault.isVisible)
    model.error = None
    desk.choose_checkpoint(1000)
    settled(opened, qtbot)
    qtbot.waitUntil(lambda: not opened.pair.asker.busy)
    assert not card.fault.isVisible()
    assert opened.tries.tries == []
