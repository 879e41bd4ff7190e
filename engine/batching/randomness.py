"""Random numbers that belong to a row, not to the order in which rows are made.

Philox (Salmon et al. 2011) is a function of a key and a counter: any row's numbers can be had at
once, so prefetching, resuming, micro-batches and ranks never change a mask.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

ROWS, ORDER, STATIC = 0, 1, 2  # what the numbers are for: a purpose never sees another's numbers


def row_generators(seed: int, epoch: int, rows: Iterable[int]) -> list[np.random.Generator]:
    """One generator per row, keyed by (seed, epoch, row); about 10 µs each."""
    return [_generator(seed, int(row), epoch, ROWS) for row in rows]


def epoch_order(seed: int, epoch: int, num_rows: int) -> NDArray[np.int64]:
    """The rows of an epoch, shuffled."""
    return _generator(seed, 0, epoch, ORDER).permutation(num_rows)


def without_epoch(rng: np.random.Generator) -> np.random.Generator:
    """A generator of the same row that gives the same numbers every epoch.

    They are none of those the row itself has in any epoch: what its source drew, a pair's label
    say, must not be seen in them.
    """
    seed, row = (int(word) for word in rng.bit_generator.state["state"]["key"])
    return _generator(seed, row, 0, STATIC)


def _generator(seed: int, row: int, epoch: int, purpose: int) -> np.random.Generator:
    # The counter's low words count the draws; 2^128 of them never reach the epoch's word.
    key = np.array([seed, row], dtype=np.uint64)
    counter = np.array([0, 0, epoch, purpose], dtype=np.uint64)
    return np.random.Generator(np.random.Philox(key=key, counter=counter))
