"""Losses of pairs against torch's own, on the same logits; and rows against `transformers`."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from torch.nn import functional

from engine.batch import IGNORE, Batch
from engine.batching.labelled_rows import LabelledRows
from engine.batching.sources import MemoryPairs
from engine.objectives.objective import Objective
from engine.training.learner import Learner
from tests.engine import model_samples as samples

INFERENCE, TRANSLATION = "natural_language_inference", "translation"


def batch_for(objective: Objective) -> Batch:
    source = objective.source.of(samples.material(), samples.vocabulary(), 32)
    rngs = samples.rngs(18)
    return objective.corrupt(source.rows(range(18), rngs), rngs).to(samples.CPU)


def parts(name: str, **given: Any) -> tuple[Any, Objective]:
    model = samples.stirred(samples.model_for(name, dropout=0.0))
    return model, samples.stirred(samples.objective(model, name, **given), seed=2)


@pytest.mark.parametrize("training", [True, False])
@pytest.mark.parametrize("smoothing", [0.0, 0.1, 0.6])
def test_translation_is_torchs_smoothed_cross_entropy_over_the_real_vocabulary(
    smoothing: float, training: bool
) -> None:
    model, objective = parts(TRANSLATION, smoothing=smoothing)
    batch = batch_for(objective)
    learner = Learner(model, objective).train(training)
    loss = learner(batch)[TRANSLATION]
    found = torch.autograd.grad(loss.total, list(learner.parameters()), allow_unused=True)

    logits = objective.head.logits(model(batch)).flatten(0, 1)
    assert logits.shape[1] > samples.SIZE  # rows of padding, which must not count
    logits, targets = logits[:, : samples.SIZE], batch.targets.flatten()
    expected = functional.cross_entropy(
        logits,
        targets,
        ignore_index=IGNORE,
        label_smoothing=smoothing if training else 0.0,
        reduction="sum",
    )
    theirs = torch.autograd.grad(expected, list(learner.parameters()), allow_unused=True)
    torch.testing.assert_close(loss.total, expected, atol=1e-5, rtol=1e-5)
    assert loss.count == (targets != IGNORE).sum()
    assert loss.correct == ((logits.argmax(1) == targets) & (targets != IGNORE)).sum()
    for one, other in zip(found, theirs, strict=True):
        assert (one is None) == (other is None)
        if one is not None:
            torch.testing.assert_close(one, other, atol=1e-4, rtol=1e-4)


@pytest.mark.parametrize("classes", [3, 7])
def test_inference_is_torchs_cross_entropy(classes: int) -> None:
    model, objective = parts(INFERENCE, classes=classes)
    batch = batch_for(objective)
    learner = Learner(model, objective)
    loss = learner(batch)[INFERENCE]
    logits = objective.head(model(batch)[:, 0])
    assert logits.shape == (18, classes)
    expected = functional.cross_entropy(logits, batch.labels, reduction="sum")
    torch.testing.assert_close(loss.total, expected, atol=1e-5, rtol=1e-5)
    found, theirs = (
        torch.autograd.grad(one, list(learner.parameters()), retain_graph=True, allow_unused=True)
        for one in (loss.total, expected)
    )
    for one, other in zip(found, theirs, strict=True):
        assert (one is None) == (other is None)
        if one is not None:
            torch.testing.assert_close(one, other, atol=1e-4, rtol=1e-4)


def test_labelled_rows_are_those_of_berts_tokenizer(tmp_path: Any) -> None:
    transformers = pytest.importorskip("transformers")
    names = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *(f"w{number}" for number in range(40))]
    (tmp_path / "vocab.txt").write_text("\n".join(names))
    theirs = transformers.BertTokenizerFast(str(tmp_path / "vocab.txt"))
    rng = np.random.default_rng(0)
    sides = [[rng.integers(5, 45, rng.integers(1, 16)) for _ in range(200)] for _ in range(2)]
    texts = [[" ".join(names[token] for token in side) for side in one] for one in sides]
    # 12 places for words: of an odd number theirs gives the second passage one more, BERT's own
    # code (as ours) the first.
    expected = theirs(
        *texts, padding="max_length", truncation="longest_first", max_length=15, return_tensors="np"
    )
    rows = LabelledRows(
        MemoryPairs(*sides, np.arange(200), tuple(map(str, range(200)))), samples.vocabulary(), 15
    )
    batch = rows.rows(np.argsort(rows.labels), samples.rngs(200))
    assert rows.num_cut > 20
    assert np.array_equal(batch.tokens, expected["input_ids"])
    assert np.array_equal(batch.token_types, expected["token_type_ids"])
    assert np.array_equal(batch.segments >= 0, expected["attention_mask"] == 1)
