"""Two checkpoints side by side, asked the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from engine.faults import Fault
from engine.runs import Run
from studio.desk import Desk
from studio.views.try_ import beside as beside_file
from studio.views.try_.beside import Known
from studio.views.try_.page import Page
from tests.studio.scripted_run import write_run
from tests.studio.try_.conftest import FakeModel, column, fill, settled


@pytest.fixture
def other(desk: Desk) -> Run:
    return write_run(desk.workspace.runs_folder / "bert-tiny-02", 1000)


def test_both_are_asked_the_same_and_answer_under_their_own_names(
    opened: Page, desk: Desk, model: FakeModel, qtbot: QtBot
) -> None:
    settled(opened, qtbot)
    assert desk.shown is not None
    model.asked.clear()
    opened.beside.choose(desk.shown.path, 1000)
    settled(opened, qtbot)
    assert [question[1] for question in model.asked] == [1000]  # the first has answered already
    fill(opened).ask_button.click()
    qtbot.waitUntil(lambda: len(opened.tries.tries) == 2)
    settled(opened, qtbot)
    assert {tried.step for tried in opened.tries.tries} == {1000, 2000}
    names = [column(fill(opened), at).name.text() for at in (0, 1)]
    assert names == ["bert-tiny-01, step 2,000", "bert-tiny-01, step 1,000"]
    fill(opened).copy.click()
    copied = QGuiApplication.clipboard().text()
    assert all(name in copied for name in names)
    opened.beside.choose(None)
    assert column(fill(opened), 1).isHidden()
    assert column(fill(opened)).name.isHidden()


def test_another_run_is_read_and_asked_at_its_newest_checkpoint(
    opened: Page, other: Run, model: FakeModel, qtbot: QtBot
) -> None:
    opened.beside.choose(other.path)
    qtbot.waitUntil(lambda: model.asked[-1][:2] == ("bert-tiny-02", 1000))
    settled(opened, qtbot)
    assert [opened.beside.step.itemText(at) for at in range(2)] == [
        "Newest checkpoint",
        "step 1,000",
    ]


def test_a_fault_of_one_costs_the_other_nothing(
    opened: Page, desk: Desk, model: FakeModel, qtbot: QtBot
) -> None:
    settled(opened, qtbot)
    assert desk.shown is not None
    model.gone = {1000}
    opened.beside.choose(desk.shown.path, 1000)
    second = column(fill(opened), 1)
    qtbot.waitUntil(second.fault.isVisible)
    assert "no checkpoint of step 1000" in second.fault.what.text()
    assert not column(fill(opened)).fault.isVisible()
    assert column(fill(opened)).view.text()


def test_who_cannot_says_why_in_its_column(
    opened: Page, desk: Desk, model: FakeModel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled(opened, qtbot)
    recipe = {"objectives": {"causal_lm": {}}}
    monkeypatch.setattr(beside_file, "read_run", lambda path: Known((500,), recipe))
    opened.beside.choose(desk.workspace.run_path("gpt-tiny-01"))
    second = column(fill(opened), 1)
    qtbot.waitUntil(second.why.isVisible)
    assert "gpt-tiny-01 cannot: it learned Causal lm." in second.why.text()
    assert "Masked words" in second.why.text()
    settled(opened, qtbot)


@pytest.mark.parametrize("how", ["damaged", "empty"])
def test_a_run_that_cannot_be_read_is_named(
    opened: Page,
    desk: Desk,
    model: FakeModel,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    how: str,
) -> None:
    def read(_path: Path) -> Known:
        if how == "damaged":
            raise Fault("The recipe of {name} is damaged.", name="x-01")
        return Known((), {"objectives": {"masked_lm": {}}})

    settled(opened, qtbot)
    monkeypatch.setattr(beside_file, "read_run", read)
    opened.beside.choose(desk.workspace.run_path("x-01"))
    second = column(fill(opened), 1)
    qtbot.waitUntil(second.why.isVisible)
    assert "x-01" in second.why.text()
    assert column(fill(opened)).view.text()


@pytest.mark.parametrize("kept", [True, False])
def test_what_stood_beside_stands_there_again_as_long_as_it_is_there(
    opened: Page, desk: Desk, other: Run, model: FakeModel, qtbot: QtBot, kept: bool
) -> None:
    opened.beside.choose(other.path, 1000)
    settled(opened, qtbot)
    if not kept:
        other.path.rename(desk.workspace.path / "elsewhere")
    again = Page(desk)
    qtbot.addWidget(again)
    assert again.beside.path == (other.path if kept else None)
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    assert (again.beside.asked is not None) == kept


@pytest.mark.parametrize("spoiled", [["x"], [3, 4], ["/nowhere", 5], ["a", "b"]])
def test_a_spoiled_choice_is_as_none(desk: Desk, qtbot: QtBot, spoiled: list[object]) -> None:
    desk.settings.set_option("try.beside", spoiled)
    again = Page(desk)
    qtbot.addWidget(again)
    assert again.beside.path is None


def test_what_another_run_has_saved_and_lost_since_is_known_when_one_comes_back(
    opened: Page, desk: Desk, model: FakeModel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = (500,)
    recipe = {"objectives": {"masked_lm": {}}}
    monkeypatch.setattr(beside_file, "read_run", lambda path: Known(steps, recipe))
    opened.beside.choose(desk.workspace.run_path("x-01"))
    qtbot.waitUntil(lambda: opened.beside.asked is not None)
    settled(opened, qtbot)
    opened.hide()
    steps = (500, 700)
    opened.show()
    qtbot.waitUntil(lambda: opened.beside.asked is not None and opened.beside.asked.step == 700)
    settled(opened, qtbot)
    steps, model.gone = (600,), {700}
    fill(opened).ask_button.click()  # it is gone, and what is there now is asked
    qtbot.waitUntil(lambda: opened.beside.asked is not None and opened.beside.asked.step == 600)
    qtbot.waitUntil(lambda: bool(column(fill(opened), 1).view.text()))
    settled(opened, qtbot)
