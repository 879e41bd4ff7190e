"""Where a token stands: tables of sines and cosines, and the turning of queries and keys.

Letters: B rows, L tokens, D width, H heads, d = D / H.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor

from engine.models.styles import BASE

Turns = tuple[Tensor, Tensor]  # cosines and sines, each [B or 1, 1, L, d / 2]


def sinusoids(length: int, width: int) -> Tensor:
    """PE(pos, 2i) = sin(pos / 10000^(2i/D)), PE(pos, 2i+1) = cos of the same: [length, D]."""
    angles = _angles(length, width)
    return torch.stack([angles.sin(), angles.cos()], dim=-1).flatten(1)


def rotations(length: int, head_width: int) -> Tensor:
    """Cosines and sines of the angles heads are turned by: [length, 2, d / 2]."""
    angles = _angles(length, head_width)
    return torch.stack([angles.cos(), angles.sin()], dim=1)


def split_heads(parts: Tensor, turns: Turns | None, *, turned: int) -> tuple[Tensor, ...]:
    """What lies side by side in parts [B, L, n, H, d] (queries, keys, values): n × [B, H, L, d].

    With `turns`, each pair (i, i + d/2) of the first `turned` is rotated by the angle of its place
    (Su et al. 2021, equation 34), so that their product depends on the distance alone.
    """
    if torch.compiler.is_compiling():  # it fuses plain operations, and cannot see into ours
        plain = parts.permute(2, 0, 3, 1, 4).unbind()
        if turns is None:
            return plain
        return (*(_rotated(x, *turns) for x in plain[:turned]), *plain[turned:])
    split: tuple[Tensor, ...] = _Split.apply(parts, turns, turned)  # type: ignore[no-untyped-call]
    return split


def _rotated(x: Tensor, cosines: Tensor, sines: Tensor) -> Tensor:
    left, right = x.chunk(2, dim=-1)
    return torch.cat([left * cosines - right * sines, right * cosines + left * sines], dim=-1)


class _Split(torch.autograd.Function):
    """Rotates and rearranges in one pass; plain operations take five, and as many backward.

    The gradients are written side by side at once, where unbind would first join copies of them.
    """

    @staticmethod
    def forward(ctx: Any, parts: Tensor, turns: Turns | None, turned: int) -> tuple[Tensor, ...]:
        ctx.turned = turned if turns is not None else 0
        ctx.save_for_backward(*(turns or ()))
        split = []
        for index, part in enumerate(parts.permute(2, 0, 3, 1, 4).unbind()):
            own = torch.empty_like(part, memory_format=torch.contiguous_format)  # [B, H, L, d]
            if turns is not None and index < turned:
                _turn(part, *turns, own)
            else:
                own.copy_(part)
            split.append(own)
        return tuple(split)

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> tuple[Tensor, None, None]:
        num_rows, heads, length, width = gradients[0].shape
        joined = gradients[0].new_empty(num_rows, length, len(gradients), heads, width)
        parts = joined.permute(2, 0, 3, 1, 4).unbind()
        for index, (part, gradient) in enumerate(zip(parts, gradients, strict=True)):
            if index < ctx.turned:
                cosines, sines = ctx.saved_tensors
                _turn(gradient, cosines, -sines, part)  # a rotation's transpose turns back
            else:
                part.copy_(gradient)
        return joined, None, None


def _turn(x: Tensor, cosines: Tensor, sines: Tensor, out: Tensor) -> None:
    """Rotate the halves of x [..., d] against each other, into `out`."""
    left, right = x.chunk(2, dim=-1)
    new_left, new_right = out.chunk(2, dim=-1)
    torch.mul(left, cosines, out=new_left)
    new_left.addcmul_(right, sines, value=-1)
    torch.mul(right, cosines, out=new_right)
    new_right.addcmul_(left, sines)


def _angles(length: int, width: int) -> Tensor:
    rates = BASE ** (-torch.arange(0, width, 2, dtype=torch.float64) / width)
    return (torch.arange(length, dtype=torch.float64)[:, None] * rates).float()
