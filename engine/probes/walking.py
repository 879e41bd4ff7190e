"""One layer, worked out again by its formulas from what really came into it.

In fp32, as checkpoints are opened, on the device they are on. Letters: L tokens, M decoder tokens,
H heads, D width, d width of a head; K keys: L or M.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from engine.batch import Batch
from engine.events import Side
from engine.inference.opening import Opened
from engine.models.attention import Attention, View
from engine.models.block import Block
from engine.models.positions import Turns
from engine.models.stack import Stack
from engine.models.transformer import Transformer
from engine.probes.looked import Looked
from engine.probes.steps import Numbers


class _Caught(Exception):
    """A pass has come as far as it need."""


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer of a stack in one pass: what it was given, what it looked at, what it gave."""

    stack: Stack
    block: Block
    view: View
    came: Tensor  # [L, D], or [M, D]
    gave: Tensor  # the same


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """All heads of one attention, for one query; what is not of a head is of the query."""

    came: Tensor  # [D] along the layers
    x: Tensor  # [D] normalised where norms come before
    q_before: Tensor  # [H, d] before places turn it
    k_before: Tensor  # [H, K, d]
    q: Tensor  # [H, d]
    k: Tensor  # [H, K, d]
    v: Tensor  # [H, K, d]
    scores: Tensor  # [H, K]
    bias: Tensor | None  # [H, K]
    hidden: Tensor  # [K] bool
    weights: Tensor  # [H, K]
    gathered: Tensor  # [H, d]
    output: Tensor  # [H, D, d] each head's slice of W_O
    written: Tensor  # [H, D]
    constant: Tensor | None  # [D] W_O's bias
    added: Tensor  # [D]
    result: Tensor  # [D]


def stack_of(model: Transformer, side: Side) -> Stack:
    """The stack a side's heads are in; ValueError where the model has no such side."""
    if side == "trunk":
        return model
    if model.decoder is None:
        raise ValueError(f"there is no {side}: the model is an {model.config.architecture}")
    return model.decoder


def layer_of(opened: Opened, looked: Looked, side: Side, layer: int) -> Layer:
    """What comes into a layer and out of it; ValueError where there is no such layer."""
    model = opened.learner.model
    stack = stack_of(model, side)
    if not 0 <= layer < stack.depth:
        raise ValueError(f"there is no layer {layer}: {side} has {stack.depth}")
    shared = model.config.share_layers
    block = cast(Block, stack.blocks[0 if shared else layer])
    caught: list[tuple[Tensor, View, Tensor]] = []

    def catch(_module: nn.Module, given: Any, output: Tensor) -> None:
        caught.append((*given, output))
        if len(caught) > (layer if shared else 0):
            raise _Caught

    hook = block.register_forward_hook(catch)
    try:
        with torch.inference_mode(), suppress(_Caught):
            model(looked.batch.to(opened.learner.device))
    finally:
        hook.remove()
    came, view, gave = caught[-1]
    return Layer(stack, block, view, came[0], gave[0])


def depths(opened: Opened, batch: Batch) -> list[Tensor]:
    """N + 1 times [B, L, D]: what is read as it comes in, and after each layer.

    The last one is what heads are given: where norms come before, it has one more behind it.
    """
    model = opened.learner.model
    found: list[Tensor] = []

    def come(_module: nn.Module, given: Any) -> None:
        if not found:
            found.append(given[0])

    def go(_module: nn.Module, _given: Any, output: Tensor) -> None:
        found.append(output)

    hooks = [model.blocks[0].register_forward_pre_hook(come)]
    hooks += [block.register_forward_hook(go) for block in model.blocks]
    try:
        with torch.inference_mode():
            read = batch.to(opened.learner.device)
            last = model(read) if model.decoder is None else model.encode(read)
    finally:
        for hook in hooks:
            hook.remove()
    return [*found[:-1], last]


def attended(layer: Layer, place: int) -> Arithmetic:
    """What the token at `place` gathers from the tokens of its own side."""
    block, view = layer.block, layer.view
    given = block.attention_norm(layer.came) if block.pre else layer.came
    return _arithmetic(
        block.attention,
        None if block.pre else block.attention_norm,
        layer.came[place],
        given[place],
        given,
        place=place,
        turns=view.turns,
        bias=_relative(layer, place),
        hidden=_hidden(view, place, given),
        gates=view.gates,
    )


def crossed(layer: Layer, place: int) -> Arithmetic:
    """What the decoder's token at `place` gathers from what was read."""
    block, view = layer.block, layer.view
    assert block.cross is not None
    assert block.cross_norm is not None
    assert view.memory is not None
    came = attended(layer, place).result
    memory = view.memory[0]
    mask = view.memory_mask
    nothing = torch.zeros(len(memory), dtype=torch.bool, device=memory.device)
    return _arithmetic(
        block.cross,
        None if block.pre else block.cross_norm,
        came,
        block.cross_norm(came) if block.pre else came,
        memory,
        place=place,
        hidden=nothing if mask is None else mask[0, 0, place].isinf(),
        gates=view.cross_gates,
    )


def before_feed_forward(layer: Layer, place: int) -> Tensor:
    """[D] the vector at `place` after all attention of the layer."""
    looks = attended if layer.block.cross is None else crossed
    return looks(layer, place).result


def turned(x: Tensor, turns: Turns) -> Tensor:
    """x [..., d] with each pair (i, i + d/2) rotated: Su et al. 2021, equation 34."""
    cosines, sines = turns
    left, right = x.chunk(2, dim=-1)
    return torch.cat([left * cosines - right * sines, right * cosines + left * sines], dim=-1)


def numbers(tensor: Tensor) -> Numbers:
    """As the window can hold them."""
    found: Numbers = tensor.detach().float().cpu().numpy().astype(np.float32)
    return found


def check_place(place: int, tokens: tuple[str, ...]) -> None:
    """ValueError where there is no such place."""
    if not 0 <= place < len(tokens):
        raise ValueError(f"there is no place {place} among {len(tokens)} tokens")


def _arithmetic(
    attention: Attention,
    norm_after: nn.Module | None,
    came: Tensor,
    x: Tensor,
    others: Tensor,
    *,
    place: int,
    hidden: Tensor,
    turns: Turns | None = None,
    bias: Tensor | None = None,
    gates: Tensor | None = None,
) -> Arithmetic:
    """softmax(q Kᵀ / divisor + bias, without `hidden`) V W_O, added to what came."""
    q_before, k_before, v = _maps(attention, x, others)
    q, k = q_before, k_before
    if turns is not None:
        cosines, sines = (each[0, 0] for each in turns)  # [K, d/2]
        q = turned(q, (cosines[place], sines[place]))
        k = turned(k, (cosines, sines))
    scores = torch.einsum("hd,hkd->hk", q, k)
    shifted = scores / attention.divisor if bias is None else scores / attention.divisor + bias
    weights = torch.softmax(shifted.masked_fill(hidden, float("-inf")), dim=-1)
    gathered = torch.einsum("hk,hkd->hd", weights, v)
    if gates is not None:
        gathered = gathered * gates[:, None]
    output = attention.output.weight.view(-1, *gathered.shape).movedim(1, 0)  # [H, D, d]
    written = torch.einsum("hDd,hd->hD", output, gathered)
    constant = attention.output.bias
    added = written.sum(dim=0) if constant is None else written.sum(dim=0) + constant
    result = came + added
    return Arithmetic(
        came,
        x,
        q_before,
        k_before,
        q,
        k,
        v,
        scores,
        bias,
        hidden,
        weights,
        gathered,
        output,
        written,
        constant,
        added,
        result if norm_after is None else norm_after(result),
    )


def _maps(attention: Attention, x: Tensor, others: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """q [H, d] of the query, k and v [H, K, d] of those it looks at."""
    weights = attention.qkv.weight.chunk(3)
    biases = (None,) * 3 if attention.qkv.bias is None else attention.qkv.bias.chunk(3)
    q, k, v = (
        functional.linear(given, weight, bias)
        for given, weight, bias in zip((x, others, others), weights, biases, strict=True)
    )
    shape = len(others), attention.heads, -1
    return q.view(attention.heads, -1), k.view(shape).movedim(0, 1), v.view(shape).movedim(0, 1)


def _hidden(view: View, place: int, given: Tensor) -> Tensor:
    """[L] places the token may not see."""
    if view.mask is not None:
        return view.mask[0, 0, place].isinf()
    places = torch.arange(len(given), device=given.device)
    return places > place if view.causal else torch.zeros_like(places, dtype=torch.bool)


def _relative(layer: Layer, place: int) -> Tensor | None:
    """[H, L] what relative positions add."""
    if layer.stack.relative is None:
        return None
    bias: Tensor = layer.stack.relative(len(layer.came), layer.came.dtype)[0, :, place]
    return bias
