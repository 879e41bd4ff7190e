"""A lesson of cloze exercises, as plain data: the window reads it without loading torch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Level = Literal[1, 2, 3, 4, 5]
LEVELS: tuple[Level, ...] = get_args(Level)  # 1: the commonest fifth of the words, 5: the rarest
CHOICES = 4  # the answer and three others
GAP = "____"


@dataclass(frozen=True, slots=True)
class Option:
    """A word that may go into the gap."""

    text: str
    probability: float  # the run gives it there


@dataclass(frozen=True, slots=True)
class Exercise:
    """A sentence with one word taken out, and words to choose from."""

    before: str
    after: str
    options: tuple[Option, ...]  # shuffled
    right: int  # which of them stood there
    rank: int  # how common the run finds the word among all it knows, 1 the commonest

    @property
    def answer(self) -> str:
        """The word that stood there."""
        return self.options[self.right].text

    @property
    def sentence(self) -> str:
        """With the word in it."""
        return f"{self.before}{self.answer}{self.after}"

    @property
    def cloze(self) -> str:
        """With a gap for it."""
        return f"{self.before}{GAP}{self.after}"


@dataclass(frozen=True, slots=True)
class Lesson:
    """Exercises in the order of the text."""

    exercises: tuple[Exercise, ...]
    level: int
    seed: int
    sentences: int  # of the text
    usable: int  # sentences an exercise could be made of
