"""The words of tasks: kinds, formats, parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from engine.examples.config import FORMATS, SCHEMES
from engine.examples.example import KINDS
from studio.wording import number, say

if TYPE_CHECKING:
    from engine.examples.summary import TaskSummary

translate = QCoreApplication.translate


def kind_words(kind: str) -> str:
    """What is learned of examples of a kind."""
    return {
        "classification": translate("tuning", "Classes"),
        "regression": translate("tuning", "Scores"),
        "tagging": translate("tuning", "Tags"),
        "answering": translate("tuning", "Answers"),
        "translation": translate("tuning", "Translations"),
    }.get(kind, kind)


def kind_tip(kind: str) -> str:
    """What such examples are."""
    return {
        "classification": translate(
            "tuning", "A text, or two, and its class: sentiment, topic, inference."
        ),
        "regression": translate("tuning", "A text, or two, and a number: how alike they are."),
        "tagging": translate("tuning", "Words, each with its tag: names of people and places."),
        "answering": translate(
            "tuning", "A question about a text that holds its answer, word for word."
        ),
        "translation": translate("tuning", "A text and how it is put otherwise."),
    }.get(kind, "")


def kinds() -> list[tuple[str, str]]:
    """All kinds with their words."""
    return [(kind, kind_words(kind)) for kind in KINDS]


def format_words(name: str) -> str:
    """How files of examples are written."""
    return say("recipe", FORMATS.get(name, name))


def scheme_words(name: str) -> str:
    """How tags say where a name begins."""
    return say("recipe", SCHEMES.get(name, name))


def part_words(part: str) -> str:
    """What a part of the examples is for."""
    return {
        "train": translate("tuning", "To learn from"),
        "validation": translate("tuning", "Held back"),
        "test": translate("tuning", "To measure with"),
    }.get(part, part)


def role_words(role: str) -> str:
    """What a column holds."""
    return {
        "first": translate("tuning", "text"),
        "second": translate("tuning", "second text"),
        "label": translate("tuning", "label"),
        "score": translate("tuning", "score"),
        "word": translate("tuning", "word"),
        "tag": translate("tuning", "tag"),
    }.get(role, role)


def count_words(summary: TaskSummary) -> str:
    """How many examples there are of each part."""
    counts = summary.counts
    held = number(counts.get("validation", 0))
    middle = translate("tuning", "{count} held back")
    if summary.held_back:
        middle = translate("tuning", "{count} of them held back")
    test = counts.get("test", 0)
    last = translate("tuning", "{count} to measure with").format(count=number(test))
    if not test:
        last = translate("tuning", "none to measure with: those held back serve")
    learned = counts.get("train", 0) + (counts.get("validation", 0) if summary.held_back else 0)
    first = translate("tuning", "{count} examples").format(count=number(learned))
    return " · ".join([first, middle.format(count=held), last])


def length_words(summary: TaskSummary) -> str:
    """How long the texts to learn from are."""
    lengths = summary.lengths.get("train", {})
    if not lengths:
        return ""
    words = translate(
        "tuning",
        "Characters: half have at most {median}, 95 % at most {most}, the longest {longest}",
    )
    return words.format(
        median=number(lengths["median"]),
        most=number(lengths["95 %"]),
        longest=number(lengths["longest"]),
    )
