"""Training on in the tray: the window is hidden, an icon tells and brings it back."""

import pytest
from PySide6.QtWidgets import QSystemTrayIcon, QWidget
from shiboken6 import isValid

from studio.live import State
from studio.window import Window
from tests.studio.scripted_work import EndlessWork

pytestmark = pytest.mark.qt_log_ignore("systemTrayWindowChanged", extend=True)


@pytest.fixture
def hidden(make_desk, qtbot, monkeypatch):
    """A window in the tray, over a run that trains until it is stopped."""
    page = type("module", (), {"Page": lambda desk: QWidget()})
    monkeypatch.setattr("studio.window.importlib.import_module", lambda name: page)
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    work = EndlessWork()
    made = Window(make_desk(work), "en")
    made.work = work
    with qtbot.waitSignal(made.painted):
        made.show()
    made.desk.live.start({}, made.desk.workspace.runs_folder, "bert-tiny-01")
    qtbot.waitUntil(lambda: made.desk.live.state is State.RUNNING)
    made.closing.into_tray()
    live = made.desk.live
    yield made
    live.wait()
    if isValid(made):
        made.close()
        made.deleteLater()


def nothing_left(window):
    return window.closing.tray.icon is None and not window.findChildren(QSystemTrayIcon)


def picture(icon):
    return icon.icon().pixmap(64, 64).toImage()


def test_the_icon_tells_how_far_the_run_has_come(hidden, qtbot):
    icon = hidden.closing.tray.icon
    assert not hidden.isVisible()
    assert icon.isVisible()
    assert icon.toolTip().splitlines()[:2] == ["bert-tiny-01", "Training"]
    before = picture(icon)
    with qtbot.waitSignal(hidden.desk.live.advanced):
        hidden.work.step()
    assert "step 1" in icon.toolTip()
    assert picture(icon) != before  # the ring is half full


def test_a_press_brings_the_window_back_and_the_icon_goes(hidden, qtbot):
    icon = hidden.closing.tray.icon
    icon.activated.emit(QSystemTrayIcon.ActivationReason.Context)
    assert not hidden.isVisible()  # that opens the menu
    icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    assert hidden.isVisible()
    assert hidden.desk.live.state is State.RUNNING
    qtbot.waitUntil(lambda: nothing_left(hidden))


def test_a_run_that_ends_in_the_tray_is_told_there_and_in_the_window(hidden, qtbot, monkeypatch):
    told = []
    monkeypatch.setattr(QSystemTrayIcon, "showMessage", lambda _icon, *words: told.append(words))
    with qtbot.waitSignal(hidden.desk.live.ended):
        hidden.desk.live.stop()
    tray = hidden.closing.tray
    assert told[0][0] == "bert-tiny-01: Stopped before the first step"
    assert "Stopped" in tray.icon.toolTip()
    assert tray._leave.text() == "Quit"
    tray.icon.messageClicked.emit()
    assert hidden.isVisible()
    assert hidden.run_bar.state.text().startswith("Stopped")


def test_the_menu_stops_saves_and_quits(hidden, qtbot):
    tray = hidden.closing.tray
    assert tray._leave.text() == "Stop and save, then quit"
    with qtbot.waitSignal(hidden.closed):
        tray._leave.trigger()
    assert hidden.desk.live.state is State.IDLE
    qtbot.waitUntil(lambda: nothing_left(hidden))


def test_quitting_after_the_end_leaves_no_icon(hidden, qtbot):
    with qtbot.waitSignal(hidden.desk.live.ended):
        hidden.desk.live.stop()
    with qtbot.waitSignal(hidden.closed):
        hidden.closing.tray._leave.trigger()
    qtbot.waitUntil(lambda: nothing_left(hidden))


def test_a_tray_that_goes_away_gives_the_window_back(hidden, qtbot, monkeypatch):
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: False)
    hidden.closing.tray._look.timeout.emit()
    assert hidden.isVisible()


def test_the_next_window_is_in_the_tray_too(hidden, qtbot):
    other = Window(hidden.desk, "en")
    hidden.replace_by(other)
    assert not other.isVisible()
    assert other.closing.tray.icon.isVisible()
    other.closing.tray.show_asked.emit()
    assert other.isVisible()
    other.closing._leaving = True
    with qtbot.waitSignal(other.closed):
        other.desk.live.stop()
    other.deleteLater()


def test_the_menu_dies_with_the_icon(hidden, qtbot):
    menu = hidden.closing.tray._menu
    hidden.closing.tray.show_asked.emit()
    qtbot.waitUntil(lambda: not isValid(menu))
