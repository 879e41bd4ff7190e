"""What a task is learned from: one frozen dataclass for each kind of example."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal["classification", "regression", "tagging", "answering", "translation"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Split = Literal["train", "validation", "test"]
SPLITS: tuple[Split, ...] = get_args(Split)
OUTSIDE = "O"  # the tag of words that belong to nothing


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text, or two of them, and its class."""

    first: str
    second: str | None  # None: a single text
    label: str  # "" where nobody gave one
    row: int = 0  # of its file, from 1, a header counted


@dataclass(frozen=True, slots=True)
class Scored:
    """A text, or two of them, and a number."""

    first: str
    second: str | None
    score: float  # not a number where nobody gave one
    row: int = 0


@dataclass(frozen=True, slots=True)
class Tagged:
    """Words, each with its tag. Tags of entities are IOB2: B-kind begins, I-kind goes on, O."""

    words: tuple[str, ...]
    tags: tuple[str, ...]  # one a word; all "" where nobody gave any
    spaced: bool = True  # whether blanks stand between the words: not so in Chinese
    row: int = 0  # where it begins

    @property
    def text(self) -> str:
        """As people write it."""
        return (" " if self.spaced else "").join(self.words)


@dataclass(frozen=True, slots=True)
class Answer:
    """A part of a context: context[start : start + len(text)] == text."""

    start: int  # characters
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question about a context, and where the answer stands in it."""

    identity: str
    context: str
    question: str
    answers: tuple[Answer, ...]  # several are all right; none: it cannot be answered
    answered: bool = True  # whether somebody said what the answer is, or that there is none
    row: int = 0  # its number in the file, from 1


@dataclass(frozen=True, slots=True)
class Rendered:
    """A text and how it is put otherwise: its translation, or a summary of it."""

    source: str
    targets: tuple[str, ...]  # several are all right; none where nobody gave one
    row: int = 0


Example = Labelled | Scored | Tagged | Question | Rendered
