"""Inside the head: every number told is one that torch itself comes to."""

from __future__ import annotations

import math
from functools import lru_cache
from itertools import product
from typing import Any, cast

import numpy as np
import pytest
import torch
from torch import Tensor
from torch.nn import functional

from engine.events import Side
from engine.inference import Reader
from engine.inference.opening import Opened
from engine.models.block import Block
from engine.models.transformer import Capture
from engine.probes.explaining import explain_feed_forward, explain_head, explain_positions
from engine.probes.looked import Looked, look
from engine.probes.steps import (
    LearnedPage,
    RelativePage,
    RotaryPage,
    SinusoidalPage,
    Stack,
)
from engine.probes.walking import stack_of
from tests.engine.opened_samples import CHINESE, TEXT, opened

LEARNED = {
    "encoder": "masked_lm",
    "decoder": "causal_lm",
    "encoder_decoder": "span_corruption",
}
KINDS: dict[str, dict[str, Any]] = {
    "rotary": {},
    "post": {"norm": "post", "biases": True, "activation": "gelu"},
    "learned": {"positions": "learned", "biases": True, "position_offset": 2, "token_types": True},
    "sinusoidal": {"positions": "sinusoidal", "activation": "relu", "norm": "post"},
    "relative": {"positions": "relative", "scaled_attention": False, "normalisation": "rms"},
    "gated with biases": {"activation": "swiglu", "biases": True, "normalisation": "rms"},
    "tanh": {"activation": "gelu_tanh", "embedding_norm": False},
    "shared": {"share_layers": True, "embedding_width": 8, "head_transform": True},
    "shared relative post": {"share_layers": True, "positions": "relative", "norm": "post"},
}
CASES = list(product(LEARNED, KINDS))
EVERY = pytest.mark.parametrize(("architecture", "kind"), CASES)
NEAR = {"atol": 1e-6, "rtol": 1e-5}
HEADS, D = 2, 16


@lru_cache(maxsize=len(CASES))
def checkpoint(architecture: str, kind: str) -> tuple[Opened, Looked]:
    of = opened(LEARNED[architecture], std=0.1, architecture=architecture, **KINDS[kind])
    return of, look(of, TEXT)


def sides_of(architecture: str) -> tuple[Side, ...]:
    return ("trunk", "decoder", "cross") if architecture == "encoder_decoder" else ("trunk",)


def block_of(of: Opened, side: Side, layer: int) -> Block:
    blocks = stack_of(of.learner.model, side).blocks
    return cast(Block, blocks[layer % len(blocks)])


def close(found: Any, expected: Any, **near: float) -> None:
    if isinstance(expected, Tensor):
        expected = expected.detach().numpy()
    np.testing.assert_allclose(found, expected, **NEAR | near)


@EVERY
@torch.no_grad()
def test_weights_are_those_of_the_pass(architecture: str, kind: str) -> None:
    of, looked = checkpoint(architecture, kind)
    capture = Capture()
    of.learner.model(looked.batch.to(torch.device("cpu")), capture)
    maps = {"trunk": capture.attention, "decoder": capture.decoder, "cross": capture.cross}
    probe = Reader.of(of).probe(TEXT)
    for side, layer, head in product(sides_of(architecture), range(2), range(HEADS)):
        for place in range(len(looked.looking(side))):
            steps = explain_head(of, TEXT, side, layer, head, place)
            close(steps.weights, maps[side][layer][0, head, place], rtol=0.0)
            row = probe.weights(side)[layer, head, place]
            np.testing.assert_allclose(steps.weights, row, atol=1e-3)
            assert steps.looking == probe.looking(side)
            assert steps.looked_at == probe.looked_at(side)


@EVERY
@torch.no_grad()
def test_each_step_follows_from_the_one_before(architecture: str, kind: str) -> None:
    of, _ = checkpoint(architecture, kind)
    width = D // HEADS
    for side, layer, head in product(sides_of(architecture), range(2), range(HEADS)):
        block = block_of(of, side, layer)
        attention = cast(Any, block.cross if side == "cross" else block.attention)
        rows = slice(head * width, (head + 1) * width)
        steps = explain_head(of, TEXT, side, layer, head, 1)
        weight, bias = attention.qkv.weight[:D][rows], attention.qkv.bias
        own_bias = None if bias is None else bias[:D][rows]
        close(steps.q_before, functional.linear(torch.tensor(steps.x), weight, own_bias))
        close(steps.scores, torch.tensor(steps.k) @ torch.tensor(steps.q))
        assert steps.divisor == (1.0 if kind == "relative" else math.sqrt(width))
        close(steps.scaled, steps.scores / np.float32(steps.divisor))
        shifted = steps.scaled if steps.bias is None else steps.scaled + steps.bias
        shifted = np.where(steps.hidden, -np.inf, shifted)
        close(steps.weights, torch.softmax(torch.tensor(shifted), dim=-1))
        close(steps.weighted, steps.weights[:, None] * steps.v)
        close(steps.gathered, steps.weighted.sum(axis=0))
        slice_of_output = attention.output.weight[:, rows]
        close(steps.written, slice_of_output @ torch.tensor(steps.gathered))
        per_token = torch.tensor(steps.weighted) @ slice_of_output.T
        close(steps.reach, per_token.norm(dim=-1))
        causal = side == "decoder" or architecture == "decoder"
        assert steps.hidden.tolist() == [
            causal and place > 1 for place in range(len(steps.looked_at))
        ]
        assert (steps.bias is not None) == (KINDS[kind].get("positions") == "relative") or (
            side == "cross" and steps.bias is None
        )
        assert steps.turned == ("positions" not in KINDS[kind] and side != "cross")
        if not steps.turned:
            np.testing.assert_array_equal(steps.q, steps.q_before)


@EVERY
@torch.no_grad()
def test_all_heads_together_give_what_the_layer_adds(architecture: str, kind: str) -> None:
    of, _ = checkpoint(architecture, kind)
    for side, layer in product(sides_of(architecture), range(2)):
        heads = [explain_head(of, TEXT, side, layer, head, 1) for head in range(HEADS)]
        first = heads[0]
        total = np.sum([one.written for one in heads], axis=0)
        constant = 0.0 if first.bias_written is None else first.bias_written
        close(first.added, total + constant)
        assert sum(one.share for one in heads) == pytest.approx(1.0, abs=1e-6)
        block = block_of(of, side, layer)
        norm = cast(Any, block.cross_norm if side == "cross" else block.attention_norm)
        came = torch.tensor(first.came)
        if block.pre:
            close(first.x, norm(came))
            close(first.result, first.came + first.added)
        else:
            close(first.x, first.came)
            close(first.result, norm(torch.tensor(first.came + first.added)))
        assert first.result_normed is not block.pre
        assert first.normed == (block.pre and not isinstance(norm, torch.nn.Identity))


@EVERY
@torch.no_grad()
def test_steps_lead_from_what_comes_in_to_what_the_model_gives(
    architecture: str, kind: str
) -> None:
    of, looked = checkpoint(architecture, kind)
    model, batch = of.learner.model, looked.batch.to(torch.device("cpu"))
    stacks: tuple[Stack, ...] = ("trunk", "decoder") if model.decoder else ("trunk",)
    for stack in stacks:
        place = len(looked.looking(stack)) - 1
        came = explain_head(of, TEXT, stack, 0, 0, place).came
        for layer in range(2):
            steps = explain_head(of, TEXT, stack, layer, 0, place)
            close(steps.came, came, rtol=1e-4, atol=1e-5)
            if stack == "decoder":
                across = explain_head(of, TEXT, "cross", layer, 0, place)
                close(across.came, steps.result)
                steps = across
            page = explain_feed_forward(of, TEXT, stack, layer, place)
            close(page.came, steps.result)
            came = page.result
        hidden = model.encode(batch) if stack == "trunk" and model.decoder else model(batch)
        last = stack_of(model, stack).norm(torch.tensor(came))
        close(last, hidden[0, place], rtol=1e-4, atol=1e-5)


ACTIVATIONS: dict[str, Any] = {
    "gelu": functional.gelu,
    "gelu_tanh": lambda x: functional.gelu(x, approximate="tanh"),
    "relu": functional.relu,
    "silu": functional.silu,
}


@EVERY
@torch.no_grad()
def test_a_feed_forward_unit_bends_once_between_two_maps(architecture: str, kind: str) -> None:
    of, _ = checkpoint(architecture, kind)
    for layer in range(2):
        page = explain_feed_forward(of, TEXT, "trunk", layer, 2)
        unit = block_of(of, "trunk", layer).feed_forward
        opened_up = functional.linear(torch.tensor(page.x), unit.up.weight, unit.up.bias)
        before = opened_up.chunk(2)[0] if page.gated else opened_up
        close(page.before, before)
        close(page.activated, ACTIVATIONS[page.activation](torch.tensor(page.before)))
        if page.gated:
            close(page.gate, opened_up.chunk(2)[1])
            close(page.inner, page.activated * cast(Any, page.gate))
        else:
            assert page.gate is None
            close(page.inner, page.activated)
        down = functional.linear(torch.tensor(page.inner), unit.down.weight, unit.down.bias)
        close(page.output, down)
        of_units = unit.down.weight * torch.tensor(page.inner)  # [D, F]
        close(page.reach, of_units.norm(dim=0))
        assert [one.reach for one in page.strongest] == sorted(page.reach, reverse=True)[
            : len(page.strongest)
        ]
        for one in page.strongest:
            assert one.value == pytest.approx(float(page.inner[one.index]))
            assert one.before == pytest.approx(float(page.before[one.index]))
        curve = torch.tensor(page.curve)
        close(curve[:, 1], ACTIVATIONS[page.activation](curve[:, 0]))


FORMULAS = {
    "rotary": "FFN(x) = (GELU(x W₁) ∘ x W₃) W₂",
    "post": "FFN(x) = GELU(x W₁ + b₁) W₂ + b₂",
    "sinusoidal": "FFN(x) = ReLU(x W₁) W₂",
    "gated with biases": "FFN(x) = (SiLU(x W₁ + b₁) ∘ (x W₃ + b₃)) W₂ + b₂",
    "tanh": "FFN(x) = GELU(x W₁) W₂",
}


@pytest.mark.parametrize("kind", FORMULAS)
def test_the_formula_is_that_of_the_unit(kind: str) -> None:
    page = explain_feed_forward(checkpoint("encoder", kind)[0], TEXT, "trunk", 0, 0)
    assert page.formula[0] == FORMULAS[kind]
    assert page.formula[2].startswith("h ← norm(" if "post" in str(KINDS[kind]) else "h ← h +")


@pytest.mark.parametrize("architecture", LEARNED)
def test_rotary_places_turn_pairs_as_complex_numbers(architecture: str) -> None:
    of, looked = checkpoint(architecture, "rotary")
    for side in sides_of(architecture)[:2]:
        page = explain_positions(of, TEXT, side, 1, 1, 2)
        assert isinstance(page, RotaryPage)
        half = D // HEADS // 2
        rates = [10_000 ** (-2 * i / (D // HEADS)) for i in range(half)]
        close(page.rates, np.array(rates))
        angles = np.arange(len(looked.looking(side)))[:, None] * np.array(rates)
        close(page.angles, angles)
        close(page.cosines, np.cos(angles))
        close(page.sines, np.sin(angles))
        turns = np.exp(1j * angles)
        for before, after, turn in (
            (page.q_before, page.q_after, turns[2]),
            (page.k_before, page.k_after, turns),
        ):
            pairs = (before[..., :half] + 1j * before[..., half:]) * turn
            close(after, np.concatenate([pairs.real, pairs.imag], axis=-1))
        steps = explain_head(of, TEXT, side, 1, 1, 2)
        np.testing.assert_array_equal(page.q_after, steps.q)
        np.testing.assert_array_equal(page.k_after, steps.k)


@pytest.mark.parametrize("architecture", LEARNED)
def test_sinusoidal_places_are_the_papers(architecture: str) -> None:
    of, looked = checkpoint(architecture, "sinusoidal")
    page = explain_positions(of, TEXT, "trunk", 0, 0, 1)
    assert isinstance(page, SinusoidalPage)
    for place, i in product(range(len(looked.tokens)), range(D // 2)):
        angle = place / 10_000 ** (2 * i / D)
        assert page.values[place, 2 * i] == pytest.approx(math.sin(angle), abs=1e-6)
        assert page.values[place, 2 * i + 1] == pytest.approx(math.cos(angle), abs=1e-6)
    assert page.scale == 4.0
    np.testing.assert_allclose(np.diag(page.similarity), 1.0, atol=1e-6)


@pytest.mark.parametrize("architecture", LEARNED)
def test_learned_places_are_rows_of_the_table(architecture: str) -> None:
    of, looked = checkpoint(architecture, "learned")
    for side in sides_of(architecture):
        page = explain_positions(of, TEXT, side, 0, 0, 1)
        assert isinstance(page, LearnedPage)
        assert page.rows == tuple(range(2, 2 + len(page.tokens)))
        table = stack_of(of.learner.model, side).embeddings.positions
        close(page.values, cast(Any, table).weight[list(page.rows)])
        one, other = page.values[0], page.values[1]
        cosine = one @ other / np.linalg.norm(one) / np.linalg.norm(other)
        assert page.similarity[0, 1] == pytest.approx(cosine, abs=1e-6)
    assert len(looked.tokens) > 2


@pytest.mark.parametrize("architecture", LEARNED)
def test_relative_places_add_a_number_per_distance(architecture: str) -> None:
    of, looked = checkpoint(architecture, "relative")
    for side in sides_of(architecture)[:2]:
        for place, head in product(range(len(looked.looking(side))), range(HEADS)):
            page = explain_positions(of, TEXT, side, 1, head, place)
            assert isinstance(page, RelativePage)
            steps = explain_head(of, TEXT, side, 1, head, place)
            close(page.added, cast(Any, steps.bias))
            by_distance = dict(zip(page.distances.tolist(), page.by_distance, strict=True))
            for key, number in enumerate(page.added):
                assert number == by_distance[key - place]
            close(page.by_distance, page.table[page.buckets])
            assert page.both_ways == (side == "trunk" and architecture != "decoder")


def test_a_pair_and_chinese_are_explained_too() -> None:
    of, _ = checkpoint("encoder", "learned")
    steps = explain_head(of, CHINESE, "trunk", 0, 0, 3, second=TEXT)
    assert steps.looked_at == Reader.of(of).probe(CHINESE, second=TEXT).tokens
    assert not steps.hidden.any()
    page = explain_feed_forward(of, CHINESE, "trunk", 1, 3, second=TEXT)
    close(page.came, explain_head(of, CHINESE, "trunk", 1, 1, 3, second=TEXT).result)


def test_there_must_be_such_a_head_and_place() -> None:
    of, looked = checkpoint("encoder", "rotary")
    last = len(looked.tokens)
    for side, layer, head, place in (
        ("trunk", 2, 0, 0),
        ("trunk", -1, 0, 0),
        ("trunk", 0, 2, 0),
        ("trunk", 0, 0, last),
        ("trunk", 0, 0, -1),
        ("decoder", 0, 0, 0),
    ):
        with pytest.raises(ValueError, match="there is no"):
            explain_head(of, TEXT, cast(Side, side), layer, head, place)
    with pytest.raises(ValueError, match="there is no head"):
        explain_positions(of, TEXT, "trunk", 0, 2, 0)
    with pytest.raises(ValueError, match="there is no layer"):
        explain_feed_forward(of, TEXT, "trunk", 5, 0)


def test_nothing_stays_behind_on_the_model() -> None:
    of, _ = checkpoint("encoder", "rotary")
    explain_head(of, TEXT, "trunk", 0, 0, 0)
    explain_feed_forward(of, TEXT, "trunk", 1, 0)
    assert not any(module._forward_hooks for module in of.learner.modules())
