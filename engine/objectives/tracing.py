"""Trace: what became of each token of a row that was spoiled, whatever its length is now.

Letters: L places of the row, N tokens it had before.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.batch import PADDING, Batch
from engine.objectives.grouping import Ids


@dataclass(frozen=True, slots=True)
class Trace:
    """Every token of the row before stands in one place of it now, or was left out of it."""

    sources: tuple[tuple[int, ...], ...]  # per place: the tokens, 0 … N − 1, that stand there
    moved: frozenset[int]  # the tokens that stand elsewhere among all others than they did
    left_out: tuple[tuple[int, int], ...]  # before which place, and which token; in that order


def trace_of(before: Batch, after: Batch) -> Trace | None:
    """Of the first row, by its `places`: p, where a token stands, or ~p, before which it stood.

    None where the objective keeps no account, or was not asked to.
    """
    if after.places is None:
        return None
    places: Ids = after.places[0, : int((before.segments[0] != PADDING).sum())]
    sources: list[list[int]] = [[] for _ in after.tokens[0]]
    for token, place in enumerate(places.tolist()):
        if place >= 0:
            sources[place].append(token)
    order = np.argsort(np.where(places >= 0, 2 * places + 1, 2 * ~places), kind="stable")
    return Trace(
        sources=tuple(map(tuple, sources)),
        moved=frozenset(np.flatnonzero(order != np.arange(len(order))).tolist()),
        left_out=tuple(
            (~int(places[token]), token) for token in order.tolist() if places[token] < 0
        ),
    )


def moved_on(places: Ids, by: int) -> Ids:
    """The same account of a row that has `by` more tokens at its beginning."""
    return np.where(places >= 0, places + by, places - by)
