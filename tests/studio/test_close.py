"""Closing while a run trains: asked, then waited for; nothing is lost and nothing left."""

import pytest
from PySide6.QtWidgets import QMessageBox, QSystemTrayIcon, QWidget

from studio.live import State
from studio.window import Window
from tests.studio.scripted_work import EndlessWork


@pytest.fixture
def window(make_desk, qtbot, monkeypatch):
    """A window over a run that trains until it is stopped."""
    page = type("module", (), {"Page": lambda desk: QWidget()})
    monkeypatch.setattr("studio.window.importlib.import_module", lambda name: page)
    made = Window(make_desk(EndlessWork()), "en")
    made.show()
    made.desk.live.start({}, made.desk.workspace.runs_folder, "bert-tiny-01")
    qtbot.waitUntil(lambda: made.desk.live.state is State.RUNNING)
    yield made
    made.desk.live.wait()
    made.close()
    made.deleteLater()


def question(window):
    return next(box for box in window.findChildren(QMessageBox) if box.isVisible())


def press(window, name):
    box = question(window)
    next(button for button in box.buttons() if button.objectName() == name).click()


def test_closing_asks_and_the_window_stays(window):
    window.close()
    assert window.isVisible()
    assert "bert-tiny-01" in question(window).text()
    press(window, "cancel")
    assert window.isVisible()
    assert window.desk.live.state is State.RUNNING


def test_closing_twice_asks_once(window):
    window.close()
    window.close()
    assert len([b for b in window.findChildren(QMessageBox) if b.isVisible()]) == 1
    press(window, "cancel")


def test_stop_and_save_closes_when_the_run_has_ended(window, qtbot):
    window.close()
    with qtbot.waitSignal(window.closed):
        press(window, "stop")
        assert window.isVisible()
        assert window.desk.live.state is State.STOPPING
    assert not window.isVisible()
    assert window.desk.live.state is State.IDLE


def test_a_run_that_ends_by_itself_answers_the_question(window, qtbot):
    window.close()
    window.desk.live.stop()
    qtbot.waitUntil(lambda: window.desk.live.state is State.IDLE)
    assert not [b for b in window.findChildren(QMessageBox) if b.isVisible()]
    assert window.isVisible()


def test_a_signal_to_end_stops_saves_and_closes_without_a_question(window, qtbot):
    with qtbot.waitSignal(window.closed):
        window.closing.leave()
        window.closing.leave()
    assert not window.isVisible()


def test_the_tray_is_offered_only_where_there_is_one(window, monkeypatch):
    for there in (False, True):
        monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda there=there: there)
        window.close()
        names = {button.objectName() for button in question(window).buttons()}
        assert ("tray" in names) is there
        press(window, "cancel")


def test_an_idle_window_closes_at_once(window, qtbot):
    with qtbot.waitSignal(window.desk.live.ended):
        window.desk.live.stop()
    with qtbot.waitSignal(window.closed):
        window.close()
