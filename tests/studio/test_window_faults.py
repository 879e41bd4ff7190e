"""What went wrong, told in the window: faults, crashed runs, an engine that is missing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from engine.faults import Fault, FieldFault, RecipeFault
from engine.runs import RunSummary, Status, Workspace
from studio import engine_calls
from studio.app import Studio
from studio.settings import SettingsFile

pytestmark = pytest.mark.usefixtures("quick_engine")


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
    assert "test_window_faults.py" in window.fault.details.toPlainText()
    window.fault.copy_button.click()
    assert "ZeroDivisionError: ours" in QApplication.clipboard().text()


def test_corpus_text_in_a_fault_is_never_html(window):
    window.desk.report(Fault("<b>{path}</b>", path="<img src=x>"))
    assert window.fault.what.textFormat() is Qt.TextFormat.PlainText
    assert window.fault.what.text() == "<b><img src=x></b>"


def test_a_recipe_fault_from_the_engine_lists_its_places(window):
    window.desk.report(RecipeFault([FieldFault("a.b", "{n} bad", (("n", 3),))]))
    assert window.fault.why.text() == "a.b: 3 bad"


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


def test_a_run_that_cannot_be_opened_is_not_said_to_go_on(window):
    path = window.desk.workspace.runs_folder / "notes"
    lost = Fault("There is no run at {path}.", path=str(path))
    window.desk.runs = (RunSummary("notes", path, Status("crashed"), damaged=lost),)
    window.desk.runs_changed.emit()
    assert not window.recovery.isVisible()


def test_not_now_is_said_of_one_run_and_not_of_its_namesake_in_another_workspace(window, tmp_path):
    desk = window.desk
    for workspace in ("here", "there", "here"):
        path = tmp_path / workspace / "runs" / "bert-tiny-01"
        desk.runs = (RunSummary("bert-tiny-01", path, Status("crashed", step=420)),)
        desk.runs_changed.emit()
        assert window.recovery.isVisible() is (path not in desk.not_now)
        window.recovery.later.click()
    assert len(desk.not_now) == 2


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


def test_what_spoiled_the_draft_is_told_in_the_window(qapp, qtbot, tmp_path, empty_pages):
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
