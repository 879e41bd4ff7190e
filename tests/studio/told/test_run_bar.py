"""The run bar says of a run what is so, and nothing of what is not there."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from engine.faults import Fault
from engine.runs import Run
from studio.desk import Desk
from studio.live import State
from studio.widgets.run_bar import RunBar, RunNews
from studio.window import Window
from tests.studio.scripted_run import Script, story, write_run

FAILED = RunNews(name="b", state="Failed", role="bad", share=0.5, steps="step 200", loss="3.10")


def words(bar: RunBar) -> list[str]:
    """All that is read in the bar."""
    return [part.text() for part in bar.findChildren(QLabel) if part.isVisible() and part.text()]


def test_what_is_said_in_passing_is_no_part_of_the_run_that_failed(qtbot: QtBot) -> None:
    bar = RunBar()
    qtbot.addWidget(bar)
    bar.show()
    bar.show_news(FAILED)
    bar.whisper("Opening the run a")
    assert words(bar) == ["Failed", "Opening the run a"]
    assert bar.said.property("role") == "dim"
    bar.show_news(FAILED)  # a tick meanwhile
    assert words(bar) == ["Failed", "Opening the run a"]
    bar.whisper("")
    assert words(bar) == ["Failed", "step 200", "3.10"]


def test_nothing_is_said_of_a_queue_that_is_empty(qtbot: QtBot) -> None:
    bar = RunBar()
    qtbot.addWidget(bar)
    bar.show()
    bar.show_news(RunNews(state="No run is training."))
    assert words(bar) == ["No run is training."]


def test_a_run_is_said_to_be_opened_only_until_it_is(
    window: Window, desk: Desk, script: Script, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.start_run("b")
    script.tell(*story(200))
    qtbot.waitUntil(lambda: desk.live.state is State.RUNNING)
    script.fail(Fault("The disk is full."))
    qtbot.waitUntil(lambda: desk.live.state is State.IDLE)
    path = write_run(desk.workspace.runs_folder / "a", 100).path
    read, go = Run.open, threading.Event()

    def slow(path: Path) -> Run:
        assert go.wait(20)
        return read(path)

    monkeypatch.setattr(Run, "open", staticmethod(slow))
    desk.open_run(path)
    assert words(window.run_bar) == ["Failed", "Opening the run a"]
    go.set()
    qtbot.waitUntil(lambda: desk.shown is not None and desk.shown.name == "a")
    assert "Opening the run a" not in words(window.run_bar)
