"""Block: one layer of a transformer.

Letters: B rows, L tokens, Q places asked for, D width.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from engine.models.attention import Attention, Form, View
from engine.models.config import ModelConfig
from engine.models.layers import Dropout, FeedForward, gather
from engine.models.norms import new_norm


class Block(nn.Module):
    """Attention, a look at the encoder in decoders, the feed-forward unit: each added to its input.

    Pre-norm: x + f(norm(x)). Post-norm: norm(x + f(x)). A `bare` pre-norm block needs no norm
    before its attention: the embeddings come normalised (the first of ModernBERT).
    """

    def __init__(
        self,
        config: ModelConfig,
        *,
        bare: bool,
        crosses: bool,
        form: Form,
        generator: torch.Generator,
    ) -> None:
        super().__init__()
        self.pre = config.norm == "pre"
        self.attention_norm = nn.Identity() if bare else new_norm(config)
        self.attention = Attention(config, form, generator)
        self.cross = self.cross_norm = None
        if crosses:
            self.cross_norm = new_norm(config)
            self.cross = Attention(config, form, generator)
        self.feed_forward_norm = new_norm(config)
        self.feed_forward = FeedForward(config, generator)
        self.dropout = Dropout(config.dropout, generator)

    def forward(self, x: Tensor, view: View) -> Tensor:
        """[B, L, D] -> [B, L, D], or [B, Q, D] of the places asked for."""
        given = self.attention_norm(x) if self.pre else x
        mixed = self.dropout(self.attention(given, view))
        x = (x if view.at is None else gather(x, view.at)) + mixed
        if not self.pre:
            x = self.attention_norm(x)
        if self.cross is not None and self.cross_norm is not None:
            given = self.cross_norm(x) if self.pre else x
            x = x + self.dropout(self.cross.look_at(given, view))
            if not self.pre:
                x = self.cross_norm(x)
        if self.pre:
            x = x + self.dropout(self.feed_forward(self.feed_forward_norm(x)))
        else:
            x = self.feed_forward_norm(x + self.dropout(self.feed_forward(x)))
        return x


def block_matrices(module: nn.Module) -> dict[str, nn.Parameter]:
    """The matrices of all blocks inside, each once, by name: what Muon steps (Jordan 2024)."""
    inside = {
        parameter
        for block in module.modules()
        if isinstance(block, Block)
        for parameter in block.parameters()
        if parameter.ndim == 2
    }
    return {name: parameter for name, parameter in module.named_parameters() if parameter in inside}
