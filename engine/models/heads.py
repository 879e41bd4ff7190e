"""Heads: what is read off the trunk's vectors, and the loss of it.

Letters: B rows, P predicted places, D width, V vocabulary, K classes.
"""

from __future__ import annotations

import math
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from engine.batch import IGNORE
from engine.models.initialisation import map_std, normal_
from engine.models.layers import Linear, gelu_tanh
from engine.models.norms import new_norm
from engine.models.transformer import Transformer


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
        x = asked
        if self.dense is not None and self.norm is not None:
            x = self.norm(self.activation(self.dense(x)))
        if self.scale != 1.0:
            x = x * self.scale
        weight, bias = self._tied[0].weight, self.spare
        if self.bias is not None:
            rest = len(weight) - self.vocabulary
            bias = functional.pad(self.bias, (0, rest), value=float("-inf")) if rest else self.bias
        bias = None if bias is None else bias.to(x.dtype)
        return functional.linear(x, weight.to(x.dtype), bias)

    def loss(
        self, asked: Tensor, targets: Tensor, *, smoothing: float = 0.0
    ) -> tuple[Tensor, Tensor]:
        """Summed cross-entropy (nats) and number of hits of asked [B, P, D], targets [B, P].

        `smoothing` is the share of the target that is spread over the whole vocabulary (Szegedy et
        al. 2016).
        """
        logits = self.logits(asked.flatten(0, -2))  # [B·P, V]
        classes = self.vocabulary
        return cross_entropy(logits, targets.flatten(), smoothing=smoothing, classes=classes)


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


def cross_entropy(
    logits: Tensor, targets: Tensor, *, smoothing: float = 0.0, classes: int | None = None
) -> tuple[Tensor, Tensor]:
    """Sum over targets [T] other than IGNORE of −log softmax(logits [T, V]), fp32, and the hits.

    A hit is a target no other class is above. With `smoothing`, that share of each target is spread
    evenly over the first `classes` (default: all); the others must be −∞.
    """
    spread = (smoothing, logits.shape[1] if classes is None else classes)
    total, hits = _CrossEntropy.apply(logits, targets, *spread)  # type: ignore[no-untyped-call]
    return total, hits


def smoothed_entropy(classes: int, smoothing: float) -> float:
    """Of a target of which that share is spread over all `classes`, nats: no loss is below it."""
    if not smoothing:
        return 0.0
    spread = smoothing / classes
    own = 1.0 - smoothing + spread
    return -own * math.log(own) - (classes - 1) * spread * math.log(spread)


def binary_cross_entropy(logits: Tensor, answers: Tensor) -> tuple[Tensor, Tensor]:
    """Sum over answers (0 or 1, of any shape) other than IGNORE, nats; and the hits.

    A logit above 0 says 1.
    """
    asked = answers != IGNORE
    exact = logits.to(torch.promote_types(logits.dtype, torch.float32))
    total = functional.binary_cross_entropy_with_logits(
        exact, (answers == 1).to(exact.dtype), weight=asked.to(exact.dtype), reduction="sum"
    )
    return total, (asked & ((logits > 0) == (answers == 1))).sum()


class _CrossEntropy(torch.autograd.Function):
    """Softmax and loss in fp32, the gradient in the dtype of the logits.

    torch's own keeps three arrays of [T, V] in fp32 where this keeps one part of one, and
    its argmax alone costs as much as the loss: together a fifth of a step at 2 × 128.
    """

    @staticmethod
    def forward(
        ctx: Any, logits: Tensor, targets: Tensor, smoothing: float, classes: int
    ) -> tuple[Tensor, Tensor]:
        asked = targets != IGNORE  # [T]
        at = targets.clamp(min=0)[:, None]
        shares = torch.empty_like(logits)  # softmax
        own, highest, log_sum, mean = (torch.empty_like(at, dtype=torch.float32) for _ in range(4))
        step = _rows_at_once(logits)
        for start in range(0, len(logits), step):
            part = slice(start, start + step)
            exact = logits[part].float()
            torch.gather(exact, 1, at[part], out=own[part])
            torch.amax(exact, 1, keepdim=True, out=highest[part])
            if smoothing:
                torch.mean(exact[:, :classes], 1, keepdim=True, out=mean[part])
            exact = torch.softmax(exact, dim=1)
            # The highest logit has the share 1 / Σ exp(logit − highest).
            log_sum[part] = highest[part] - exact.amax(1, keepdim=True).log()
            shares[part] = exact
        own, highest, log_sum, mean = own[:, 0], highest[:, 0], log_sum[:, 0], mean[:, 0]
        own_share = (own - log_sum).exp()
        ctx.smoothing, ctx.classes = smoothing, classes
        ctx.save_for_backward(shares, own_share, at, asked)
        hits = ((own >= highest) & asked).sum()
        ctx.mark_non_differentiable(hits)
        aimed = own + (mean - own) * smoothing if smoothing else own
        return torch.where(asked, log_sum - aimed, 0.0).sum(), hits

    @staticmethod
    def backward(ctx: Any, gradient: Tensor, _: Tensor) -> tuple[Tensor, None, None, None]:
        shares, own_share, at, asked = ctx.saved_tensors
        scale = gradient * asked  # [T]
        result = shares * scale[:, None].to(shares.dtype)
        each = 0.0
        if ctx.smoothing:
            each = ctx.smoothing / ctx.classes
            result[:, : ctx.classes] -= (scale * each)[:, None].to(shares.dtype)
        correct = (own_share - (1.0 - ctx.smoothing) - each) * scale
        rows = torch.arange(len(at), device=at.device)
        result[rows, at[:, 0]] = correct.to(result.dtype)  # scatter_ would copy all of it, twice
        return result, None, None, None


def how_often(labels: Tensor, classes: int) -> Tensor:
    """[K] how often each class occurs in labels [T]; IGNORE counts for none."""
    there = labels[:, None] == torch.arange(classes, device=labels.device)
    return there.sum(dim=0)


def _rows_at_once(logits: Tensor) -> int:
    """So many rows that their fp32 copy stays in the cache: 2 MB; on a GPU 1 GB."""
    numbers = 2**19 if logits.device.type == "cpu" else 2**28
    return max(1, numbers // max(logits.shape[1], 1))
