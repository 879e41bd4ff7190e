"""Relative positions: a learned number per distance and head, added to the scores (T5).

Letters: B rows, L tokens, Q places asked for, H heads.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn

from engine.models.styles import BUCKETS, FARTHEST


class RelativePositions(nn.Module):
    """One table for all layers of a stack: near distances each have a number, far ones share.

    Distances are those in the row: inside a segment, where alone they count, they are the text's.
    """

    def __init__(self, heads: int, length: int, *, both_ways: bool) -> None:
        super().__init__()
        self.table = nn.Embedding(BUCKETS, heads, _weight=torch.empty(BUCKETS, heads))
        self.length = length
        distances = torch.arange(1 - length, length)  # of the key from the query
        bucket = buckets(distances, both_ways=both_ways)
        self.register_buffer("bucket", bucket, persistent=False)

    def forward(self, length: int, dtype: torch.dtype, at: Tensor | None = None) -> Tensor:
        """[1, H, L, L], or [B, H, Q, L] of the queries `at` [B, Q]."""
        if at is None and torch.compiler.is_exporting():  # windows have no form there
            at = torch.arange(length, device=self.table.weight.device)[None]
        first = self.length - length
        bucket = self.get_buffer("bucket")[first : self.length - 1 + length]  # [2 L − 1]
        by_distance = self.table(bucket).to(dtype)  # [2 L − 1, H]
        if at is None:
            # Each row is the one below moved on by one: windows on a single line of distances.
            bias: Tensor = by_distance.unfold(0, length, 1).flip(0).transpose(0, 1)
            return bias[None]
        places = torch.arange(length, device=at.device)
        distances = places - at[:, :, None] + length - 1  # [B, Q, L]
        asked: Tensor = by_distance[distances]  # [B, Q, L, H]
        return asked.permute(0, 3, 1, 2)


def buckets(distances: Tensor, *, both_ways: bool) -> Tensor:
    """The number in the table for each distance of a key from its query (negative: before it).

    Half of the numbers are for one distance each, the others grow logarithmically up to FARTHEST.
    Both ways: one half of the table for keys before, one for keys after; else what is after
    counts as here.
    """
    share = BUCKETS // 2 if both_ways else BUCKETS
    after = (distances > 0).long() * share if both_ways else torch.zeros_like(distances)
    away = distances.abs() if both_ways else (-distances).clamp(min=0)
    exact = share // 2
    growth = (away.clamp(min=1).float() / exact).log() / math.log(FARTHEST / exact)
    far = exact + (growth * (share - exact)).long()
    return after + torch.where(away < exact, away, far.clamp(max=share - 1))
