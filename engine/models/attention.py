"""softmax(Q Kᵀ / √d + mask) V, written out or by torch's kernel (Vaswani et al. 2017, eq. 1).

Letters: B rows, L tokens, Q places asked for, M decoder tokens, D width, H heads, d = D / H.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import Literal

import torch
from torch import Tensor, nn
from torch.nn import functional

from engine.models.config import ModelConfig
from engine.models.kept import Kept
from engine.models.layers import Dropout, Linear, gather
from engine.models.masks import later_places
from engine.models.positions import Turns, split_heads

Form = Literal["sdpa", "explicit"]


@dataclass(slots=True)
class Capture:
    """Collects what the heads look at during one forward pass; no gradient, no padding removed.

    Rows sum to 1; in `cross`, to 0 where a token has nothing to look at.
    """

    attention: list[Tensor] = field(default_factory=list)  # per layer of the trunk [B, H, L, L]
    decoder: list[Tensor] = field(default_factory=list)  # per layer of the decoder [B, H, M, M]
    cross: list[Tensor] = field(default_factory=list)  # from the decoder's tokens [B, H, M, L]


@dataclass(frozen=True, slots=True)
class Gates:
    """How much of what each head gathers is passed on in one pass: 1 all of it, 0 nothing.

    By the layers of the pass, not by the blocks: one block may serve several layers. None: every
    head passes on all. 0 is the same as zeros in the head's slice of W_O (Michel et al. 2019).
    """

    trunk: Tensor | None = None  # [N, H]
    decoder: Tensor | None = None  # [layers of the decoder, H]
    cross: Tensor | None = None  # [layers of the decoder, H]


@dataclass(frozen=True, slots=True)
class View:
    """What the tokens of a stack look at in one pass, the same for all its layers."""

    mask: Tensor | None = None  # [B or 1, 1 or H, L, L], as `row_mask` makes it
    causal: bool = False  # no mask: each token sees those up to itself
    turns: Turns | None = None
    seen: list[Tensor] | None = None  # where to put the weights
    memory: Tensor | None = None  # [B, L, D] what a decoder reads of the encoder
    memory_mask: Tensor | None = None  # [B, 1, M, L]
    memory_found: Tensor | None = None  # [B, 1, M, 1], see `memory_mask`
    crossed: list[Tensor] | None = None
    kept: Kept | None = None  # of the tokens before those at hand, of whose segment there is one
    # The only places whose vectors are wanted, [B, Q]; the masks have rows of these alone.
    at: Tensor | None = None
    turns_at: Turns | None = None  # of their queries, [B, 1, Q, d / 2]
    gates: Tensor | None = None  # [N, H], or [H] of the layer at hand; see `Gates`
    cross_gates: Tensor | None = None

    def of_layer(self, layer: int) -> View:
        """What the tokens of one layer look at."""
        if self.gates is None and self.cross_gates is None:
            return self
        own, cross = (
            None if each is None else each[layer] for each in (self.gates, self.cross_gates)
        )
        return replace(self, gates=own, cross_gates=cross)


class Attention(nn.Module):
    """Every token gathers from the tokens it may see, per head."""

    def __init__(self, config: ModelConfig, form: Form, generator: torch.Generator) -> None:
        super().__init__()
        self.heads = config.heads
        self.divisor = math.sqrt(config.head_width) if config.scaled_attention else 1.0
        self.form = form
        self.qkv = Linear(config.width, 3 * config.width, bias=config.biases)
        self.output = Linear(config.width, config.width, bias=config.biases)
        self.dropout = Dropout(config.dropout, generator)

    def forward(self, x: Tensor, view: View) -> Tensor:
        """Look at one another: [B, L, D] -> [B, L, D], or [B, Q, D] of the places asked for."""
        if view.at is None:
            q, k, v = split_heads(self._apart(self.qkv(x)), view.turns, turned=2)  # [B, H, L, d]
        else:
            q, k, v = self._of_two(gather(x, view.at), x, view.turns_at, view.turns)
        if view.kept is not None:
            k, v = view.kept.after_those_before(k, v)
        mixed = self._mixed(q, k, v, view.mask, view.seen, causal=view.causal)
        return self._joined(mixed, view.gates)

    def look_at(self, x: Tensor, view: View) -> Tensor:
        """Look from x [B, M, D] at the view's memory: [B, M, D]."""
        assert view.memory is not None
        if view.kept is None:
            q, k, v = self._of_two(x, view.memory, None, None)
        else:
            q, k, v = self._of_kept_memory(x, view.memory, view.kept)
        mixed = self._mixed(q, k, v, view.memory_mask, view.crossed, found=view.memory_found)
        return self._joined(mixed, view.cross_gates)

    def _joined(self, mixed: Tensor, gates: Tensor | None) -> Tensor:
        """What all heads write from what each has gathered, [B, H, Q, d]: [B, Q, D]."""
        if gates is not None:
            mixed = mixed * gates.to(mixed.dtype)[:, None, None]
        output: Tensor = self.output(mixed.transpose(1, 2).flatten(2))
        return output

    def _mixed(
        self,
        q: Tensor,
        k: Tensor,
        v: Tensor,
        mask: Tensor | None,
        seen: list[Tensor] | None,
        *,
        causal: bool = False,
        found: Tensor | None = None,
    ) -> Tensor:
        """The values each query gathers: [B, H, Q, d]."""
        # The kernel's own dropout would draw from the generator all threads share.
        drops = self.training and self.dropout.share > 0.0
        if self.form == "sdpa" and seen is None and not drops:
            mixed = functional.scaled_dot_product_attention(
                q, k, v, attn_mask=mask, is_causal=causal, scale=1.0 / self.divisor
            )
            return mixed if found is None else mixed * found
        weights = attention_weights(q, k, mask, divisor=self.divisor, causal=causal)
        if found is not None:
            weights = weights * found
        if seen is not None:
            seen.append(weights.detach())
        values: Tensor = self.dropout(weights) @ v
        return values

    def _of_two(
        self, x: Tensor, others: Tensor, turns: Turns | None, their_turns: Turns | None
    ) -> tuple[Tensor, ...]:
        """Queries of x, keys and values of `others`."""
        weight, bias = self.qkv.cast(x.dtype)
        widths = [x.shape[-1], 2 * x.shape[-1]]
        own_weight, their_weight = torch.split(weight, widths)
        own_bias, their_bias = (None, None) if bias is None else torch.split(bias, widths)
        queries = functional.linear(x, own_weight, own_bias)
        both = functional.linear(others, their_weight, their_bias)
        return (
            *split_heads(self._apart(queries), turns, turned=1),
            *split_heads(self._apart(both), their_turns, turned=1),
        )

    def _of_kept_memory(self, x: Tensor, memory: Tensor, kept: Kept) -> tuple[Tensor, ...]:
        """Queries of x, keys and values of the memory, which are worked out once."""
        known = kept.of_the_memory()
        if known is None:
            q, k, v = self._of_two(x, memory, None, None)
            kept.keep_of_the_memory(k, v)
            return q, k, v
        weight, bias = self.qkv.cast(x.dtype)
        first = slice(x.shape[-1])
        queries = functional.linear(x, weight[first], None if bias is None else bias[first])
        return (*split_heads(self._apart(queries), None, turned=1), *known)

    def _apart(self, joined: Tensor) -> Tensor:
        """[B, L, n · D] -> [B, L, n, H, d]."""
        num_rows, length, _ = joined.shape
        return joined.view(
            num_rows, length, -1, self.heads, self.output.weight.shape[1] // self.heads
        )


def attention_weights(
    q: Tensor, k: Tensor, mask: Tensor | None, *, divisor: float, causal: bool = False
) -> Tensor:
    """softmax(Q Kᵀ / divisor + mask): [B, H, Q, L], each row sums to 1."""
    scores = (q if divisor == 1.0 else q / divisor) @ k.transpose(-2, -1)
    if mask is not None:
        scores = scores + mask
    if causal:
        later = later_places(k.shape[-2], k.device)
        scores = scores.masked_fill(later, float("-inf"))
    return torch.softmax(scores, dim=-1)
