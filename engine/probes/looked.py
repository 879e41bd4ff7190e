"""Looked: a text as the maps show it, ready to go through the model again.

All that is said of a text beside its maps is worked out on the same tokens: this is the one place
where a text becomes a row.

Letters: L tokens read, M decoder tokens.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from engine.batch import IGNORE, Batch
from engine.batching.vocabulary import Vocabulary
from engine.events import Side
from engine.inference.looking import MOST_WRITTEN, Looker, Row
from engine.inference.opening import Opened
from engine.inference.reader import Reader
from engine.inference.sentence import Sentence
from engine.objectives.asking import shown, sight_of
from engine.objectives.objective import Objective
from engine.tokenizer.tokenizer import Tokenizer

__all__ = ["Looked", "look", "vocabulary_of"]


@dataclass(frozen=True, slots=True)
class Looked:
    """One row as NumPy arrays, and its tokens as people read them."""

    sentence: Sentence  # what is read
    tokens: tuple[str, ...]  # L
    batch: Batch  # [1, L]; of an encoder-decoder with what its decoder is given, [1, M]
    given: tuple[int, ...] = ()  # M
    written: tuple[str, ...] = ()  # M
    targets: tuple[int, ...] = ()  # M, what the decoder should name at each place; IGNORE: nothing
    writer: Objective | None = None  # whose head names them

    @property
    def masks(self) -> tuple[int, ...]:
        """The places of [MASK]."""
        return self.sentence.masks

    def looking(self, side: Side) -> tuple[str, ...]:
        """The tokens that look."""
        return self.tokens if side == "trunk" else self.written

    def looked_at(self, side: Side) -> tuple[str, ...]:
        """The tokens looked at."""
        return self.written if side == "decoder" else self.tokens


def look(opened: Opened, text: str, second: str | None = None) -> Looked:
    """The row of a text or a pair that `Reader.probe` shows; Fault where there are no words."""
    row = Reader.of(opened).row(text, second)
    tokens = _named(opened.tokenizer, row.sentence.ids)
    parts = opened.learner.objective.parts()
    batch = replace(row.sentence.batch(), sight=sight_of(shown(parts)))
    if not opened.learner.model.config.writes:
        return Looked(row.sentence, tokens, batch)
    given = row.given if row.writer is None else _spoken(opened, row)
    places = np.arange(len(given))[None]
    return Looked(
        row.sentence,
        tokens,
        replace(
            batch,
            decoder_tokens=np.array([given]),
            decoder_positions=places,
            decoder_segments=np.zeros_like(places),
        ),
        given,
        _named(opened.tokenizer, given),
        _targets(opened, row, given),
        row.writer or _corrupter(parts, paired=second is not None),
    )


@lru_cache(maxsize=4)
def vocabulary_of(tokenizer: Tokenizer) -> Vocabulary:
    """The facts of a vocabulary, read off once."""
    return Vocabulary.of(tokenizer)


def _named(tokenizer: Tokenizer, ids: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(tokenizer.token(token) for token in ids)


def _spoken(opened: Opened, row: Row) -> tuple[int, ...]:
    """What the model goes on with after `row.given`."""
    learner = opened.learner
    parts = learner.objective.parts()
    looker = Looker(learner, opened.tokenizer, parts, sight_of(shown(parts)))
    return looker.through(row).given


def _targets(opened: Opened, row: Row, given: tuple[int, ...]) -> tuple[int, ...]:
    """Each place is asked for what is given next, the last one for the end of the text.

    Not where the model began with more than one token, nor where it had no room to end.
    """
    end = opened.tokenizer.special.sep
    ended = row.writer is None or len(given) < min(
        opened.learner.model.config.length, len(row.given) + MOST_WRITTEN
    )
    last = end if ended and end is not None else IGNORE
    asked = (*given[1:], last)
    unasked = len(row.given) - 1 if row.writer is not None else 0
    return tuple(IGNORE if place < unasked else token for place, token in enumerate(asked))


def _corrupter(parts: Mapping[str, Objective], *, paired: bool) -> Objective:
    """The objective that made the row of an encoder-decoder."""
    kinds = ("parallel", "text") if paired else ("text", "parallel")
    return next(one for kind in kinds for one in parts.values() if one.source.reads == kind)
