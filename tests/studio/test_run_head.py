"""The line above the plots says how the shown run stands, and what can be done with it."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from engine import disk
from studio.views.train.run_head import RunHead
from tests.studio.plot_desk import open_desk
from tests.studio.scripted_run import Script, started, story, write_run


def test_a_run_that_trains_in_another_program_cannot_be_resumed_here(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with open_desk(tmp_path, Script()) as desk:
        head = RunHead(desk)
        qtbot.addWidget(head)
        head.show()
        run = write_run(desk.workspace.runs_folder / "bert-tiny-01", 1400)
        run.metrics.append(started())  # somebody went on with it
        run.metrics.close()
        with run.lock():
            desk.open_run(run.path)
            qtbot.waitUntil(lambda: desk.shown is not None)
            assert head.state.text() == "training in another program"
            assert not head.resume.isEnabled()
        qtbot.waitUntil(lambda: head.state.text().startswith("ended without warning"))
        assert head.resume.isEnabled()
        head.hide()


def test_all_that_was_measured_for_a_run_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    with open_desk(tmp_path, Script()) as desk:
        head = RunHead(desk)
        qtbot.addWidget(head)
        run = write_run(desk.workspace.runs_folder / "bert-tiny-01", 200)
        desk.open_run(run.path)
        qtbot.waitUntil(lambda: desk.shown is not None)
        assert head.state.text().startswith("finished · cpu · bf16")
        for fact in ("written out (explicit)", "16 row", "Compiled: no"):
            assert fact in head.state.toolTip()


def test_no_tick_of_a_training_asks_the_disk_of_the_run_shown(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = Script()
    asked_in: list[str] = []
    real = disk.is_locked

    def noted(path: Path) -> bool:
        asked_in.append(threading.current_thread().name)
        return real(path)

    monkeypatch.setattr("engine.disk.is_locked", noted)
    with open_desk(tmp_path, script) as desk:
        head = RunHead(desk)
        qtbot.addWidget(head)
        head.show()
        desk.start_run()
        older = write_run(desk.workspace.runs_folder / "older", 100)
        desk.open_run(older.path)
        qtbot.waitUntil(lambda: desk.shown is not None and desk.shown.path == older.path)
        qtbot.waitUntil(lambda: not desk.jobs.busy)
        looks = len(asked_in)
        assert looks > 0
        assert "MainThread" not in asked_in
        for step in (100, 200, 300):
            with qtbot.waitSignal(desk.live.advanced):
                script.tell(*list(story(step))[-2:])
        assert len(asked_in) == looks
        desk.live.stop()
        head.hide()
