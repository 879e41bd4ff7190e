"""The split of pairs: all pairs of a first passage go the same way."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from engine.corpus.pair import Pair

MOST_WAITING = 64 << 20  # characters of pairs kept until both parts have one


class PairSplit:
    """Gives every pair its part, by chance, from its first passage alone.

    What validation asks of a passage was then never told of it in training. The first pairs wait
    until both parts have one; where these are all there are, one passage is moved. Without a
    `share` every pair keeps the part it came with.
    """

    def __init__(self, share: float | None) -> None:
        self._share = share
        self._waiting: list[tuple[float, Pair]] | None = None if share is None else []
        self._characters = self._held = 0

    def add(self, pair: Pair) -> Sequence[Pair]:
        """Take the next pair; those whose part is sure now."""
        if self._share is None:
            return (pair,)
        rank = split_rank(pair.first)
        pair = replace(pair, validation=rank < self._share)
        if self._waiting is None:
            return (pair,)
        self._waiting.append((rank, pair))
        self._held += pair.validation
        self._characters += len(pair.first) + len(pair.second)
        if 0 < self._held < len(self._waiting) or self._characters > MOST_WAITING:
            waiting, self._waiting = self._waiting, None
            return [pair for _, pair in waiting]
        return ()

    def rest(self) -> Sequence[Pair]:
        """Those that still waited: all were on one side."""
        waiting, self._waiting = self._waiting or [], None
        ranks = sorted({rank for rank, _ in waiting})
        if len(ranks) < 2:
            return [pair for _, pair in waiting]
        most = ranks[-2] if self._held else ranks[0]  # the rank of the last one held back
        return [replace(pair, validation=rank <= most) for rank, pair in waiting]


def split_rank(passage: str) -> float:
    """A number in [0, 1) from a passage; small ones are held back."""
    digest = hashlib.blake2b(passage.encode("utf-8"), digest_size=8, person=b"pairs")
    return int.from_bytes(digest.digest()) / 2**64
