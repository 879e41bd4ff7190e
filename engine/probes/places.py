"""How a model tells where a token stands, with its own numbers.

Letters: L tokens, E embedding width, d width of a head.
"""

from __future__ import annotations

import math

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from engine.events import Side
from engine.inference.opening import Opened
from engine.models.relative import buckets
from engine.models.stack import Stack
from engine.models.styles import BASE
from engine.probes.looked import Looked, look
from engine.probes.steps import (
    LearnedPage,
    PositionPage,
    RelativePage,
    RotaryPage,
    SinusoidalPage,
)
from engine.probes.walking import attended, check_place, layer_of, numbers, stack_of

ROTARY = (
    "θ_i = 10000^(−2i/d),  i = 0 … d/2 − 1",
    "(q_i, q_{i+d/2}) ← (q_i cos(pos θ_i) − q_{i+d/2} sin(pos θ_i),",
    "                    q_{i+d/2} cos(pos θ_i) + q_i sin(pos θ_i))",
    "q(m) · k(n) depends on m − n alone",
)
SINUSOIDAL = (
    "PE(pos, 2i) = sin(pos / 10000^(2i/D))",
    "PE(pos, 2i+1) = cos(pos / 10000^(2i/D)),  i = 0 … D/2 − 1",
    "x = √D · token + PE(pos)",
)
LEARNED = ("x = token + P[pos]",)
RELATIVE = ("softmax(q Kᵀ / divisor + b[bucket(key − query)])",)


def explain_positions(
    opened: Opened,
    text: str,
    side: Side,
    layer: int,
    head: int,
    place: int,
    *,
    second: str | None = None,
) -> PositionPage:
    """What places do to the token at `place`, of the kind this model has.

    Attention to what was read knows no places: of the side "cross" those of the decoder are told.
    Raises as `explain_head` does.
    """
    side = "decoder" if side == "cross" else side
    looked = look(opened, text, second)
    tokens = looked.looking(side)
    check_place(place, tokens)
    model = opened.learner.model
    stack = stack_of(model, side)
    if not 0 <= head < model.config.heads:
        raise ValueError(f"there is no head {head}: {model.config.heads} are")
    positions = looked.batch.positions if side == "trunk" else looked.batch.decoder_positions
    at = torch.from_numpy(np.ascontiguousarray(positions[0]))
    with torch.inference_mode():
        if stack.config.positions == "rotary":
            return _rotary(opened, looked, side, layer, head, place)
        if stack.config.positions == "relative":
            return _relative(stack, side, tokens, head, place)
        if stack.config.positions == "learned":
            return _learned(stack, tokens, place, at)
        return _sinusoidal(stack, tokens, place, at)


def _rotary(
    opened: Opened, looked: Looked, side: Side, layer: int, head: int, place: int
) -> RotaryPage:
    at = layer_of(opened, looked, side, layer)
    found = attended(at, place)
    assert at.view.turns is not None
    cosines, sines = (each[0, 0] for each in at.view.turns)  # [L, d/2]
    width = opened.learner.model.config.head_width
    rates = BASE ** (-torch.arange(0, width, 2, dtype=torch.float64) / width)
    batch = looked.batch
    positions = batch.positions if side == "trunk" else batch.decoder_positions
    angles = torch.from_numpy(positions[0].astype(np.float64))[:, None] * rates
    return RotaryPage(
        formula=ROTARY,
        tokens=looked.looking(side),
        place=place,
        rates=numbers(rates),
        angles=numbers(angles),
        cosines=numbers(cosines),
        sines=numbers(sines),
        q_before=numbers(found.q_before[head]),
        q_after=numbers(found.q[head]),
        k_before=numbers(found.k_before[head]),
        k_after=numbers(found.k[head]),
    )


def _learned(stack: Stack, tokens: tuple[str, ...], place: int, at: Tensor) -> LearnedPage:
    table, offset = stack.embeddings.positions, stack.embeddings.offset
    assert table is not None
    rows = at + offset
    values = table.weight[rows.to(table.weight.device)]
    return LearnedPage(
        formula=LEARNED,
        tokens=tokens,
        place=place,
        rows=tuple(rows.tolist()),
        values=numbers(values),
        similarity=numbers(cosines_of(values)),
    )


def _sinusoidal(stack: Stack, tokens: tuple[str, ...], place: int, at: Tensor) -> SinusoidalPage:
    waves = stack.embeddings.get_buffer("waves")
    values = waves[at.to(waves.device)]
    width = waves.shape[1]
    return SinusoidalPage(
        formula=SINUSOIDAL,
        tokens=tokens,
        place=place,
        scale=math.sqrt(width),
        rates=numbers(BASE ** (-torch.arange(0, width, 2, dtype=torch.float64) / width)),
        values=numbers(values),
        similarity=numbers(cosines_of(values)),
    )


def _relative(
    stack: Stack, side: Side, tokens: tuple[str, ...], head: int, place: int
) -> RelativePage:
    relative, length = stack.relative, len(tokens)
    assert relative is not None
    both_ways = side == "trunk" and stack.config.architecture != "decoder"
    distances = torch.arange(1 - length, length)
    found = buckets(distances, both_ways=both_ways)
    own = relative.table.weight[:, head].cpu()
    return RelativePage(
        formula=RELATIVE,
        tokens=tokens,
        place=place,
        head=head,
        both_ways=both_ways,
        distances=distances.numpy(),
        buckets=found.numpy(),
        by_distance=numbers(own[found]),
        table=numbers(own),
        added=numbers(relative(length, torch.float32)[0, head, place]),
    )


def cosines_of(vectors: Tensor) -> Tensor:
    """[n, n] between any two of vectors [n, D]."""
    even = functional.normalize(vectors.float(), dim=-1)
    return even @ even.T
