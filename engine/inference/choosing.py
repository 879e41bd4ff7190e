"""Choosing the next token from what a model says of each.

Letters: K texts at once, M tokens of each so far, V vocabulary.
"""

from __future__ import annotations

import torch
from torch import Tensor

from engine.manner import Manner

COLDEST = 1e-6  # below, the likeliest is drawn whatever comes; far below, fp32 divides by 0


def seeded(seed: int) -> torch.Generator:
    """What tokens are drawn from, alike for the same seed."""
    return torch.Generator().manual_seed(seed)


def penalised(logits: Tensor, tokens: Tensor, penalty: float) -> Tensor:
    """Logits [K, V] less likely for what stands in tokens [K, M] (Keskar et al. 2019, CTRL)."""
    if penalty == 1.0:
        return logits
    own = logits.gather(1, tokens)
    return logits.scatter(1, tokens, torch.where(own > 0, own / penalty, own * penalty))


def drawn(logits: Tensor, manner: Manner, generator: torch.Generator) -> Tensor:
    """[K] one token of each row of logits [K, V], by chance."""
    shares = torch.softmax(warped(logits, manner), dim=-1)
    return torch.multinomial(shares, 1, generator=generator)[:, 0]


def warped(logits: Tensor, manner: Manner) -> Tensor:
    """The logits [K, V] that tokens are drawn from; −∞ for what is left out."""
    kept = logits / max(manner.temperature or 1.0, COLDEST)
    if manner.top_k is not None:
        least = kept.topk(min(manner.top_k, kept.shape[1])).values[:, -1:]
        kept = kept.masked_fill(kept < least, float("-inf"))
    return kept if manner.top_p is None else _nucleus(kept, manner.top_p)


def _nucleus(logits: Tensor, share: float) -> Tensor:
    """Without those that are not needed to reach `share`; the likeliest always stays."""
    ordered, places = logits.sort(descending=True, stable=True)
    shares = torch.softmax(ordered, dim=-1)
    before = shares.cumsum(dim=-1) - shares
    ordered = ordered.masked_fill(before >= share, float("-inf"))
    return torch.empty_like(logits).scatter(1, places, ordered)
