"""What a token may see, and that nothing else reaches it: for every architecture and form."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from engine.batch import PADDING, Batch
from engine.models.attention import Capture
from engine.models.transformer import Transformer
from tests.engine import model_samples as samples

FORMS, DTYPES = ["sdpa", "explicit"], [torch.float32, torch.bfloat16]
MODELS: dict[str, dict[str, Any]] = {
    "encoder": {"architecture": "encoder"},
    "decoder": {"architecture": "decoder"},
    "encoder_decoder": {"architecture": "encoder_decoder"},
    "bert": {"style": "classic", "paper": "bert", "dropout": 0.0},
    "albert": {"style": "classic", "paper": "albert", "dropout": 0.0, "embedding_width": 8},
    "gpt2": {"style": "classic", "paper": "gpt2", "dropout": 0.0},
    "bart": {"style": "classic", "paper": "bart", "dropout": 0.0},
    "t5": {"style": "classic", "paper": "t5", "dropout": 0.0},
    "relative decoder": {"architecture": "decoder", "positions": "relative"},
    "relative encoder": {"positions": "relative", "norm": "post"},
}
BOTH = ["encoder_decoder", "bart", "t5"]
ALONE = [name for name in MODELS if name not in BOTH]


@pytest.fixture(params=FORMS)
def form(request: pytest.FixtureRequest) -> str:
    """Attention by torch's kernel, and written out."""
    return str(request.param)


@pytest.fixture(params=DTYPES, ids=["fp32", "bf16"])
def dtype(request: pytest.FixtureRequest) -> torch.dtype:
    """What is computed in."""
    return request.param


def model_of(name: str, form: str, dtype: torch.dtype = torch.float32) -> Transformer:
    model = samples.stirred(samples.model(attention=form, **MODELS[name])).eval()
    model.set_compute(dtype)
    return model


def run(model: Transformer, batch: Batch, **given: Any) -> Tensor:
    with torch.no_grad():
        return model(batch.to(samples.CPU), **given)


def changed(batch: Batch, field: str, place: int) -> Batch:
    """The batch with one column of tokens another."""
    tokens = getattr(batch, field).copy()
    tokens[:, place] = np.where(tokens[:, place] == 7, 8, 7)
    return replace(batch, **{field: tokens})


@pytest.mark.parametrize("name", ALONE)
@pytest.mark.parametrize("segmented", [False, True])
def test_a_future_token_leaves_earlier_causal_outputs_bit_equal(
    name: str, segmented: bool, form: str, dtype: torch.dtype
) -> None:
    model = model_of(name, form, dtype)
    batch = replace(samples.two_texts(6) if segmented else samples.full_rows(3, 32), sight="causal")
    before, after = run(model, batch), run(model, changed(batch, "tokens", 20))
    assert torch.isfinite(before).all()
    assert torch.equal(before[:, :20], after[:, :20])
    assert not torch.equal(before[:, 20:26], after[:, 20:26])


@pytest.mark.parametrize("name", BOTH)
@pytest.mark.parametrize("segmented", [False, True])
def test_a_future_token_leaves_what_a_decoder_wrote_before_bit_equal(
    name: str, segmented: bool, form: str, dtype: torch.dtype
) -> None:
    model = model_of(name, form, dtype)
    batch = samples.read_and_written(padded=4) if segmented else samples.read_and_written()
    before, after = run(model, batch), run(model, changed(batch, "decoder_tokens", 9))
    assert before.shape[1] == batch.decoder_tokens.shape[1]
    assert torch.isfinite(before).all()
    assert torch.equal(before[:, :9], after[:, :9])
    assert not torch.equal(before[:, 9:], after[:, 9:])


@pytest.mark.parametrize("name", ALONE)
@pytest.mark.parametrize("sight", ["both", "causal", "prefix"])
def test_a_token_of_another_segment_leaves_this_one_bit_equal(
    name: str, sight: Any, form: str, dtype: torch.dtype
) -> None:
    model = model_of(name, form, dtype)
    batch = samples.two_texts()
    visible = np.isin(np.arange(32), [0, 1, 2, 3, 14, 15, 16]) & np.ones((3, 1), dtype=np.bool_)
    batch = replace(batch, sight=sight, visible=visible)
    before, after = run(model, batch), run(model, changed(batch, "tokens", 3))
    assert torch.equal(before[:, 14:], after[:, 14:])
    assert not torch.equal(before[:, :14], after[:, :14])


@pytest.mark.parametrize("name", BOTH)
@pytest.mark.parametrize("side", ["tokens", "decoder_tokens"])
def test_a_pair_of_texts_beside_another_is_as_if_alone(
    name: str, side: str, form: str, dtype: torch.dtype
) -> None:
    model = model_of(name, form, dtype)
    batch = samples.read_and_written(texts=2)
    before, after = run(model, batch), run(model, changed(batch, side, 1))  # of the first text
    second = torch.from_numpy(batch.decoder_segments == 1)
    assert torch.equal(before[second], after[second])
    assert not torch.equal(before[~second], after[~second])


@pytest.mark.parametrize("name", ALONE)
def test_what_is_visible_is_seen_from_before_and_the_rest_is_not(
    name: str, form: str, dtype: torch.dtype
) -> None:
    model = model_of(name, form, dtype)
    for batch in (samples.full_rows(3, 32), samples.two_texts(6)):
        visible = (np.arange(32) < 9) & np.ones((3, 1), dtype=np.bool_)
        batch = replace(batch, sight="prefix", visible=visible)
        before = run(model, batch)
        inside = run(model, changed(batch, "tokens", 8))
        assert not torch.equal(before[:, 0], inside[:, 0])  # the first sees the ninth
        outside = run(model, changed(batch, "tokens", 11))
        assert torch.equal(before[:, :11], outside[:, :11])
        assert not torch.equal(before[:, 11:14], outside[:, 11:14])


@pytest.mark.parametrize("name", ALONE)
def test_nothing_visible_is_causal_and_everything_visible_is_both(name: str, form: str) -> None:
    model = model_of(name, form)
    for batch in (samples.full_rows(3, 32), samples.two_texts(6)):
        for visible, sight in ((False, "causal"), (True, "both")):
            every = np.full((3, 32), visible)
            found = run(model, replace(batch, sight="prefix", visible=every))
            expected = run(model, replace(batch, sight=sight))
            torch.testing.assert_close(found, expected, atol=1e-5, rtol=1e-5)


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.parametrize("padded", [0, 6])
def test_both_forms_of_attention_are_equal(name: str, padded: int) -> None:
    for batch in batches_of(name, padded):
        model = model_of(name, "sdpa")
        fused = run(model, batch)
        model.set_attention("explicit")
        written = run(model, batch)
        assert torch.isfinite(written).all()
        torch.testing.assert_close(fused, written, atol=2e-5, rtol=1e-5)


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.parametrize("padded", [0, 6])
def test_places_asked_for_are_those_of_the_whole_row(name: str, padded: int, form: str) -> None:
    model = model_of(name, form)
    at = torch.tensor([[0, 5, 11], [3, 3, 1], [13, 2, 15]])
    for batch in batches_of(name, padded):
        whole = run(model, batch)
        asked = run(model, batch, at=at)
        expected = whole.take_along_dim(at[..., None], dim=1)
        torch.testing.assert_close(asked, expected, atol=2e-5, rtol=1e-5)


def batches_of(name: str, padded: int) -> list[Batch]:
    """Batches of every sight the model is given."""
    if name in BOTH:
        if not padded:
            return [samples.read_and_written(), samples.read_and_written(texts=2)]
        return [samples.read_and_written(texts=2, padded=padded)]
    visible = (np.arange(32) < 9) & np.ones((3, 1), dtype=np.bool_)
    batch = samples.two_texts(padded) if padded else samples.full_rows(3, 32)
    return [replace(batch, sight=s, visible=visible) for s in ("both", "causal", "prefix")]


@pytest.mark.parametrize("name", BOTH)
@pytest.mark.parametrize("side", ["decoder_tokens", "tokens"])
def test_padding_on_either_side_neither_sees_nor_is_seen(
    name: str, side: str, form: str, dtype: torch.dtype
) -> None:
    model = model_of(name, form, dtype)
    batch = samples.read_and_written(padded=4)
    empty = torch.from_numpy(batch.decoder_segments == PADDING)
    before = run(model, batch)
    assert torch.isfinite(before).all()
    tokens, segments = getattr(batch, side), getattr(batch, side.replace("tokens", "segments"))
    other = np.where(segments == PADDING, samples.PAD, tokens)
    after = run(model, replace(batch, **{side: other}))
    assert not np.array_equal(other, tokens)
    assert torch.equal(before[~empty], after[~empty])
    real = run(model, changed(batch, "tokens", 0))
    assert torch.equal(before[empty], real[empty])
    assert not torch.equal(before[~empty], real[~empty])


@pytest.mark.parametrize("name", BOTH)
def test_a_decoder_with_nothing_to_look_at_stays_finite(
    name: str, form: str, dtype: torch.dtype
) -> None:
    model = model_of(name, form, dtype).train()
    batch = samples.read_and_written(padded=4)
    nowhere = replace(batch, decoder_segments=np.full_like(batch.decoder_segments, 7))
    hidden = model(nowhere.to(samples.CPU))
    hidden.float().square().sum().backward()
    assert torch.isfinite(hidden).all()
    for parameter in model.parameters():
        assert parameter.grad is None or torch.isfinite(parameter.grad).all()
    other = run(model.eval(), changed(nowhere, "tokens", 0))
    assert torch.equal(run(model, nowhere), other)


@pytest.mark.parametrize("name", BOTH)
def test_capture_collects_all_three_attentions(name: str) -> None:
    model = model_of(name, "sdpa")
    batch = samples.read_and_written(padded=4)
    num_written, num_read = batch.decoder_tokens.shape[1], batch.tokens.shape[1]
    capture = Capture()
    hidden = run(model, batch, capture=capture)
    torch.testing.assert_close(hidden, run(model, batch), atol=2e-5, rtol=1e-5)
    shapes = [
        {tuple(layer.shape) for layer in layers}
        for layers in (capture.attention, capture.decoder, capture.cross)
    ]
    assert shapes == [
        {(3, 2, num_read, num_read)},
        {(3, 2, num_written, num_written)},
        {(3, 2, num_written, num_read)},
    ]
    assert len(capture.attention) == len(capture.decoder) == len(capture.cross) == 2
    apart = batch.decoder_segments[:, :, None] != batch.segments[:, None, :]
    later = np.triu(np.ones((num_written, num_written), dtype=np.bool_), 1)
    for own, cross in zip(capture.decoder, capture.cross, strict=True):
        assert (own[:, :, torch.from_numpy(later)] == 0).all()
        torch.testing.assert_close(own.sum(-1), torch.ones(3, 2, num_written))
        assert (cross.amax(1)[torch.from_numpy(apart)] == 0).all()
        found = torch.from_numpy(~apart.all(-1)).float()
        torch.testing.assert_close(cross.sum(-1), found[:, None].expand(3, 2, -1))


def test_capture_follows_the_sight_of_a_decoder() -> None:
    capture = Capture()
    run(
        model_of("decoder", "sdpa"),
        replace(samples.full_rows(3, 32), sight="causal"),
        capture=capture,
    )
    later = torch.ones(32, 32, dtype=torch.bool).triu(1)
    assert len(capture.attention) == 2
    assert capture.decoder == capture.cross == []
    for layer in capture.attention:
        assert (layer[:, :, later] == 0).all()
