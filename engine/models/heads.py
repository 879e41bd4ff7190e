"""Heads: what is read off the trunk's vectors, and the loss of it.

Letters: B rows, P predicted places, D width, V vocabulary, K classes.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from engine.batch import IGNORE
from engine.models.cross_entropy import (
    binary_cross_entropy,
    cross_entropy,
    how_often,
    tied_cross_entropy,
)
from engine.models.initialisation import map_std, normal_
from engine.models.layers import Linear, gelu_tanh
from engine.models.norms import new_norm
from engine.models.transformer import Transformer

__all__ = [
    "DetectionHead",
    "PairHead",
    "TokenHead",
    "binary_cross_entropy",
    "cross_entropy",
    "how_often",
]

AT_ONCE = 64  # places


class TokenHead(nn.Module):
    """Which token stands here? The embedding itself, read backwards (Press & Wolf 2017).

    Before it, as the configuration says, a map, GELU and a norm (BERT), or nothing (GPT-2). The
    embedding belongs to the trunk; padding rows of the vocabulary get −∞. Heads of one trunk with
    different purposes begin with different weights.
    """

    spare: Tensor | None

    def __init__(self, model: Transformer, purpose: str = "token head") -> None:
        super().__init__()
        config = model.config
        table = model.embeddings.tokens
        self.vocabulary = model.vocabulary
        self.activation = gelu_tanh if config.activation == "gelu_tanh" else functional.gelu
        self.dense = self.norm = self.bias = None
        if config.head_transform:
            self.dense = Linear(config.width, config.embedded, bias=config.biases)
            self.norm = new_norm(config, config.embedded)
            std = map_std(self.dense.weight, config)
            normal_(self.dense.weight, std, model.new_generator(purpose))
        if config.head_bias:
            self.bias = nn.Parameter(torch.zeros(model.vocabulary))
        self.scale = config.embedded**-0.5 if config.scaled_logits else 1.0
        self._tied = (table,)  # in a tuple: not a child, or it were saved twice
        spare = None
        if self.bias is None and len(table.weight) > model.vocabulary:
            spare = torch.zeros(len(table.weight))
            spare[model.vocabulary :] = float("-inf")
        self.register_buffer("spare", spare, persistent=False)

    def logits(self, asked: Tensor) -> Tensor:
        """[..., D] -> [..., V padded] in the dtype of `asked`; −∞ for the padding."""
        x, bias = self._question(asked), self._bias()
        weight = self._tied[0].weight.to(x.dtype)
        return functional.linear(x, weight, None if bias is None else bias.to(x.dtype))

    def loss(
        self, asked: Tensor, targets: Tensor, *, smoothing: float = 0.0
    ) -> tuple[Tensor, Tensor]:
        """Summed cross-entropy (nats) and number of hits of asked [B, P, D], targets [B, P].

        `smoothing` is the share of the target that is spread over the whole vocabulary (Szegedy et
        al. 2016).
        """
        asked, targets, classes = asked.flatten(0, -2), targets.flatten(), self.vocabulary
        on_host = asked.device.type == "cpu" and not torch.compiler.is_compiling()
        if on_host:
            places = worth_working_out(targets)
            if len(places) < len(targets):
                asked, targets = asked.index_select(0, places), targets[places]
        if on_host or self.dense is None:  # without it asked of every place, mostly
            x, table = self._question(asked), self._tied[0].weight
            return tied_cross_entropy(
                x, table, self._bias(), targets, smoothing=smoothing, classes=classes
            )
        return cross_entropy(self.logits(asked), targets, smoothing=smoothing, classes=classes)

    def _question(self, asked: Tensor) -> Tensor:
        """What the embedding is asked with: [..., E]."""
        x = asked
        if self.dense is not None and self.norm is not None:
            x = self.norm(self.activation(self.dense(x)))
        return x if self.scale == 1.0 else x * self.scale

    def _bias(self) -> Tensor | None:
        """[V padded], −∞ below the real V; None where there is nothing to add."""
        if self.bias is None:
            return self.spare
        rest = len(self._tied[0].weight) - self.vocabulary
        return functional.pad(self.bias, (0, rest), value=float("-inf")) if rest else self.bias


def worth_working_out(targets: Tensor) -> Tensor:
    """Indices of targets [T]: all that are asked for, and some that are not, which cost as much.

    Their number is a multiple of 64, or T. For arrays of every other size oneDNN makes kernels that
    stay in memory: of the numbers that a text happens to ask for, a gigabyte in 300 steps.
    """
    asked = targets != IGNORE
    count = -(-int(asked.sum()) // AT_ONCE) * AT_ONCE
    return asked.argsort(descending=True, stable=True)[:count]


class PairHead(nn.Module):
    """A class for the whole row from its first token: a map, tanh, a map (BERT's pooler)."""

    def __init__(self, model: Transformer, classes: int, purpose: str = "pair head") -> None:
        super().__init__()
        generator = model.new_generator(purpose)
        self.dense = Linear(model.width, model.width, bias=True)
        self.classes = Linear(model.width, classes, bias=True)
        for layer in (self.dense, self.classes):
            normal_(layer.weight, map_std(layer.weight, model.config), generator)

    def forward(self, first: Tensor) -> Tensor:
        """[B, D] -> [B, K]."""
        logits: Tensor = self.classes(torch.tanh(self.dense(first)))
        return logits


class DetectionHead(nn.Module):
    """Was this token replaced? A map, GELU, one number per token (ELECTRA's discriminator)."""

    def __init__(self, model: Transformer, purpose: str = "detection head") -> None:
        super().__init__()
        generator = model.new_generator(purpose)
        self.dense = Linear(model.width, model.width, bias=True)
        self.classes = Linear(model.width, 1, bias=True)
        for layer in (self.dense, self.classes):
            normal_(layer.weight, map_std(layer.weight, model.config), generator)

    def forward(self, hidden: Tensor) -> Tensor:
        """[B, L, D] -> [B, L]: above 0 where it was."""
        logits: Tensor = self.classes(functional.gelu(self.dense(hidden)))
        return logits[..., 0]
