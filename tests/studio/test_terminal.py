"""What the window tells stands on the terminal too: once, in its language, without a trace."""

from __future__ import annotations

import io
import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine.events import CheckpointSaved, Noticed
from engine.examples.summary import FINDING
from engine.faults import Cancelled, Fault
from engine.runs.checkpoint import NOT_SAVED
from studio import terminal
from studio.language import Speech
from studio.live import State
from studio.problems import Problems
from studio.widgets.fault_box import FaultBox
from studio.window import Window
from tests.studio.plot_desk import open_desk, open_window
from tests.studio.scripted_run import Script, started, step_event

FULL = Fault(
    "There is no space left on the disk for {path}.", now="Free some space.", path="/a\x1b[2J"
)


@pytest.fixture(autouse=True)
def _nothing_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "_said", {})


def test_a_fault_is_said_once_wherever_it_is_told(
    qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    problems = Problems()
    problems.report(FULL, "Saving")
    box = FaultBox()
    qtbot.addWidget(box)
    box.show_error(FULL)
    problems.report(Cancelled())
    said = capsys.readouterr()
    assert said.err == "There is no space left on the disk for /a?[2J.\nFree some space.\n"
    assert said.out == ""


def test_a_fault_of_ours_is_said_without_its_trace(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        raise ZeroDivisionError("ours")
    except ZeroDivisionError as error:
        Problems().report(error)
    said = capsys.readouterr().err
    assert "ZeroDivisionError: ours" in said
    assert "Traceback" not in said


def test_it_is_said_again_after_a_while(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for now in (0.0, 30.0, 100.0):
        monkeypatch.setattr("studio.terminal.time.monotonic", lambda now=now: now)
        Problems().report(FULL)
    assert capsys.readouterr().err.count("no space") == 2


def test_it_is_said_in_the_windows_language(
    qapp: QApplication, capsys: pytest.CaptureFixture[str]
) -> None:
    speech = Speech(qapp)
    speech.speak("zh_CN")
    try:
        Problems().report(ValueError("x"))
    finally:
        speech.speak("en")
    said = capsys.readouterr().err
    assert said.startswith("Cloze Studio 内部出错")
    assert "Something went wrong" not in said


def test_threads_that_fail_at_once_are_all_told_of(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both find the same words grown old, and both would strike them out."""
    meeting = threading.Barrier(2, timeout=0.5)

    class Met(dict[str, float]):
        def items(self) -> Any:
            found = list(super().items())
            with suppress(threading.BrokenBarrierError):
                meeting.wait()
            return found

    monkeypatch.setattr(terminal, "_said", Met({"old": -1000.0}))
    problems = Problems()
    with ThreadPoolExecutor(2) as both:
        for end in [both.submit(problems.report, Fault(f"Fault {n}.")) for n in (1, 2)]:
            end.result()
    assert sorted(capsys.readouterr().err.split("\n")) == ["", "Fault 1.", "Fault 2."]


def test_the_window_is_told_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the terminal does then."""
    order: list[str] = []
    monkeypatch.setattr("studio.problems.say_once", lambda _: order.append("terminal"))
    problems = Problems()
    problems.reported.connect(lambda _: order.append("window"))
    problems.report(FULL)
    assert order == ["window", "terminal"]


@pytest.mark.skipif(sys.platform == "win32", reason="asks this of sockets alone")
def test_a_pipe_that_nobody_reads_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    with suppress(BlockingIOError):
        while True:
            os.write(writing, bytes(4096))
    os.set_blocking(writing, True)
    with monkeypatch.context() as unread, os.fdopen(writing, "w", encoding="utf-8") as stream:
        unread.setattr(sys, "stderr", stream)
        speaker = threading.Thread(target=terminal.say, args=("words " * 1000,), daemon=True)
        speaker.start()
        speaker.join(5.0)
        came_back = not speaker.is_alive()
        os.close(reading)  # frees one that did not
        speaker.join()
    assert came_back


def closed() -> io.StringIO:
    stream = io.StringIO()
    stream.close()
    return stream


@pytest.mark.parametrize("stream", [None, closed()], ids=["none", "closed"])
def test_without_a_terminal_nothing_breaks(
    monkeypatch: pytest.MonkeyPatch, stream: io.StringIO | None
) -> None:
    with monkeypatch.context() as without:
        without.setattr(sys, "stderr", stream)
        problems = Problems()
        problems.report(FULL)
    assert problems.last is not None  # the window tells it all the same


def test_a_save_that_failed_is_told_on_every_page_until_one_succeeds(
    qtbot: QtBot, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = Script()
    with open_desk(tmp_path, script) as desk, open_window(qtbot, desk) as window:
        qtbot.waitUntil(lambda: desk.draft.checked)
        run_and_fail_to_save(window, script, qtbot)
        assert "could not be saved" in window.fault.what.text()
        assert "no space" in window.fault.what.text()
        assert "no space" in capsys.readouterr().err
        script.tell(CheckpointSaved(30, "step-00000030", 1000, 0.1))
        qtbot.waitUntil(lambda: not window.fault.isVisible())


def test_what_only_warns_is_said_but_stands_over_no_page(
    qtbot: QtBot, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = Script()
    with open_desk(tmp_path, script) as desk, open_window(qtbot, desk) as window:
        qtbot.waitUntil(lambda: desk.draft.checked)
        desk.start_run()
        jumped = Noticed(20, "warning", "The loss of {name} jumped.", {"name": "x"})
        noted = Noticed(20, "note", "A note.")
        script.tell(started(), step_event(20), noted, jumped)
        qtbot.waitUntil(lambda: len(desk.live.history.notices) == 2)
        assert capsys.readouterr().err == "The loss of x jumped.\n"
        assert not window.fault.isVisible()


def test_what_is_odd_in_examples_stands_over_no_page(qtbot: QtBot, tmp_path: Path) -> None:
    script = Script()
    with open_desk(tmp_path, script) as desk, open_window(qtbot, desk) as window:
        qtbot.waitUntil(lambda: desk.draft.checked)
        desk.start_run()
        odd = Fault("{count} are learned from too.", why="", now="", count=3)
        script.tell(started(), Noticed(0, "warning", FINDING, {"finding": odd}))
        qtbot.waitUntil(lambda: len(desk.live.history.notices) == 1)
        assert not window.fault.isVisible()


def run_and_fail_to_save(window: Window, script: Script, qtbot: QtBot) -> None:
    window.show_page("tune")
    window.desk.start_run()
    script.tell(started(), step_event(20))
    qtbot.waitUntil(lambda: window.desk.live.state is State.RUNNING)
    script.tell(Noticed(20, "warning", NOT_SAVED, {"reason": FULL}))
    qtbot.waitUntil(lambda: window.fault.isVisible())
