"""Heads: what is read off the trunk's vectors, and the loss of it.

Letters: B rows, P predicted places, D width, V vocabulary, K classes.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from engine.batch import IGNORE
from engine.models.layers import LayerNorm, Linear, fan_in_std, normal_
from engine.models.transformer import EPSILON, Transformer


class TokenHead(nn.Module):
    """Which token stood here? A map, GELU, a norm, then the embedding itself as decoder.

    The decoder's weight is the trunk's embedding (Press & Wolf 2017) and belongs to the trunk;
    padding rows of the vocabulary get −∞.
    """

    def __init__(self, model: Transformer) -> None:
        super().__init__()
        config = model.config
        self.dense = Linear(config.width, config.width, bias=config.biases)
        self.norm = LayerNorm(config.width, bias=config.biases, epsilon=EPSILON[config.style])
        self.bias = nn.Parameter(torch.zeros(model.vocabulary))
        self._tied = (model.embeddings.tokens,)  # in a tuple: not a child, or it were saved twice
        std = fan_in_std(self.dense.weight) if config.style == "modern" else 0.02
        normal_(self.dense.weight, std, model.new_generator("token head"))

    def logits(self, asked: Tensor) -> Tensor:
        """[..., D] -> [..., V padded] in the dtype of `asked`; −∞ for the padding."""
        weight = self._tied[0].weight
        spare = weight.shape[0] - self.bias.shape[0]
        bias = functional.pad(self.bias, (0, spare), value=float("-inf")) if spare else self.bias
        x = self.norm(functional.gelu(self.dense(asked)))
        return functional.linear(x, weight.to(x.dtype), bias.to(x.dtype))

    def loss(self, asked: Tensor, targets: Tensor) -> tuple[Tensor, Tensor]:
        """Summed cross-entropy (nats) and number of hits of asked [B, P, D], targets [B, P]."""
        logits = self.logits(asked.flatten(0, -2))  # [B·P, V]
        return cross_entropy(logits, targets.flatten())


class PairHead(nn.Module):
    """A class for the whole row from its first token: a map, tanh, a map (BERT's pooler)."""

    def __init__(self, model: Transformer, classes: int) -> None:
        super().__init__()
        generator = model.new_generator("pair head")
        modern = model.config.style == "modern"
        self.dense = Linear(model.width, model.width, bias=True)
        self.classes = Linear(model.width, classes, bias=True)
        for layer in (self.dense, self.classes):
            normal_(layer.weight, fan_in_std(layer.weight) if modern else 0.02, generator)

    def forward(self, first: Tensor) -> Tensor:
        """[B, D] -> [B, K]."""
        logits: Tensor = self.classes(torch.tanh(self.dense(first)))
        return logits


def cross_entropy(logits: Tensor, targets: Tensor) -> tuple[Tensor, Tensor]:
    """Sum over targets [T] other than IGNORE of −log softmax(logits [T, V]), fp32, and the hits.

    A hit is a target no other class is above.
    """
    total, hits = _CrossEntropy.apply(logits, targets)  # type: ignore[no-untyped-call]
    return total, hits


class _CrossEntropy(torch.autograd.Function):
    """Softmax and loss in fp32, the gradient in the dtype of the logits.

    torch's own keeps three arrays of [T, V] in fp32 where this keeps one part of one, and
    its argmax alone costs as much as the loss: together a fifth of a step at 2 × 128.
    """

    @staticmethod
    def forward(ctx: Any, logits: Tensor, targets: Tensor) -> tuple[Tensor, Tensor]:
        asked = targets != IGNORE  # [T]
        at = targets.clamp(min=0)[:, None]
        shares = torch.empty_like(logits)  # softmax
        own, highest, log_sum = (torch.empty_like(at, dtype=torch.float32) for _ in range(3))
        step = _rows_at_once(logits)
        for start in range(0, len(logits), step):
            part = slice(start, start + step)
            exact = logits[part].float()
            torch.gather(exact, 1, at[part], out=own[part])
            torch.amax(exact, 1, keepdim=True, out=highest[part])
            exact = torch.softmax(exact, dim=1)
            # The highest logit has the share 1 / Σ exp(logit − highest).
            log_sum[part] = highest[part] - exact.amax(1, keepdim=True).log()
            shares[part] = exact
        own, highest, log_sum = own[:, 0], highest[:, 0], log_sum[:, 0]
        own_share = (own - log_sum).exp()
        ctx.save_for_backward(shares, own_share, at, asked)
        hits = ((own >= highest) & asked).sum()
        ctx.mark_non_differentiable(hits)
        return torch.where(asked, log_sum - own, 0.0).sum(), hits

    @staticmethod
    def backward(ctx: Any, gradient: Tensor, _: Tensor) -> tuple[Tensor, None]:
        shares, own_share, at, asked = ctx.saved_tensors
        scale = gradient * asked  # [T]
        result = shares * scale[:, None].to(shares.dtype)
        correct = (own_share - 1.0) * scale
        rows = torch.arange(len(at), device=at.device)
        result[rows, at[:, 0]] = correct.to(result.dtype)  # scatter_ would copy all of it, twice
        return result, None


def how_often(labels: Tensor, classes: int) -> Tensor:
    """[K] how often each class occurs in labels [T]; IGNORE counts for none."""
    there = labels[:, None] == torch.arange(classes, device=labels.device)
    return there.sum(dim=0)


def _rows_at_once(logits: Tensor) -> int:
    """So many rows that their fp32 copy stays in the cache: 2 MB; on a GPU 1 GB."""
    numbers = 2**19 if logits.device.type == "cpu" else 2**28
    return max(1, numbers // logits.shape[1])
