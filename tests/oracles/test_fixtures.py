"""Stored weights of BERT, GPT-2 and BART give the logits, losses and tokens stored with them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from engine.batch import IGNORE, PADDING, Batch
from engine.exchange.names import head_links, to_ours, trunk_links
from engine.models.config import ModelConfig
from engine.models.heads import PairHead, TokenHead, cross_entropy
from engine.models.transformer import Transformer
from tests.engine import model_samples as samples

load_file = pytest.importorskip("safetensors.numpy").load_file

FOLDER = "ckpt-synthetic-fixtures"
HALF = {"atol": 2e-3, "rtol": 2e-3}  # of logits stored as float16
SINGLE = {"atol": 1e-5, "rtol": 1e-5}

RealData = Callable[[str], Path]


class Fixture:
    """One folder: its configuration, its weights, and what it must give."""

    def __init__(self, real_data: RealData, name: str) -> None:
        folder = real_data(FOLDER) / name
        self.config = json.loads((folder / "config.json").read_text())
        self.weights = load_file(folder / "model.safetensors")
        with np.load(folder / "expected_outputs.npz") as stored:
            self.expected = dict(stored)

    def tensor(self, name: str) -> Tensor:
        """One of the stored outputs."""
        return torch.from_numpy(np.asarray(self.expected[name]))

    def model(self, family: str, **given: Any) -> Transformer:
        """Our model with these weights."""
        config = ModelConfig.model_validate({"style": "classic", "paper": family} | given)
        generator = torch.Generator().manual_seed(0)
        model = Transformer(config, self.config["vocab_size"], generator=generator)
        links = trunk_links(family, config, model.vocabulary)
        _lay(model, to_ours(links, self.weights))
        return model.eval()

    def head(self, family: str, kind: str, head: Any, model: Transformer) -> Any:
        """The same head with these weights."""
        _lay(head, to_ours(head_links(family, kind, model.config), self.weights))
        return head


def _lay(module: torch.nn.Module, arrays: Mapping[str, Any]) -> None:
    own = dict(module.named_parameters())
    assert set(own) == set(arrays)
    with torch.no_grad():
        for name, array in arrays.items():
            own[name].copy_(torch.from_numpy(np.array(array)))


def batch_of(tokens: Any, mask: Any = None, **given: Any) -> Batch:
    """Rows of one text, of which the mask says where it ends."""
    there = np.ones_like(tokens) if mask is None else mask
    places = np.broadcast_to(np.arange(tokens.shape[1]), tokens.shape).copy()
    return Batch(
        tokens=tokens,
        positions=places,
        segments=np.where(there == 1, 0, PADDING),
        one_segment=bool((there == 1).all()),
        **given,
    )


def mean_loss(logits: Tensor, targets: Tensor) -> Tensor:
    """As torch's: over the targets that are asked for."""
    total, _ = cross_entropy(logits.flatten(0, -2), targets.flatten())
    return total / (targets != IGNORE).sum()


def test_bert_gives_the_stored_logits_and_loss(real_data: RealData) -> None:
    fixture = Fixture(real_data, "bert-pretraining-random-3x32-bertzhvocab")
    model = fixture.model("bert", depth=3, width=32, heads=4, feed_forward=64, length=64)
    words = fixture.head("bert", "token", TokenHead(model), model)
    pairs = fixture.head("bert", "pair", PairHead(model, 2), model)
    stored = fixture.expected
    batch = batch_of(
        stored["input_ids"], stored["attention_mask"], token_types=stored["token_type_ids"]
    )
    hidden = model(batch.to(samples.CPU))
    logits = words.logits(hidden)
    judged = pairs(hidden[:, 0])
    real = logits[..., : model.vocabulary]
    there = torch.from_numpy(batch.segments != PADDING)
    torch.testing.assert_close(
        real[there], fixture.tensor("prediction_logits").float()[there], **HALF
    )
    torch.testing.assert_close(judged, fixture.tensor("seq_relationship_logits"), **SINGLE)
    loss = mean_loss(logits, fixture.tensor("labels"))
    loss = loss + mean_loss(judged, fixture.tensor("next_sentence_label"))
    torch.testing.assert_close(loss, fixture.tensor("loss"), **SINGLE)


def test_gpt2_gives_the_stored_logits_loss_and_tokens(real_data: RealData) -> None:
    fixture = Fixture(real_data, "gpt2-random-2x16-gpt2vocab")
    model = fixture.model("gpt2", depth=2, width=16, heads=2, length=64)
    head = TokenHead(model)
    tokens = fixture.expected["input_ids"]

    def logits(tokens: Any) -> Tensor:
        batch = replace(batch_of(tokens), sight="causal")
        return head.logits(model(batch.to(samples.CPU)))

    found = logits(tokens)
    stored = fixture.tensor("logits").float()
    torch.testing.assert_close(found[..., : model.vocabulary], stored, **HALF)
    loss = mean_loss(found[:, :-1], torch.from_numpy(tokens[:, 1:]))
    torch.testing.assert_close(loss, fixture.tensor("loss"), **SINGLE)
    written = fixture.expected["greedy"]
    begun = int((tokens == written[:, : tokens.shape[1]]).cumprod().sum())  # as they were given
    tokens = written[:, :begun]
    assert begun < written.shape[1]
    while tokens.shape[1] < written.shape[1]:
        best = logits(tokens)[:, -1:].argmax(-1)
        tokens = np.concatenate([tokens, best.numpy()], axis=1)
    np.testing.assert_array_equal(tokens, written)


def test_bart_gives_the_stored_logits_and_loss(real_data: RealData) -> None:
    fixture = Fixture(real_data, "bart-random-2x32")
    model = fixture.model("bart", depth=2, width=32, heads=4, feed_forward=64, length=64)
    head = fixture.head("bart", "token", TokenHead(model), model)
    labels = fixture.expected["labels"]
    start = np.full((1, 1), fixture.config["decoder_start_token_id"])
    given = np.concatenate([start, labels[:, :-1]], axis=1)
    written = batch_of(given)
    batch = replace(
        batch_of(fixture.expected["input_ids"]),
        decoder_tokens=written.tokens,
        decoder_positions=written.positions,
        decoder_segments=written.segments,
    )
    logits = head.logits(model(batch.to(samples.CPU)))
    found = logits[..., : model.vocabulary]
    torch.testing.assert_close(found, fixture.tensor("logits"), **SINGLE)
    torch.testing.assert_close(
        mean_loss(logits, torch.from_numpy(labels)), fixture.tensor("loss"), **SINGLE
    )
