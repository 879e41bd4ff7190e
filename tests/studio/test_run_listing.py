"""What another program does in the workspace is seen when somebody comes back to the window."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from engine.events import RunEnded
from engine.faults import Fault
from engine.runs import Run, RunSummary, Status, Workspace
from studio.app import Studio
from studio.desk import Desk
from studio.views.train.run_head import RunHead
from tests.studio.scripted_desk import desk, script
from tests.studio.scripted_run import Script, started, step_event, write_run

__all__ = ["desk", "script"]


def trained_here(desk: Desk, script: Script, qtbot: QtBot) -> Run:
    """A run this window trained to step 100 and stopped; its folder says the same."""
    desk.start_run("here")
    script.tell(started(), step_event(100))
    qtbot.waitUntil(lambda: desk.live.history.last_step is not None)
    qtbot.waitUntil(lambda: not desk.jobs.busy)  # whoever opens a run sweeps what is half-written
    run = Run.open(desk.workspace.run_path("here"))
    for event in (started(), step_event(100), RunEnded("stopped", 100, {})):
        run.metrics.append(event)
    run.set_status(Status("stopped", 100, 4200))
    with qtbot.waitSignal(desk.live.ended):
        desk.live.stop()
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    return run


def finish_elsewhere(run: Run) -> None:
    """Another program goes on with a run, to its end."""
    for event in (started(), step_event(200), RunEnded("finished", 200, {})):
        run.metrics.append(event)
    run.metrics.close()
    run.set_status(Status("finished", 200, 200))


def test_a_run_made_elsewhere_is_listed_when_another_page_is_shown(
    studio: Studio, qtbot: QtBot
) -> None:
    write_run(studio.desk.workspace.runs_folder / "elsewhere", 100)
    studio.window.show_page("look")
    qtbot.waitUntil(lambda: [run.name for run in studio.desk.runs] == ["elsewhere"])


def test_a_run_made_elsewhere_is_listed_on_the_return(
    studio: Studio, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed_in: list[str] = []
    real = Workspace.runs

    def noted(workspace: Workspace) -> list[RunSummary]:
        listed_in.append(threading.current_thread().name)
        return real(workspace)

    monkeypatch.setattr(Workspace, "runs", noted)
    write_run(studio.desk.workspace.runs_folder / "elsewhere", 100)
    studio.window.activated.emit()
    qtbot.waitUntil(lambda: [run.name for run in studio.desk.runs] == ["elsewhere"])
    assert studio.window.top.run.findText("elsewhere") >= 0
    assert set(listed_in) == {"job"}


def test_a_list_that_is_as_it_was_is_not_told_again(studio: Studio, qtbot: QtBot) -> None:
    desk, told = studio.desk, []
    damaged = write_run(desk.workspace.runs_folder / "damaged", 100)
    (damaged.path / "recipe.toml").unlink()
    desk.refresh_runs()
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    desk.runs_changed.connect(lambda: told.append(desk.runs))
    studio.window.activated.emit()
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    assert told == []


def test_a_list_that_cannot_be_read_is_told_of_once(
    studio: Studio, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_workspace: Workspace) -> list[RunSummary]:
        raise Fault("The disk is gone.")

    monkeypatch.setattr(Workspace, "runs", gone)
    told: list[object] = []
    studio.desk.problems.reported.connect(told.append)
    for _return in range(2):
        studio.window.activated.emit()
        qtbot.waitUntil(lambda: not studio.desk.jobs.busy)
    assert len(told) == 1


def test_a_run_trained_here_and_finished_elsewhere_is_shown_as_it_is_now(
    desk: Desk, script: Script, qtbot: QtBot
) -> None:
    head = RunHead(desk)
    qtbot.addWidget(head)
    run = trained_here(desk, script, qtbot)
    assert head.resume.isEnabled()
    finish_elsewhere(run)
    desk.listing.look_again()
    qtbot.waitUntil(lambda: desk.shown is not None and desk.shown.finished)
    assert list(desk.shown.history.training.column("step")) == [100, 200]
    assert not head.resume.isEnabled()
    assert desk.live.path is None


def test_a_run_trained_here_is_read_anew_once_another_program_has_let_it_go(
    desk: Desk, script: Script, qtbot: QtBot
) -> None:
    head = RunHead(desk)
    qtbot.addWidget(head)
    run = trained_here(desk, script, qtbot)
    with run.lock():
        head.show()
        qtbot.waitUntil(lambda: head.state.text() == "training in another program")
        finish_elsewhere(run)
    qtbot.waitUntil(lambda: head.state.text().startswith("finished"))
    assert not head.resume.isEnabled()
    head.hide()


def test_a_run_somebody_just_clicked_is_not_taken_away(
    desk: Desk, script: Script, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = trained_here(desk, script, qtbot)
    other = write_run(desk.workspace.runs_folder / "other", 100)
    gate, real = threading.Event(), Run.open

    def slow(path: Path) -> Run:
        assert path != other.path or gate.wait(20)
        return real(path)

    monkeypatch.setattr("studio.run_opening.Run.open", staticmethod(slow))
    finish_elsewhere(run)
    desk.open_run(other.path)
    with qtbot.waitSignal(desk.runs_changed):
        desk.listing.look_again()
    gate.set()
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    assert desk.shown is not None
    assert desk.shown.name == "other"
    desk.open_run(run.path)
    qtbot.waitUntil(lambda: desk.shown is not None and desk.shown.finished)


def test_a_run_that_is_not_shown_is_read_anew_when_it_is(
    desk: Desk, script: Script, qtbot: QtBot
) -> None:
    run = trained_here(desk, script, qtbot)
    desk.show_run(None)
    finish_elsewhere(run)
    with qtbot.waitSignal(desk.runs_changed):
        desk.listing.look_again()
    desk.open_run(run.path)
    qtbot.waitUntil(lambda: desk.shown is not None and desk.shown.finished)


def test_what_this_window_trains_is_not_read_anew(desk: Desk, script: Script, qtbot: QtBot) -> None:
    desk.refresh_runs()
    run = trained_here(desk, script, qtbot)
    shown = desk.shown
    desk.listing.look_again()
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    desk.resume_run(run.path)
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    run.set_status(Status("running", 100))
    desk.listing.look_again()
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    assert desk.shown is not shown  # it goes on
    shown = desk.shown
    run.set_status(Status("stopped", 200))
    with qtbot.waitSignal(desk.live.ended):
        desk.live.stop()
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    assert desk.shown is shown
    assert desk.live.path == Path(run.path)
