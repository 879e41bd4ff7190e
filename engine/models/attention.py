"""softmax(Q Kᵀ / √d + mask) V, written out or by torch's kernel (Vaswani et al. 2017, eq. 1).

Letters: B rows, L tokens, Q places asked for, D width, H heads, d = D / H.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Literal

import torch
from torch import Tensor, nn
from torch.nn import functional

from engine.models.config import ModelConfig
from engine.models.layers import Dropout, Linear, gather
from engine.models.positions import Turns, split_heads

Form = Literal["sdpa", "explicit"]


@dataclass(slots=True)
class Capture:
    """Collects what the heads look at during one forward pass; no gradient, no padding removed."""

    attention: list[Tensor] = field(default_factory=list)  # per layer [B, H, L, L], rows sum to 1


@dataclass(frozen=True, slots=True)
class Asked:
    """The only places whose vectors are wanted of a block, and how they look at the row."""

    at: Tensor  # [B, Q]
    mask: Tensor | None  # [B, 1, Q, L], as `segment_mask` makes it
    turns: Turns | None  # of their queries, [B, 1, Q, d / 2]


def segment_mask(segments: Tensor, dtype: torch.dtype, at: Tensor | None = None) -> Tensor:
    """[B, 1, L, L]: 0 where the row's token may see the column's, −∞ across segments.

    Padding is a segment of its own, so that no row is without anything to look at. With `at`
    [B, Q], the rows of these tokens alone: [B, 1, Q, L].
    """
    own = segments if at is None else segments.gather(1, at)
    apart = own[:, :, None] != segments[:, None, :]
    mask = torch.zeros(apart.shape, dtype=dtype, device=segments.device)
    return mask.masked_fill_(apart, float("-inf"))[:, None]


class Attention(nn.Module):
    """Every token gathers from the tokens of its segment, per head."""

    def __init__(self, config: ModelConfig, form: Form, generator: torch.Generator) -> None:
        super().__init__()
        self.heads = config.heads
        self.form = form
        self.qkv = Linear(config.width, 3 * config.width, bias=config.biases)
        self.output = Linear(config.width, config.width, bias=config.biases)
        self.dropout = Dropout(config.dropout, generator)

    def forward(
        self,
        x: Tensor,
        mask: Tensor | None,
        turns: Turns | None,
        capture: Capture | None = None,
        asked: Asked | None = None,
    ) -> Tensor:
        """[B, L, D] -> [B, L, D], or [B, Q, D] of what is `asked`.

        `mask` [B, 1, L, L] is added to the scores.
        """
        if asked is None:
            q, k, v = split_heads(self._apart(self.qkv(x)), turns, turned=2)  # [B, H, L, d]
        else:
            q, k, v = self._of_asked(x, turns, asked)  # q [B, H, Q, d]
            mask = asked.mask
        # The kernel's own dropout would draw from the generator all threads share.
        drops = self.training and self.dropout.share > 0.0
        if self.form == "sdpa" and capture is None and not drops:
            mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        else:
            weights = attention_weights(q, k, mask)
            if capture is not None:
                capture.attention.append(weights.detach())
            mixed = self.dropout(weights) @ v
        output: Tensor = self.output(mixed.transpose(1, 2).flatten(2))
        return output

    def _of_asked(self, x: Tensor, turns: Turns | None, asked: Asked) -> tuple[Tensor, ...]:
        """Queries of the places asked for, keys and values of all."""
        weight, bias = self.qkv.cast(x.dtype)
        width = x.shape[-1]
        biases = (None, None) if bias is None else (bias[:width], bias[width:])
        queries = functional.linear(gather(x, asked.at), weight[:width], biases[0])
        others = functional.linear(x, weight[width:], biases[1])
        return (
            *split_heads(self._apart(queries), asked.turns, turned=1),
            *split_heads(self._apart(others), turns, turned=1),
        )

    def _apart(self, joined: Tensor) -> Tensor:
        """[B, L, n · D] -> [B, L, n, H, d]."""
        num_rows, length, _ = joined.shape
        return joined.view(
            num_rows, length, -1, self.heads, self.output.weight.shape[1] // self.heads
        )


def attention_weights(q: Tensor, k: Tensor, mask: Tensor | None) -> Tensor:
    """softmax(Q Kᵀ / √d + mask): [B, H, L, L], each row sums to 1."""
    scores = (q / math.sqrt(q.shape[-1])) @ k.transpose(-2, -1)
    if mask is not None:
        scores = scores + mask
    return torch.softmax(scores, dim=-1)
