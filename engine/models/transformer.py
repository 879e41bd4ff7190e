"""Transformer: token ids in, one vector per token out.

Letters: B rows, L tokens, Q places asked for, D width, H heads, d = D / H, V vocabulary.
"""

from __future__ import annotations

import math
from zlib import crc32

import torch
from torch import Tensor, nn

from engine.batch import Batch
from engine.models.attention import Asked, Attention, Capture, Form, segment_mask
from engine.models.config import ModelConfig
from engine.models.layers import (
    Dropout,
    FeedForward,
    LayerNorm,
    Linear,
    fan_in_std,
    gather,
    normal_,
)
from engine.models.positions import Turns, rotations, sinusoids

__all__ = ["Capture", "Transformer"]

EPSILON = {"classic": 1e-12, "modern": 1e-5}  # BERT's and ModernBERT's
MULTIPLE = 64  # of the rows of the embedding: matrix kernels like it


class Embeddings(nn.Module):
    """Token, place and sentence as one vector each, added and normalised."""

    def __init__(self, config: ModelConfig, rows: int, generator: torch.Generator) -> None:
        super().__init__()
        self.tokens = _table(rows, config.width)
        self.positions = self.types = None
        if config.positions == "learned":
            self.positions = _table(config.length, config.width)
        if config.token_types:
            self.types = _table(2, config.width)
        if config.positions == "sinusoidal":
            table = sinusoids(config.length, config.width)
            self.register_buffer("waves", table, persistent=False)
        self.norm = LayerNorm(config.width, bias=config.biases, epsilon=EPSILON[config.style])
        self.dropout = Dropout(config.dropout, generator)
        self.sinusoidal = config.positions == "sinusoidal"

    def forward(self, batch: Batch, dtype: torch.dtype) -> Tensor:
        """[B, L, D] in `dtype`."""
        x: Tensor = self.tokens(batch.tokens)
        if self.positions is not None:
            x = x + self.positions(batch.positions)
        if self.sinusoidal:
            # The waves have the scale of one; √D brings the tokens there too, or they would
            # drown (Vaswani et al. 2017, section 3.4).
            x = x * math.sqrt(x.shape[-1]) + self.get_buffer("waves")[batch.positions]
        if self.types is not None:
            types = batch.token_types
            x = x + (self.types(types) if types is not None else self.types.weight[0])
        normed: Tensor = self.dropout(self.norm(x).to(dtype))
        return normed


def _table(rows: int, width: int) -> nn.Embedding:
    """An embedding without the first weights torch would draw from its process-wide generator."""
    return nn.Embedding(rows, width, _weight=torch.empty(rows, width))


class Block(nn.Module):
    """Attention, then the feed-forward unit, each added to what it was given.

    Pre-norm: x + f(norm(x)). Post-norm: norm(x + f(x)). The first pre-norm block needs no norm
    before its attention: the embeddings come normalised (as in ModernBERT).
    """

    def __init__(
        self, config: ModelConfig, *, first: bool, form: Form, generator: torch.Generator
    ) -> None:
        super().__init__()
        epsilon = EPSILON[config.style]
        self.pre = config.norm == "pre"
        bare = self.pre and first
        self.attention_norm = (
            nn.Identity() if bare else LayerNorm(config.width, bias=config.biases, epsilon=epsilon)
        )
        self.attention = Attention(config, form, generator)
        self.feed_forward_norm = LayerNorm(config.width, bias=config.biases, epsilon=epsilon)
        self.feed_forward = FeedForward(config)
        self.dropout = Dropout(config.dropout, generator)

    def forward(
        self,
        x: Tensor,
        mask: Tensor | None,
        turns: Turns | None,
        capture: Capture | None,
        asked: Asked | None = None,
    ) -> Tensor:
        """[B, L, D] -> [B, L, D], or [B, Q, D] of what is `asked`."""
        given = self.attention_norm(x) if self.pre else x
        mixed = self.dropout(self.attention(given, mask, turns, capture, asked))
        x = (x if asked is None else gather(x, asked.at)) + mixed
        if self.pre:
            x = x + self.dropout(self.feed_forward(self.feed_forward_norm(x)))
        else:
            x = self.attention_norm(x)
            x = self.feed_forward_norm(x + self.dropout(self.feed_forward(x)))
        return x


class Transformer(nn.Module):
    """The encoder (Vaswani et al. 2017; Devlin et al. 2018).

    `vocabulary` is the real V; the embedding has rows up to a multiple of 64. All weights are
    fp32; activations have the dtype of `set_compute`. Weights are drawn from `generator`,
    dropout from one of its own that `generator` seeds.
    """

    def __init__(
        self,
        config: ModelConfig,
        vocabulary: int,
        *,
        attention: Form = "sdpa",
        generator: torch.Generator,
    ) -> None:
        super().__init__()
        self.config = config
        self.vocabulary = vocabulary
        self.compute = torch.float32
        self._seed = int(torch.randint(2**62, (), generator=generator))
        dropout = self.new_generator("dropout")
        rows = -(-vocabulary // MULTIPLE) * MULTIPLE
        self.embeddings = Embeddings(config, rows, dropout)
        self.blocks = nn.ModuleList(
            Block(config, first=index == 0, form=attention, generator=dropout)
            for index in range(config.depth)
        )
        self.norm = (
            LayerNorm(config.width, bias=config.biases, epsilon=EPSILON[config.style])
            if config.norm == "pre"
            else nn.Identity()
        )
        if config.positions == "rotary":
            table = rotations(config.length, config.head_width)
            self.register_buffer("rotations", table, persistent=False)
        self._initialise(generator)

    @property
    def width(self) -> int:
        """D."""
        return self.config.width

    def set_compute(self, dtype: torch.dtype) -> None:
        """Compute in `dtype` from now on (float32 or bfloat16); the weights stay fp32."""
        self.compute = dtype

    def set_attention(self, form: Form) -> None:
        """Compute attention written out or by torch's kernel; the result is the same."""
        for module in self.modules():
            if isinstance(module, Attention):
                module.form = form

    def new_generator(self, purpose: str) -> torch.Generator:
        """A generator of its own for each purpose (a head's first weights, say)."""
        return torch.Generator().manual_seed(self._seed ^ crc32(purpose.encode()))

    def generators(self) -> dict[str, torch.Generator]:
        """The random states a checkpoint must keep."""
        return {"dropout": self.embeddings.dropout.generator}

    def forward(
        self, batch: Batch, capture: Capture | None = None, *, at: Tensor | None = None
    ) -> Tensor:
        """One vector per token, [B, L, D]; `capture` collects the attention weights.

        With `at` [B, Q], the vectors of these places alone, [B, Q, D]: the last block then works
        out no other, which at 2 × 128 is a third of all there is to do. Not both at once.
        """
        assert capture is None or at is None
        x: Tensor = self.embeddings(batch, self.compute)
        mask = None if batch.one_segment else segment_mask(batch.segments, self.compute)
        turns = self._turns(batch.positions[:1] if batch.one_segment else batch.positions)
        *before, last = self.blocks
        for block in before:
            x = block(x, mask, turns, capture)
        x = last(x, mask, turns, capture, None if at is None else self._asked(batch, at))
        hidden: Tensor = self.norm(x)
        return hidden

    def _asked(self, batch: Batch, at: Tensor) -> Asked:
        mask = None if batch.one_segment else segment_mask(batch.segments, self.compute, at)
        return Asked(at, mask, self._turns(batch.positions.gather(1, at)))

    def _turns(self, positions: Tensor) -> Turns | None:
        if self.config.positions != "rotary":
            return None
        table = self.get_buffer("rotations").to(self.compute)[positions]  # [B, L, 2, d/2]
        return table[:, None, :, 0], table[:, None, :, 1]

    def _initialise(self, generator: torch.Generator) -> None:
        """Classic: N(0, 0.02) as BERT. Modern: by fan-in, and blocks begin as the identity.

        The embedding is the decoder too: with D^−½ its logits begin at the scale of one. At 2 × 128
        that gained 0.8 nats over 0.02 after 600 steps; three times as much and a third lost some.
        """
        modern = self.config.style == "modern"
        scaled = modern or self.embeddings.sinusoidal  # which multiplies it by √D
        for module in self.modules():
            if isinstance(module, nn.Embedding):
                normal_(module.weight, self.width**-0.5 if scaled else 0.02, generator)
            elif isinstance(module, Linear):
                normal_(module.weight, fan_in_std(module.weight) if modern else 0.02, generator)
        if not modern:
            return
        for module in self.modules():
            if isinstance(module, Attention):
                nn.init.zeros_(module.output.weight)
            elif isinstance(module, FeedForward):
                nn.init.zeros_(module.down.weight)
