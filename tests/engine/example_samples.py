"""Small files of tasks in every format, shared by the tests of examples."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from engine.examples.config import TaskConfig
from engine.examples.example import Kind
from engine.examples.task_data import TaskData, TaskExamples

GOOD = ("bright", "warm", "lovely", "kind", "splendid", "merry")
BAD = ("dull", "cold", "dreary", "cruel", "dismal", "gloomy")


def opinions(number: int = 40, first: int = 0) -> list[tuple[str, str]]:
    """Sentences and their labels, no two alike."""
    found = []
    for n in range(first, first + number):
        word = (GOOD if n % 2 else BAD)[n % 6]
        found.append((f"the {word} evening number {n} was long", "good" if n % 2 else "bad"))
    return found


def pairs(number: int = 30) -> list[tuple[str, str, str]]:
    """Premise, hypothesis and label."""
    labels = ("entailment", "neutral", "contradiction")
    return [
        (f"A dog runs over field {n // 3}.", f"An animal moves, case {n}.", labels[n % 3])
        for n in range(number)
    ]


def table(path: Path, rows: Sequence[Sequence[str]], header: Sequence[str] = ()) -> Path:
    """A TSV."""
    lines = ["\t".join(row) for row in ([header, *rows] if header else rows)]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return path


def json_lines(path: Path, values: Sequence[Mapping[str, Any]]) -> Path:
    """JSON lines."""
    text = "".join(f"{json.dumps(value, ensure_ascii=False)}\n" for value in values)
    path.write_text(text, "utf-8")
    return path


def conll(path: Path, sentences: Sequence[Sequence[Sequence[str]]], between: str = "\t") -> Path:
    """Words and tags, a blank line behind every sentence."""
    blocks = ["\n".join(between.join(row) for row in rows) for rows in sentences]
    path.write_text("".join(f"{block}\n\n" for block in blocks), "utf-8")
    return path


def places(number: int = 12) -> list[list[tuple[str, str]]]:
    """Sentences with a person and a place, in IOB2."""
    names = (("Ada", "Lovelace"), ("Mary", "Anning"), ("Ida", "Noddack"))
    towns = ("London", "Lyme", "Wesel")
    return [
        [
            (names[n % 3][0], "B-person"),
            (names[n % 3][1], "I-person"),
            ("visits", "O"),
            (towns[n // 3 % 3], "B-place"),
            (f"{n}", "O"),
            (".", "O"),
        ]
        for n in range(number)
    ]


def squad(path: Path, paragraphs: Sequence[Mapping[str, Any]]) -> Path:
    """SQuAD's layout."""
    value = {"version": "1.1", "data": [{"title": "t", "paragraphs": list(paragraphs)}]}
    path.write_text(json.dumps(value), "utf-8")
    return path


def question(context: str, words: str, *answers: tuple[str, Any], **more: Any) -> dict[str, Any]:
    """A paragraph with one question."""
    found = [{"text": text, "answer_start": start} for text, start in answers]
    asked = {"id": f"about {words}", "question": words, "answers": found, **more}
    return {"context": context, "qas": [asked]}


def read(kind: Kind, *train: Path, **settings: Any) -> TaskExamples:
    """The examples in some files, whatever is odd in them."""
    config = TaskConfig(train=train, **settings)
    return TaskData(config, kind).read(refuse=False)


def said(found: TaskExamples) -> list[str]:
    """All findings as people read them."""
    return [f"{one.level}: {one}" for one in found.summary.findings]
