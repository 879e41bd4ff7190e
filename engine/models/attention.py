"""softmax(Q Kᵀ / √d + mask) V, written out or by torch's kernel (Vaswani et al. 2017, eq. 1).

Letters: B rows, L tokens, D width, H heads, d = D / H.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Literal

import torch
from torch import Tensor, nn
from torch.nn import functional

from engine.models.config import ModelConfig
from engine.models.layers import Dropout, Linear
from engine.models.positions import Turns, split_heads

Form = Literal["sdpa", "explicit"]


@dataclass(slots=True)
class Capture:
    """Collects what the heads look at during one forward pass; no gradient, no padding removed."""

    attention: list[Tensor] = field(default_factory=list)  # per layer [B, H, L, L], rows sum to 1


def segment_mask(segments: Tensor, dtype: torch.dtype) -> Tensor:
    """[B, 1, L, L]: 0 where the row's token may see the column's, −∞ across segments.

    Padding is a segment of its own, so that no row is without anything to look at.
    """
    apart = segments[:, :, None] != segments[:, None, :]
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
    ) -> Tensor:
        """[B, L, D] -> [B, L, D]; `mask` [B, 1, L, L] is added to the scores."""
        num_rows, length, width = x.shape
        qkv = self.qkv(x).view(num_rows, length, 3, self.heads, width // self.heads)
        q, k, v = split_heads(qkv, turns)  # [B, H, L, d]
        # The kernel's own dropout would draw from the generator all threads share.
        drops = self.training and self.dropout.share > 0.0
        if self.form == "sdpa" and capture is None and not drops:
            mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        else:
            weights = attention_weights(q, k, mask)
            if capture is not None:
                capture.attention.append(weights.detach())
            mixed = self.dropout(weights) @ v
        output: Tensor = self.output(mixed.transpose(1, 2).reshape(num_rows, length, width))
        return output


def attention_weights(q: Tensor, k: Tensor, mask: Tensor | None) -> Tensor:
    """softmax(Q Kᵀ / √d + mask): [B, H, L, L], each row sums to 1."""
    scores = (q / math.sqrt(q.shape[-1])) @ k.transpose(-2, -1)
    if mask is not None:
        scores = scores + mask
    return torch.softmax(scores, dim=-1)
