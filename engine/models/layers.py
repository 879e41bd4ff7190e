"""The small parts of a block: maps, norms, dropout, the feed-forward unit.

Weights are kept in fp32; a part casts its own to the dtype of what it is given.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

from engine.models.config import ModelConfig


class Linear(nn.Module):
    """y = x Wᵀ + b in the dtype of x."""

    def __init__(self, inputs: int, outputs: int, *, bias: bool) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.empty(outputs, inputs))
        self.bias = nn.Parameter(torch.zeros(outputs)) if bias else None

    def forward(self, x: Tensor) -> Tensor:
        """Map the last dimension."""
        bias = None if self.bias is None else self.bias.to(x.dtype)
        return functional.linear(x, self.weight.to(x.dtype), bias)


class LayerNorm(nn.Module):
    """Zero mean, unit variance, then a learned scale (Ba et al. 2016); computed in fp32."""

    def __init__(self, width: int, *, bias: bool, epsilon: float) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))
        self.bias = nn.Parameter(torch.zeros(width)) if bias else None
        self.epsilon = epsilon

    def forward(self, x: Tensor) -> Tensor:
        """Normalise the last dimension."""
        bias = None if self.bias is None else self.bias.to(x.dtype)
        weight = self.weight.to(x.dtype)
        return functional.layer_norm(x, self.weight.shape, weight, bias, self.epsilon)


class Dropout(nn.Module):
    """Zeroes a share of the numbers while training, drawn from its own generator."""

    def __init__(self, share: float, generator: torch.Generator) -> None:
        super().__init__()
        self.share = share
        self.generator = generator

    def forward(self, x: Tensor) -> Tensor:
        """x, thinned out and scaled up while training."""
        if not self.training or self.share == 0.0:
            return x
        kept = torch.empty_like(x).bernoulli_(1.0 - self.share, generator=self._generator(x))
        return x * kept.div_(1.0 - self.share)

    def _generator(self, x: Tensor) -> torch.Generator:
        if self.generator.device != x.device:
            moved = torch.Generator(device=x.device)
            self.generator = moved.manual_seed(self.generator.initial_seed())
        return self.generator


class FeedForward(nn.Module):
    """act(x W₁ + b₁) W₂ + b₂; gated: (act(x W₁) ∘ x W₃) W₂ with W₁, W₃ in one map."""

    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.gated = config.activation == "geglu"
        self.activation = functional.relu if config.activation == "relu" else functional.gelu
        inner = config.feed_forward * (2 if self.gated else 1)
        self.up = Linear(config.width, inner, bias=config.biases)
        self.down = Linear(config.feed_forward, config.width, bias=config.biases)

    def forward(self, x: Tensor) -> Tensor:
        """[B, L, D] -> [B, L, D]."""
        inner = self.up(x)
        if self.gated:
            opened, gate = inner.chunk(2, dim=-1)
            inner = self.activation(opened) * gate
        else:
            inner = self.activation(inner)
        output: Tensor = self.down(inner)
        return output


def normal_(weight: Tensor, std: float, generator: torch.Generator) -> None:
    """Fill with a normal distribution cut at three deviations."""
    with torch.no_grad():
        nn.init.trunc_normal_(weight, std=std, a=-3 * std, b=3 * std, generator=generator)


def fan_in_std(weight: Tensor) -> float:
    """1 / √(3 · inputs): what keeps the scale of a signal through one map."""
    return 1.0 / math.sqrt(3.0 * weight.shape[1])
