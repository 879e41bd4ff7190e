"""What is tried is sent to Train: to a run that trains, to one that may go on, to the next."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from engine.runs import Run
from studio.desk import Desk
from studio.live import State
from studio.views.try_.page import Page
from tests.studio.plot_desk import open_desk
from tests.studio.scripted_run import Script, write_run
from tests.studio.try_.conftest import FakeModel, fill, pair, settled


@pytest.fixture
def script() -> Script:
    return Script()


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, script: Script) -> Iterator[Desk]:
    with open_desk(tmp_path, script) as made:
        yield made


def offers(page: Page) -> dict[str, object]:
    """What the menu of the tab on top offers, by its words."""
    menu = page.card.pin.menu()
    menu.aboutToShow.emit()
    return {action.text(): action for action in menu.actions()}


def take(page: Page, words: str) -> None:
    page.card.pin.menu().aboutToShow.emit()
    next(one for one in page.card.pin.menu().actions() if one.text() == words).trigger()


def test_a_run_that_trains_is_told_at_once(
    page: Page, desk: Desk, model: FakeModel, script: Script, qtbot: QtBot
) -> None:
    write_run(desk.workspace.runs_folder / "bert-tiny-01", 2000)
    run = write_run(desk.workspace.runs_folder / "bert-tiny-02", 2000, ending="stopped")
    desk.open_run(desk.workspace.run_path("bert-tiny-01"))
    qtbot.waitUntil(lambda: page.faces.currentIndex() == 1)
    settled(page, qtbot)
    desk.live.resume_run(run.path)
    qtbot.waitUntil(lambda: desk.live.state is State.PREPARING)
    fill(page).take("He [MASK] it.")
    take(page, "To bert-tiny-02, which trains now")
    qtbot.waitUntil(lambda: script.asked == ["probe"])
    thread = desk.live._thread
    assert thread is not None
    assert [(pin.sentence, pin.wanted) for pin in thread.control.take_pins()] == [
        ("He [MASK] it.", True)
    ]
    script.end()
    qtbot.waitUntil(lambda: desk.live.state is State.IDLE)
    settled(page, qtbot)


def test_a_stopped_run_keeps_it_until_it_goes_on(
    page: Page, desk: Desk, model: FakeModel, qtbot: QtBot
) -> None:
    run = write_run(desk.workspace.runs_folder / "bert-tiny-01", 2000, ending="stopped")
    desk.open_run(run.path)
    qtbot.waitUntil(lambda: page.faces.currentIndex() == 1)
    settled(page, qtbot)
    page.kinds.button("pair").click()
    pair(page).take("It rained.", "She stayed.")
    settled(page, qtbot)
    take(page, "To bert-tiny-01, for when it goes on")
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    assert Run.open(run.path).pins()[-1] == "It rained. [SEP] She stayed."


def test_the_next_run_has_it_in_its_recipe_once(
    opened: Page, desk: Desk, model: FakeModel, qtbot: QtBot
) -> None:
    settled(opened, qtbot)
    assert list(offers(opened)) == ["To the next run"]  # the run shown has ended
    take(opened, "To the next run")
    take(opened, "To the next run")
    assert desk.draft.value("probes.sentences") == ["She opened the [MASK] and looked out."]


def test_nothing_is_pinned_where_nothing_stands(
    opened: Page, model: FakeModel, qtbot: QtBot
) -> None:
    fill(opened).take("No gap.")
    settled(opened, qtbot)
    assert not fill(opened).pin.isEnabled()
    opened.kinds.button("similar").click()
    settled(opened, qtbot)
    assert not opened.card.pin.isVisible()
