"""The list of runs says which loss each number is, and what stood in the way of a run."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from engine.runs import RunSummary, Status
from studio.desk import Desk
from studio.views.train.recent_runs import RecentRuns


def listed(desk: Desk, qtbot: QtBot, run: RunSummary) -> RecentRuns:
    recent = RecentRuns(desk)
    qtbot.addWidget(recent)
    recent.show()
    desk.runs = (run,)
    desk.runs_changed.emit()
    return recent


def test_every_validation_loss_is_named(desk: Desk, qtbot: QtBot) -> None:
    losses = {"masked_lm": 3.754, "next_sentence": 0.331}
    path = desk.workspace.runs_folder / "a"
    recent = listed(desk, qtbot, RunSummary("a", path, Status("finished"), validation=losses))
    item = recent.list.topLevelItem(0)
    assert item.text(3) == "Masked words 3.75 · Next sentence 0.33"
    assert "Masked words 3.75<br>Next sentence 0.33" in item.toolTip(3)


def test_what_kept_a_stopped_run_from_going_on_is_told(desk: Desk, qtbot: QtBot) -> None:
    path = desk.workspace.runs_folder / "a"
    status = Status("stopped", step=40, message="There is not enough memory.")
    recent = listed(desk, qtbot, RunSummary("a", path, status))
    item = recent.list.topLevelItem(0)
    assert item.text(1) == "stopped"
    assert "not enough memory" in item.toolTip(1)
