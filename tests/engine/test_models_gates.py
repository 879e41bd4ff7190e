"""Gates: a head whose gate is 0 is a head whose slice of W_O is zero."""

from __future__ import annotations

from copy import deepcopy
from typing import Any, cast

import pytest
import torch
from torch import Tensor

from engine.batch import Batch
from engine.models.attention import Attention, Capture, Gates
from engine.models.transformer import Transformer
from tests.engine import model_samples as samples
from tests.engine.test_inference_generation import SHAPES as WRITERS

NEAR = {"atol": 1e-6, "rtol": 1e-6}
SHAPES: dict[str, dict[str, Any]] = {
    "modern": {},
    "bert": {"style": "classic", "dropout": 0.0},
    "relative": {"positions": "relative"},
    **{name: given | {"dropout": 0.0} for name, given in WRITERS.items()},
}
APART = {name: given for name, given in SHAPES.items() if not given.get("share_layers")}
OFF = (1, 0)  # layer and head


def model_of(name: str, form: Any = "sdpa") -> Transformer:
    given = {"depth": 3, "decoder_depth": 2} if "decoder_depth" in SHAPES[name] else {"depth": 2}
    return samples.stirred(samples.model(attention=form, **SHAPES[name] | given)).eval()


def batch_of(model: Transformer) -> Batch:
    batch = samples.read_and_written() if model.config.writes else samples.full_rows(3, 24)
    return batch.to(samples.CPU)


def sides_of(model: Transformer) -> list[str]:
    return ["trunk", "decoder", "cross"] if model.config.writes else ["trunk"]


def switched_off(model: Transformer, side: str, *heads: tuple[int, int]) -> Gates:
    depth = model.config.depth if side == "trunk" else model.config.written_depth
    gates = torch.ones(depth, model.config.heads)
    for layer, head in heads:
        gates[layer, head] = 0.0
    return Gates(**{side: gates})


def attention_of(model: Transformer, side: str, layer: int) -> Attention:
    blocks = model.blocks if side == "trunk" else cast(Any, model.decoder).blocks
    return blocks[layer].cross if side == "cross" else blocks[layer].attention


def without_slice(model: Transformer, side: str, layer: int, head: int) -> Transformer:
    """A copy whose head writes nothing."""
    other = deepcopy(model)
    with torch.no_grad():
        width = model.config.head_width
        attention = attention_of(other, side, layer)
        attention.output.weight[:, head * width : (head + 1) * width] = 0.0
    return other


def cases(shapes: dict[str, dict[str, Any]]) -> list[tuple[str, str]]:
    return [(name, side) for name in shapes for side in sides_of(model_of(name))]


@pytest.mark.parametrize(("name", "side"), cases(APART))
@pytest.mark.parametrize("form", ["sdpa", "explicit"])
@torch.no_grad()
def test_a_head_switched_off_is_one_whose_slice_is_zero(name: str, side: str, form: Any) -> None:
    model = model_of(name, form)
    batch = batch_of(model)
    gated = model(batch, gates=switched_off(model, side, OFF))
    torch.testing.assert_close(gated, without_slice(model, side, *OFF)(batch), **NEAR)
    assert not torch.allclose(gated, model(batch), atol=1e-3)


@pytest.mark.parametrize(("name", "side"), cases(SHAPES))
@torch.no_grad()
def test_the_places_asked_for_and_maps_know_of_it(name: str, side: str) -> None:
    model = model_of(name)
    batch, gates = batch_of(model), switched_off(model, side, (1, 1))
    whole = model(batch, gates=gates)
    at = torch.tensor([[3, 0]] * 3)
    torch.testing.assert_close(model(batch, at=at, gates=gates), whole[:, [3, 0]], **NEAR)
    capture = Capture()
    torch.testing.assert_close(model(batch, capture, gates=gates), whole, atol=1e-5, rtol=1e-5)
    found = {"trunk": capture.attention, "decoder": capture.decoder, "cross": capture.cross}[side]
    assert len(found) == model_layers(model, side)


def model_layers(model: Transformer, side: str) -> int:
    return model.config.depth if side == "trunk" else model.config.written_depth


@pytest.mark.parametrize(
    ("name", "side"), cases({name: SHAPES[name] for name in SHAPES if "shared" in name})
)
@torch.no_grad()
def test_of_a_block_that_serves_all_layers_one_layer_can_be_switched_off(
    name: str, side: str
) -> None:
    model = model_of(name)
    apart = samples.model(**SHAPES[name] | {"share_layers": False, "depth": 2}).eval()
    apart.load_state_dict(spread(model.state_dict(), apart))
    batch = batch_of(model)
    torch.testing.assert_close(model(batch), apart(batch), **NEAR)
    gated = model(batch, gates=switched_off(model, side, OFF))
    torch.testing.assert_close(gated, without_slice(apart, side, *OFF)(batch), **NEAR)
    everywhere = model(batch, gates=switched_off(model, side, (0, 0), (1, 0)))
    torch.testing.assert_close(everywhere, without_slice(model, side, 0, 0)(batch), **NEAR)


def spread(weights: dict[str, Tensor], apart: Transformer) -> dict[str, Tensor]:
    """The one block's weights for every layer."""
    return {name: weights[name.replace("blocks.1.", "blocks.0.")] for name in apart.state_dict()}


@torch.no_grad()
def test_a_gate_in_between_passes_on_a_share() -> None:
    model = model_of("bert")
    batch, half = batch_of(model), torch.full((2, 2), 0.5)
    other = deepcopy(model)
    for block in other.blocks:
        cast(Any, block).attention.output.weight.mul_(0.5)
    torch.testing.assert_close(model(batch, gates=Gates(trunk=half)), other(batch), **NEAR)


def test_training_knows_no_gates() -> None:
    model = model_of("modern")
    with torch.profiler.profile() as profile:
        model(batch_of(model))
    before = [event.key for event in profile.key_averages()]
    with torch.profiler.profile() as profile:
        model(batch_of(model), gates=Gates())
    assert sorted(before) == sorted(event.key for event in profile.key_averages())
