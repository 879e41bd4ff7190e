"""Layout: passages set out as the rows a model reads.

Letters: B rows, L tokens per row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from engine.batch import PADDING, Batch
from engine.batching.sources import Ids
from engine.batching.vocabulary import Vocabulary


def lay_out(rows: Sequence[Sequence[Ids]], vocabulary: Vocabulary, length: int) -> Batch:
    """Rows of [CLS], then the tokens of each passage with [SEP] behind them; then padding.

    A second passage has the token type 1, its [SEP] included.
    """
    shape = (len(rows), length)
    tokens = np.full(shape, vocabulary.pad, dtype=np.int64)
    segments = np.full(shape, PADDING, dtype=np.int64)
    types = np.zeros(shape, dtype=np.int64)
    special = np.ones(shape, dtype=np.bool_)
    for row, passages in enumerate(rows):
        tokens[row, 0] = vocabulary.cls
        begin = 1
        for number, passage in enumerate(passages):
            end = begin + len(passage)
            tokens[row, begin:end], tokens[row, end] = passage, vocabulary.sep
            special[row, begin:end] = False
            types[row, begin : end + 1] = number
            begin = end + 1
        segments[row, :begin] = 0
    return Batch(
        tokens=tokens,
        positions=np.broadcast_to(np.arange(length), shape).copy(),
        segments=segments,
        token_types=types,
        maskable=vocabulary.maskable[tokens] & ~special,
        one_segment=bool((segments == 0).all()),
    )


def swap_passages(batch: Batch, swapped: NDArray[np.bool_]) -> Batch:
    """The same rows of two passages each, the second one first where `swapped` [B] says so."""
    places = np.arange(batch.tokens.shape[1])  # [L]
    there = batch.segments != PADDING  # [B, L]
    end = there.sum(axis=1, keepdims=True) - 1  # the place of the last [SEP]
    second = (there & (batch.token_types == 1)).sum(axis=1, keepdims=True)  # its [SEP] included
    first = end - second
    which = swapped[:, None]
    inner = (places >= 1) & (places <= end)
    moved = 1 + (places - 1 + np.where(which, first, 0)) % np.maximum(end, 1)
    taken_from = np.where(inner, moved, places)
    return replace(
        batch,
        tokens=np.take_along_axis(batch.tokens, taken_from, axis=1),
        maskable=np.take_along_axis(batch.maskable, taken_from, axis=1),
        token_types=(inner & (places > np.where(which, second, first))).astype(np.int64),
    )
