"""A disk that is full when a run ends: said at once, waited for, and nothing is lost."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from engine import disk
from engine.control import Control
from engine.disk import DiskFull, Operations, disk_fault
from engine.events import CheckpointSaved, Event, Noticed, ProbeTaken, StateChanged, StepFinished
from engine.faults import Fault
from engine.training import saving, watching
from engine.training.budget import Position, Stopwatch
from engine.training.room import Room
from tests.engine.failing_disk import FailingDisk
from tests.engine.run_samples import new_run
from tests.engine.test_training_control import OneHead
from tests.engine.training_samples import bench, sample_recipe

FULL = disk_fault(OSError(errno.ENOSPC, "full"), Path("/a"))


class Waiting(Control):
    """Time goes by at once; what happens meanwhile is in `meanwhile`, by the number of the wait."""

    def __init__(self, meanwhile: Callable[[int], None] = lambda number: None) -> None:
        super().__init__()
        self.meanwhile = meanwhile
        self.now = 0.0
        self.waits = 0

    def wait_for_stop(self, seconds: float) -> bool:
        self.now += seconds
        self.waits += 1
        self.meanwhile(self.waits)
        return super().wait_for_stop(0)


class Place:
    """A room on the disk of a run, with all that was told."""

    def __init__(self, path: Path, control: Waiting) -> None:
        self.told: list[Event] = []
        self.control = control
        self.room = Room(
            new_run(path),
            control,
            position=Position(7, 0, Stopwatch()),
            tell=self.told.append,
            emit=self.told.append,
            clock=lambda: control.now,
        )

    def states(self) -> list[str]:
        return [event.state for event in self.told if isinstance(event, StateChanged)]


def failing(times: int, error: Exception = FULL) -> tuple[Callable[[], None], list[int]]:
    """A write that fails so many times, and a list that counts the tries."""
    tries: list[int] = []

    def write() -> None:
        tries.append(1)
        if len(tries) <= times:
            raise error

    return write, tries


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path / "run", Waiting())


def test_a_full_disk_is_told_before_any_wait_and_tried_again_each_second(place: Place) -> None:
    write, tries = failing(3)
    told_before_the_wait: list[int] = []
    place.control.meanwhile = lambda number: told_before_the_wait.append(len(place.told))
    place.room.insist(write, 12_345_678)

    assert len(tries) == 4
    assert place.control.now == 3.0
    assert told_before_the_wait[0] == 2
    assert place.states() == ["waiting", "saving"]
    (notice,) = (event for event in place.told if isinstance(event, Noticed))
    assert (notice.step, notice.level) == (7, "warning")
    for part in ("13 MB", str(place.room._run.path), "Make room", "10 minutes", "give up"):
        assert part in str(notice)


def test_a_disk_with_room_is_told_nothing_of(place: Place) -> None:
    write, tries = failing(0)
    place.room.insist(write)
    assert (tries, place.told) == ([1], [])


def test_it_gives_up_after_ten_minutes(place: Place) -> None:
    write, tries = failing(10_000)
    with pytest.raises(DiskFull):
        place.room.insist(write)
    assert place.control.now == 600.0
    assert len(tries) == 600
    assert place.states() == ["waiting"]


def test_a_stop_of_before_is_waited_through_and_the_next_gives_up_at_once(place: Place) -> None:
    place.control.stop()
    place.control.meanwhile = lambda number: place.control.stop() if number == 5 else None
    write, tries = failing(10_000)
    with pytest.raises(DiskFull):
        place.room.insist(write)
    assert place.control.waits == 5
    assert len(tries) == 5


def interrupt(number: int) -> None:
    """Ctrl+C, once it was waited for a while."""
    if number == 2:
        raise KeyboardInterrupt


def test_ctrl_c_gives_up_with_the_reason(place: Place) -> None:
    place.control.meanwhile = interrupt
    write, _ = failing(10_000)
    with pytest.raises(DiskFull, match="no space left"):
        place.room.insist(write)
    assert place.control.waits == 2


@pytest.mark.parametrize("code", [errno.EROFS, errno.EACCES, errno.EFBIG, errno.EIO])
def test_what_room_would_not_help_is_not_waited_for(place: Place, code: int) -> None:
    write, tries = failing(1, disk_fault(OSError(code, "no"), Path("/a")))
    with pytest.raises(Fault):
        place.room.insist(write)
    assert len(tries) == 1
    assert place.told == []


def test_an_exceeded_quota_is_waited_for(place: Place) -> None:
    write, tries = failing(1, disk_fault(OSError(errno.EDQUOT, "quota"), Path("/a")))
    place.room.insist(write)
    assert len(tries) == 2


def test_a_disk_that_counts_too_little_free_is_spared(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Small(Operations):
        def free_bytes(self, path: Path) -> int:
            return 1000 if place.control.now < 35 else 10_000_000

    monkeypatch.setattr(disk, "operations", Small())
    tried_at: list[float] = []

    def write() -> None:
        tried_at.append(place.control.now)
        if place.control.now < 35:
            raise FULL

    place.room.insist(write, 5_000_000)
    assert tried_at == [0.0, 10.0, 20.0, 30.0, 35.0]


class FullAtTheEnd:
    """A disk that is full from the moment the run is to be saved, until `mend`."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._patch = patch
        self._before = disk.operations
        self._filled = False

    def __call__(self, event: Event) -> None:
        if isinstance(event, StateChanged) and event.state == "saving" and not self._filled:
            self._filled = True
            self._patch.setattr(disk, "operations", FailingDisk(1, lasting=True))

    def mend(self, number: int) -> None:
        """Somebody makes room, at the third wait."""
        if number == 3:
            self._patch.setattr(disk, "operations", self._before)


def test_a_run_that_ends_on_a_full_disk_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "RESTS", 0)  # steps alone say when a look is due
    undisturbed = bench(tmp_path / "other", sample_recipe(steps=20))
    undisturbed.trainer(probes=[OneHead()]).train()

    run = bench(tmp_path / "run", sample_recipe(steps=20))
    full = FullAtTheEnd(monkeypatch)
    ended = run.trainer(control=Waiting(full.mend), watch=full, probes=[OneHead()]).train()

    assert ended.ending == run.run.status().state == "finished"
    first, second = undisturbed.run.load_latest(), run.run.load_latest()
    assert first is not None
    assert second is not None
    assert first.step == second.step == 20
    for name, array in first.model.items():
        np.testing.assert_array_equal(array, second.model[name])
    assert run.run.history().training.num_rows == len(run.of(StepFinished))
    assert "is full" in str(run.run.history().notices[0])
    assert run.run.probe_steps() == undisturbed.run.probe_steps()
    assert run.of(ProbeTaken)[-1].step == 20


def test_how_a_run_ended_waits_for_room_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = bench(tmp_path / "run", sample_recipe(steps=4))
    before = disk.operations

    def watch(event: Event) -> None:
        if isinstance(event, CheckpointSaved):
            monkeypatch.setattr(disk, "operations", FailingDisk(1, lasting=True))

    def mend(number: int) -> None:
        monkeypatch.setattr(disk, "operations", before)

    run.trainer(control=Waiting(mend), watch=watch).train()
    assert run.run.status().state == "finished"
    assert [event.step for event in run.run.history().checkpoints] == [4]


@pytest.mark.parametrize("saved", [True, False])
def test_giving_up_says_what_there_is_to_go_on_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, saved: bool
) -> None:
    monkeypatch.setattr(saving, "FIRST_SECONDS", 0.0 if saved else 3600.0)
    run = bench(tmp_path / "run", sample_recipe(steps=40, checkpoint_seconds=3600))
    control = Waiting()
    control.meanwhile = lambda number: control.stop() if number == 2 else None
    with pytest.raises(Fault, match="could not be saved") as caught:
        run.trainer(control=control, watch=FullAtTheEnd(monkeypatch)).train()
    assert ("the one before it is whole" in str(caught.value)) is saved
    assert "no space left" in str(caught.value)
    assert run.of(ProbeTaken) == []
