"""Framed: [CLS] A [SEP] B [SEP], the row of every pair of passages.

Letters: B rows, L tokens per row.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.batch import PADDING, Batch
from engine.batching.sources import Ids
from engine.batching.vocabulary import Vocabulary


def framed(pairs: Sequence[tuple[Ids, Ids]], vocabulary: Vocabulary, length: int) -> Batch:
    """A row of `length` tokens for each pair, which must fit; the rest is padding."""
    shape = (len(pairs), length)
    tokens = np.full(shape, vocabulary.pad, dtype=np.int64)
    segments = np.full(shape, PADDING, dtype=np.int64)
    types = np.zeros(shape, dtype=np.int64)
    special = np.ones(shape, dtype=np.bool_)
    for row, (first, second) in enumerate(pairs):
        middle = 1 + len(first)
        end = middle + 1 + len(second)
        tokens[row, 0] = vocabulary.cls
        tokens[row, middle] = tokens[row, end] = vocabulary.sep
        tokens[row, 1:middle] = first
        tokens[row, middle + 1 : end] = second
        special[row, 1:middle] = special[row, middle + 1 : end] = False
        types[row, middle + 1 : end + 1] = 1
        segments[row, : end + 1] = 0
    return Batch(
        tokens=tokens,
        positions=np.broadcast_to(np.arange(length), shape).copy(),
        segments=segments,
        token_types=types,
        maskable=vocabulary.maskable[tokens] & ~special,
        one_segment=bool((segments == 0).all()),
    )
