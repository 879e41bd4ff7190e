"""A disk without room, met in the window: named, with what to do; nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from engine import disk
from engine.runs.run import Run
from studio.live import State
from studio.widgets.run_bar import RunBar
from tests.engine.failing_disk import FailingDisk
from tests.stories.folder_steps import (
    STEPS,
    TRAIN,
    chooses,
    contents,
    has_lost_nothing,
    is_told,
    starts,
    trains,
)
from tests.stories.person import ENGINE_MS, TRAINING_MS, Person


@pytest.fixture
def disk_filled(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], pytest.MonkeyPatch]]:
    """Fills the disk; `undo` of what it answers makes room again."""
    monkeypatch.setattr("engine.training.room.AGAIN_SECONDS", 0.05)
    with pytest.MonkeyPatch.context() as patch:

        def fill() -> pytest.MonkeyPatch:
            patch.setattr(disk, "operations", FailingDisk(1, lasting=True))
            return patch

        yield fill


def test_a_disk_that_is_full_at_the_start_is_named(
    person: Person, good: Path, disk_filled: Callable[[], pytest.MonkeyPatch]
) -> None:
    before = contents(good)
    chooses(person, good)
    chosen = person.studio.desk.draft.data()
    person.qtbot.waitUntil(lambda: not person.studio.desk.jobs.busy, timeout=ENGINE_MS)
    person.goes_to(TRAIN)
    full = disk_filled()

    starts(person)

    problem = is_told(person)
    assert "no space left on the disk" in problem.what
    assert "space" in problem.now
    full.undo()
    has_lost_nothing(person, chosen)
    assert trains(person).status().step == STEPS
    assert contents(good) == before


def test_a_disk_that_fills_while_training_is_named_and_the_run_waits_for_room(
    person: Person, good: Path, disk_filled: Callable[[], pytest.MonkeyPatch]
) -> None:
    desk, wait = person.studio.desk, person.qtbot.waitUntil
    chooses(person, good)
    desk.draft.set("training.minutes", 5.0)
    starts(person)
    wait(lambda: desk.live.history.training.num_rows > 2, timeout=TRAINING_MS)
    full = disk_filled()

    person.presses("Stop and save")

    wait(lambda: desk.live.state is State.WAITING, timeout=TRAINING_MS)
    (bar,) = person.sees(RunBar)
    wait(lambda: "disk is full" in bar.state.text())
    assert person.button("Give up").isEnabled()
    full.undo()
    wait(lambda: desk.live.state is State.IDLE, timeout=TRAINING_MS)
    assert desk.live.history.ended is not None
    assert desk.live.history.ended.ending == "stopped"
    assert desk.live.path is not None
    run = Run.open(desk.live.path)
    latest = run.latest()
    assert latest is not None
    assert latest.step == desk.live.history.ended.step
    assert not run.damaged
