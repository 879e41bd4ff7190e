"""Before a run is tuned it is told how much of the examples it has no words for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from engine.examples.config import TaskConfig
from engine.examples.task_data import TaskData, TaskExamples
from engine.tasks.known_words import unknown_words
from tests.engine import answer_samples as samples


@dataclass
class Kept:
    """As much of a run as is needed."""

    tokenizer_path: Path
    name: str = "english"


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    path = tmp_path / "tokenizer.json"
    path.write_bytes(samples.pieces().to_bytes())
    return Kept(path)


def read(tmp_path: Path, *texts: str) -> TaskExamples:
    file = tmp_path / "texts.csv"
    rows = (f"{text} {number * '.'},{'good' if number % 2 else 'bad'}" for number, text in
            enumerate(texts * 4, 1))  # fmt: skip
    file.write_text("\n".join(["text,label", *rows]), encoding="utf-8")
    return TaskData(TaskConfig(train=(file,)), "classification").read()


def test_a_text_in_another_language_is_told(kept: Kept, tmp_path: Path) -> None:
    found = unknown_words(kept, read(tmp_path, "zebras gallop quickly", "the door"))
    assert found is not None
    assert found.level == "warning"
    assert "unknown to english" in str(found)
    assert "zebras" in str(found)
    assert "Tune a run that read such text." in str(found)


def test_of_known_words_nothing_is_told(kept: Kept, tmp_path: Path) -> None:
    assert unknown_words(kept, read(tmp_path, "the door was open", "the door")) is None
