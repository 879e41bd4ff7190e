"""Examples of a task as tokens, held in memory: what rows are made of.

Letters: n examples, w words of one, L tokens.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int64]
NONE = -1  # the class of what has none; the place of an answer that is not there


@dataclass(frozen=True, slots=True, eq=False)
class ClassExamples:
    """Texts, or pairs of them, each with a class or a score."""

    first: Sequence[Ids]
    second: Sequence[Ids] | None  # None: single texts
    labels: Ids | None = None  # [n] NONE where nobody gave one
    scores: NDArray[np.float32] | None = None  # [n]
    classes: tuple[str, ...] = ()

    def __len__(self) -> int:
        """n."""
        return len(self.first)


@dataclass(frozen=True, slots=True, eq=False)
class TagExamples:
    """Words in tokens, and the tag of each word."""

    tokens: Sequence[Ids]
    starts: Sequence[Ids]  # [w] where each word begins in `tokens`
    tags: Sequence[Ids]  # [w] NONE where nobody gave one
    classes: tuple[str, ...]

    def __len__(self) -> int:
        """n."""
        return len(self.tokens)


@dataclass(frozen=True, slots=True, eq=False)
class AnswerExamples:
    """Questions about contexts, and which tokens of a context answer each."""

    questions: Sequence[Ids]  # [n]
    contexts: Sequence[Ids]
    offsets: Sequence[Ids]  # [L, 2] per context: the characters each token stands for
    context_of: Ids  # [n]
    spans: Ids  # [n, 2] first and last token of the answer; NONE where there is none
    known: NDArray[np.bool_]  # [n] whether somebody said what the answer is, or that there is none
    stride: float = 0.5  # windows begin this share of one after another

    def __len__(self) -> int:
        """n."""
        return len(self.questions)


Examples = ClassExamples | TagExamples | AnswerExamples
