"""Which tokens of a row are hidden together: single tokens, whole words, spans of words.

A grouping is a [B, L] array of numbers that are equal inside a group and never fall.
Letters: B rows, L tokens per row.
"""

from __future__ import annotations

import re
from itertools import accumulate, pairwise, takewhile
from typing import Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

from engine.batch import Batch
from engine.batching.vocabulary import Vocabulary

Bools = NDArray[np.bool_]
Ids = NDArray[np.int64]
Floats = NDArray[np.float64]
Value = TypeVar("Value", bound=np.generic)

SpanLaw = Literal["geometric", "inverse"]
BROKEN = re.compile("[\udc80-\udcff]")  # bytes of a character whose rest is not there
STOP_SPAN = 0.2  # p of the geometric distribution of span lengths; Joshi et al. 2020, section 3.1


def single_tokens(batch: Batch) -> Ids:
    """Every token a group of its own."""
    return np.broadcast_to(np.arange(batch.tokens.shape[1]), batch.tokens.shape)


def whole_words(batch: Batch, vocabulary: Vocabulary) -> Ids:
    """`##` pieces go with their word, so do pieces without Ġ, and the characters of 词语."""
    opens = vocabulary.is_word_start[batch.tokens] | _breaks(batch)
    characters = vocabulary.characters[batch.tokens]
    chinese = (characters != "") & batch.maskable
    for row in np.flatnonzero(chinese.any(axis=1)):
        _join_chinese(opens[row], characters[row], chinese[row], batch.segments[row])
    return np.cumsum(opens, axis=1)


def span_chances(law: SpanLaw, longest: int) -> Floats:
    """[longest]: how likely spans of 1, 2 … words are; geometric with p = 0.2, or as 1/n."""
    more = np.arange(longest)
    weights = STOP_SPAN * (1 - STOP_SPAN) ** more if law == "geometric" else 1 / (1 + more)
    chances: Floats = np.divide(weights, weights.sum())
    return chances


def spans(words: Ids, batch: Batch, drawn: Floats, chances: Floats) -> Ids:
    """Spans of whole words, as long as `chances` [longest] have it, from drawn [B, L]."""
    lengths = 1 + np.searchsorted(np.cumsum(chances)[:-1], drawn)  # [B, L]
    begins = np.cumsum(lengths, axis=1)  # counted in words
    opens_at_word = np.zeros((len(words), int(begins.max()) + 1), dtype=np.bool_)
    np.put_along_axis(opens_at_word, begins, True, axis=1)
    number = words - words[:, :1]
    opens = np.take_along_axis(opens_at_word, number, axis=1) & _changes(words)
    return np.cumsum(opens | _breaks(batch), axis=1)


def same_in_group(groups: Ids, values: NDArray[Value]) -> NDArray[Value]:
    """[B, L]: the value at the first place of each group, for all of it."""
    places = np.where(_changes(groups), np.arange(groups.shape[1]), 0)
    return np.take_along_axis(values, np.maximum.accumulate(places, axis=1), axis=1)


def at_the_front(groups: Ids, batch: Batch) -> Bools:
    """[B, L]: the first group of each segment, which has nothing before it there."""
    return same_in_group(groups, _changes(batch.segments))


def _breaks(batch: Batch) -> Bools:
    """Where a group must begin: at and after special tokens, and at a new segment."""
    maskable: Bools = batch.maskable
    breaks = ~maskable | _changes(batch.segments)
    breaks[:, 1:] |= ~maskable[:, :-1]
    return breaks


def _changes(values: NDArray[np.int64]) -> Bools:
    """Whether a place differs from the one before; the first one does."""
    changes = np.ones(values.shape, dtype=np.bool_)
    changes[:, 1:] = values[:, 1:] != values[:, :-1]
    return changes


def _join_chinese(
    opens: Bools, characters: NDArray[np.str_], chinese: Bools, segments: Ids
) -> None:
    """Within runs of Chinese characters a word opens where the segmentation says so.

    Tokens are held against it byte by byte: one may be several characters, or a part of one.
    """
    changes = np.flatnonzero((np.diff(chinese) != 0) | (np.diff(segments) != 0)) + 1
    for start, stop in pairwise([0, *changes.tolist(), len(chinese)]):
        if not chinese[start]:
            continue
        parts = [part.encode("utf-8", "surrogateescape") for part in characters[start:stop]]
        ends_another = len(list(takewhile(_goes_on, parts)))  # a sign, or a character cut off
        del parts[:ends_another]
        if parts:
            begins = _word_begins(b"".join(parts))
            places = accumulate(map(len, parts[:-1]), initial=0)
            opens[start + ends_another : stop] = [place in begins for place in places]
            opens[stop : stop + 1] = True


def _goes_on(part: bytes) -> bool:
    """Whether a token begins inside a character."""
    return 0x80 <= part[0] < 0xC0


def _word_begins(raw: bytes) -> set[int]:
    """The bytes at which words begin."""
    text = raw.decode("utf-8", "surrogateescape")
    sizes = [len(sign.encode("utf-8", "surrogateescape")) for sign in text]
    at_sign = [0, *accumulate(sizes)]
    import rjieba  # reads its dictionary then: a tenth of a second few runs have a use for

    words = rjieba.cut(BROKEN.sub("\ufffd", text))
    return {at_sign[place] for place in accumulate(map(len, words), initial=0)}
