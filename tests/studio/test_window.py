"""The window over a scripted engine: places, bars, news, faults, languages."""

import gc
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from engine.faults import Fault, FieldFault, RecipeFault
from engine.runs import RunSummary, Status
from studio import engine_calls
from studio.app import Studio, spare_imports
from studio.engine_calls import Checked
from studio.garbage import GarbageCollection
from studio.live import State
from studio.process import obey_signals
from studio.settings import PAGES, SettingsFile
from studio.shortcuts import ShortcutSheet
from studio.wheel import WheelFilter
from studio.window import Window
from tests.studio.conftest import EndlessWork, finite_work

ROOT = Path(__file__).parents[2]
NEVER = ("torch", "pyqtgraph", "transformers", "qtawesome", "tokenizers")


class FakePage(QWidget):
    """A page with nothing on it but its name."""

    def __init__(self, desk):
        super().__init__()
        self.desk = desk
        QVBoxLayout(self).addWidget(QLabel("page"))
        desk.start_asked.connect(self.start)

    def start(self):
        if self.isVisible():
            self.desk.start_run()


@pytest.fixture(autouse=True)
def no_engine(monkeypatch):
    """The engine answers at once and knows little."""
    monkeypatch.setattr(engine_calls, "describe_recipe", lambda: "a form")
    monkeypatch.setattr(engine_calls, "environment", lambda: {"devices": ["cpu", "cuda:0"]})
    monkeypatch.setattr(engine_calls, "check_recipe", lambda data: Checked(data, ()))


@pytest.fixture
def window(make_desk, qtbot, monkeypatch):
    """A window whose pages are empty."""
    import importlib

    real = importlib.import_module

    def import_page(name, *rest):
        if name.startswith("studio.views.") and name.endswith(".page"):
            return type("module", (), {"Page": FakePage})
        return real(name, *rest)

    monkeypatch.setattr("studio.window.importlib.import_module", import_page)
    made = Window(make_desk(finite_work(20)), "en")
    with qtbot.waitSignal(made.painted):
        made.show()
    yield made
    made.close()
    made.deleteLater()


def action(window, name):
    return next(found for found in window.findChildren(QAction) if found.objectName() == name)


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


def test_a_fault_says_what_why_and_what_now(window, qtbot):
    fault = Fault("{path} is full.", why="No room.", now="Delete something.", path="/disk")
    window.desk.report(fault, "Saving")
    assert window.fault.what.text() == "Saving: /disk is full."
    assert window.fault.why.text() == "No room."
    assert window.fault.now.text() == "Delete something."
    assert not window.fault.details_button.isVisible()
    window.fault.dismiss_button.click()
    assert not window.fault.isVisible()


def test_a_fault_of_ours_keeps_its_trace(window, qtbot):
    try:
        raise ZeroDivisionError("ours")
    except ZeroDivisionError as error:
        window.desk.report(error)
    assert window.fault.details_button.isVisible()
    window.fault.details_button.click()
    assert window.fault.details.isVisible()
    assert "test_window.py" in window.fault.details.toPlainText()
    window.fault.copy_button.click()
    assert "ours" in QApplication.clipboard().text()


def test_corpus_text_in_a_fault_is_never_html(window):
    window.desk.report(Fault("<b>{path}</b>", path="<img src=x>"))
    assert window.fault.what.textFormat() is Qt.TextFormat.PlainText
    assert window.fault.what.text() == "<b><img src=x></b>"


def test_a_recipe_fault_from_the_engine_lists_its_places(window):
    window.desk.report(RecipeFault([FieldFault("a.b", "{n} bad", (("n", 3),))]))
    assert window.fault.why.text() == "a.b: 3 bad"


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


def test_a_language_names_what_is_undone_with_its_own_colon(studio):
    studio.desk.settings.set(language="zh_CN")
    studio.desk.draft.set("model.size", "mini", "改变大小")
    assert action(studio.window, "undo").text().endswith("：改变大小")
    studio.desk.settings.set(language="en")


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


def test_an_engine_that_cannot_be_loaded_is_told_and_tried_again(window, qtbot, monkeypatch):
    desk = window.desk

    def broken():
        raise OSError("libtorch_cpu.so: cannot open shared object file")

    with monkeypatch.context() as without_torch:
        without_torch.setattr(engine_calls, "describe_recipe", broken)
        desk.loading.load()
        qtbot.waitUntil(lambda: window.fault.isVisible())
    assert "cannot be loaded" in window.fault.what.text()
    assert "libtorch_cpu.so" in window.fault.why.text()
    assert window.load_again.isVisible()
    with qtbot.waitSignal(desk.form_ready):
        window.load_again.click()
    assert not window.fault.isVisible()
    desk.report(Fault("Something else."))
    assert not window.load_again.isVisible()


def test_a_crashed_run_is_offered_to_be_resumed(window, qtbot, monkeypatch):
    desk = window.desk
    path = desk.workspace.runs_folder / "bert-tiny-03"
    desk.crash_trace = "Fatal Python error"
    desk.runs = (RunSummary("bert-tiny-03", path, Status("crashed", step=420), trace="Aborted"),)
    desk.runs_changed.emit()
    assert "bert-tiny-03" in window.recovery.words.text()
    assert "420" in window.recovery.words.text()
    assert window.recovery.trace.text() == "Fatal Python error"
    resumed = []
    monkeypatch.setattr(desk, "resume_run", resumed.append)
    window.recovery.resume.click()
    assert resumed == [path]
    assert window.page == "train"
    desk.crash_trace = ""
    desk.runs_changed.emit()
    assert window.recovery.trace.text() == "Aborted"
    window.recovery.later.click()
    assert not window.recovery.isVisible()


@pytest.mark.parametrize("saved", [True, False])
def test_a_run_that_saved_nothing_is_not_said_to_go_on(window, saved):
    path = window.desk.workspace.runs_folder / "a"
    window.desk.runs = (RunSummary("a", path, Status("crashed", step=4), saved=saved),)
    window.desk.runs_changed.emit()
    words = window.recovery.words.text()
    assert ("newest checkpoint" in words) is saved
    assert ("begin again" in words) is not saved


def test_a_window_that_died_shows_its_trace(window):
    window.desk.crash_trace = "Fatal Python error: Segmentation fault\n" + "line\n" * 100
    window.desk.runs_changed.emit()
    assert window.recovery.isVisible()
    assert "Segmentation fault" in window.recovery.trace.text()
    assert not window.recovery.resume.isVisible()
    window.recovery.later.click()
    assert not window.recovery.isVisible()


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


@pytest.fixture
def studio(qapp, qtbot, tmp_path, window_pages):
    """The whole program over an engine that trains until it is stopped."""
    from engine.runs import Workspace

    made = Studio(
        qapp,
        Workspace.open(tmp_path / "workspace"),
        SettingsFile(tmp_path / "settings.json"),
        make_work=EndlessWork(),
    )
    with qtbot.waitSignal(made.desk.form_ready):
        made.show()
    qtbot.waitUntil(lambda: not made.desk.jobs.busy)
    yield made
    made.close()
    made.window.close()
    qapp.setStyleSheet("")


@pytest.fixture
def window_pages(monkeypatch):
    """Empty pages in the place of the real ones."""
    import importlib

    real = importlib.import_module

    def import_page(name, *rest):
        if name.startswith("studio.views."):
            return type("module", (), {"Page": FakePage})
        return real(name, *rest)

    monkeypatch.setattr("studio.window.importlib.import_module", import_page)


def test_a_change_of_language_rebuilds_the_window_and_the_run_goes_on(studio, qtbot):
    live = studio.desk.live
    studio.window.acts.start()
    qtbot.waitUntil(lambda: live.state is State.RUNNING)
    before = studio.window
    studio.desk.settings.set(language="zh_CN")
    assert studio.window is not before
    assert studio.window.isVisible()
    assert not before.isVisible()
    assert studio.window.page == "train"
    assert studio.window.rail.buttons["data"].text() == "数据"
    assert live.state is State.RUNNING
    studio.desk.settings.set(language="en")
    assert studio.window.rail.buttons["data"].text() == "Data"
    with qtbot.waitSignal(live.ended):
        live.stop()


def test_an_engine_that_cannot_be_loaded_is_told_in_the_next_language_too(
    studio, qtbot, monkeypatch
):
    desk = studio.desk

    def broken():
        raise OSError("libtorch_cpu.so: cannot open shared object file")

    with monkeypatch.context() as without_torch:
        without_torch.setattr(engine_calls, "describe_recipe", broken)
        with qtbot.waitSignal(desk.loading.failed):
            desk.loading.load()
    english = studio.window.fault.what.text()
    desk.settings.set(language="zh_CN")
    fault = studio.window.fault
    assert fault.isVisible()
    assert fault.what.text() not in ("", english)
    assert "libtorch_cpu.so" in fault.why.text()
    assert studio.window.load_again.isVisible()
    with qtbot.waitSignal(desk.form_ready):
        studio.window.load_again.click()
    assert not fault.isVisible()
    desk.settings.set(language="en")
    assert not studio.window.fault.isVisible()


def test_the_pages_are_imported_before_they_are_asked_for(studio, qtbot, monkeypatch):
    imported = []
    monkeypatch.setattr("studio.window.import_alone", lambda *names: imported.extend(names))
    studio.desk.form_ready.emit()
    qtbot.waitUntil(lambda: "studio.views.train.page" in imported)
    assert "pyqtgraph" in imported


def test_garbage_is_settled_after_each_large_import_in_any_language(studio, qtbot, monkeypatch):
    settled, is_told, imported = [], threading.Event(), []
    garbage = GarbageCollection()

    def settle(*_):
        settled.append(bool(imported))
        is_told.set()

    def import_pages(*names):
        assert is_told.wait(20)
        imported.extend(names)

    monkeypatch.setattr(garbage, "settle", settle)
    monkeypatch.setattr("studio.window.import_alone", import_pages)
    spare_imports(garbage, studio.desk)
    studio.desk.settings.set(language="zh_CN")
    studio.desk.loading.load()
    qtbot.waitUntil(lambda: len(settled) == 2)
    assert settled == [False, True]
    studio.desk.settings.set(language="en")
    garbage.close()
    gc.disable()  # as the other tests of the window have it


def test_a_change_of_theme_reaches_palette_and_pages(studio, qtbot):
    studio.desk.settings.set(theme="light")
    with qtbot.waitSignal(studio.desk.theme_changed):
        studio.desk.settings.set(theme="dark")
    assert studio.desk.theme.dark
    assert QApplication.palette().window().color().name().upper() == studio.desk.theme.bg


def test_what_was_typed_survives_the_end(studio, qapp, tmp_path):
    studio.desk.draft.set("training.lr", 0.25)
    studio.close()
    again = Studio(qapp, studio.desk.workspace, SettingsFile(tmp_path / "settings.json"))
    assert again.desk.draft.value("training.lr") == 0.25
    again.close()
    again.window.deleteLater()


def test_page_and_size_are_there_again(studio, monkeypatch):
    studio.window.resize(1300, 800)
    studio.window.show_page("look")
    studio.window.keep_geometry()
    restored = []
    # the offscreen platform's own screen is too small for the size itself
    monkeypatch.setattr(Window, "restoreGeometry", lambda _window, data: restored.append(data))
    again = Window(studio.desk, "en")
    assert again.page == "look"
    assert restored == [studio.window.saveGeometry().data()]
    again.deleteLater()


def fill_disk(monkeypatch):
    def full(*_):
        raise Fault("There is no space left on the disk for {path}.", path="settings.json")

    monkeypatch.setattr("engine.disk.atomic.write_text", full)


def test_a_full_disk_keeps_no_window_from_closing(studio, qtbot, monkeypatch):
    fill_disk(monkeypatch)
    with qtbot.waitSignal(studio.window.closed):
        studio.window.close()
    studio.close()
    assert "no space" in studio.desk.problems.last.what
    monkeypatch.undo()


def test_what_spoiled_the_draft_is_told_in_the_window(qapp, qtbot, tmp_path, window_pages):
    from engine.runs import Workspace

    workspace = Workspace.open(tmp_path / "workspace")
    (workspace.path / "draft.json").write_text("{")
    made = Studio(qapp, workspace, SettingsFile(tmp_path / "settings.json"))
    with qtbot.waitSignal(made.desk.form_ready):
        made.show()
    assert made.window.fault.isVisible()
    assert "Opening what you typed" in made.window.fault.what.text()
    made.close()
    made.window.close()
    made.window.deleteLater()
    qapp.setStyleSheet("")


def test_a_signal_closes_the_window_in_its_own_time(studio, qtbot):
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    obey_signals(studio)
    with qtbot.waitSignal(studio.window.closed):
        signal.raise_signal(signal.SIGINT)
        assert studio.window.isVisible()  # it may be in the middle of a paint
    assert studio.interrupted
    for number, handler in before.items():
        signal.signal(number, handler)
