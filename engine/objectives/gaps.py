"""Gaps: spans cut out of a passage, each marked by a numbered token (Raffel et al. 2020).

Letters: L tokens per row, M decoder tokens per row, N tokens of a passage.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from engine.objectives.grouping import Bools, Ids
from engine.objectives.objective import ObjectiveConfig
from engine.options import option
from engine.wording import translate

Rng = np.random.Generator


class GapsConfig(ObjectiveConfig):
    """How much is cut out, and in how long pieces."""

    rate: float = option(
        0.15,
        translate("recipe", "Share cut out"),
        translate(
            "recipe",
            "Share of the tokens the decoder must write. T5 found little difference between 0.10 "
            "and 0.25; more makes longer answers and slower training.",
        ),
        minimum=0.01,
        maximum=0.5,
        source="Raffel et al. 2020, table 6",
    )
    span: float = option(
        3.0,
        translate("recipe", "Mean length of a span"),
        translate(
            "recipe",
            "Longer spans leave fewer gaps, so rows are shorter and training is faster; of 2, 3, "
            "5 and 10 T5 did best with 3.",
        ),
        unit=translate("recipe", "tokens"),
        minimum=1.0,
        maximum=20.0,
        source="Raffel et al. 2020, table 7",
    )

    def num_cut(self, size: int) -> tuple[int, int]:
        """Tokens and spans cut out of a passage of `size` tokens: always as many."""
        return num_noise(size, self.rate, self.span)

    def places(self, size: int) -> tuple[int, int]:
        """What encoder and decoder need for a passage: what is left and [SEP], what is written."""
        tokens, spans = self.num_cut(size)
        return size - tokens + spans + 1, tokens + spans + 2

    def longest(self, length: int) -> int:
        """N: the longest passage that leaves encoder and decoder `length` places each at most."""
        return _longest(self, length)


def num_noise(size: int, rate: float, mean: float) -> tuple[int, int]:
    """Tokens cut out of `size`, and in how many spans: always as many (Raffel et al. 2020).

    At least one is cut out and one left, and there is something between any two spans; of a single
    token none is cut out.
    """
    if size < 2:
        return 0, 0
    tokens = min(max(round(rate * size), 1), size - 1)
    return tokens, min(max(round(tokens / mean), 1), tokens, size - tokens)


def noise_spans(size: int, rate: float, mean: float, rng: Rng) -> Bools:
    """[N] which tokens are cut out: `num_noise` of them, all ways of doing so equally likely.

    (T5's code always leaves the first token and cuts out the last one: a short passage, which has
    one span, would lose its end in every epoch.)
    """
    tokens, spans = num_noise(size, rate, mean)
    if not spans:
        return np.zeros(size, dtype=np.bool_)
    lengths = np.zeros(2 * spans + 1, dtype=np.int64)
    lengths[1::2] = segmentation(tokens, spans, rng)
    lengths[::2] = segmentation(size - tokens + 2, spans + 1, rng)
    lengths[[0, -1]] -= 1  # nothing need be left at either end
    return np.repeat(np.arange(2 * spans + 1) % 2 == 1, lengths)


def segmentation(items: int, parts: int, rng: Rng) -> Ids:
    """[parts] lengths above 0 whose sum is `items`, all equally likely."""
    cuts = 1 + np.sort(rng.choice(items - 1, parts - 1, replace=False))
    return np.diff(cuts, prepend=0, append=items)


def cut(tokens: Ids, noise: Bools, gaps: Ids) -> tuple[Ids, Ids]:
    """What is left of a passage, and what was cut out: both with the gap tokens in them.

    After each gap token stands its span, and after the last span one more gap token.
    """
    begins = noise & ~np.concatenate([[False], noise[:-1]])
    spans = int(begins.sum())
    assert spans < len(gaps), "the recipe was not checked: too few gap tokens"
    marked = tokens.copy()
    marked[begins] = gaps[:spans]
    where = np.cumsum(noise)[begins] - 1  # of the tokens cut out, where a span begins
    spoken = np.insert(tokens[noise], where, gaps[:spans])
    return marked[begins | ~noise], np.append(spoken, gaps[spans])


def gap_places(noise: Bools) -> Ids:
    """[N] where each token of a passage stands in what is left: one cut out in its gap."""
    goes_on = noise & np.concatenate([[False], noise[:-1]])
    return np.cumsum(~goes_on) - 1


def put_back(left: Ids, spoken: Ids, gaps: Ids) -> Ids:
    """What `cut` cut, whole again: each span in its gap, nothing in a gap that is not spoken of."""
    marks = np.flatnonzero(np.isin(spoken, gaps))
    spans = np.split(spoken, marks)
    of_gap = {int(span[0]): span[1:] for span in spans if len(span) and span[0] in gaps}
    parts = [
        of_gap.get(int(token), np.empty(0, np.int64)) if token in gaps else np.array([token])
        for token in left
    ]
    return np.concatenate([*parts, np.empty(0, np.int64)])


def numbered(tokens: Ids, mask: int, gaps: Ids) -> Ids:
    """Each mask as the next of the gap tokens the text does not use itself."""
    at, free = np.flatnonzero(tokens == mask), gaps[~np.isin(gaps, tokens)]
    found = tokens.copy()
    found[at[: len(free)]] = free[: len(at)]
    return found


@lru_cache
def _longest(config: GapsConfig, length: int) -> int:
    size = length // 2  # which always fits
    while max(config.places(size + 1)) <= length:
        size += 1
    return size
