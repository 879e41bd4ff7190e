"""The small parts: norms, activations, relative distances, shared layers, names."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest
import torch
from torch import nn
from torch.nn import functional

from engine.models.block import Block, block_matrices
from engine.models.heads import TokenHead
from engine.models.layers import ACTIVATIONS
from engine.models.norms import LayerNorm, RMSNorm
from engine.models.relative import RelativePositions, buckets
from tests.engine import model_samples as samples


def draw(*shape: int, seed: int = 0) -> torch.Tensor:
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed))


@pytest.mark.parametrize(
    ("dtype", "near"),
    [(torch.float64, 1e-12), (torch.float32, 1e-5), (torch.bfloat16, 0.05)],
)
def test_rms_norm_and_its_gradients_are_torchs(dtype: torch.dtype, near: float) -> None:
    layer = RMSNorm(48, epsilon=1e-5)
    with torch.no_grad():
        layer.weight.copy_(draw(48, seed=1))
    layer = layer.to(torch.float64 if dtype == torch.float64 else torch.float32)
    x = draw(5, 7, 48).to(dtype).requires_grad_()
    exact, weight = x.detach().double().requires_grad_(), layer.weight.detach().double()
    weight.requires_grad_()
    expected = functional.rms_norm(exact, (48,), weight, 1e-5)
    found = layer(x)
    assert found.dtype == dtype
    gradient = draw(5, 7, 48, seed=2)
    ours = torch.autograd.grad(found, (x, layer.weight), gradient.to(dtype))
    theirs = torch.autograd.grad(expected, (exact, weight), gradient.double())
    for one, two in zip((found, *ours), (expected, *theirs), strict=True):
        torch.testing.assert_close(one.double(), two, atol=near * two.abs().max().item(), rtol=near)


def test_activations_are_the_papers_formulas() -> None:
    x = torch.linspace(-4, 4, 101, dtype=torch.float64)
    normal = 0.5 * (1 + torch.erf(x / math.sqrt(2)))
    by_tanh = 0.5 * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))
    formulas = {
        "gelu": x * normal,
        "gelu_tanh": x * by_tanh,
        "relu": x.clamp(min=0),
        "geglu": x * normal,
        "swiglu": x / (1 + torch.exp(-x)),
    }
    assert set(ACTIVATIONS) == set(formulas)
    for name, expected in formulas.items():
        torch.testing.assert_close(ACTIVATIONS[name](x), expected)


@pytest.mark.parametrize(
    "given",
    [
        {"activation": "swiglu"},
        {"activation": "relu", "biases": True},
        {"activation": "geglu"},
        {"activation": "gelu_tanh"},
    ],
)
def test_the_feed_forward_unit_has_one_activation_between_its_maps(given: dict[str, Any]) -> None:
    model = samples.stirred(samples.model(**given))
    unit, x = model.blocks[0].feed_forward, draw(2, 5, 16)
    act = ACTIVATIONS[given["activation"]]
    inner = functional.linear(x, unit.up.weight, unit.up.bias)
    if given["activation"] in ("swiglu", "geglu"):
        opened, gate = inner[..., : inner.shape[-1] // 2], inner[..., inner.shape[-1] // 2 :]
        inner = act(opened) * gate
    else:
        inner = act(inner)
    expected = functional.linear(inner, unit.down.weight, unit.down.bias)
    torch.testing.assert_close(unit(x), expected)


def test_near_distances_have_numbers_of_their_own_and_far_ones_share() -> None:
    both = buckets(torch.arange(-300, 301), both_ways=True)
    one = buckets(torch.arange(-300, 301), both_ways=False)
    at = dict(zip(range(-300, 301), both.tolist(), strict=True))
    before = dict(zip(range(-300, 301), one.tolist(), strict=True))
    assert [at[-d] for d in range(8)] == list(range(8))  # a key before its query
    assert [at[d] for d in range(1, 8)] == list(range(17, 24))  # and after
    assert at[-127] == at[-300] == 15
    assert at[127] == at[300] == 31
    assert [before[-d] for d in range(16)] == list(range(16))
    assert before[-300] == 31
    assert {before[d] for d in range(1, 301)} == {0}
    for of in (at, before):
        away = [of[-d] for d in range(301)]
        assert away == sorted(away)
    assert set(both.tolist()) == set(range(32)) - {16}  # no key is at no distance and after


def test_relative_positions_are_the_numbers_of_the_distances() -> None:
    relative = RelativePositions(heads=3, length=40, both_ways=True)
    with torch.no_grad():
        relative.table.weight.copy_(draw(32, 3))
    bias = relative(20, torch.float32)
    assert bias.shape == (1, 3, 20, 20)
    bucket = buckets(torch.arange(20) - torch.arange(20)[:, None], both_ways=True)
    torch.testing.assert_close(bias[0], relative.table.weight[bucket].permute(2, 0, 1))
    at = torch.tensor([[0, 7], [19, 3]])
    asked = relative(20, torch.float32, at)
    assert asked.shape == (2, 3, 2, 20)
    for row in range(2):
        torch.testing.assert_close(asked[row], bias[0][:, at[row]])


def test_shared_layers_are_one_block_used_again_and_again() -> None:
    given: dict[str, Any] = {"depth": 4, "share_layers": True, "norm": "post"}
    shared = samples.stirred(samples.model(**given)).eval()
    assert len(shared.blocks) == 1
    apart = samples.model(**given | {"share_layers": False}).eval()
    for block in apart.blocks:
        block.load_state_dict(shared.blocks[0].state_dict())
    apart.embeddings.load_state_dict(shared.embeddings.state_dict())
    batch = samples.two_texts().to(samples.CPU)
    assert torch.equal(shared(batch), apart(batch))
    at = torch.tensor([[0, 3], [4, 4], [31, 2]])
    torch.testing.assert_close(shared(batch, at=at), apart(batch, at=at))


@pytest.mark.parametrize("given", [{}, {"architecture": "encoder_decoder"}, {"share_layers": True}])
def test_matrices_of_blocks_are_found_by_their_kind(given: dict[str, Any]) -> None:
    model = samples.model(positions="learned", embedding_width=8, head_transform=True, **given)
    learner = nn.ModuleDict({"any": model, "head": TokenHead(model)})
    found = block_matrices(learner)
    assert found
    assert all(matrix.ndim == 2 and "blocks" in name for name, matrix in found.items())
    inside = [block for block in model.modules() if isinstance(block, Block)]
    assert len(found) == sum(p.ndim == 2 for block in inside for p in block.parameters())


def test_the_first_position_leaves_rows_before_it_unused() -> None:
    model = samples.stirred(samples.model(style="classic", position_offset=2, dropout=0.0))
    assert model.embeddings.positions.weight.shape[0] == 32 + 2
    model(samples.full_rows(2, 32).to(samples.CPU)).square().sum().backward()
    used = model.embeddings.positions.weight.grad.abs().sum(1) > 0
    assert used.tolist() == [False] * 2 + [True] * 32


def test_t5_also_drops_inside_its_unit_and_at_the_end() -> None:
    model = samples.model(style="classic", paper="t5")
    for stack in (model, model.decoder):
        assert stack.dropout.share == pytest.approx(0.1, abs=1e-4)
        assert stack.blocks[0].feed_forward.dropout.share == stack.dropout.share
    assert samples.model(style="classic").blocks[0].feed_forward.dropout.share == 0.0


@pytest.mark.parametrize("paper", ["bert", "t5"])
def test_norms_are_the_papers(paper: str) -> None:
    model = samples.model(style="classic", paper=paper)
    norms = [m for m in model.modules() if isinstance(m, LayerNorm | RMSNorm)]
    kind, epsilon = (LayerNorm, 1e-12) if paper == "bert" else (RMSNorm, 1e-6)
    assert norms
    assert {type(norm) for norm in norms} == {kind}
    assert {norm.epsilon for norm in norms} == {epsilon}


def test_names_of_the_encoder_are_those_of_old_checkpoints() -> None:
    layer = ["attention.qkv", "attention.output", "feed_forward_norm"]
    layer += ["feed_forward.up", "feed_forward.down"]
    modern = ["embeddings.tokens", "embeddings.norm", *(f"blocks.0.{part}" for part in layer)]
    modern += [f"blocks.1.{part}" for part in ("attention_norm", *layer)] + ["norm"]
    assert list(samples.model().state_dict()) == [f"{name}.weight" for name in modern]
    parts = [f"blocks.{n}.{part}" for n in (0, 1) for part in ("attention_norm", *layer)]
    tables = [f"embeddings.{table}.weight" for table in ("tokens", "positions", "types")]
    assert list(samples.model(style="classic").state_dict()) == tables + [
        f"{name}.{kind}" for name in ("embeddings.norm", *parts) for kind in ("weight", "bias")
    ]


def test_a_decoder_of_its_own_depth_reads_the_encoders_tokens() -> None:
    model = samples.model(architecture="encoder_decoder", decoder_depth=1)
    assert (len(model.blocks), len(model.decoder.blocks)) == (2, 1)
    assert model.decoder.embeddings.tokens is model.embeddings.tokens
    batch = samples.read_and_written().to(samples.CPU)
    memory = model.encode(batch)
    assert memory.shape == (3, 24, 16)
    torch.testing.assert_close(model.decode(batch, memory), model(batch))
    longer = replace(batch, decoder_tokens=batch.decoder_tokens[:, :9])
    longer = replace(longer, decoder_positions=batch.decoder_positions[:, :9])
    longer = replace(longer, decoder_segments=batch.decoder_segments[:, :9])
    torch.testing.assert_close(model(longer), model(batch)[:, :9], atol=1e-5, rtol=1e-5)
