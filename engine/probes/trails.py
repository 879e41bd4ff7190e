"""Trails: passes of the same rows, each begun at the layer in which something is switched off.

Letters: N layers, B rows, L tokens, M decoder tokens, D width.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import torch
from torch import Tensor, nn

from engine.batch import Batch
from engine.models.attention import View
from engine.models.stack import Stack
from engine.models.transformer import Capture, Gates, Transformer
from engine.probes.effects import Head

ROOM = 256 * 2**20  # bytes of what came into the layers


class Trails:
    """Keeps what came into every layer of `model` for some batches, where there is room.

    All layers before a head give what they gave with it: of twelve, half need not be asked again.
    `whole` must be asked first; both answer as the model does, on the batches they are given.
    """

    def __init__(self, model: Transformer, batches: Sequence[Batch]) -> None:
        self._model = model
        self._trails: dict[int, _Trail] = {}  # by the batch
        self.kept = sum(_size(model, batch) for batch in batches) <= ROOM

    @property
    def whole(self) -> Transformer:
        """The model itself; what it does is kept."""
        return _Leaving(self._model, self._trails) if self.kept else self._model

    def without(self, head: Head) -> Transformer:
        """The model without one head."""
        return _Following(self._model, self._trails, head)


@dataclass(frozen=True, slots=True)
class _Step:
    """A layer: its block, what came in, and what it looked at."""

    block: nn.Module
    came: Tensor
    view: View


@dataclass(frozen=True, slots=True)
class _Trail:
    """One pass."""

    trunk: list[_Step]
    decoder: list[_Step]


class _Leaving(Transformer):
    """The whole model, which leaves trails."""

    def __init__(self, whole: Transformer, trails: dict[int, _Trail]) -> None:
        nn.Module.__init__(self)
        self.__dict__ |= whole.__dict__  # the same modules, not copies
        self._whole, self._trails = (whole,), trails  # in a tuple: not a child

    def forward(
        self,
        batch: Batch,
        capture: Capture | None = None,
        *,
        at: Tensor | None = None,
        gates: Gates | None = None,
    ) -> Tensor:
        """As the whole model."""
        (whole,) = self._whole
        trail = _Trail([], [])
        with _noted(whole, trail.trunk), _noted(whole.decoder, trail.decoder):
            found: Tensor = whole(batch, capture, at=at, gates=gates)
        self._trails[id(batch)] = trail
        return found


class _Following(Transformer):
    """The model without one head, which follows the trails up to it."""

    def __init__(self, whole: Transformer, trails: dict[int, _Trail], head: Head) -> None:
        nn.Module.__init__(self)
        self.__dict__ |= whole.__dict__
        self._whole, self._trails, self._head = (whole,), trails, head

    def forward(
        self,
        batch: Batch,
        capture: Capture | None = None,
        *,
        at: Tensor | None = None,
        gates: Gates | None = None,
    ) -> Tensor:
        """As the whole model without the head; of places `at` that were asked for before."""
        (whole,) = self._whole
        trail, side = self._trails[id(batch)], self._head[0]
        if side != "trunk":
            assert whole.decoder is not None
            return _followed(whole.decoder, trail.decoder, self._head)
        hidden = _followed(whole, trail.trunk, self._head)
        return hidden if whole.decoder is None else whole.decode(batch, hidden, at=at)


def _followed(stack: Stack, steps: list[_Step], head: Head) -> Tensor:
    """What the stack gives from the head's layer on."""
    side, layer, number = head
    x = steps[layer].came
    gates = torch.ones(stack.config.heads, device=x.device)
    gates[number] = 0.0
    name = "cross_gates" if side == "cross" else "gates"
    off: dict[str, Any] = {name: gates}
    for index, step in enumerate(steps[layer:]):
        x = step.block(x, step.view if index else replace(step.view, **off))
    found: Tensor = stack.dropout(stack.norm(x))
    return found


@contextmanager
def _noted(stack: nn.Module | None, steps: list[_Step]) -> Iterator[None]:
    """Inside, what comes into the layers of a stack is noted, in order."""

    def note(block: nn.Module, given: Any) -> None:
        steps.append(_Step(block, *given))

    blocks = list(stack.blocks) if isinstance(stack, Stack) else []
    hooks = [block.register_forward_pre_hook(note) for block in blocks]
    try:
        yield
    finally:
        for hook in hooks:
            hook.remove()


def _size(model: Transformer, batch: Batch) -> int:
    """Bytes of what comes into its layers."""
    read, written = batch.tokens.numel(), 0
    if model.config.writes:
        written = batch.decoder_tokens.numel() * model.config.written_depth
    return int((read * model.config.depth + written) * model.config.width * 4)
