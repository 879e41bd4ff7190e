"""Decoders and encoder-decoders on a GPU; skipped by name where there is none."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from engine.batch import Batch
from engine.models.heads import TokenHead
from engine.models.transformer import Transformer
from tests.engine import model_samples as samples

pytestmark = [
    pytest.mark.gpu,
    pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a CUDA device"),
]
WIDE: dict[str, Any] = {"width": 64, "heads": 2, "dropout": 0.0}
MODELS: dict[str, dict[str, Any]] = {
    "encoder": {},
    "decoder": {"architecture": "decoder"},
    "gpt2": {"style": "classic", "paper": "gpt2"},
    "relative": {"architecture": "decoder", "positions": "relative"},
    "encoder_decoder": {"architecture": "encoder_decoder"},
    "bart": {"style": "classic", "paper": "bart"},
    "t5": {"style": "classic", "paper": "t5"},
}
NAMES = pytest.mark.parametrize("name", MODELS)
FORMS = pytest.mark.parametrize("form", ["sdpa", "explicit"])


def model_of(name: str, form: Any, dtype: torch.dtype) -> Transformer:
    model = samples.stirred(samples.model(attention=form, **WIDE | MODELS[name]), std=0.05)
    model.set_compute(dtype)
    moved: Transformer = model.cuda().eval()
    return moved


def batches_of(name: str) -> list[Batch]:
    if name in ("encoder_decoder", "bart", "t5"):
        return [samples.read_and_written(), samples.read_and_written(texts=2, padded=4)]
    visible = (np.arange(32) < 9) & np.ones((3, 1), dtype=np.bool_)
    return [
        replace(batch, sight=sight, visible=visible)
        for batch in (samples.full_rows(3, 32), samples.two_texts(6))
        for sight in ("both", "causal", "prefix")
    ]


def run(model: Transformer, batch: Batch, at: Tensor | None = None) -> Tensor:
    with torch.no_grad():
        return model(batch.to(torch.device("cuda:0")), at=at)


@NAMES
@FORMS
def test_a_gpu_computes_what_the_processor_does(name: str, form: str) -> None:
    at = torch.tensor([[0, 5], [3, 3], [13, 2]])
    for batch in batches_of(name):
        here, there = model_of(name, form, torch.float32), model_of(name, form, torch.float32).cpu()
        with torch.no_grad():
            expected = there(batch.to(samples.CPU))
            some = there(batch.to(samples.CPU), at=at)
        torch.testing.assert_close(run(here, batch).cpu(), expected, atol=2e-4, rtol=2e-4)
        torch.testing.assert_close(run(here, batch, at.cuda()).cpu(), some, atol=2e-4, rtol=2e-4)


@NAMES
@FORMS
def test_a_future_token_leaves_earlier_outputs_bit_equal(name: str, form: str) -> None:
    model = model_of(name, form, torch.bfloat16)
    for batch in batches_of(name):
        side = "tokens" if batch.decoder_tokens is None else "decoder_tokens"
        if batch.sight != "causal" and side == "tokens":
            continue
        tokens = getattr(batch, side).copy()
        tokens[:, 11] = np.where(tokens[:, 11] == 7, 8, 7)
        before, after = run(model, batch), run(model, replace(batch, **{side: tokens}))
        assert torch.equal(before[:, :11], after[:, :11])
        assert not torch.equal(before[:, 11:], after[:, 11:])


@NAMES
@FORMS
@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16], ids=["fp32", "bf16"])
def test_losses_and_gradients_are_finite_and_near(name: str, form: str, dtype: torch.dtype) -> None:
    model, exact = model_of(name, form, dtype), model_of(name, form, torch.float32).cpu()
    heads = [samples.stirred(TokenHead(m), std=0.05) for m in (model, exact)]
    heads[0].cuda()
    for batch in batches_of(name):
        losses = []
        for one, head, device in ((model, heads[0], "cuda:0"), (exact, heads[1], "cpu")):
            hidden = one(batch.to(torch.device(device)))
            targets = torch.full(hidden.shape[:2], 9, device=device)
            total, _ = head.loss(hidden, targets, smoothing=0.1)
            total.backward()
            losses.append(total.item())
        near = 1e-4 if dtype == torch.float32 else 2e-2
        assert losses[0] == pytest.approx(losses[1], rel=near)
    for parameter in (*model.parameters(), *heads[0].parameters()):
        assert parameter.grad is None or torch.isfinite(parameter.grad).all()
