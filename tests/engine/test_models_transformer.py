"""Transformer: where it begins, what it draws from, and in which numbers it computes."""

from __future__ import annotations

import math
from dataclasses import replace
from importlib.util import find_spec

import numpy as np
import pytest
import torch

from engine.batch import Batch
from engine.models.heads import TokenHead
from engine.models.layers import Dropout, random_bits
from engine.models.positions import sinusoids
from engine.training.learner import Learner
from tests.engine import model_samples as samples

ROWS = samples.full_rows(2, 32)


def test_modern_blocks_begin_as_the_identity() -> None:
    model = samples.model(style="modern")
    batch = ROWS.to(samples.CPU)
    embedded = model.embeddings(batch, torch.float32)
    torch.testing.assert_close(model(batch), model.norm(embedded))


def test_classic_blocks_do_not() -> None:
    model = samples.model(style="classic").eval()
    batch = ROWS.to(samples.CPU)
    assert not torch.allclose(model(batch), model.embeddings(batch, torch.float32))


@pytest.mark.parametrize("style", ["modern", "classic"])
def test_weights_follow_from_the_generator_alone(style: str) -> None:
    state = torch.get_rng_state()
    first, again, other = (samples.model(seed, style=style) for seed in (3, 3, 4))
    assert torch.equal(torch.get_rng_state(), state)
    for one, two in zip(first.parameters(), again.parameters(), strict=True):
        assert torch.equal(one, two)
    assert not torch.equal(first.embeddings.tokens.weight, other.embeddings.tokens.weight)


def test_embedding_has_rows_up_to_a_multiple_of_64() -> None:
    assert samples.model(size=100).embeddings.tokens.weight.shape[0] == 128
    assert samples.model(size=128).embeddings.tokens.weight.shape[0] == 128


def test_sinusoids_are_those_of_the_paper() -> None:
    table = sinusoids(50, 16)
    for place, pair in ((0, 0), (7, 3), (49, 7)):
        angle = place / 10_000 ** (2 * pair / 16)
        assert table[place, 2 * pair].item() == pytest.approx(math.sin(angle), abs=1e-6)
        assert table[place, 2 * pair + 1].item() == pytest.approx(math.cos(angle), abs=1e-6)


@pytest.mark.parametrize("style", ["modern", "classic"])
def test_sinusoids_do_not_drown_the_tokens(style: str) -> None:
    model = samples.model(style=style, positions="sinusoidal", width=64, size=1000)
    tokens = model.embeddings.tokens.weight.std().item() * math.sqrt(64)
    waves = sinusoids(32, 64).std().item()
    assert 0.5 < tokens / waves < 2
    rows = ROWS.to(samples.CPU)
    other = samples.full_rows(2, 32, seed=1).to(samples.CPU)
    here, there = (model.embeddings.eval()(batch, torch.float32) for batch in (rows, other))
    alike = torch.cosine_similarity(here, there, dim=-1).mean().item()
    assert alike < 0.6  # same places, other tokens; nearly 1 where the places drown them


def test_dropout_draws_from_its_own_generator_and_can_be_rewound() -> None:
    model = samples.stirred(samples.model(style="classic"))
    batch = ROWS.to(samples.CPU)
    (generator,) = model.generators().values()
    outside, inside = torch.get_rng_state(), generator.get_state()
    first, second = model(batch), model(batch)
    assert torch.equal(torch.get_rng_state(), outside)
    assert not torch.equal(first, second)
    generator.set_state(inside)
    assert torch.equal(model(batch), first)
    model.eval()
    assert torch.equal(model(batch), model(batch))


@pytest.mark.parametrize("share", [0.02, 0.1, 0.5, 0.9])
@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16, torch.float64])
def test_dropout_keeps_the_mean_and_drops_its_share(share: float, dtype: torch.dtype) -> None:
    layer = Dropout(share, torch.Generator().manual_seed(0))
    thinned = layer(torch.ones(200_003, dtype=dtype)).double()
    dropped = (thinned == 0).double().mean().item()
    assert dropped == pytest.approx(share, abs=4 * math.sqrt(share * (1 - share) / 200_003))
    kept = thinned[thinned != 0]
    assert (kept == kept[0]).all()
    assert kept[0].item() == pytest.approx(1 / (1 - share), rel=4e-3)  # bf16 has eight bits


def test_random_bits_are_all_equally_likely_and_apart() -> None:
    generator = torch.Generator().manual_seed(0)
    first, second = (random_bits(1 << 20, generator).long() + 2**15 for _ in range(2))
    seen = torch.bincount(first, minlength=2**16).double()
    assert len(seen) == 2**16
    expected = 2.0**20 / 2**16
    spread = ((seen - expected) ** 2 / expected).sum().item()  # χ² with 65,535 degrees
    assert abs(spread - 65_535) < 5 * math.sqrt(2 * 65_535)
    share = (first == second).double().mean().item()
    assert share == pytest.approx(2**-16, abs=5 * math.sqrt(2**-16 / 2**20))


@pytest.mark.parametrize("style", ["modern", "classic"])
def test_bf16_computes_near_fp32_and_leaves_weights_and_gradients_fp32(style: str) -> None:
    model = samples.stirred(samples.model(style=style, dropout=0.0), std=0.05)
    batch = ROWS.to(samples.CPU)
    exact = model(batch)
    model.set_compute(torch.bfloat16)
    rough = model(batch)
    assert rough.dtype == torch.bfloat16
    assert (rough.float() - exact).abs().max() < 0.15
    rough.float().square().sum().backward()
    for parameter in model.parameters():
        assert parameter.dtype == torch.float32
        assert parameter.grad is None or parameter.grad.dtype == torch.float32


def test_one_segment_with_and_without_the_mask_are_equal() -> None:
    model = samples.stirred(samples.model()).eval()
    masked = samples.full_rows(2, 32)
    object.__setattr__(masked, "one_segment", False)
    torch.testing.assert_close(
        model(ROWS.to(samples.CPU)), model(masked.to(samples.CPU)), atol=1e-5, rtol=1e-5
    )


def test_token_types_tell_the_sentences_apart() -> None:
    model = samples.stirred(samples.model(style="classic")).eval()
    types = np.zeros_like(ROWS.tokens)
    types[:, 16:] = 1
    typed = samples.full_rows(2, 32)
    object.__setattr__(typed, "token_types", types)
    assert not torch.allclose(model(ROWS.to(samples.CPU)), model(typed.to(samples.CPU)))


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:.*should not be instantiated:DeprecationWarning")  # torch's
@pytest.mark.parametrize("style", ["modern", "classic"])
def test_compiling_sees_one_graph_and_computes_the_same(
    style: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if find_spec("tqdm"):  # torch reports through it where it is there, in a thread that stays
        monkeypatch.setattr("tqdm.tqdm.monitor_interval", 0)
    model = samples.stirred(samples.model(style=style, dropout=0.0))
    objective = samples.objective(model, "masked_lm")
    rows = samples.full_rows(3, 32)
    batch = objective.corrupt(rows, samples.rngs(3)).to(samples.CPU)

    def loss(batch: Batch) -> torch.Tensor:
        return Learner(model, objective)(batch)["masked_lm"].total

    compiled = torch.compile(loss, backend="aot_eager", fullgraph=True)
    parameters = list(model.parameters())
    plain = torch.autograd.grad(loss(batch), parameters)
    traced = torch.autograd.grad(compiled(batch), parameters)
    for one, two in zip(plain, traced, strict=True):
        torch.testing.assert_close(one, two, atol=1e-5, rtol=1e-5)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:.*should not be instantiated:DeprecationWarning")  # torch's
@pytest.mark.parametrize("paper", ["modern", "t5"])
def test_compiling_what_writes_sees_one_graph_too(
    paper: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if find_spec("tqdm"):  # torch reports through it where it is there, in a thread that stays
        monkeypatch.setattr("tqdm.tqdm.monitor_interval", 0)
    classic = {"style": "classic", "paper": paper, "dropout": 0.0}
    given = {"architecture": "encoder_decoder"} if paper == "modern" else classic
    model = samples.stirred(samples.model(**given), std=0.05)
    head = samples.stirred(TokenHead(model))
    batch = replace(samples.read_and_written(texts=2), sight="causal").to(samples.CPU)

    def loss(batch: Batch) -> torch.Tensor:
        hidden = model(batch)
        targets = torch.ones(hidden.shape[:2], dtype=torch.int64)
        return head.loss(hidden, targets, smoothing=0.1)[0]

    compiled = torch.compile(loss, backend="aot_eager", fullgraph=True)
    parameters = list(model.parameters())
    plain = torch.autograd.grad(loss(batch), parameters)
    traced = torch.autograd.grad(compiled(batch), parameters)
    for one, two in zip(plain, traced, strict=True):
        torch.testing.assert_close(one, two, atol=1e-4, rtol=1e-4)
