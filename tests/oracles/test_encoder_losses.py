"""The losses of ELECTRA, ALBERT and SimCSE are those of `transformers` and of plain torch."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch
from torch.nn import functional

from engine.batch import IGNORE, PADDING, Batch
from engine.models.heads import TokenHead
from engine.objectives.generator import ASKED, REPLACED, UNIFORM
from engine.training.learner import Learner
from tests.engine import model_samples as samples
from tests.oracles import oracle_configs as configs
from tests.oracles.oracle_models import EQUAL, WIDTH, give, inputs, our_model, rows, transformers

PADDED = pytest.mark.parametrize("padded", [0, 5])


def text(padded: int) -> Batch:
    """`rows` of which padding may not be hidden."""
    batch = rows(padded)
    return replace(batch, maskable=batch.segments != PADDING)


def dense_targets(batch: Batch) -> torch.Tensor:
    """[B, L]."""
    targets = np.full(batch.tokens.shape, IGNORE)
    row, at = np.nonzero(batch.targets != IGNORE)
    targets[row, batch.predict_at[row, at]] = batch.targets[row, at]
    return torch.from_numpy(targets)


def same(ours: Any, theirs: torch.Tensor) -> None:
    torch.testing.assert_close(ours.total / ours.count, theirs, **EQUAL)


def their_fill(logits: torch.Tensor, batch: Batch) -> np.ndarray:
    """The tokens their generator writes when it chooses by our numbers, one place at a time."""
    tokens = batch.tokens.copy()
    for row, at in zip(*np.nonzero(batch.targets != IGNORE), strict=True):
        place = batch.predict_at[row, at]
        shares = torch.softmax(logits[row, place].double(), dim=0).numpy()
        passed = np.cumsum(shares) > batch.own[UNIFORM][row, at] * shares.sum()
        tokens[row, place] = int(np.argmax(passed))
    return tokens


@PADDED
@pytest.mark.parametrize("embedded", [16, WIDTH])
def test_replaced_token_detection_is_electra(padded: int, embedded: int) -> None:
    """Both models of theirs, one after the other, on the same weights."""
    model = our_model(style="classic", paper="electra", embedding_width=embedded)
    part = samples.stirred(samples.objective(model, "replaced_token_detection", rate=0.4)).eval()
    batch = part.corrupt(text(padded), samples.rngs(5))
    found = Learner(model, part).eval()(batch.to(samples.CPU))
    small = part.generator.trunk
    masked_lm = transformers.ElectraForMaskedLM(configs.electra_config(small.config))
    give(masked_lm, "electra", small, {"token": part.generator.head})
    answer = masked_lm(**inputs(batch), labels=dense_targets(batch))
    same(found["generator"], answer.loss)

    after = replace(batch, tokens=their_fill(answer.logits.detach(), batch))
    filled = part.on_device(batch.to(samples.CPU))[0]
    assert (filled.tokens.numpy() == after.tokens).all()
    replaced = (after.tokens != batch.original).astype(np.int64)
    assert (filled.own[REPLACED].numpy() == replaced).all()
    assert (batch.own[ASKED] == (batch.segments != PADDING)).all()
    detector = transformers.ElectraForPreTraining(configs.electra_config(model.config))
    give(detector, "electra", model, {"detection": part.head})
    answer = detector(**inputs(after), labels=torch.from_numpy(replaced))
    same(found["replaced_token_detection"], answer.loss)


@PADDED
def test_masked_words_and_sentence_order_are_albert(padded: int) -> None:
    model = our_model(style="classic", paper="albert", embedding_width=16)
    joint = samples.built(model, {"masked_lm": {"rate": 0.4}, "sentence_order": {}})
    samples.stirred(joint).eval()
    batch = joint.corrupt(text(padded), samples.rngs(5))
    assert 0 < batch.labels.sum() < 5
    found = Learner(model, joint).eval()(batch.to(samples.CPU))
    heads = {name: part.head for name, part in joint.parts().items()}
    theirs = transformers.AlbertForPreTraining(configs.albert_config(model.config))
    named = {"token": heads["masked_lm"], "pair": heads["sentence_order"]}
    give(theirs, "albert", model, named)
    answer = theirs(
        **inputs(batch),
        labels=dense_targets(batch),
        sentence_order_label=torch.from_numpy(batch.labels),
    )
    mean = sum(loss.total / loss.count for loss in found.values())
    torch.testing.assert_close(mean, answer.loss, **EQUAL)
    order = functional.cross_entropy(answer.sop_logits, torch.from_numpy(batch.labels))
    same(found["sentence_order"], order)


def test_similar_sentences_are_simcse() -> None:
    """Two readings of their BERT, its first tokens through a map and tanh, then plain torch."""
    model = our_model(style="classic")
    part = samples.objective(model, "contrastive_sentence", group=4, temperature=0.05)
    samples.stirred(part).eval()
    # Dropout is off: instead of two readings of four texts, readings of eight.
    batch = part.corrupt(samples.full_rows(8, 24), samples.rngs(8))
    loss = Learner(model, part).eval()(batch.to(samples.CPU))["contrastive_sentence"]
    head = samples.stirred(TokenHead(model))
    theirs = transformers.BertForMaskedLM(configs.bert_config())
    trunk = give(theirs, "bert", model, {"token": head}).bert
    first = trunk(**inputs(batch)).last_hidden_state[:, 0]
    mapped = torch.tanh(functional.linear(first, part.head.dense.weight, part.head.dense.bias))
    similar = functional.cosine_similarity(mapped[0::2, None], mapped[None, 1::2], dim=-1) / 0.05
    same(loss, functional.cross_entropy(similar, torch.arange(4)))
    assert loss.correct == (similar.argmax(dim=1) == torch.arange(4)).sum()
