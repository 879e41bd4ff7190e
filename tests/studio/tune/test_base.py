"""Which run is tuned where the one on show was imported, is a floor, or lost what it began with."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from studio import places
from studio.desk import Desk
from studio.shown import ShownRun
from studio.tuning_calls import Base
from studio.views.tune.base import base_at_hand, keep_base
from studio.views.tune.tasks_part import TasksPart
from tests.studio.tune.conftest import settled, show, tuned_run
from tests.studio.tune.exchange_page import at_rest, foreign

__all__ = ["foreign"]


@pytest.fixture
def imported(tasks: TasksPart, desk: Desk, qtbot: QtBot, foreign: Path) -> TasksPart:
    """The page with a model of another program on show, after another run was tuned."""
    other = tuned_run(desk, "other")
    keep_base(desk, Base(other.path, 1000))
    desk.importing.begin(foreign)
    qtbot.waitUntil(lambda: desk.shown is not None and bool(desk.checkpoints))
    at_rest(desk, qtbot)
    return tasks


def test_an_imported_model_is_what_is_tuned(
    imported: TasksPart, desk: Desk, weather: Path, qtbot: QtBot
) -> None:
    assert desk.shown is not None
    name = desk.shown.name
    assert imported.base.name.text() == f"{name}, step 0"
    assert not imported.base.why.isVisible()
    assert places.standings(desk)["tune"].why == f"{name} can learn a task."
    assert imported.outcome.currentIndex() == 0
    imported.files.add([str(weather)])
    settled(imported, qtbot)
    assert imported.start.why.text() == "Trained as a run of its own, then measured."
    assert imported.start.button.isEnabled()


def test_a_model_that_learned_its_task_elsewhere_is_its_own_base(
    tasks: TasksPart, desk: Desk, qtbot: QtBot
) -> None:
    run = tuned_run(desk, "sst-01", measured=False)
    shown = ShownRun(run.path, desk.live, run=run, history=run.history())
    shown.imported = "sst"
    desk.show_run(shown)
    qtbot.waitUntil(lambda: bool(desk.checkpoints))
    found = base_at_hand(desk)
    assert found is not None
    assert found.run == run.path
    assert "trained elsewhere" in tasks.outcome.empty.sentence.text()


def test_a_floor_names_no_run_it_was_tuned_from(with_run: TasksPart, desk: Desk) -> None:
    keep_base(desk, Base(desk.workspace.runs_folder / "base", 6))
    show(desk, tuned_run(desk, "other-floor-01", scratch=True))
    assert with_run.base.name.text() == "base, step 6"
    assert with_run.base.why.text() == "The one tuned last. Another is chosen above."


def test_a_base_that_is_gone_is_told_at_the_start(
    tasks: TasksPart, desk: Desk, weather: Path, qtbot: QtBot
) -> None:
    show(desk, tuned_run(desk, "base-tuned-01"))  # of "base", which is not there
    tasks.files.add([str(weather)])
    settled(tasks, qtbot)
    assert not tasks.start.button.isEnabled()
    assert "base" in tasks.start.why.text()
    assert tasks.start.why.property("role") == "bad"
    assert desk.problems.last is None
