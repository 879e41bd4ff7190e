"""The small parts of a block: maps, dropout, the feed-forward unit.

Weights are kept in fp32; a part casts its own to the dtype of what it is given.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from engine.models.config import ModelConfig

CHANCES = 2**16  # what dropout draws from


def gelu_tanh(x: Tensor) -> Tensor:
    """GELU by its approximation with tanh, as the code of BERT, GPT-2 and ALBERT had it."""
    return functional.gelu(x, approximate="tanh")


ACTIVATIONS: dict[str, Callable[[Tensor], Tensor]] = {
    "gelu": functional.gelu,
    "gelu_tanh": gelu_tanh,
    "relu": functional.relu,
    "geglu": functional.gelu,
    "swiglu": functional.silu,
}


class Linear(nn.Module):
    """y = x Wᵀ + b in the dtype of x."""

    def __init__(self, inputs: int, outputs: int, *, bias: bool) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.empty(outputs, inputs))
        self.bias = nn.Parameter(torch.zeros(outputs)) if bias else None

    def forward(self, x: Tensor) -> Tensor:
        """Map the last dimension."""
        return functional.linear(x, *self.cast(x.dtype))

    def cast(self, dtype: torch.dtype) -> tuple[Tensor, Tensor | None]:
        """Weight and bias in the dtype of the computation."""
        return self.weight.to(dtype), None if self.bias is None else self.bias.to(dtype)


class Dropout(nn.Module):
    """Zeroes a share of the numbers while training, drawn from its own generator.

    The share is rounded to 1 / 65,536: on the processor sixteen bits decide on each number.
    """

    def __init__(self, share: float, generator: torch.Generator) -> None:
        super().__init__()
        self.share = round(share * CHANCES) / CHANCES
        self.generator = generator

    def forward(self, x: Tensor) -> Tensor:
        """x, thinned out and scaled up while training."""
        if not self.training or self.share == 0.0:
            return x
        factors: Tensor = self._factors(x)
        return x * factors

    def _factors(self, x: Tensor) -> Tensor:
        """0 or 1 / (1 − share) for each number of x."""
        generator = self._generator(x)
        if x.device.type != "cpu":
            kept = torch.empty_like(x).bernoulli_(1.0 - self.share, generator=generator)
            return kept.div_(1.0 - self.share)
        # torch's own draw is one of its few operations on one core: a third of a step.
        bits = random_bits(x.numel(), generator).view(x.shape)
        first = round(self.share * CHANCES) - CHANCES // 2  # of those kept, as signed numbers
        if x.dtype != torch.bfloat16:
            return torch.ge(bits, first, out=torch.empty_like(x)).div_(1.0 - self.share)
        # 1 or 0 times the bits of the factor: half the memory traffic of a division.
        factor = torch.tensor(1.0 / (1.0 - self.share), dtype=x.dtype).view(torch.int16)
        return torch.ge(bits, first, out=bits).mul_(int(factor)).view(x.dtype)

    def _generator(self, x: Tensor) -> torch.Generator:
        if self.generator.device != x.device:
            moved = torch.Generator(device=x.device)
            self.generator = moved.manual_seed(self.generator.initial_seed())
        return self.generator


class FeedForward(nn.Module):
    """act(x W₁ + b₁) W₂ + b₂; gated: (act(x W₁) ∘ x W₃) W₂ with W₁, W₃ in one map."""

    def __init__(self, config: ModelConfig, generator: torch.Generator) -> None:
        super().__init__()
        self.gated = config.gated
        self.activation = ACTIVATIONS[config.activation]
        inner = config.feed_forward * (2 if self.gated else 1)
        self.up = Linear(config.width, inner, bias=config.biases)
        self.down = Linear(config.feed_forward, config.width, bias=config.biases)
        self.dropout = Dropout(config.dropout if config.drops_everywhere else 0.0, generator)

    def forward(self, x: Tensor) -> Tensor:
        """[B, L, D] -> [B, L, D]."""
        inner = self.up(x)
        if self.gated:
            opened, gate = inner.chunk(2, dim=-1)
            inner = self.activation(opened) * gate
        else:
            inner = self.activation(inner)
        output: Tensor = self.down(self.dropout(inner))
        return output


def random_bits(count: int, generator: torch.Generator) -> Tensor:
    """[count] int16, every one of the 65,536 equally likely; from a seed `generator` draws.

    By a small fast generator (SFC64; O'Neill 2014 tested it), which lets other threads run.
    """
    seed = int(torch.randint(2**62, (), generator=generator))
    draw = np.random.Generator(np.random.SFC64(seed)).integers
    words = draw(0, 2**64 - 1, size=-(-count // 4), dtype=np.uint64, endpoint=True)
    return torch.from_numpy(words.view(np.int16))[:count]


def gather(hidden: Tensor, at: Tensor) -> Tensor:
    """The vectors at places `at` [B, Q] of hidden [B, L, D]: [B, Q, D]."""
    num_rows, length, width = hidden.shape
    rows = torch.arange(num_rows, device=at.device)[:, None] * length
    # Whole rows by one index: the gradient of a gather along [B, Q, D] indices is far slower.
    return hidden.reshape(-1, width).index_select(0, (rows + at).flatten()).view(*at.shape, width)
