"""While a slow disk is read, nothing is said to be missing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from engine.faults import Fault
from studio.desk import Desk
from studio.live import State
from studio.shown import ShownRun
from studio.views.look.page import Page as Look
from studio.views.train.page import Page as Train
from studio.views.try_.page import Page as Try
from tests.studio.plot_desk import open_desk
from tests.studio.scripted_run import Script, write_run


@pytest.fixture
def script() -> Script:
    return Script()


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, script: Script) -> Iterator[Desk]:
    with open_desk(tmp_path, script) as made:
        qtbot.waitUntil(lambda: made.draft.checked)
        yield made


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """A disk that answers once it is let."""
    opened = threading.Event()
    for name in ("checkpoints", "probe_steps"):
        read = getattr(ShownRun, name)

        def slowly(run: ShownRun, read: object = read) -> object:
            assert opened.wait(20)
            return read(run)  # type: ignore[operator]

        monkeypatch.setattr(ShownRun, name, slowly)
    yield opened
    opened.set()


def shown(page: QWidget, qtbot: QtBot) -> None:
    qtbot.addWidget(page)
    page.resize(1200, 760)
    page.show()


def test_try_says_what_is_missing_once_it_knows(
    desk: Desk, qtbot: QtBot, gate: threading.Event
) -> None:
    page = Try(desk)
    shown(page, qtbot)
    desk.open_run(write_run(desk.workspace.runs_folder / "short", 200).path)
    qtbot.waitUntil(lambda: desk.shown is not None)
    assert page.empty.title.text() == "Reading the checkpoints…"
    gate.set()
    qtbot.waitUntil(lambda: "short ended before it saved one" in page.empty.sentence.text())


def test_look_says_what_is_missing_once_it_knows(
    desk: Desk, qtbot: QtBot, gate: threading.Event
) -> None:
    page = Look(desk)
    shown(page, qtbot)
    desk.open_run(write_run(desk.workspace.runs_folder / "short", 100).path)
    qtbot.waitUntil(lambda: desk.shown is not None)
    assert page.empty.title.text() == "Reading the recorded steps…"
    gate.set()
    qtbot.waitUntil(lambda: "short ended before its first look" in page.empty.sentence.text())


def test_a_run_that_failed_while_preparing_promises_no_curves(
    desk: Desk, qtbot: QtBot, script: Script
) -> None:
    page = Train(desk)
    shown(page, qtbot)
    desk.start_run("early")
    qtbot.waitUntil(lambda: desk.live.path is not None and desk.live.path.is_dir())
    script.fail(Fault("There is no text."))
    qtbot.waitUntil(lambda: desk.live.state is State.IDLE)
    assert page.waiting.isVisible()
    assert page.waiting.sentence.text() == "early ended before its first step."
