"""Inside a head and a feed-forward unit: every number of one token's way through them.

Letters: L tokens looked at, D width, d width of a head, F feed-forward width.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor

from engine.events import Side
from engine.inference.opening import Opened
from engine.models.layers import FeedForward
from engine.probes.looked import look
from engine.probes.places import explain_positions
from engine.probes.steps import FeedForwardPage, HeadSteps, Numbers, Stack, Unit
from engine.probes.walking import (
    Arithmetic,
    attended,
    before_feed_forward,
    check_place,
    crossed,
    layer_of,
    numbers,
)

__all__ = ["explain_feed_forward", "explain_head", "explain_positions"]

STRONGEST = 12  # units told of by name
UNITS = ("before", "activated", "inner", "reach", "output")
CURVE, CURVE_POINTS = 6.0, 241  # how far an activation is drawn, and how finely

NAMES = {"geglu": "gelu", "swiglu": "silu"}  # the activation inside a gated unit
SIGNS = {"gelu": "GELU", "gelu_tanh": "GELU", "relu": "ReLU", "silu": "SiLU"}
MEANINGS = {
    "gelu": "GELU(z) = z · Φ(z)",
    "gelu_tanh": "GELU(z) ≈ ½ z (1 + tanh(√(2/π) (z + 0.044715 z³)))",
    "relu": "ReLU(z) = max(0, z)",
    "silu": "SiLU(z) = z / (1 + e^(−z))",
}


def explain_head(
    opened: Opened,
    text: str,
    side: Side,
    layer: int,
    head: int,
    place: int,
    *,
    second: str | None = None,
) -> HeadSteps:
    """How a head works out what the token at `place` gathers; the tokens are those of the maps.

    Raises Fault where the text has no words, ValueError where there is no such side, layer, head
    or place.
    """
    looked = look(opened, text, second)
    check_place(place, looked.looking(side))
    if not 0 <= head < opened.learner.model.config.heads:
        raise ValueError(f"there is no head {head}: {opened.learner.model.config.heads} are")
    at = layer_of(opened, looked, side, layer)
    block, across = at.block, side == "cross"
    with torch.inference_mode():
        found = crossed(at, place) if across else attended(at, place)
        attention = block.cross if across else block.attention
        norm = block.cross_norm if across else block.attention_norm
        assert attention is not None
        return HeadSteps(
            side=side,
            layer=layer,
            head=head,
            place=place,
            looking=looked.looking(side),
            looked_at=looked.looked_at(side),
            normed=block.pre and not isinstance(norm, torch.nn.Identity),
            turned=not across and at.view.turns is not None,
            divisor=attention.divisor,
            result_normed=not block.pre,
            **_of_query(found),
            **_of_head(found, head, attention.divisor),
        )


def _of_query(found: Arithmetic) -> dict[str, Any]:
    """What all heads of a layer share."""
    return {
        "came": numbers(found.came),
        "x": numbers(found.x),
        "hidden": found.hidden.cpu().numpy(),
        "bias_written": None if found.constant is None else numbers(found.constant),
        "added": numbers(found.added),
        "result": numbers(found.result),
    }


def _of_head(found: Arithmetic, head: int, divisor: float) -> dict[str, Any]:
    names = ("q", "k", "v", "q_before", "k_before", "scores", "weights", "gathered", "written")
    weighted = found.weights[head][:, None] * found.v[head]  # [L, d]
    lengths = found.written.norm(dim=-1)  # [H]
    return {name: numbers(getattr(found, name)[head]) for name in names} | {
        "scaled": numbers(found.scores[head] / divisor),
        "bias": None if found.bias is None else numbers(found.bias[head]),
        "weighted": numbers(weighted),
        "share": float(lengths[head] / lengths.sum().clamp(min=1e-30)),
        "reach": numbers((weighted @ found.output[head].T).norm(dim=-1)),
    }


def explain_feed_forward(
    opened: Opened,
    text: str,
    stack: Stack,
    layer: int,
    place: int,
    *,
    second: str | None = None,
) -> FeedForwardPage:
    """How the feed-forward unit of a layer changes the vector at `place`.

    Raises as `explain_head` does.
    """
    looked = look(opened, text, second)
    tokens = looked.looking(stack)
    check_place(place, tokens)
    at = layer_of(opened, looked, stack, layer)
    block, config = at.block, opened.learner.model.config
    with torch.inference_mode():
        came = before_feed_forward(at, place)
        x = block.feed_forward_norm(came) if block.pre else came
        found = _units(block.feed_forward, x)
        result = came + found["output"]
        result = result if block.pre else block.feed_forward_norm(result)
        strongest = _strongest(found)
    activation = NAMES.get(config.activation, config.activation)
    return FeedForwardPage(
        stack=stack,
        layer=layer,
        place=place,
        tokens=tokens,
        formula=_formula(activation, gated=config.gated, biases=config.biases, pre=block.pre),
        activation=activation,
        gated=config.gated,
        came=numbers(came),
        x=numbers(x),
        normed=block.pre,
        gate=numbers(found["gate"]) if config.gated else None,
        strongest=strongest,
        result=numbers(result),
        result_normed=not block.pre,
        curve=_curve(block.feed_forward),
        **{name: numbers(found[name]) for name in UNITS},
    )


def _units(unit: FeedForward, x: Tensor) -> dict[str, Tensor]:
    """Of each of the F units, [F]: `UNITS`, and the gate where there is one; `output` is [D]."""
    inner: Tensor = unit.up(x)
    before, *gates = inner.chunk(2, dim=-1) if unit.gated else (inner,)
    activated = unit.activation(before)
    inner = activated * gates[0] if gates else activated
    return {
        "before": before,
        "activated": activated,
        "inner": inner,
        "reach": inner.abs() * unit.down.weight.norm(dim=0),
        "output": unit.down(inner),
    } | dict(zip(("gate",), gates, strict=False))


def _strongest(found: dict[str, Tensor]) -> tuple[Unit, ...]:
    reach, gate = found["reach"], found.get("gate")
    chosen = reach.topk(min(STRONGEST, len(reach))).indices.tolist()
    return tuple(
        Unit(
            index=index,
            before=float(found["before"][index]),
            activated=float(found["activated"][index]),
            gate=None if gate is None else float(gate[index]),
            value=float(found["inner"][index]),
            reach=float(reach[index]),
        )
        for index in chosen
    )


def _curve(unit: FeedForward) -> Numbers:
    given = torch.linspace(-CURVE, CURVE, CURVE_POINTS)
    return numbers(torch.stack([given, unit.activation(given)], dim=-1))


def _formula(activation: str, *, gated: bool, biases: bool, pre: bool) -> tuple[str, ...]:
    """One activation, between the two maps (Vaswani et al. 2017, section 3.3; Shazeer 2020)."""
    first, gate, last = (f" + b{sign}" if biases else "" for sign in "₁₃₂")
    sign = SIGNS[activation]
    inner = f"{sign}(x W₁{first})"
    if gated:
        third = f"(x W₃{gate})" if biases else "x W₃"
        inner = f"({inner} ∘ {third})"
    whole = "h ← h + FFN(norm(h))" if pre else "h ← norm(h + FFN(h))"
    return (f"FFN(x) = {inner} W₂{last}", MEANINGS[activation], whole)
