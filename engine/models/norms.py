"""Norms: LayerNorm and RMSNorm, by the configuration's choice.

Weights are kept in fp32 and cast to the dtype of what is given. Letters: D width.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from engine.models.config import ModelConfig


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


class RMSNorm(nn.Module):
    """Divided by the root of the mean square, then a learned scale (Zhang & Sennrich 2019)."""

    def __init__(self, width: int, *, epsilon: float) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))
        self.epsilon = epsilon

    def forward(self, x: Tensor) -> Tensor:
        """Normalise the last dimension."""
        weight = self.weight.to(x.dtype)
        if x.device.type != "cpu" or torch.compiler.is_compiling():  # fused there
            return functional.rms_norm(x, self.weight.shape, weight, self.epsilon)
        normed: Tensor = _Divided.apply(x, weight, self.epsilon)  # type: ignore[no-untyped-call]
        return normed


def new_norm(config: ModelConfig, width: int | None = None) -> LayerNorm | RMSNorm:
    """The configuration's norm of `width` numbers (default: D)."""
    width = width or config.width
    if config.normalisation == "rms":
        return RMSNorm(width, epsilon=config.epsilon)
    return LayerNorm(width, bias=config.biases, epsilon=config.epsilon)


class _Divided(torch.autograd.Function):
    """x / rms(x) · w. On the processor torch's own takes up to five times as long."""

    @staticmethod
    def forward(ctx: Any, x: Tensor, weight: Tensor, epsilon: float) -> Tensor:
        exact = torch.promote_types(x.dtype, torch.float32)
        scale = torch.linalg.vector_norm(x, dim=-1, keepdim=True, dtype=exact)  # [..., 1]
        scale = scale.square_().div_(x.shape[-1]).add_(epsilon).rsqrt_()
        ctx.save_for_backward(x, weight, scale)
        normed: Tensor = x * scale.to(x.dtype)
        return normed.mul_(weight)

    @staticmethod
    def backward(ctx: Any, gradient: Tensor) -> tuple[Tensor, Tensor, None]:
        x, weight, scale = ctx.saved_tensors
        width, rough = x.shape[-1], scale.to(x.dtype)
        product = (gradient * x).view(-1, width)
        of_weight = product.t() @ rough.view(-1)
        # The scale depends on x too: what that gives back points along x.
        along = (scale**3).mul_((product @ weight).view(scale.shape)).div_(-width)
        of_x = (gradient * weight).mul_(rough).addcmul_(x, along.to(x.dtype))
        return of_x, of_weight, None
