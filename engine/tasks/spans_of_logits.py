"""Answers from the logits of windows: the best spans over all of a context (Devlin et al. 2018).

Letters: w places of a window.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from engine.tasks.predictions import Answered, Candidate
from engine.tasks.typed_text import is_edge

LONGEST = 40  # tokens of an answer
EDGES = 20  # beginnings and ends that are tried in every window
CANDIDATES = 5  # answers told


@dataclass(frozen=True, slots=True, eq=False)
class Windowed:
    """What the head says of one window of a context."""

    logits: np.ndarray  # [w, 2] begin and end at each place
    nothing: np.ndarray  # [2] at [CLS]
    offsets: np.ndarray  # [w, 2] the characters of the context each place stands for


def answered(windows: Sequence[Windowed], context: str, *, unanswerable: bool = True) -> Answered:
    """The best answers of all windows; the sum of both logits decides.

    An answer begins and ends at the edge of a word, unless a window has no such place. A question
    has no answer where every window says so: the least sure of them decides. It is not said by a
    model that learned from questions with answers alone (`unanswerable` false): it learned that of
    windows only, and the shares of the answers are then among themselves.
    """
    found: dict[tuple[int, int], float] = {}
    for window in windows:
        for first, last, score in _spans(_at_edges(window, context)):
            span = int(window.offsets[first, 0]), int(window.offsets[last, 1])
            found[span] = max(score, found.get(span, -np.inf))
    nothing = min(float(window.nothing.sum()) for window in windows)
    best = sorted(found.items(), key=lambda item: -item[1])[:CANDIDATES]
    logits = np.array([score for _, score in best] + [nothing])
    shares = np.exp(logits - logits.max())
    shares /= shares.sum()
    none = float(shares[-1])
    if not unanswerable and best:
        shares = np.exp(logits[:-1] - logits[:-1].max())
        shares /= shares.sum()
    candidates = (
        Candidate(context[start:stop], start, score, float(share))
        for ((start, stop), score), share in zip(best, shares, strict=False)
    )
    return Answered(tuple(candidates), none, unanswerable)


def _at_edges(window: Windowed, context: str) -> Windowed:
    """−∞ where a token begins or ends inside a word."""
    offsets = window.offsets.tolist()
    logits = window.logits.copy()
    begins = [is_edge(context, _first_sign(context, start, stop)) for start, stop in offsets]
    ends = [is_edge(context, stop) for _, stop in offsets]
    for side, edges in enumerate((begins, ends)):
        if any(edges):
            logits[~np.array(edges), side] = -np.inf
    return Windowed(logits, window.nothing, window.offsets)


def _first_sign(context: str, start: int, stop: int) -> int:
    """Where a token's own signs begin: some have the blank before them."""
    return stop - len(context[start:stop].lstrip())


def _spans(window: Windowed) -> Iterator[tuple[int, int, float]]:
    begins, ends = window.logits[:, 0], window.logits[:, 1]
    lasts = np.argsort(-ends, kind="stable")[:EDGES]
    for first in np.argsort(-begins, kind="stable")[:EDGES]:
        for last in lasts:
            score = float(begins[first] + ends[last])
            if first <= last < first + LONGEST and score > -np.inf:
                yield int(first), int(last), score
