"""Where a token stands: tables of sines and cosines, and the turning of queries and keys.

Letters: B rows, L tokens, D width, H heads, d = D / H.
"""

from __future__ import annotations

import torch
from torch import Tensor

BASE = 10_000.0  # Vaswani et al. 2017, section 3.5; Su et al. 2021, section 3.2.2


def sinusoids(length: int, width: int) -> Tensor:
    """PE(pos, 2i) = sin(pos / 10000^(2i/D)), PE(pos, 2i+1) = cos of the same: [length, D]."""
    angles = _angles(length, width)
    return torch.stack([angles.sin(), angles.cos()], dim=-1).flatten(1)


def rotations(length: int, head_width: int) -> Tensor:
    """Cosines and sines that turn a head's halves against each other: [length, 2, d]."""
    angles = _angles(length, head_width).repeat(1, 2)  # [length, d]
    return torch.stack([angles.cos(), angles.sin()], dim=1)


def rotate(x: Tensor, turns: tuple[Tensor, Tensor]) -> Tensor:
    """Turn each pair (i, i + d/2) of x [..., d] by its angle (Su et al. 2021, equation 34)."""
    cosines, sines = turns
    left, right = x.chunk(2, dim=-1)
    return x * cosines + torch.cat([-right, left], dim=-1) * sines


def _angles(length: int, width: int) -> Tensor:
    rates = BASE ** (-torch.arange(0, width, 2, dtype=torch.float64) / width)
    return (torch.arange(length, dtype=torch.float64)[:, None] * rates).float()
