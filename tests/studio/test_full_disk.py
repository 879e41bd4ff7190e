"""A disk that is full when a run ends: the window says so, and a person decides what happens."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox, QSystemTrayIcon, QWidget
from pytestqt.qtbot import QtBot

from engine.control import Control
from engine.disk import DiskFull
from engine.events import Emit, RunEnded, StateChanged
from engine.training.budget import Position, Stopwatch
from engine.training.room import Room
from studio.commands import menus
from studio.live import LiveRun, State
from studio.live_work import Place, Work
from studio.telling import run_news
from studio.views.train.events_panel import EventsPanel
from studio.views.train.run_head import RunHead
from studio.views.train.watch import Watch
from studio.widgets.run_bar import RunBar
from studio.window import Window
from tests.engine.run_samples import new_run
from tests.studio.plot_desk import open_desk
from tests.studio.scripted_run import started, step_event

SOON = 3000  # ms: as soon as a fault must be seen


class FullDisk:
    """A training that waits for room once it was stopped, as the engine does."""

    def __init__(self) -> None:
        self.room = threading.Event()

    def make_work(self, _recipe: object, path: Path, place: Place) -> Work:
        def save() -> None:
            if not self.room.is_set():
                raise DiskFull("There is no space left on the disk for {path}.", path=str(path))

        def work(emit: Emit, control: Control) -> None:
            run = new_run(path)
            place.settle(path)
            emit(started())
            emit(step_event(5))
            while control.keep_going() and not control.wait_for_stop(0.01):
                pass
            emit(StateChanged("saving"))
            position = Position(5, 0, Stopwatch())
            Room(run, control, position=position, tell=emit, emit=emit).insist(save, 50_000_000)
            emit(RunEnded("stopped", 5, {}))

        return work


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> FullDisk:
    monkeypatch.setattr("engine.training.room.AGAIN_SECONDS", 0.01)
    return FullDisk()


@pytest.fixture
def live(disk: FullDisk, qtbot: QtBot, tmp_path: Path) -> Iterator[LiveRun]:
    """A run that was stopped and waits for room."""
    made = LiveRun(disk.make_work)
    made.start({}, tmp_path, "a")
    qtbot.waitUntil(lambda: made.state is State.RUNNING)
    made.stop()
    qtbot.waitUntil(lambda: made.state is State.WAITING, timeout=SOON)
    yield made
    made.wait()


def test_the_run_bar_says_it_and_offers_to_give_up(live: LiveRun, qtbot: QtBot) -> None:
    bar = RunBar()
    qtbot.addWidget(bar)
    bar.show_news(run_news(live))
    assert "full" in bar.state.text()
    assert bar.stop.isEnabled()
    assert "Give up" in bar.stop.accessibleName()
    assert not bar.pause.isEnabled()
    (stop,) = (one for menu in menus().values() for one in menu if one.name == "stop")
    assert State.WAITING in stop.during


def test_once_there_is_room_it_ends_as_it_was_asked_to(
    live: LiveRun, disk: FullDisk, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(live.ended):
        disk.room.set()
    assert live.history.ended is not None
    assert live.history.ended.ending == "stopped"


def test_a_second_stop_gives_up_with_the_reason(live: LiveRun, qtbot: QtBot) -> None:
    with qtbot.waitSignal(live.failed) as failed:
        live.stop()
        assert live.state is State.STOPPING
    assert isinstance(failed.args[0], DiskFull)


def test_the_end_of_the_program_waits_for_no_room(live: LiveRun) -> None:
    live._set_state(State.STOPPING)  # the program ends before it has heard of the full disk
    live.wait(timeout=20.0)
    assert live.state is State.IDLE


def test_the_train_page_says_how_much_is_needed_and_where(
    disk: FullDisk, qtbot: QtBot, tmp_path: Path
) -> None:
    with open_desk(tmp_path) as desk:
        desk.live._make_work = disk.make_work
        head, watch = RunHead(desk), Watch(desk)
        events = EventsPanel(desk, watch)
        for widget in (head, events):
            qtbot.addWidget(widget)
            widget.show()
        desk.start_run()
        qtbot.waitUntil(lambda: desk.live.state is State.RUNNING)
        desk.live.stop()

        def said() -> bool:
            texts = [events.list.item(row).text() for row in range(events.list.count())]
            return any("50 MB" in text and str(desk.live.path) in text for text in texts)

        qtbot.waitUntil(said, timeout=SOON)
        assert "the disk is full" in head.state.text()
        assert head.stop.text() == "Give up"
        assert head.stop.isEnabled()
        head.hide()
        events.hide()


@pytest.fixture
def window(make_desk, disk: FullDisk, qtbot: QtBot, monkeypatch) -> Iterator[Window]:  # type: ignore[no-untyped-def]
    page = type("module", (), {"Page": lambda desk: QWidget()})
    monkeypatch.setattr("studio.window.importlib.import_module", lambda name: page)
    made = Window(make_desk(disk.make_work), "en")
    made.show()
    made.desk.live.start({}, made.desk.workspace.runs_folder, "a")
    qtbot.waitUntil(lambda: made.desk.live.state is State.RUNNING)
    yield made
    made.desk.live.wait()
    made.close()
    made.deleteLater()


def answer(window: Window, name: str) -> None:
    box = next(box for box in window.findChildren(QMessageBox) if box.isVisible())
    next(button for button in box.buttons() if button.objectName() == name).click()


def test_closing_again_gives_up_and_closes(window: Window, qtbot: QtBot) -> None:
    window.close()
    answer(window, "stop")
    qtbot.waitUntil(lambda: window.desk.live.state is State.WAITING, timeout=SOON)
    assert window.isVisible()
    with qtbot.waitSignal(window.closed):
        window.close()
    assert window.desk.live.state is State.IDLE


@pytest.mark.qt_log_ignore("systemTrayWindowChanged", extend=True)
def test_a_window_in_the_tray_comes_back_to_say_it(
    window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    window.close()
    answer(window, "tray")
    assert not window.isVisible()
    window.closing.leave()
    qtbot.waitUntil(window.isVisible, timeout=SOON)
