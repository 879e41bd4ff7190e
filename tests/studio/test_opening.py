"""Which workspace a window works in: asked for, last, usual; and that it is alone there."""

import argparse
import threading
from contextlib import nullcontext

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox

from engine.disk import is_locked
from engine.faults import Fault
from engine.runs import Workspace
from studio import app
from studio.acts import Acts
from studio.language import Speech
from studio.opening import hold, hold_at_start
from studio.settings import SettingsFile
from tests.studio.scripted_work import finite_work


@pytest.fixture(autouse=True)
def usual(tmp_path, monkeypatch):
    """The usual workspace, where nothing else is asked for."""
    monkeypatch.delenv("CLOZE_STUDIO_WORKSPACE", raising=False)
    monkeypatch.setattr("studio.opening.default_workspace", lambda: tmp_path / "usual")
    return tmp_path / "usual"


def test_the_last_workspace_is_opened_again(tmp_path):
    Workspace.open(tmp_path / "last")
    held = hold_at_start(None, str(tmp_path / "last"))
    assert held.path == tmp_path / "last"
    assert held.passed_over is None
    held.lock.release()


def test_where_the_last_one_is_gone_the_usual_one_serves_and_nothing_is_made(tmp_path, usual):
    held = hold_at_start(None, str(tmp_path / "disk" / "last"))
    assert held.path == usual
    assert str(tmp_path / "disk" / "last") in str(held.passed_over)
    assert not (tmp_path / "disk").exists()
    held.lock.release()


def test_where_the_last_one_is_in_use_the_usual_one_serves(tmp_path, usual):
    other = hold(tmp_path / "last")
    held = hold_at_start(None, str(tmp_path / "last"))
    assert held.path == usual
    assert held.passed_over is not None
    with pytest.raises(Fault):
        hold_at_start(None, str(usual))
    held.lock.release()
    other.lock.release()


def test_what_is_asked_for_comes_before_the_last_one(tmp_path, usual, monkeypatch):
    last = str(Workspace.open(tmp_path / "last").path)
    held = hold_at_start(tmp_path / "asked", last)
    assert held.path == tmp_path / "asked"
    with pytest.raises(Fault):
        hold_at_start(tmp_path / "asked", last)
    held.lock.release()
    monkeypatch.setenv("CLOZE_STUDIO_WORKSPACE", str(usual))
    held = hold_at_start(None, last)
    assert held.path == usual
    held.lock.release()


def test_a_refused_start_is_said_in_the_chosen_language(tmp_path, qapp, qtbot, monkeypatch):
    held = hold(tmp_path / "workspace")
    settings = tmp_path / "settings.json"
    monkeypatch.setenv("CLOZE_STUDIO_SETTINGS", str(settings))
    SettingsFile(settings).set(language="zh_CN")
    speech = Speech()
    monkeypatch.setattr(app, "Speech", lambda _app: speech)
    monkeypatch.setattr(app, "make_application", lambda: qapp)
    monkeypatch.setattr(app, "catching_crashes", lambda _path: nullcontext(""))
    shown = []

    def look():
        box = next(b for b in QApplication.topLevelWidgets() if isinstance(b, QMessageBox))
        shown.append(box.text())
        box.close()
        return 0

    monkeypatch.setattr(qapp, "exec", look)
    given = argparse.Namespace(
        demo=False, workspace=tmp_path / "workspace", language=None, theme=None
    )
    assert app.open_window(given) == 1
    speech.speak("en")
    assert any("\u4e00" <= letter <= "\u9fff" for letter in shown[0])
    held.lock.release()


def test_another_workspace_is_entered_alone_and_the_old_one_is_free(make_desk, tmp_path):
    desk = make_desk(finite_work(1))
    first = hold(desk.workspace.path)
    desk.lock = first.lock
    acts = Acts(desk, None)
    acts.enter_workspace(tmp_path / "second")
    assert is_locked(tmp_path / "second" / ".lock")
    assert not is_locked(first.path / ".lock")
    taken = hold(first.path)
    acts.enter_workspace(first.path)
    assert desk.workspace.path == tmp_path / "second"
    assert desk.problems.last is not None
    taken.lock.release()
    desk.lock.release()


def test_a_workspace_is_not_left_half(make_desk, tmp_path, monkeypatch):
    desk = make_desk(finite_work(1))
    before = desk.workspace
    desk.draft.set("training.lr", 0.5)
    with monkeypatch.context() as full_disk:

        def full(*_):
            raise Fault("There is no space left.")

        full_disk.setattr(desk.draft._saver, "_write", full)
        Acts(desk, None).enter_workspace(tmp_path / "second")
    assert desk.workspace is before
    assert desk.draft.value("training.lr") == 0.5
    assert not is_locked(tmp_path / "second" / ".lock")
    desk.draft.save()
    assert (before.path / "draft.json").is_file()


def test_each_workspace_takes_back_its_own_runs(make_desk, tmp_path, qtbot):
    desk = make_desk(finite_work(1))
    first, second = desk.workspace, Workspace.open(tmp_path / "second")
    (first.runs_folder / "a").mkdir()
    desk.discard_run("a")
    desk.set_workspace(second)
    desk.restore_last()
    assert desk.problems.last is None
    desk.set_workspace(first)
    desk.restore_last()
    assert (first.runs_folder / "a").is_dir()


def test_the_trash_is_emptied_once_and_stuck_entries_are_passed_over(
    make_desk, tmp_path, qtbot, monkeypatch
):
    desk = make_desk(finite_work(1))
    trash = desk.workspace.path / "trash"
    for name in ("a~1", "b~1", "c~1"):
        (trash / name).mkdir()
    remove = Workspace.empty_trash.__globals__["disk"].remove

    def stuck(path):
        if path.name == "b~1":
            raise Fault("In use.")
        remove(path)

    monkeypatch.setattr("engine.disk.remove", stuck)
    desk.trash.empty(desk.workspace)
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    assert [path.name for path in trash.iterdir()] == ["b~1"]
    assert desk.problems.last.what == "In use."
    (trash / "d~1").mkdir()
    desk.trash.empty(desk.workspace)
    assert not desk.jobs.busy


def test_a_run_discarded_while_the_trash_is_emptied_can_be_taken_back(
    make_desk, qtbot, monkeypatch
):
    desk = make_desk(finite_work(1))
    trash = desk.workspace.path / "trash"
    (trash / "older~1").mkdir()
    (desk.workspace.runs_folder / "a").mkdir()
    empty, go = Workspace.empty_trash, threading.Event()

    def late(*given):
        assert go.wait(20)
        empty(*given)

    monkeypatch.setattr(Workspace, "empty_trash", late)
    desk.trash.empty(desk.workspace)
    desk.discard_run("a")
    go.set()
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    assert [path.name for path in trash.iterdir()] == ["a~1"]
    desk.restore_last()
    assert (desk.workspace.runs_folder / "a").is_dir()


def test_the_last_run_of_the_old_workspace_is_forgotten(make_desk, tmp_path, qtbot):
    desk = make_desk(finite_work(3))
    with qtbot.waitSignal(desk.live.ended):
        desk.start_run()
    desk.set_workspace(Workspace.open(tmp_path / "second"))
    assert desk.live.path is None
    assert desk.live.history.last_step is None
    assert desk.shown is None
