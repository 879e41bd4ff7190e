"""The window over a scripted engine: places, bars, menus, keys."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget

from engine.faults import FieldFault
from studio import engine_calls
from studio.engine_calls import Checked
from studio.live import State
from studio.settings import PAGES
from studio.shortcuts import ShortcutSheet
from studio.wheel import WheelFilter
from tests.studio.conftest import action

ROOT = Path(__file__).parents[2]
NEVER = ("torch", "pyqtgraph", "transformers", "qtawesome", "tokenizers")

pytestmark = pytest.mark.usefixtures("quick_engine")


@pytest.mark.parametrize("module", ["studio.window", "studio.app", "studio.desk"])
def test_importing_the_window_loads_no_tensor_and_no_plots(module):
    code = f"import sys, {module}; print([m for m in {NEVER!r} if m in sys.modules])"
    answer = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=ROOT
    )
    assert answer.stdout.strip() == "[]"


def test_pages_are_made_at_their_first_show(window, qtbot):
    assert list(window.pages) == ["data"]
    for name in PAGES:
        window.rail.buttons[name].click()
        assert window.stack.currentWidget().widget() is window.pages[name]
        assert window.rail.buttons[name].isChecked()
    assert window.desk.settings.now.page == "compare"


def test_the_keys_of_the_places_work(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    assert window.page == "try_"


def test_a_run_is_told_on_every_page_and_comes_to_its_end(window, qtbot):
    desk = window.desk
    with qtbot.waitSignal(desk.live.ended):
        action(window, "start").trigger()
    assert window.page == "train"
    assert window.run_bar.name.text() == "bert-tiny-01"
    assert window.run_bar.state.text() == "Finished"
    assert window.run_bar.steps.text() == "step 20 / 20 · 100 %"
    assert not window.run_bar.pause.isEnabled()
    assert window.rail.buttons["train"]._mark.kind == "done"
    assert action(window, "start").isEnabled()
    assert not action(window, "stop").isEnabled()


def test_a_recipe_with_faults_is_not_started_and_all_are_told(window, qtbot, monkeypatch):
    faults = (FieldFault("corpus.paths", "is missing"), FieldFault("model.heads", "no"))
    monkeypatch.setattr(engine_calls, "check_recipe", lambda data: Checked({}, faults))
    window.desk.draft.allow_checks(engine_calls.check_recipe)
    qtbot.waitUntil(lambda: window.desk.draft.checked)
    action(window, "start").trigger()
    assert window.desk.live.state is State.IDLE
    assert "corpus.paths: is missing" in window.fault.why.text()
    assert "model.heads: no" in window.fault.why.text()
    assert window.rail.buttons["model"]._mark.kind == "warning"
    assert window.rail.buttons["objective"]._mark.kind == "done"


def test_edits_are_undone_from_the_menu(window, qtbot):
    undo = action(window, "undo")
    assert not undo.isEnabled()
    window.desk.draft.set("model.size", "mini", "Change size")
    assert undo.isEnabled()
    assert undo.text() == "&Undo: Change size"
    undo.trigger()
    assert undo.text() == "&Undo"
    assert action(window, "redo").text() == "&Redo: Change size"
    assert window.desk.draft.value("model.size") is None
    assert action(window, "redo").isEnabled()


def test_the_device_is_chosen_at_the_top(window, qtbot):
    desk = window.desk
    with qtbot.waitSignal(desk.machine_ready):
        desk.loading.ask_machine()
    picker = window.top.device
    assert [picker.itemText(i) for i in range(picker.count())] == ["Automatic", "cpu", "cuda:0"]
    picker.setCurrentIndex(2)
    picker.activated.emit(2)
    assert desk.draft.value("execution.device") == "cuda:0"
    picker.setCurrentIndex(0)
    picker.activated.emit(0)
    assert desk.draft.value("execution.device") is None


def test_the_language_chosen_keeps_its_tick_when_it_is_chosen_again(window):
    for _ in range(2):
        english = window.top.language.menu().actions()[1]
        english.trigger()
        ticked = [a.text() for a in window.top.language.menu().actions() if a.isChecked()]
        assert ticked == [english.text()]


def test_colours_can_follow_the_system_again(window):
    window.acts.toggle_theme()
    assert window.desk.settings.now.theme in ("light", "dark")
    action(window, "system_theme").trigger()
    assert window.desk.settings.now.theme == "system"


@pytest.mark.parametrize("size", [(1024, 640), (1280, 720), (2560, 1440)])
def test_the_frame_fits_small_and_large_screens(window, qtbot, size):
    window.resize(*size)
    qtbot.waitUntil(lambda: (window.width(), window.height()) == size)
    for bar in (window.top, window.run_bar):
        assert bar.width() == size[0]
        assert bar.minimumSizeHint().width() <= size[0]


def test_every_control_of_the_frame_has_a_name_for_screen_readers(window):
    controls = [*window.rail.buttons.values(), *window.top.findChildren(QComboBox)]
    controls += [window.run_bar.pause, window.run_bar.stop, window.top.menu, window.top.theme]
    controls += [window.top.language, window.top.help]
    for control in controls:
        assert control.accessibleName(), control
        assert control.toolTip(), control
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_the_shortcut_sheet_names_every_key(window, qtbot):
    window.acts.shortcuts()
    sheet = window.findChild(ShortcutSheet)
    words = [found.text() for found in sheet.findChildren(QLabel)]
    assert "Start training" in words
    assert "Ctrl+R" in words
    sheet.close()


def test_the_wheel_passes_over_what_has_no_focus(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    combo = QComboBox(page)
    combo.addItems(["a", "b", "c"])
    wheel_filter = WheelFilter(page)
    wheel_filter.guard(page)
    point = QPointF(5, 5)
    turn = QWheelEvent(
        point, point, QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(combo, turn)
    assert combo.currentIndex() == 0
    assert not turn.isAccepted()


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_undo_goes_to_the_draft_where_a_line_has_nothing_to_take_back(window, qtbot, kind):
    page = QWidget()
    qtbot.addWidget(page)
    line = kind(page)
    window._guard(page)

    def line_takes(key, modifiers=Qt.KeyboardModifier.ControlModifier):
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, modifiers)
        event.ignore()  # as the platform sends it
        QApplication.sendEvent(line, event)
        return event.isAccepted()

    assert not line_takes(Qt.Key.Key_Z)
    assert line_takes(Qt.Key.Key_A)
    QTest.keyClicks(line, "256")
    assert line_takes(Qt.Key.Key_Z)  # what is being typed is taken back first
    (line.setText if kind is QLineEdit else line.setPlainText)("256")
    assert not line_takes(Qt.Key.Key_Z)
