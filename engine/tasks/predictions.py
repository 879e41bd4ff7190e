"""Predictions: what a tuned model says of examples, as plain data.

Letters: n examples, K classes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Classes:
    """Of texts: how likely each class is."""

    probabilities: Floats  # [n, K]
    classes: tuple[str, ...]

    def said(self, index: int) -> str:
        """The likeliest class."""
        return self.classes[int(self.probabilities[index].argmax())]

    def of(self, indices: Sequence[int]) -> Classes:
        """Those of some examples."""
        return Classes(self.probabilities[list(indices)], self.classes)


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """Of texts: a number."""

    scores: Floats  # [n]

    def of(self, indices: Sequence[int]) -> Scores:
        """Those of some examples."""
        return Scores(self.scores[list(indices)])


@dataclass(frozen=True, slots=True, eq=False)
class Tags:
    """Of words: a tag each, and how likely it is."""

    tags: tuple[tuple[str, ...], ...]
    probabilities: tuple[tuple[float, ...], ...]

    def of(self, indices: Sequence[int]) -> Tags:
        """Those of some examples."""
        tags, sure = self.tags, self.probabilities
        return Tags(tuple(tags[at] for at in indices), tuple(sure[at] for at in indices))


@dataclass(frozen=True, slots=True)
class Candidate:
    """One answer to a question: context[start : start + len(text)] == text."""

    text: str
    start: int  # characters
    score: float  # the sum of both logits: of use beside others of the same question
    probability: float  # among the candidates, and no answer where that may be said


@dataclass(frozen=True, slots=True)
class Answered:
    """What is answered to one question."""

    candidates: tuple[Candidate, ...]  # the likeliest first
    nothing: float  # the probability that the context holds no answer
    unanswerable: bool = True  # "no answer" may be said: the model learned from such questions

    @property
    def best(self) -> str:
        """The likeliest answer, "" where there is none at all."""
        return self.candidates[0].text if self.candidates else ""

    @property
    def said(self) -> str:
        """As `best`, or "" where it may be said that there is none, and that is likelier."""
        if not self.unanswerable:
            return self.best
        likely = self.candidates and self.candidates[0].probability >= self.nothing
        return self.best if likely else ""


@dataclass(frozen=True, slots=True)
class Answers:
    """Of questions."""

    answered: tuple[Answered, ...]

    def of(self, indices: Sequence[int]) -> Answers:
        """Those of some examples."""
        return Answers(tuple(self.answered[at] for at in indices))


@dataclass(frozen=True, slots=True)
class Renderings:
    """Of texts: what was written."""

    texts: tuple[str, ...]

    def of(self, indices: Sequence[int]) -> Renderings:
        """Those of some examples."""
        return Renderings(tuple(self.texts[at] for at in indices))


Predictions = Classes | Scores | Tags | Answers | Renderings
