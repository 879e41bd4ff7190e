"""Sides: the visible places beside the hidden spans of a row.

Letters: B rows, L tokens per row, P predicted positions per row.
"""

from __future__ import annotations

import numpy as np

from engine.batch import IGNORE, Batch
from engine.batching.sources import Ids
from engine.models.span_head import LONGEST

# What `Batch.own` is told of the P hidden places of a row, each [B, P].
LEFT, RIGHT = "span_boundary.left", "span_boundary.right"  # where the visible ones are
NUMBER = "span_boundary.number"  # which token of the span it is, from 0
TARGETS = "span_boundary.targets"


def sides(batch: Batch) -> dict[str, Ids]:
    """For each of the P hidden places of a row: the visible ones beside its run, and its number.

    A run is all that is hidden without a gap, even if it was hidden as two spans. Targets are
    IGNORE where a run has no visible neighbour in its segment, and beyond LONGEST tokens.
    """
    length = batch.tokens.shape[1]
    places = np.arange(length)
    visible = np.ones(batch.tokens.shape, dtype=np.bool_)
    rows, at = np.nonzero(batch.targets != IGNORE)
    visible[rows, batch.predict_at[rows, at]] = False
    before = np.maximum.accumulate(np.where(visible, places, -1), axis=1)
    after = np.minimum.accumulate(np.where(visible, places, length)[:, ::-1], axis=1)[:, ::-1]
    left = np.take_along_axis(before, batch.predict_at, axis=1)  # [B, P]
    right = np.take_along_axis(after, batch.predict_at, axis=1)
    number = batch.predict_at - left - 1
    known = (batch.targets != IGNORE) & (left >= 0) & (right < length) & (number < LONGEST)
    left, right, number = (np.where(known, each, 0) for each in (left, right, number))
    ends = (np.take_along_axis(batch.segments, each, axis=1) for each in (left, right))
    known &= np.equal(*ends)
    return {
        LEFT: left,
        RIGHT: right,
        NUMBER: number,
        TARGETS: np.where(known, batch.targets, IGNORE),
    }
