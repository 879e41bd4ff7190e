"""Finds what came before, in little memory: a table of 32-bit fingerprints, 4 bytes each."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

MOST_SLOTS = 1 << 25  # 128 MiB
FEWEST_SLOTS = 1 << 12
FULL = 0.75  # of the slots; beyond it searching grows long


class SeenBefore:
    """A set of 64-bit hashes that only grows, by open addressing.

    A hash is kept as the 32 bits that do not choose its place: of a thousand million new ones
    about one is taken for an old one. A full set says so and remembers no more.
    """

    def __init__(self, expected: int) -> None:
        size = FEWEST_SLOTS
        while size < MOST_SLOTS and size * FULL < expected:
            size *= 2
        self._slots = np.zeros(size, np.uint32)  # 0: free
        self._count = 0

    @property
    def full(self) -> bool:
        """Whether new hashes are no longer remembered."""
        return self._count > FULL * len(self._slots)

    def add(self, hashes: NDArray[np.uint64]) -> NDArray[np.bool_]:
        """Which of `hashes` came before, earlier places of the same call included.  [n] -> [n]"""
        unique, first, inverse = np.unique(hashes, return_index=True, return_inverse=True)
        before = self._insert(unique)
        repeated = np.ones(len(hashes), np.bool_)
        repeated[first] = False
        found: NDArray[np.bool_] = repeated | before[inverse]
        return found

    def _insert(self, hashes: NDArray[np.uint64]) -> NDArray[np.bool_]:
        """Add different hashes; which of them were there."""
        last = np.uint64(len(self._slots) - 1)
        places = (hashes & last).astype(np.int64)
        marks = np.maximum(hashes >> np.uint64(32), np.uint64(1)).astype(np.uint32)
        before = np.zeros(len(hashes), np.bool_)
        left = np.arange(len(hashes))  # still looking for their place
        room = not self.full
        while len(left):
            there = self._slots[places[left]]
            before[left[there == marks[left]]] = True
            free = left[there == 0]
            if room:
                self._slots[places[free]] = marks[free]  # two for one place: the last one wins
                self._count += len(np.unique(places[free]))
                lost = free[self._slots[places[free]] != marks[free]]
            else:
                lost = free[:0]
            further = left[(there != 0) & (there != marks[left])]
            left = np.concatenate([further, lost])
            places[left] = (places[left] + 1) & int(last)
        return before
