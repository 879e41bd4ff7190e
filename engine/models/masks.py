"""Masks: which places a token may look at, as numbers added to the scores.

Letters: B rows, L tokens, Q places asked for, M decoder tokens.
"""

from __future__ import annotations

import torch
from torch import Tensor

from engine.batch import Batch, Sight


def row_mask(
    batch: Batch, sight: Sight, dtype: torch.dtype, at: Tensor | None = None
) -> Tensor | None:
    """[B or 1, 1, L, L]: 0 where the row's token may see the column's, −∞ elsewhere.

    A token sees those of its segment; with "causal" sight only up to itself, with "prefix" sight
    also the visible ones. Padding is a segment of its own, so that no row is without anything to
    look at. With `at` [B, Q], the rows of these tokens alone: [B, 1, Q, L]. None: all see all.
    """
    hidden = None if batch.one_segment else _apart(batch.segments, batch.segments, at)
    if sight != "both":
        later = later_places(batch.tokens.shape[1], batch.tokens.device, at)
        if sight == "prefix":
            later = later & ~batch.visible[:, None, :]
        hidden = later if hidden is None else hidden | later
    return None if hidden is None else added(hidden, dtype)


def memory_mask(
    batch: Batch, dtype: torch.dtype, at: Tensor | None = None
) -> tuple[Tensor | None, Tensor | None]:
    """What a decoder's token may see of the encoder's: the places of its own segment.

    [B, 1, M, L] as `row_mask`, and [B, 1, M, 1]: 0 where there is no such place (padding, mostly),
    1 elsewhere. Such a token looks at everything, as a softmax must at something, and what it
    finds is multiplied by that 0. Both None: all see all.
    """
    if batch.one_segment:
        return None, None
    hidden = _apart(batch.decoder_segments, batch.segments, at)
    nothing = hidden.all(dim=2, keepdim=True)  # [B, M, 1]
    return added(hidden & ~nothing, dtype), (~nothing)[:, None].to(dtype)


def later_places(length: int, device: torch.device, at: Tensor | None = None) -> Tensor:
    """[1, L, L], or [B, Q, L] of the places `at`: whether the column stands after the row."""
    places = torch.arange(length, device=device)
    rows = places[None] if at is None else at
    return places > rows[:, :, None]


def added(hidden: Tensor, dtype: torch.dtype) -> Tensor:
    """−∞ where `hidden` [B, Q, L], 0 elsewhere: [B, 1, Q, L]."""
    mask = torch.zeros(hidden.shape, dtype=dtype, device=hidden.device)
    return mask.masked_fill_(hidden, float("-inf"))[:, None]


def _apart(rows: Tensor, columns: Tensor, at: Tensor | None) -> Tensor:
    """[B, Q, L]: whether segments [B, L] of row and column differ."""
    own = rows if at is None else rows.gather(1, at)
    return own[:, :, None] != columns[:, None, :]
