"""Starting: what is tuned, from which weights, and what stands in the way."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from studio import places, tuning_calls
from studio.jobs import at_work
from studio.live import State
from studio.tuning_calls import Base
from studio.views.tune.base import base_at_hand, why_not
from studio.views.tune.tasks_part import TasksPart
from studio.widgets.busy_bar import BusyBar
from tests.studio.scripted_run import Script
from tests.studio.tune.conftest import recipe_of, settled, show, tuned_run


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch, script: Script, tmp_path: Path) -> list[dict[str, Any]]:
    """The recipes of the runs begun."""
    found: list[dict[str, Any]] = []
    make = script.make_work

    def noting(recipe: Any, path: Any, place: Any) -> Any:
        found.append(recipe)
        scratch = recipe["start"]["weights"] == "random"
        script.recipe = recipe_of(tmp_path / "workspace", scratch=scratch)
        return make(recipe, path, place)

    monkeypatch.setattr(script, "make_work", noting)
    return found


def test_the_run_on_show_is_tuned(begun: list[Any], read: TasksPart, qtbot: QtBot) -> None:
    desk = read.desk
    desk.tuning.set("training.epochs", 3)
    settled(read, qtbot)
    read.start.button.click()
    qtbot.waitUntil(lambda: desk.live.state is not State.IDLE)
    recipe = begun[0]
    assert recipe["start"] == {
        "weights": "run",
        "run": str(desk.workspace.runs_folder / "base"),
        "step": 6,
    }
    assert list(recipe["objectives"]) == ["classification"]
    assert recipe["training"]["epochs"] == 3
    assert recipe["task"]["label"] == "kind"
    assert desk.live.name == "base-tuned-01"
    assert not read.start.button.isEnabled()
    assert "base-tuned-01" in read.start.why.text()
    assert read.stack.currentWidget() is read.outcome
    assert read.outcome.currentWidget() is read.outcome.live
    assert base_at_hand(desk) == Base(desk.workspace.runs_folder / "base", 6)


def test_from_random_weights_the_run_is_a_floor(
    begun: list[Any], read: TasksPart, qtbot: QtBot
) -> None:
    read.base.scratch.click()
    settled(read, qtbot)
    read.start.button.click()
    qtbot.waitUntil(lambda: bool(begun))
    assert begun[0]["start"] == {"weights": "random"}
    assert read.desk.live.name == "base-floor-01"
    # The next one is tuned from the same run, though the floor does not name it.
    assert base_at_hand(read.desk) == Base(read.desk.workspace.runs_folder / "base", 6)


def test_a_setting_that_cannot_be_is_named(read: TasksPart, qtbot: QtBot) -> None:
    read.desk.tuning.set("training.epochs", -1)
    settled(read, qtbot)
    assert not read.start.button.isEnabled()
    assert "Epochs" in read.start.why.text()
    fields = read.manner.fields
    assert fields is not None
    assert fields.rows["training.epochs"].fault.isVisible()


def test_a_tuned_run_on_show_names_what_it_was_tuned_from(
    with_run: TasksPart, qtbot: QtBot
) -> None:
    desk = with_run.desk
    show(desk, tuned_run(desk, "base-tuned-01"))
    assert with_run.base.name.text() == "base, step 6"
    assert "base-tuned-01" in with_run.base.why.text()


def test_a_model_that_cannot_learn_a_task_says_so(with_run: TasksPart) -> None:
    desk = with_run.desk
    assert desk.shown is not None
    assert why_not(desk, "classification") == ""
    desk.shown.recipe["model"]["architecture"] = "decoder"
    assert "a decoder" in why_not(desk, "answering")
    assert why_not(desk, "tagging") == ""


def test_layers_matter_only_where_the_last_ones_are_tuned(read: TasksPart, qtbot: QtBot) -> None:
    fields = read.manner.fields
    assert fields is not None
    row = fields.rows["tuning.layers"]
    assert not row.editor.isVisible()
    read.desk.tuning.set("tuning.trains", "last")
    settled(read, qtbot)
    assert row.editor.isVisible()


def test_the_rail_says_whether_a_task_was_learned(with_run: TasksPart) -> None:
    desk = with_run.desk
    assert places.standings(desk)["tune"] == places.Standing(why="base can learn a task.")
    show(desk, tuned_run(desk, "base-tuned-01"))
    standing = places.standings(desk)["tune"]
    assert (standing.mark, standing.why) == ("done", "base-tuned-01 has learned a task.")
    desk.show_run(None)
    assert places.standings(desk)["tune"].why == "No run to tune yet."


def test_files_that_were_not_taken_hold_the_start_until_that_is_put_away(
    read: TasksPart, qtbot: QtBot, tmp_path: Path
) -> None:
    empty = tmp_path / "empty.csv"
    empty.touch()
    read.files.add([str(empty)])
    qtbot.waitUntil(lambda: read.files.fault.isVisible())
    assert not read.start.button.isEnabled()
    assert "weather.csv is still chosen" in read.start.why.text()
    read.files.fault.dismiss_button.click()
    assert read.start.button.isEnabled()
    read.files.add([str(empty)])
    qtbot.waitUntil(lambda: read.files.fault.isVisible())
    read.files.add([str(tmp_path / "weather.csv")])
    settled(read, qtbot)
    assert read.start.button.isEnabled()


def test_a_start_that_was_given_up_can_be_tried_again(
    read: TasksPart, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless(*_given: object) -> None:
        control, _ = at_work()
        while True:
            control.check()

    monkeypatch.setattr(tuning_calls, "planned", endless)
    read.start.button.click()
    assert not read.start.button.isEnabled()
    bar = read.start.findChild(BusyBar)
    assert bar is not None
    bar.cancel_button.click()
    qtbot.waitUntil(read.start.button.isEnabled)
