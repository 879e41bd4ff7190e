"""Our losses equal those of `transformers` on the same weights and rows, to 1e-5."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from engine.batch import IGNORE, Batch
from engine.exchange.names import to_ours, trunk_links
from engine.models.transformer import Transformer
from engine.objectives.objective import Objective
from engine.training.learner import Learner
from tests.engine import model_samples as samples
from tests.oracles.oracle_configs import bert_config, modernbert_config
from tests.oracles.oracle_models import (
    EQUAL,
    LENGTH,
    NUM_ROWS,
    WIDTH,
    give,
    inputs,
    our_model,
    rows,
    transformers,
)


def asked(padded: int = 0) -> Batch:
    """`rows` with targets and labels."""
    rng = np.random.default_rng(0)
    batch = rows(padded)
    places = np.stack([rng.permutation(LENGTH - padded)[:4] for _ in range(NUM_ROWS)])
    targets = rng.integers(samples.MASK + 1, samples.SIZE, places.shape)
    targets[2, 3:] = IGNORE
    return replace(
        batch,
        predict_at=places,
        targets=targets,
        labels=rng.integers(0, 2, NUM_ROWS),
        counts={"masked_lm": int((targets != IGNORE).sum()), "next_sentence": NUM_ROWS},
    )


def dense_targets(batch: Batch) -> Tensor:
    """[B, L]."""
    targets = np.full(batch.tokens.shape, IGNORE)
    row, at = np.nonzero(batch.targets != IGNORE)
    targets[row, batch.predict_at[row, at]] = batch.targets[row, at]
    return torch.from_numpy(targets)


def classic() -> Transformer:
    return our_model(style="classic")


def our_losses(model: Transformer, objective: Objective, batch: Batch) -> dict[str, Any]:
    return Learner(model, objective)(batch.to(samples.CPU))


@pytest.mark.parametrize("form", ["sdpa", "explicit"])
@pytest.mark.parametrize("padded", [0, 5])
def test_classic_masked_lm_is_bert(form: Any, padded: int) -> None:
    model, batch = classic(), asked(padded)
    model.set_attention(form)
    objective = samples.stirred(samples.objective(model, "masked_lm"))
    theirs = give(
        transformers.BertForMaskedLM(bert_config()), "bert", model, {"token": objective.head}
    )
    answer = theirs(**inputs(batch), labels=dense_targets(batch))
    loss = our_losses(model, objective, batch)["masked_lm"]
    torch.testing.assert_close(loss.total / loss.count, answer.loss, **EQUAL)


@pytest.mark.parametrize("padded", [0, 5])
def test_classic_next_sentence_is_bert(padded: int) -> None:
    model, batch = classic(), asked(padded)
    objective = samples.stirred(samples.objective(model, "next_sentence"))
    theirs = transformers.BertForNextSentencePrediction(bert_config())
    give(theirs, "bert", model, {"pair": objective.head})
    answer = theirs(**inputs(batch), labels=torch.from_numpy(batch.labels))
    loss = our_losses(model, objective, batch)["next_sentence"]
    torch.testing.assert_close(loss.total / loss.count, answer.loss, **EQUAL)


def test_classic_gradients_are_berts() -> None:
    model, batch = classic(), asked(5)
    objective = samples.stirred(samples.objective(model, "masked_lm"))
    theirs = give(
        transformers.BertForMaskedLM(bert_config()), "bert", model, {"token": objective.head}
    )
    theirs(**inputs(batch), labels=dense_targets(batch)).loss.backward()
    loss = our_losses(model, objective, batch)["masked_lm"]
    (loss.total / loss.count).backward()
    named = dict(theirs.named_parameters())
    gradients = {name: p.grad.numpy() for name, p in named.items() if p.grad is not None}
    expected = to_ours(trunk_links("bert", model.config, model.vocabulary), gradients)
    own = dict(model.named_parameters())
    assert set(expected) == set(own)
    for name, value in expected.items():
        found = own[name].grad
        torch.testing.assert_close(found, torch.from_numpy(np.array(value)), atol=1e-5, rtol=1e-4)


def test_modern_masked_lm_is_modernbert() -> None:
    model = our_model(style="modern")
    objective = samples.stirred(samples.objective(model, "masked_lm"))
    batch = replace(asked(), token_types=None)
    theirs = transformers.ModernBertForMaskedLM(modernbert_config(model.config.feed_forward))
    give(theirs, "modernbert", model, {"token": objective.head})
    answer = theirs(**inputs(batch), labels=dense_targets(batch))
    loss = our_losses(model, objective, batch)["masked_lm"]
    torch.testing.assert_close(loss.total / loss.count, answer.loss, **EQUAL)


def test_weights_are_as_many_as_berts() -> None:
    model = classic()
    objective = samples.objective(model, "masked_lm")
    ours = sum(p.numel() for p in nn.ModuleList([model, objective]).parameters())
    padding = (model.embeddings.tokens.weight.shape[0] - samples.SIZE) * WIDTH
    theirs = transformers.BertForMaskedLM(bert_config())
    assert ours - padding == theirs.num_parameters()
