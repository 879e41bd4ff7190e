"""A checkpoint some of whose heads are switched off: whatever asks it anything asks it so.

Letters: N layers, H heads.
"""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import torch
from torch import Tensor, nn

from engine.batch import Batch, Sight
from engine.events import Side
from engine.inference.opening import Opened
from engine.models.attention import View
from engine.models.kept import Kept
from engine.models.transformer import Capture, Gates, Transformer
from engine.probes.effects import Head, Heads
from engine.training.learner import Learner

__all__ = ["Gated", "all_heads", "gated", "gates_of"]


class Gated(Transformer):
    """A model with gates in every pass. It shares all that `whole` has, and changes none of it."""

    def __init__(self, whole: Transformer, gates: Gates) -> None:
        nn.Module.__init__(self)
        self.__dict__ |= whole.__dict__  # the same modules, not copies: nothing is added to them
        self._gates = gates

    def read(
        self,
        batch: Batch,
        sight: Sight,
        dtype: torch.dtype,
        *,
        at: Tensor | None = None,
        view: View | None = None,
    ) -> Tensor:
        """As the whole model, with gates in the trunk."""
        view = replace(view or View(), gates=self._gates.trunk)
        return super().read(batch, sight, dtype, at=at, view=view)

    def decode(
        self,
        batch: Batch,
        memory: Tensor,
        capture: Capture | None = None,
        *,
        at: Tensor | None = None,
        kept: Kept | None = None,
        gates: Gates | None = None,
    ) -> Tensor:
        """As the whole model, with gates in the decoder."""
        return super().decode(batch, memory, capture, at=at, kept=kept, gates=self._gates)


def gated(opened: Opened, off: Heads) -> Opened:
    """The same checkpoint without these heads; ValueError where it has no such head.

    The one given stays as it is, and may be asked as before.
    """
    learner = opened.learner
    model = Gated(learner.model, gates_of(learner.model, off))
    other = Learner(model, learner.objective, learner.weighting)
    return replace(opened, learner=other.eval())


def gates_of(model: Transformer, off: Heads) -> Gates:
    """0 for the heads in `off`, 1 for all others; ValueError where there is no such head."""
    known = set(all_heads(model))
    missing = sorted(off - known)
    if missing:
        raise ValueError(f"there are no such heads: {missing}")
    device = model.embeddings.tokens.weight.device
    gates: dict[Side, Tensor] = {}
    for side, layer, head in off:
        if side not in gates:
            gates[side] = torch.ones(_depth(model, side), model.config.heads, device=device)
        gates[side][layer, head] = 0.0
    return Gates(**gates)


def all_heads(model: Transformer) -> tuple[Head, ...]:
    """Every head there is, side by side, layer by layer."""
    sides: tuple[Side, ...] = get_args(Side) if model.config.writes else ("trunk",)
    return tuple(
        (side, layer, head)
        for side in sides
        for layer in range(_depth(model, side))
        for head in range(model.config.heads)
    )


def _depth(model: Transformer, side: Side) -> int:
    return model.config.depth if side == "trunk" else model.config.written_depth
