"""Text nobody can train on, chosen in the window: it names what, why and what now; nothing is lost.

The same as `tests/faults/test_bad_input.py` has on the command line.
"""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtWidgets import QLabel, QListWidget

from studio.live import State
from studio.widgets.fault_box import FaultBox
from studio.widgets.text_diff import TextDiff
from tests.engine.assembly_samples import paragraphs, sentences
from tests.stories.folder_steps import (
    STEPS,
    TRAIN,
    Files,
    Write,
    chooses,
    chooses_better,
    contents,
    has_lost_nothing,
    is_told,
    starts,
    trains,
)
from tests.stories.person import ENGINE_MS, TRAINING_MS, Person

NOISE = random.Random(1).randbytes(50_000)
UNENDING = " ".join(sentences(800)).replace(".", "").lower()  # without a sentence boundary
OF_OLD = "她打开门，向外看了看。花园里还很暗，但是鸟儿已经在唱歌了。你去哪儿了？妈妈问她。"
LISTS = ("Files that were left out, and why", "Events of the run")
LARGE_MS = 1_200_000


def spoilt(text: str) -> bytes:
    """Text of which a good part was lost to some other encoding."""
    rng = random.Random(3)
    return bytes(rng.randrange(128, 256) if rng.random() < 0.4 else ord(one) for one in text)


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


def test_a_spoilt_encoding_is_named_before_and_while_it_trains(
    person: Person, write: Write
) -> None:
    folder = write("text", {"a.txt": spoilt(paragraphs(12_000))})
    chooses(person, folder, next_sentence=False)

    def reads(words: str) -> bool:
        seen = [label.text() for label in person.sees(QLabel)]
        lists = [one for one in person.sees(QListWidget) if one.accessibleName() in LISTS]
        seen += [one.item(row).text() for one in lists for row in range(one.count())]
        return any(words in text for text in seen)

    person.qtbot.waitUntil(lambda: reads("⚠ cp1252 1; 1 file not for certain"), timeout=ENGINE_MS)
    person.qtbot.waitUntil(lambda: reads("cp1252 (⚠ guessed)"))
    person.presses("Which files were left out, and why")
    assert reads(f"{folder / 'a.txt'} could not be read for certain.")

    starts(person)

    live = person.studio.desk.live
    person.qtbot.waitUntil(lambda: live.state is State.IDLE, timeout=TRAINING_MS)
    assert live.history.last_step is not None
    assert live.history.last_step.step == STEPS
    named = "1 file(s) of the text could not be read, or not well."
    person.qtbot.waitUntil(lambda: reads(f"⚠ 0: {named}"))
    assert reads("cp1252 was guessed: no encoding fits its bytes. Save it as UTF-8.")
    (box,) = person.sees(FaultBox)
    assert named in box.what.text()


def test_a_folder_that_is_gone_is_named_beside_start(
    person: Person, write: Write, good: Path
) -> None:
    folder = write("text", {"a.txt": UNENDING.encode()})
    shutil.rmtree(folder)
    chooses(person, folder)
    person.goes_to(TRAIN)

    def reads(words: str) -> bool:
        return any(words in label.text() for label in person.sees(QLabel))

    person.qtbot.waitUntil(
        lambda: reads(f"Files and folders: there is no {folder}"), timeout=ENGINE_MS
    )
    assert not person.button("Start training").isEnabled()
    assert reads("Mend what is listed above first.")
    person.presses("Mend Files and folders")
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

    assert trains(person, LARGE_MS).status().step == STEPS
    assert contents(folder) == files
