"""The line above the plots says how the shown run stands, and what can be done with it."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from studio.views.train.run_head import RunHead
from tests.studio.plot_desk import open_desk
from tests.studio.scripted_run import Script, started, write_run


def test_a_run_that_trains_in_another_program_cannot_be_resumed_here(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with open_desk(tmp_path, Script()) as desk:
        head = RunHead(desk)
        qtbot.addWidget(head)
        run = write_run(desk.workspace.runs_folder / "bert-tiny-01", 1400)
        run.metrics.append(started())  # somebody went on with it
        run.metrics.close()
        with run.lock():
            desk.open_run(run.path)
            qtbot.waitUntil(lambda: desk.shown is not None)
            assert head.state.text() == "training in another program"
            assert not head.resume.isEnabled()
        head.follow()
        assert head.state.text().startswith("ended without warning")
        assert head.resume.isEnabled()
