"""Stack: embeddings, blocks on one another, and the norm after them.

Letters: B rows, L tokens, Q places asked for, D width, H heads, d = D / H.
"""

from __future__ import annotations

from dataclasses import replace

import torch
from torch import Tensor, nn

from engine.batch import Batch, Sight
from engine.models.attention import Form, View
from engine.models.block import Block
from engine.models.config import ModelConfig
from engine.models.embeddings import Embeddings
from engine.models.layers import Dropout
from engine.models.masks import row_mask
from engine.models.norms import new_norm
from engine.models.positions import Turns, rotations
from engine.models.relative import RelativePositions


class Stack(nn.Module):
    """One side of a transformer: what reads, or what writes.

    `crosses`: its blocks also look at what the other side has read, and it sees what stands
    before each place only.
    """

    def __init__(
        self,
        config: ModelConfig,
        embeddings: Embeddings,
        *,
        depth: int,
        crosses: bool,
        form: Form,
        dropout: torch.Generator,
    ) -> None:
        super().__init__()
        self.config = config
        self.depth = depth
        self.embeddings = embeddings
        self.blocks = nn.ModuleList(
            Block(
                config,
                bare=config.bare_first and index == 0,
                crosses=crosses,
                form=form,
                generator=dropout,
            )
            for index in range(1 if config.share_layers else depth)
        )
        self.norm = new_norm(config) if config.norm == "pre" else nn.Identity()
        self.dropout = Dropout(config.dropout if config.drops_everywhere else 0.0, dropout)
        self.relative = None
        if config.positions == "relative":
            both_ways = config.architecture != "decoder" and not crosses
            self.relative = RelativePositions(config.heads, config.length, both_ways=both_ways)
        if config.positions == "rotary":
            table = rotations(config.length, config.head_width)
            self.register_buffer("rotations", table, persistent=False)

    def read(
        self,
        batch: Batch,
        sight: Sight,
        dtype: torch.dtype,
        *,
        at: Tensor | None = None,
        view: View | None = None,
    ) -> Tensor:
        """[B, L, D], or [B, Q, D] of the places `at`; `view` says what else than the row is seen.

        What nobody asks for, the last block leaves undone.
        """
        x: Tensor = self.embeddings(batch, dtype)
        view = self._view(batch, sight, dtype, view or View())
        if view.kept is not None:
            view.kept.begin()
        *before, last = [*self.blocks] * (self.depth if self.config.share_layers else 1)
        for layer, block in enumerate(before):
            x = block(x, view.of_layer(layer))
        if at is not None:
            view = self._view_at(batch, sight, dtype, at, view)
        hidden: Tensor = self.dropout(self.norm(last(x, view.of_layer(self.depth - 1))))
        if view.kept is not None:
            view.kept.end(batch.tokens.shape[1])
        return hidden

    def _view(self, batch: Batch, sight: Sight, dtype: torch.dtype, view: View) -> View:
        if view.kept is not None and view.kept.length:
            return self._view_of_one_more(batch, dtype, view, view.kept.length)
        causal = sight == "causal" and batch.one_segment and self.relative is None
        mask = None if causal else row_mask(batch, sight, dtype)
        positions = batch.positions[:1] if batch.one_segment else batch.positions
        return replace(
            view,
            mask=self._biased(mask, batch, dtype),
            causal=causal,
            turns=self._turns(positions, dtype),
        )

    def _view_of_one_more(self, batch: Batch, dtype: torch.dtype, view: View, before: int) -> View:
        """Of one new token a row: it sees all that are kept, and itself."""
        at = batch.positions.new_tensor([[before]])
        mask = None if self.relative is None else self.relative(before + 1, dtype, at)
        return replace(view, mask=mask, turns=self._turns(batch.positions[:1], dtype))

    def _view_at(
        self, batch: Batch, sight: Sight, dtype: torch.dtype, at: Tensor, view: View
    ) -> View:
        return replace(
            view,
            at=at,
            mask=self._biased(row_mask(batch, sight, dtype, at), batch, dtype, at),
            causal=False,
            turns_at=self._turns(batch.positions.gather(1, at), dtype),
            memory_mask=_rows(view.memory_mask, at),
            memory_found=_rows(view.memory_found, at),
        )

    def _biased(
        self, mask: Tensor | None, batch: Batch, dtype: torch.dtype, at: Tensor | None = None
    ) -> Tensor | None:
        """The mask and the numbers of the relative positions, which have its place."""
        if self.relative is None:
            return mask
        bias: Tensor = self.relative(batch.tokens.shape[1], dtype, at)
        return bias if mask is None else bias + mask

    def _turns(self, positions: Tensor, dtype: torch.dtype) -> Turns | None:
        if self.config.positions != "rotary":
            return None
        table = self.get_buffer("rotations").to(dtype)[positions]  # [B, L, 2, d/2]
        return table[:, None, :, 0], table[:, None, :, 1]


def _rows(mask: Tensor | None, at: Tensor) -> Tensor | None:
    """The rows `at` [B, Q] of a mask [B, 1, M, …]."""
    return None if mask is None else mask.take_along_dim(at[:, None, :, None], dim=2)
