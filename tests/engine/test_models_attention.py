"""Attention: one formula in two forms, kept inside segments."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from engine.batch import Batch
from engine.models.attention import Attention, Capture, View
from engine.models.masks import row_mask
from tests.engine import model_samples as samples

BATCHES = [samples.full_rows(3, 32), samples.two_texts(), samples.two_texts(6)]
STYLES: list[dict[str, Any]] = [
    {"style": "modern"},
    {"style": "classic", "dropout": 0.0},
    {"style": "modern", "positions": "sinusoidal", "activation": "relu", "norm": "post"},
]


@pytest.mark.parametrize("given", STYLES)
@pytest.mark.parametrize("batch", BATCHES)
def test_both_forms_are_equal(given: dict[str, Any], batch: Batch) -> None:
    model = samples.stirred(samples.model(**given)).eval()
    on_device = batch.to(samples.CPU)
    fused = model(on_device)
    model.set_attention("explicit")
    written = model(on_device)
    assert torch.isfinite(written).all()
    torch.testing.assert_close(fused, written, atol=1e-5, rtol=1e-5)


def plain_attention(layer: Attention, x: Tensor, mask: Tensor, positions: Tensor) -> Tensor:
    """The papers' formulas word by word, in operations torch differentiates itself."""
    heads, width = layer.heads, x.shape[-1] // layer.heads
    rates = 10_000.0 ** (-torch.arange(0, width, 2, dtype=x.dtype) / width)
    angles = (positions[..., None] * rates)[:, :, None]  # [B, L, 1, d/2]
    cosines, sines = angles.cos().repeat(1, 1, 1, 2), angles.sin().repeat(1, 1, 1, 2)
    q, k, v = (part.unflatten(-1, (heads, width)) for part in layer.qkv(x).chunk(3, dim=-1))
    q, k = (
        part * cosines
        + torch.cat([-part[..., width // 2 :], part[..., : width // 2]], dim=-1) * sines
        for part in (q, k)
    )
    scores = torch.einsum("blhd,bmhd->bhlm", q, k) / math.sqrt(width) + mask
    mixed = torch.einsum("bhlm,bmhd->blhd", scores.softmax(-1), v)
    return layer.output(mixed.flatten(2))


@pytest.mark.parametrize("form", ["sdpa", "explicit"])
def test_output_and_gradients_are_those_of_the_plain_formula(form: Any) -> None:
    model = samples.stirred(samples.model(attention=form)).double()
    model.compute = torch.float64
    layer = model.blocks[0].attention
    batch = samples.two_texts().to(samples.CPU)
    mask = row_mask(batch, "both", torch.float64)
    generator = torch.Generator().manual_seed(0)
    x = torch.randn(3, 32, 16, dtype=torch.float64, generator=generator, requires_grad=True)
    turns = model._turns(batch.positions, torch.float64)
    found = layer(x, View(mask=mask, turns=turns))
    expected = plain_attention(layer, x, mask, batch.positions)
    torch.testing.assert_close(found, expected, atol=1e-6, rtol=1e-6)
    inputs = (x, layer.qkv.weight, layer.output.weight)
    one = torch.autograd.grad(found.square().sum(), inputs)
    two = torch.autograd.grad(expected.square().sum(), inputs)
    for ours, theirs in zip(one, two, strict=True):
        torch.testing.assert_close(ours, theirs, atol=1e-5, rtol=1e-5)


@pytest.mark.parametrize("given", STYLES)
@pytest.mark.parametrize("form", ["sdpa", "explicit"])
def test_tokens_of_another_segment_change_nothing(given: dict[str, Any], form: Any) -> None:
    model = samples.stirred(samples.model(attention=form, **given)).eval()
    batch = samples.two_texts()
    before = model(batch.to(samples.CPU))
    tokens = batch.tokens.copy()
    tokens[:, 14:] = samples.MASK + 1
    after = model(replace(batch, tokens=tokens).to(samples.CPU))
    assert torch.equal(before[:, :14], after[:, :14])
    assert not torch.allclose(before[:, 14:], after[:, 14:])


def test_a_segment_reads_the_same_alone_and_beside_another() -> None:
    model = samples.stirred(samples.model()).eval()
    batch = samples.two_texts()
    alone = Batch(
        tokens=batch.tokens[:, 14:],
        positions=batch.positions[:, 14:],
        segments=np.zeros((3, 18), dtype=np.int64),
        one_segment=True,
    )
    torch.testing.assert_close(
        model(batch.to(samples.CPU))[:, 14:], model(alone.to(samples.CPU)), atol=1e-5, rtol=1e-5
    )


@pytest.mark.parametrize("form", ["sdpa", "explicit"])
@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
def test_padding_makes_no_nan_and_changes_no_token(form: Any, dtype: torch.dtype) -> None:
    model = samples.stirred(samples.model(attention=form)).eval()
    model.set_compute(dtype)
    batch = samples.two_texts(6)
    before = model(batch.to(samples.CPU))
    assert torch.isfinite(before).all()
    tokens = batch.tokens.copy()
    tokens[:, -6:] = samples.PAD
    after = model(replace(batch, tokens=tokens).to(samples.CPU))
    assert torch.equal(before[:, :-6], after[:, :-6])


def test_captured_rows_sum_to_one_and_stay_in_their_segment() -> None:
    model = samples.stirred(samples.model()).eval()
    batch = samples.two_texts().to(samples.CPU)
    capture = Capture()
    hidden = model(batch, capture)
    assert [tuple(layer.shape) for layer in capture.attention] == [(3, 2, 32, 32)] * 2
    for layer in capture.attention:
        torch.testing.assert_close(layer.sum(-1), torch.ones(3, 2, 32))
        assert (layer[:, :, :14, 14:] == 0).all()
        assert not layer.requires_grad
    torch.testing.assert_close(hidden, model(batch), atol=1e-5, rtol=1e-5)


def test_rotary_attention_depends_on_distance_alone() -> None:
    model = samples.stirred(samples.model()).eval()
    batch = samples.full_rows(2, 16)
    shifted = replace(batch, positions=batch.positions + 9)
    torch.testing.assert_close(
        model(batch.to(samples.CPU)), model(shifted.to(samples.CPU)), atol=1e-5, rtol=1e-5
    )
    swapped = replace(batch, positions=batch.positions[:, ::-1].copy())
    assert not torch.allclose(
        model(batch.to(samples.CPU)), model(swapped.to(samples.CPU)), atol=1e-3
    )
