"""What a trained run answers, as plain data: the window reads it without loading torch.

Letters: N layers, H heads, L tokens, n sentences.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from engine.events import Candidate, MaskPrediction

Measure = Literal["mean", "first"]  # of all tokens' vectors, or [CLS]'s, which the run compared by


@dataclass(frozen=True, slots=True)
class Fitted:
    """How much of what was typed the model had room for, per text; specials are not counted."""

    given: tuple[int, ...]  # tokens of each text
    left_out: tuple[int, ...]  # of these the model saw nothing
    room: int  # tokens it reads at once, [CLS] and [SEP] included
    windows: int = 1  # above 1: the text was longer, and read through so many windows of it
    unknown: float = 0.0  # share of the tokens of all texts that stand for no word the run knows

    @property
    def total_left_out(self) -> int:
        """Over all texts."""
        return sum(self.left_out)

    @property
    def whole(self) -> bool:
        """Whether all was read at once."""
        return not self.total_left_out and self.windows == 1


@dataclass(frozen=True, slots=True)
class TypedWord:
    """How likely a word somebody typed is in the place of a mask.

    One of several pieces is asked for with as many masks in its place; its probability is the
    product of theirs.
    """

    pieces: tuple[str, ...]
    probabilities: tuple[float, ...]  # of each piece
    rank: int | None  # among all tokens, 1 the likeliest; None: it has several pieces

    @property
    def probability(self) -> float:
        """Of the whole word."""
        return math.prod(self.probabilities)


@dataclass(frozen=True, slots=True)
class MaskLooks:
    """What every head looks at from a mask."""

    tokens: tuple[str, ...]  # L, what was read with it, [CLS] and [SEP] included
    place: int  # of the mask among them
    start: int  # the token of the whole text its window begins with; 0 where all was read
    attention: NDArray[np.float32]  # [N, H, L], sums to 1 over L


@dataclass(frozen=True, slots=True)
class Filled:
    """The answers for every mask of a text."""

    tokens: tuple[str, ...]  # of the whole text, [CLS] and [SEP] included
    predictions: tuple[MaskPrediction, ...]  # per mask; `position` among `tokens`
    fitted: Fitted
    typed: tuple[TypedWord, ...] = ()  # per mask, where a word was typed
    looks: tuple[MaskLooks, ...] = ()  # per mask, where they were asked for


@dataclass(frozen=True, slots=True)
class Likelihood:
    """log p of each token of a text, and what follows from that."""

    log_probabilities: tuple[float, ...]  # nats
    num_bytes: int  # of the text in UTF-8

    @property
    def total(self) -> float:
        """Nats, of the whole text."""
        return math.fsum(self.log_probabilities)

    @property
    def per_token(self) -> float:
        """Nats, on average."""
        return self.total / len(self.log_probabilities)

    @property
    def bits_per_byte(self) -> float:
        """What does not depend on the tokenizer; the less, the likelier."""
        return -self.total / math.log(2) / self.num_bytes


@dataclass(frozen=True, slots=True)
class PseudoLikelihood:
    """Each token of a text hidden in turn and asked for (Salazar et al. 2020).

    `within_words` hides with each token the later pieces of its word too, which would tell it
    (Kauf & Ivanova 2023).
    """

    tokens: tuple[str, ...]  # L, without [CLS] and [SEP]
    continues: tuple[bool, ...]  # which go on with the word before
    plain: Likelihood
    within_words: Likelihood
    fitted: Fitted


@dataclass(frozen=True, slots=True)
class Judged:
    """What every objective that judges pairs makes of two passages."""

    shares: Mapping[str, Mapping[str, float]]  # objective -> class -> probability
    fitted: Fitted  # of the first, of the second


@dataclass(frozen=True, slots=True)
class Span:
    """What went into one gap."""

    gap: str  # how the gap stands in the text: "[MASK]", "<extra_id_0>"
    text: str | None  # "": nothing; None: what was written does not tell


@dataclass(frozen=True, slots=True)
class Written:
    """What a model wrote."""

    text: str  # without [CLS], [SEP] and padding
    restored: str | None  # the text it was given with what it wrote in its place, where it has one
    tokens: tuple[int, ...]  # [SEP] at the end included
    log_probability: float  # of these tokens, nats; under beams with a penalty the penalised one
    ended: bool  # by itself, with [SEP]; else there was no more room, or it was stopped
    behind: str = ""  # `text` as it stands behind what it goes on with: with the blank, if any
    spans: tuple[Span, ...] = ()  # of a text with gaps, in its order
    stopped: bool = False  # somebody asked for it
    slid: int = 0  # tokens that fell out of sight at the beginning while it was written
    fitted: Fitted | None = None  # what of the text was read


@dataclass(frozen=True, slots=True)
class Spotted:
    """Which tokens look replaced."""

    tokens: tuple[Candidate, ...]  # in their order; `probability` of having been replaced
    fitted: Fitted


@dataclass(frozen=True, slots=True)
class Similarities:
    """How alike sentences are."""

    cosines: NDArray[np.float32]  # [n, n]
    measure: Measure
    words: str  # the measure in words, marked with translate("answers", …)
    fitted: Fitted  # per sentence


@dataclass(frozen=True, slots=True)
class Classified:
    """How likely each class of a text, or of a pair of texts, is."""

    shares: Mapping[str, float]  # class -> probability
    fitted: Fitted


@dataclass(frozen=True, slots=True)
class Rated:
    """The number a run gives a text, or a pair of texts."""

    score: float
    mean: float  # of the scores it learned from
    spread: float  # their standard deviation
    fitted: Fitted


@dataclass(frozen=True, slots=True)
class Entity:
    """A stretch of a text that was given one tag: text[start : stop]."""

    kind: str
    start: int  # characters
    stop: int
    probability: float  # of the least likely tag in it


@dataclass(frozen=True, slots=True)
class Entities:
    """What stands in a text: names, or words with a tag each."""

    text: str
    found: tuple[Entity, ...]  # in the order of the text
    kinds: tuple[str, ...]  # all the run knows
    fitted: Fitted


@dataclass(frozen=True, slots=True)
class AnswerSpan:
    """A part of a context that may answer a question: context[start : start + len(text)]."""

    text: str
    start: int  # characters
    probability: float  # among the spans told, and no answer where that may be said


@dataclass(frozen=True, slots=True)
class Answered:
    """What a run answers to a question about a context."""

    spans: tuple[AnswerSpan, ...]  # the likeliest first
    nothing: float  # the probability that the context does not tell
    fitted: Fitted  # of the context
    unanswerable: bool = True  # "no answer" may be said: the run learned from such questions

    @property
    def best(self) -> AnswerSpan | None:
        """What is answered; None: there is no answer."""
        best = self.spans[0] if self.spans else None
        if best is None or (self.unanswerable and best.probability < self.nothing):
            return None
        return best
