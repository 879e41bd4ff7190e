"""The whole program from its first paint to its end: languages, colours, what is remembered."""

import gc
import signal
import threading

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from engine.runs import Workspace
from studio.app import Studio, spare_imports
from studio.garbage import GarbageCollection
from studio.live import State
from studio.process import obey_signals
from studio.settings import SettingsFile
from studio.shortcuts import ShortcutSheet
from studio.style_sheet import style_sheet
from studio.theme import DARK, LIGHT
from studio.window import Window
from tests.studio.conftest import action

pytestmark = pytest.mark.usefixtures("quick_engine")


def test_a_language_names_what_is_undone_with_its_own_colon(studio):
    studio.desk.settings.set(language="zh_CN")
    studio.desk.draft.set("model.size", "mini", "改变大小")
    assert action(studio.window, "undo").text().endswith("：改变大小")
    studio.desk.settings.set(language="en")


def test_what_can_be_undone_is_named_in_the_language_of_the_moment(studio):
    def change() -> str:
        return QCoreApplication.translate("places", "Data")

    studio.desk.draft.set("model.size", "mini", change)
    assert action(studio.window, "undo").text().endswith("Data")
    studio.desk.settings.set(language="zh_CN")
    assert action(studio.window, "undo").text().endswith("：数据")
    action(studio.window, "undo").trigger()
    assert action(studio.window, "redo").text().endswith("：数据")
    studio.desk.settings.set(language="en")
    assert action(studio.window, "redo").text().endswith("Data")


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


def worn(part):
    """The theme a part is dressed in; None where it is dressed in none."""
    sheets = {style_sheet(theme): theme for theme in (DARK, LIGHT)}
    return sheets.get(part.styleSheet())


def test_a_hidden_page_is_dressed_when_it_is_shown(studio, qapp):
    studio.desk.settings.set(theme="light")
    window = studio.window
    window.show_page("look")
    window.show_page("data")
    shown, hidden = window.stack.currentWidget(), window.stack.widget(1)
    assert worn(shown) is worn(hidden) is LIGHT
    studio.desk.settings.set(theme="dark")
    assert worn(shown) is DARK
    assert worn(hidden) is LIGHT  # restyling all pages at once takes a second
    window.show_page("look")
    assert worn(hidden) is DARK
    assert {worn(bar) for bar in window._bars} == {DARK}
    assert qapp.styleSheet() == ""


def test_dialogs_and_menus_follow_the_colours(studio, qtbot):
    studio.desk.settings.set(theme="light")
    studio.window.acts.shortcuts()
    sheet = studio.window.findChild(ShortcutSheet)
    qtbot.waitUntil(lambda: worn(sheet) is LIGHT)
    studio.desk.settings.set(theme="dark")
    assert worn(sheet) is DARK
    assert {worn(menu) for menu in studio.window.menus} == {DARK}
    sheet.close()


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


def test_an_empty_workspace_opens_on_data_whatever_was_shown_elsewhere(
    qapp, qtbot, tmp_path, empty_pages
):
    settings = SettingsFile(tmp_path / "settings.json")
    settings.set(page="train")
    made = Studio(qapp, Workspace.open(tmp_path / "new"), settings)
    with qtbot.waitSignal(made.desk.form_ready):
        made.show()
    assert made.window.page == "data"
    made.window.show_page("look")
    settings.set(language="zh_CN")
    assert made.window.page == "look"  # a change of language is no beginning
    settings.set(language="en")
    Workspace.open(tmp_path / "used")
    (tmp_path / "used" / "draft.json").write_text("{}")
    made.window.acts.enter_workspace(tmp_path / "used")
    assert made.window.page == "look"
    made.window.acts.enter_workspace(tmp_path / "another")
    assert made.window.page == "data"
    made.close()
    made.window.close()
    made.window.deleteLater()


def test_a_workspace_with_a_run_opens_where_it_was_left(qapp, tmp_path, empty_pages):
    settings = SettingsFile(tmp_path / "settings.json")
    settings.set(page="train")
    workspace = Workspace.open(tmp_path / "workspace")
    (workspace.runs_folder / "bert-tiny-01").mkdir()
    made = Studio(qapp, workspace, settings)
    assert made.window.page == "train"
    made.close()
    made.window.deleteLater()


def test_a_signal_closes_the_window_in_its_own_time(studio, qtbot):
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    obey_signals(studio)
    with qtbot.waitSignal(studio.window.closed):
        signal.raise_signal(signal.SIGINT)
        assert studio.window.isVisible()  # it may be in the middle of a paint
    assert studio.interrupted
    for number, handler in before.items():
        signal.signal(number, handler)
