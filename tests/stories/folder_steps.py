"""What somebody does with a folder of text: chooses it, starts, is told, chooses a better one."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from engine import disk
from engine.resources import cache_folder
from engine.runs.run import Run
from studio.draft import FILE
from studio.live import State
from studio.problems import Problem
from studio.views.data.source_list import SourceList
from studio.widgets.fault_box import FaultBox
from tests.engine.assembly_samples import RECIPE
from tests.stories.person import ENGINE_MS, TRAINING_MS, Person

DATA, TRAIN = 1, 4
STEPS = 4

Files = dict[str, bytes]
Write = Callable[[str, Files], Path]


def contents(folder: Path) -> Files:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def chooses(person: Person, folder: Path, **objectives: Any) -> None:
    """A model of a second or two, on this folder and no other."""
    desk = person.studio.desk
    recipe = {"preset": "bert-tiny"} | tomllib.loads(RECIPE)
    recipe["training"]["steps"] = STEPS
    recipe["objectives"] |= objectives
    del recipe["corpus"]
    desk.draft.load(recipe)
    person.goes_to(DATA)
    person.opens_folder(folder)
    assert desk.draft.value("corpus.paths") == [str(folder)]


def starts(person: Person) -> None:
    person.goes_to(TRAIN)
    began = person.studio.desk.live.state_changed  # it may be over before anybody looks
    with person.qtbot.waitSignal(began, timeout=ENGINE_MS):
        person.presses("Start training")


def is_told(person: Person) -> Problem:
    """What the one visible box of the Train page says, once the run has ended."""
    desk = person.studio.desk
    person.qtbot.waitUntil(lambda: desk.live.state is State.IDLE, timeout=TRAINING_MS)
    person.qtbot.waitUntil(lambda: bool(person.sees(FaultBox)), timeout=ENGINE_MS)
    (box,) = person.sees(FaultBox)
    for part in (box.what, box.why, box.now):
        assert part.isVisible()
        assert len(part.text()) > len("nothing")
    assert not box.details_button.isVisible()  # no fault of ours, so no trace
    assert "Traceback" not in box.accessibleDescription()
    assert box.problem is not None
    assert box.problem.expected
    return box.problem


def has_lost_nothing(person: Person, chosen: dict[str, Any]) -> None:
    """What was chosen stands there and on the disk; nothing half done lies about."""
    desk = person.studio.desk
    person.qtbot.waitUntil(lambda: not desk.jobs.busy, timeout=TRAINING_MS)
    desk.draft.save()
    assert desk.draft.data() == disk.read_json(desk.workspace.path / FILE) == chosen
    assert not list(desk.workspace.runs_folder.iterdir())
    for folder in (desk.workspace.path, cache_folder()):
        assert not list(folder.rglob("*.partial-*"))


def chooses_better(person: Person, good: Path) -> None:
    """Take what is there off the list, open another folder."""
    person.goes_to(DATA)
    (chosen,) = person.sees(SourceList)
    chosen.setCurrentRow(0)
    QTest.keyClick(chosen, Qt.Key.Key_Delete)
    person.opens_folder(good)
    assert person.studio.desk.draft.value("corpus.paths") == [str(good)]


def trains(person: Person, timeout: int = TRAINING_MS) -> Run:
    """Start, and see the run to its end."""
    desk = person.studio.desk
    starts(person)
    person.qtbot.waitUntil(lambda: desk.live.state is State.IDLE, timeout=timeout)
    assert [box.problem for box in person.sees(FaultBox)] == []
    assert desk.live.history.ended is not None
    assert desk.live.history.ended.ending == "finished"
    assert desk.live.path is not None
    return Run.open(desk.live.path)
