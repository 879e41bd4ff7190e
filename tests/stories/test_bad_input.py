"""Text nobody can train on, chosen in the window: it names what, why and what now; nothing is lost.

The same as `tests/faults/test_bad_input.py` has on the command line.
"""

from __future__ import annotations

import random
import shutil
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from engine import disk
from engine.resources import cache_folder
from engine.runs.run import Run
from studio.draft import FILE
from studio.live import State
from studio.problems import Problem
from studio.views.data.source_list import SourceList
from studio.widgets.fault_box import FaultBox
from studio.widgets.run_bar import RunBar
from studio.widgets.text_diff import TextDiff
from tests.engine.assembly_samples import RECIPE, paragraphs, sentences
from tests.engine.failing_disk import FailingDisk
from tests.stories.person import ENGINE_MS, TRAINING_MS, Person

DATA, TRAIN = 1, 4
STEPS = 4
NOISE = random.Random(1).randbytes(50_000)
LETTERS = bytes(ord("a") + byte % 26 for byte in range(256))
UNENDING = " ".join(sentences(800)).replace(".", "").lower()  # without a sentence boundary
OF_OLD = "她打开门，向外看了看。花园里还很暗，但是鸟儿已经在唱歌了。你去哪儿了？妈妈问她。"
HUNDREDS_OF_MEGABYTES_MS = 1_200_000

Files = dict[str, bytes]
Write = Callable[[str, Files], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """A folder of such files."""

    def written(name: str, files: Files) -> Path:
        folder = tmp_path / name
        folder.mkdir()
        for file, content in files.items():
            (folder / file).write_bytes(content)
        return folder

    return written


@pytest.fixture
def good(write: Write) -> Path:
    """A folder of text that is just enough."""
    return write("good", {f"{n}.txt": paragraphs(9_000, n).encode() for n in range(2)})


def contents(folder: Path) -> Files:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def spoilt(text: str) -> bytes:
    """Text of which a good part was lost to some other encoding."""
    rng = random.Random(3)
    return bytes(rng.randrange(128, 256) if rng.random() < 0.4 else ord(one) for one in text)


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
    person.presses("Start training")
    person.qtbot.waitUntil(lambda: person.studio.desk.live.active, timeout=ENGINE_MS)


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


class Bad(NamedTuple):
    """What lies in the folder, and what must be said of it."""

    files: Files
    what: str
    now: str
    next_sentence: bool = True


NO_TEXT = ("There is no text in", "Choose files or folders with text")
NO_BOUNDARY = ("No sentence boundaries were found", "train on masked words alone")
BAD = {
    "empty folder": Bad({}, *NO_TEXT),
    "binary files": Bad(
        {"a.txt": NOISE, "b.png": b"\x89PNG\r\n\x1a\n" + NOISE, "c.md": b"\0" * 9000}, *NO_TEXT
    ),
    "spoilt encoding": Bad({"a.txt": spoilt(paragraphs(12_000))}, *NO_BOUNDARY),
    "no sentence boundary": Bad({"a.txt": UNENDING.encode()}, *NO_BOUNDARY),
    "smaller than a row": Bad(
        {f"{n}.txt": paragraphs(45, n).encode() for n in range(2)},
        "do not fill one row",
        "choose a shorter length",
        next_sentence=False,
    ),
}


@pytest.mark.parametrize("kind", BAD)
def test_it_is_named_and_a_good_folder_then_trains(
    person: Person, write: Write, good: Path, kind: str
) -> None:
    files, what, now, next_sentence = BAD[kind]
    folder = write("text", files)
    chooses(person, folder, next_sentence=next_sentence)
    chosen = person.studio.desk.draft.data()

    starts(person)

    problem = is_told(person)
    assert what in problem.what
    assert now in problem.now
    has_lost_nothing(person, chosen)
    assert contents(folder) == files
    chooses_better(person, good)
    assert trains(person).status().step == STEPS
    assert contents(folder) == files


def test_a_folder_that_is_gone_is_named_beside_start(
    person: Person, write: Write, good: Path
) -> None:
    folder = write("text", {"a.txt": UNENDING.encode()})
    shutil.rmtree(folder)
    chooses(person, folder)
    person.goes_to(TRAIN)

    def reads(words: str) -> bool:
        return any(words in label.text() for label in person.sees(QLabel))

    person.qtbot.waitUntil(lambda: reads(f"corpus.paths: there is no {folder}"), timeout=ENGINE_MS)
    assert not person.button("Start training").isEnabled()
    assert reads("Mend what is listed above first.")
    person.presses("Mend corpus.paths")
    assert person.studio.window.page == "data"
    chooses_better(person, good)
    assert trains(person).status().step == STEPS


@pytest.mark.parametrize("encoding", ["gb18030", pytest.param("utf-16", marks=pytest.mark.slow)])
def test_text_in_another_encoding_is_shown_as_it_was_meant_and_trains(
    person: Person, write: Write, encoding: str
) -> None:
    files = {"a.txt": "\n".join(f"{n}. {OF_OLD}" for n in range(300)).encode(encoding)}
    folder = write("text", files)
    chooses(person, folder, next_sentence=False)
    person.qtbot.waitUntil(
        lambda: any(OF_OLD in text.toPlainText() for text in person.sees(TextDiff)),
        timeout=ENGINE_MS,
    )

    assert trains(person).status().step == STEPS
    assert contents(folder) == files


@pytest.mark.parametrize(
    "num_bytes",
    [1_000_000, pytest.param(200_000_000, marks=[pytest.mark.slow, pytest.mark.timeout(1800)])],
)
def test_one_very_long_line_trains(person: Person, write: Write, num_bytes: int) -> None:
    part = " ".join(sentences(20_000)).encode() + b" "
    files = {"a.txt": (part * (num_bytes // len(part) + 1))[:num_bytes]}
    folder = write("text", files)
    chooses(person, folder, next_sentence=False)

    assert trains(person, HUNDREDS_OF_MEGABYTES_MS).status().step == STEPS
    assert contents(folder) == files


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
