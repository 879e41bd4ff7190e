"""Sampling that does not depend on the run: by keys of the seed and the place alone."""

from __future__ import annotations

import hashlib
import heapq
from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")


def rank(*parts: object) -> float:
    """A number in [0, 1) that is drawn by these words and numbers alone."""
    key = "\n".join(map(str, parts)).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(key, digest_size=8).digest()) / 2**64


def sampled(items: Iterable[T], most: int | None, seed: int) -> tuple[list[T], int]:
    """At most so many of the items, in their order, and how many there were.

    Which they are follows from the seed and their number alone; never more are kept in memory.
    """
    if most is None:
        found = list(items)
        return found, len(found)
    kept: list[tuple[float, int, T]] = []  # a heap whose first ranks highest
    count = 0
    for number, item in enumerate(items):
        count += 1
        entry = (-rank(seed, number), number, item)
        if len(kept) < most:
            heapq.heappush(kept, entry)
        elif kept and entry[0] > kept[0][0]:
            heapq.heapreplace(kept, entry)
    return [item for _, _, item in sorted(kept, key=lambda one: one[1])], count
