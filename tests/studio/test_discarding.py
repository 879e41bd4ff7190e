"""A run thrown away: who may do it, where it is told, and how it comes back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from studio.desk import Desk
from studio.window import Window
from tests.studio.conftest import action
from tests.studio.plot_desk import open_desk, open_window
from tests.studio.scripted_run import Script, write_run

OF_A_RUN = ("resume", "discard", "restore")


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path, Script()) as made:
        qtbot.waitUntil(lambda: made.draft.checked)
        yield made


@pytest.fixture
def window(qtbot: QtBot, desk: Desk) -> Iterator[Window]:
    with open_window(qtbot, desk) as made:
        yield made


def show_run(desk: Desk, qtbot: QtBot, ending: str = "stopped") -> None:
    run = write_run(desk.workspace.runs_folder / "bert-tiny-01", 200, ending=ending)
    desk.open_run(run.path)
    qtbot.waitUntil(lambda: desk.shown is not None and not desk.jobs.busy)


def allowed(window: Window) -> set[str]:
    return {name for name in OF_A_RUN if action(window, name).isEnabled()}


def test_without_a_run_there_is_nothing_to_resume_or_discard(
    window: Window, desk: Desk, qtbot: QtBot
) -> None:
    assert allowed(window) == set()
    show_run(desk, qtbot)
    assert allowed(window) == {"resume", "discard"}
    desk.show_run(None)
    assert allowed(window) == set()


def test_a_run_that_has_used_up_its_budget_cannot_be_resumed(
    window: Window, desk: Desk, qtbot: QtBot
) -> None:
    show_run(desk, qtbot, ending="finished")
    assert allowed(window) == {"discard"}


def test_where_the_run_was_it_is_said_how_it_comes_back(
    window: Window, desk: Desk, qtbot: QtBot
) -> None:
    show_run(desk, qtbot)
    assert not window.discarded.isVisible()
    window.acts._discard("bert-tiny-01")
    assert allowed(window) == {"restore"}
    assert window.discarded.isVisible()
    assert "bert-tiny-01" in window.discarded.words.text()
    window.discarded.undo.click()
    qtbot.waitUntil(lambda: desk.shown is not None and desk.shown.name == "bert-tiny-01")
    assert not window.discarded.isVisible()
    assert allowed(window) == {"resume", "discard"}


def test_it_is_said_until_somebody_has_read_it_or_goes_elsewhere(
    window: Window, desk: Desk, qtbot: QtBot
) -> None:
    show_run(desk, qtbot)
    window.acts._discard("bert-tiny-01")
    window.discarded.dismiss.click()
    assert not window.discarded.isVisible()
    assert allowed(window) == {"restore"}  # the menu still takes it back
    show_run(desk, qtbot)
    window.acts._discard("bert-tiny-01")
    assert window.discarded.isVisible()
    desk.start_run()
    assert not window.discarded.isVisible()
    desk.live.stop()
    qtbot.waitUntil(lambda: not desk.live.active)


def test_the_next_window_says_it_too(window: Window, desk: Desk, qtbot: QtBot) -> None:
    show_run(desk, qtbot)
    window.acts._discard("bert-tiny-01")
    again = Window(desk, "en")
    assert not again.discarded.isHidden()
    again.deleteLater()
