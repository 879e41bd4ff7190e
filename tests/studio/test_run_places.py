"""A new run nobody named finds another place where its name is taken while it prepares."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from engine.control import Control
from engine.events import Emit, RunEnded
from engine.faults import Fault
from studio.desk import Desk
from studio.live import LiveRun, State
from studio.live_work import Place, Work
from tests.studio.scripted_desk import desk, script
from tests.studio.scripted_run import Script, started, step_event, write_run

__all__ = ["desk", "script"]


def taken_meanwhile(script: Script, seen: list[bool]) -> Any:
    """A training whose name another program takes before its folder is there."""

    def make_work(recipe: object, path: Path, place: Place) -> Work:
        seen.append(place.renumber)
        free = path.with_name("bert-tiny-02") if place.renumber else path
        return script.make_work(recipe, free, place)

    return make_work


def unplaced(_recipe: object, _path: Path, _place: Place) -> Work:
    """A training that prepares until it is stopped, and never has a folder."""

    def work(_emit: Emit, control: Control) -> None:
        while control.keep_going() and not control.wait_for_stop(0.01):
            pass
        raise Fault("It cannot start.")

    return work


def test_it_takes_the_next_free_name_and_the_window_follows(
    desk: Desk, script: Script, qtbot: QtBot
) -> None:
    renumbers: list[bool] = []
    desk.live._make_work = taken_meanwhile(script, renumbers)
    desk.start_run()
    assert desk.live.name == "bert-tiny-01"
    other = write_run(desk.workspace.run_path("bert-tiny-01"), 100)
    script.tell(started(), step_event(20))
    qtbot.waitUntil(lambda: desk.live.history.last_step is not None)
    assert renumbers == [True]
    assert desk.live.name == "bert-tiny-02"
    assert desk.shown is not None
    assert desk.shown.is_live
    assert desk.shown.path == desk.workspace.run_path("bert-tiny-02")
    with qtbot.waitSignal(desk.live.ended):
        desk.live.stop()
    assert other.status().state == "finished"


def test_a_name_somebody_chose_is_kept(desk: Desk, script: Script, qtbot: QtBot) -> None:
    renumbers: list[bool] = []
    desk.live._make_work = taken_meanwhile(script, renumbers)
    desk.start_run("mine")
    qtbot.waitUntil(lambda: desk.live.placed)
    assert renumbers == [False]
    assert desk.live.name == "mine"
    with qtbot.waitSignal(desk.live.ended):
        desk.live.stop()


def test_the_engine_is_told_that_the_name_is_free(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import engine.assembly
    import engine.recipe

    def start(_recipe: object, path: Path, *, renumber: bool, created: Any) -> Work:
        def work(emit: Emit, _control: Control) -> None:
            created(path.with_name("b") if renumber else path)
            emit(RunEnded("finished", 0, {}))

        return work

    monkeypatch.setattr(engine.assembly, "start", start)
    monkeypatch.setattr(engine.recipe, "read_recipe", lambda data, folder: data)
    live = LiveRun()
    for renumber, name in ((True, "b"), (False, "a")):
        with qtbot.waitSignal(live.ended):
            live.start({}, tmp_path, "a", renumber=renumber)
        assert live.name == name
        assert not live.left_nothing


def test_a_run_that_prepares_is_shown_again_before_it_has_its_folder(
    desk: Desk, qtbot: QtBot
) -> None:
    desk.live._make_work = unplaced
    desk.start_run("new")
    desk.show_run(None)
    desk.open_run(desk.workspace.run_path("new"))
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    assert desk.problems.last is None
    assert desk.shown is not None
    assert desk.shown.is_live
    with qtbot.waitSignal(desk.live.ended):
        desk.live.stop()


def test_the_run_of_another_program_is_not_taken_for_it_while_it_prepares(
    desk: Desk, qtbot: QtBot
) -> None:
    desk.live._make_work = unplaced
    desk.start_run()
    write_run(desk.workspace.run_path("bert-tiny-01"), 1400)
    assert desk.live.state is State.PREPARING
    assert desk.shown is not None
    assert desk.shown.checkpoints() == []
    assert desk.shown.probe_steps() == []
    with qtbot.waitSignal(desk.live.ended):
        desk.live.stop()
    assert desk.live.left_nothing
    assert desk.shown is None
    desk.open_run(desk.workspace.run_path("bert-tiny-01"))
    qtbot.waitUntil(lambda: desk.shown is not None)
    assert desk.shown.history.last_step is not None
    assert desk.shown.history.last_step.step == 1400
    assert desk.shown.finished
