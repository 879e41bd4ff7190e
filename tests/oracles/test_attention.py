"""What heads look at equals the papers' formulas written out elsewhere, and `transformers`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from engine.batch import PADDING, Batch
from engine.inference import Reader
from engine.models.transformer import Capture, Transformer
from engine.training.building import build_learner
from tests.engine import model_samples as samples
from tests.engine.assembly_samples import sample
from tests.engine.tokenizer_samples import wordpiece
from tests.oracles.plain_attention import Array, plain_attention
from tests.oracles.test_fixtures import Fixture, batch_of

EQUAL = {"atol": 1e-5, "rtol": 1e-5}
ARCHITECTURES = ("encoder", "decoder", "encoder_decoder")
POSITIONS = ("rotary", "learned", "sinusoidal", "relative")
NORMS = ("pre", "post")
SHAPE = {"depth": 3, "width": 32, "heads": 4, "length": 32}


def rows_for(architecture: str, *, padded: int) -> Batch:
    """Two texts in a row, the second shorter by `padded` places."""
    if architecture == "encoder_decoder":
        return samples.read_and_written(texts=2, padded=padded)
    sight = "causal" if architecture == "decoder" else "both"
    return replace(samples.two_texts(padded), sight=sight)  # type: ignore[arg-type]


def captured(model: Transformer, batch: Batch) -> Capture:
    capture = Capture()
    with torch.no_grad():
        model(batch.to(samples.CPU), capture)
    return capture


def compare(model: Transformer, batch: Batch) -> None:
    """Every layer of every side, in the rows of tokens that are no padding."""
    ours, plain = captured(model, batch), plain_attention(model, batch)
    read = batch.segments != PADDING
    assert len(ours.attention) == len(plain.trunk) == model.config.depth
    equal(ours.attention, plain.trunk, read)
    assert len(ours.decoder) == len(ours.cross) == model.config.written_depth
    if model.config.writes:
        written = batch.decoder_segments != PADDING
        equal(ours.decoder, plain.decoder, written)
        equal(ours.cross, plain.cross, written)


def equal(ours: list[torch.Tensor], plain: list[Array], there: Array) -> None:
    for found, expected in zip(ours, plain, strict=True):
        for row, places in enumerate(there):
            np.testing.assert_allclose(found[row][:, places], expected[row][:, places], **EQUAL)


@pytest.mark.parametrize("padded", [0, 3])
@pytest.mark.parametrize(
    ("architecture", "positions", "norm"), list(product(ARCHITECTURES, POSITIONS, NORMS))
)
def test_attention_is_what_the_formulas_say(
    architecture: str, positions: str, norm: str, padded: int
) -> None:
    given = {"architecture": architecture, "positions": positions, "norm": norm}
    model = samples.stirred(samples.model(**SHAPE, **given)).eval()
    compare(model, rows_for(architecture, padded=padded))


@pytest.mark.parametrize(
    "given",
    [
        {"style": "classic", "paper": "bert"},
        {"style": "classic", "paper": "bart"},
        {"style": "classic", "paper": "t5"},
        {"style": "classic", "paper": "gpt2"},
        {"style": "classic", "paper": "bert", "share_layers": True, "embedding_width": 16},
        {"normalisation": "layer", "biases": True, "activation": "relu"},
        {"normalisation": "rms", "embedding_norm": True},
        {"architecture": "encoder_decoder", "decoder_depth": 2, "positions": "relative"},
    ],
)
def test_the_papers_own_parts_are_what_the_formulas_say(given: dict[str, Any]) -> None:
    model = samples.stirred(samples.model(**SHAPE | given)).eval()
    batch = rows_for(model.config.architecture, padded=3)
    if model.config.token_types:
        batch = replace(batch, token_types=(batch.segments > 0).astype(np.int64))
    compare(model, batch)


@pytest.mark.parametrize("positions", POSITIONS)
@pytest.mark.parametrize("architecture", ["decoder", "encoder_decoder"])
def test_nobody_looks_ahead(architecture: str, positions: str) -> None:
    given = {"architecture": architecture, "positions": positions}
    model = samples.stirred(samples.model(**SHAPE, **given)).eval()
    capture = captured(model, rows_for(architecture, padded=3))
    for maps in capture.decoder if architecture == "encoder_decoder" else capture.attention:
        later = torch.ones(maps.shape[-2:]).triu(1).bool()
        assert (maps[..., later] == 0.0).all()


@pytest.mark.parametrize(
    "sets",
    [
        (),
        ("model.architecture=decoder", "objectives.causal_lm=true"),
        ("model.architecture=encoder_decoder", "objectives.denoising=true"),
    ],
)
def test_a_look_shows_these_numbers(tmp_path: Path, sets: tuple[str, ...]) -> None:
    """As float16 keeps them."""
    tokenizer = wordpiece()
    others = ("objectives.masked_lm=false", "objectives.next_sentence=false") if sets else ()
    learner = build_learner(sample(tmp_path, *others, *sets, "model.length=48"), tokenizer)
    samples.stirred(learner.model)
    learner.eval()
    reader = Reader(learner, tokenizer)
    look = reader.probe("the masked words are guessed")
    row = reader.row("the masked words are guessed")
    batch = replace(row.sentence.batch(), sight="causal" if "decoder" in str(sets[:1]) else "both")
    if row.given:
        batch = replace(
            batch,
            sight="both",
            decoder_tokens=np.array([row.given]),
            decoder_positions=np.arange(len(row.given))[None],
            decoder_segments=np.zeros((1, len(row.given)), np.int64),
        )
    plain = plain_attention(learner.model, batch)
    for side in look.sides:
        expected = np.stack([layer[0] for layer in getattr(plain, side)])
        np.testing.assert_allclose(look.weights(side), expected, atol=1e-3)


# What is one with another weight, which is stored.
TIED = {
    "cls.predictions.decoder.weight",
    "cls.predictions.decoder.bias",
    "lm_head.weight",
    "model.encoder.embed_tokens.weight",
    "model.decoder.embed_tokens.weight",
}
RealData = Callable[[str], Path]


def theirs(fixture: Fixture, kind: str) -> Any:
    """Their model with the stored weights. (Their own loading leaves threads behind.)"""
    transformers = pytest.importorskip("transformers", reason="`transformers` is not here")
    config = transformers.AutoConfig.for_model(**fixture.config)
    model = getattr(transformers, kind)._from_config(config, attn_implementation="eager")
    weights = {name: torch.from_numpy(np.array(one)) for name, one in fixture.weights.items()}
    missing, unexpected = model.load_state_dict(weights, strict=False)
    assert not unexpected
    assert set(missing) <= TIED
    model.tie_weights()
    return model.eval()


def same(ours: list[torch.Tensor], others: Any, there: Array) -> None:
    equal(ours, [layer.numpy() for layer in others], there)


@torch.no_grad()
def test_bert_looks_where_transformers_does(real_data: RealData) -> None:
    fixture = Fixture(real_data, "bert-pretraining-random-3x32-bertzhvocab")
    model = fixture.model("bert", depth=3, width=32, heads=4, feed_forward=64, length=64)
    stored = fixture.expected
    batch = batch_of(
        stored["input_ids"], stored["attention_mask"], token_types=stored["token_type_ids"]
    )
    given = {
        of: torch.from_numpy(stored[of]).long()
        for of in ("input_ids", "attention_mask", "token_type_ids")
    }
    expected = theirs(fixture, "BertForPreTraining")(**given, output_attentions=True)
    same(captured(model, batch).attention, expected.attentions, batch.segments != PADDING)


@torch.no_grad()
def test_gpt2_looks_where_transformers_does(real_data: RealData) -> None:
    fixture = Fixture(real_data, "gpt2-random-2x16-gpt2vocab")
    model = fixture.model("gpt2", depth=2, width=16, heads=2, length=64)
    tokens = fixture.expected["input_ids"]
    batch = replace(batch_of(tokens), sight="causal")
    expected = theirs(fixture, "GPT2LMHeadModel")(torch.from_numpy(tokens), output_attentions=True)
    found = captured(model, batch).attention
    same(found, expected.attentions, batch.segments != PADDING)
    later = torch.ones(tokens.shape[1], tokens.shape[1]).triu(1).bool()
    assert all((maps[..., later] == 0.0).all() for maps in found)


@torch.no_grad()
def test_bart_looks_where_transformers_does(real_data: RealData) -> None:
    fixture = Fixture(real_data, "bart-random-2x32")
    model = fixture.model("bart", depth=2, width=32, heads=4, feed_forward=64, length=64)
    labels = fixture.expected["labels"]
    start = np.full((1, 1), fixture.config["decoder_start_token_id"])
    written = batch_of(np.concatenate([start, labels[:, :-1]], axis=1))
    batch = replace(
        batch_of(fixture.expected["input_ids"]),
        decoder_tokens=written.tokens,
        decoder_positions=written.positions,
        decoder_segments=written.segments,
    )
    expected = theirs(fixture, "BartForConditionalGeneration")(
        input_ids=torch.from_numpy(fixture.expected["input_ids"]),
        decoder_input_ids=torch.from_numpy(written.tokens),
        output_attentions=True,
    )
    ours = captured(model, batch)
    read, there = batch.segments != PADDING, written.segments != PADDING
    same(ours.attention, expected.encoder_attentions, read)
    same(ours.decoder, expected.decoder_attentions, there)
    same(ours.cross, expected.cross_attentions, there)
