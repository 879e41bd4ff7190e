"""Embeddings: token, place and sentence as one vector each.

Letters: B rows, L tokens, D width, E embedding width.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn

from engine.batch import Batch
from engine.models.config import ModelConfig
from engine.models.layers import Dropout, Linear
from engine.models.norms import new_norm
from engine.models.positions import sinusoids


class Embeddings(nn.Module):
    """Tables of E numbers per token, place and sentence: added, normalised, mapped to D.

    Tables may belong to another as well: a decoder's `tokens` are its encoder's, and ELECTRA's
    two models have all tables in common (`shared`).
    """

    def __init__(
        self,
        config: ModelConfig,
        rows: int,
        generator: torch.Generator,
        *,
        shared: Embeddings | None = None,
        tokens: nn.Embedding | None = None,
        typed: bool = True,
    ) -> None:
        super().__init__()
        width = config.embedded
        learned = config.positions == "learned"
        self.offset = config.position_offset if learned else 0
        self.positions = self.types = None
        self.tokens = tokens or _table(rows, width)
        if learned:
            self.positions = _table(config.length + self.offset, width)
        if config.token_types and typed:
            self.types = _table(2, width)
        if shared is not None:
            self._share(shared)
        if config.positions == "sinusoidal":
            self.register_buffer("waves", sinusoids(config.length, width), persistent=False)
        self.norm = new_norm(config, width) if config.embedding_norm else nn.Identity()
        self.dropout = Dropout(config.dropout, generator)
        self.to_width = None
        if width != config.width:
            self.to_width = Linear(width, config.width, bias=config.biases)
        self.sinusoidal = config.positions == "sinusoidal"

    def _share(self, other: Embeddings) -> None:
        for name in ("tokens", "positions", "types"):
            own, theirs = getattr(self, name), getattr(other, name)
            shapes = [table and tuple(table.weight.shape) for table in (own, theirs)]
            if shapes[0] != shapes[1]:
                raise ValueError(f"{name} of {shapes[1]} cannot be shared as {shapes[0]}")
            setattr(self, name, theirs)

    def forward(self, batch: Batch, dtype: torch.dtype) -> Tensor:
        """[B, L, D] in `dtype`."""
        x: Tensor = self.tokens(batch.tokens)
        if self.positions is not None:
            places = batch.positions + self.offset if self.offset else batch.positions
            x = x + self.positions(places)
        if self.sinusoidal:
            # The waves have the scale of one; √E brings the tokens there too, or they would
            # drown (Vaswani et al. 2017, section 3.4).
            x = x * math.sqrt(x.shape[-1]) + self.get_buffer("waves")[batch.positions]
        if self.types is not None:
            types = batch.token_types
            x = x + (self.types(types) if types is not None else self.types.weight[0])
        x = self.dropout(self.norm(x).to(dtype))
        return x if self.to_width is None else self.to_width(x)


def _table(rows: int, width: int) -> nn.Embedding:
    """An embedding without the first weights torch would draw from its process-wide generator."""
    return nn.Embedding(rows, width, _weight=torch.empty(rows, width))
