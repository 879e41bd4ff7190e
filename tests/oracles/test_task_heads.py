"""Heads and losses of tasks are those of `transformers` on the same weights."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch
from torch import nn
from torch.nn import functional

from engine.batch import IGNORE, PADDING, Batch
from engine.batching.answer_rows import SPANS, WINDOW
from engine.batching.class_rows import SCORES
from engine.batching.tag_rows import TAGS
from engine.exchange.names import copies, to_theirs, trunk_links
from engine.models.transformer import Transformer
from engine.objectives.answering import Answering
from engine.objectives.objective import Loss
from engine.objectives.row_task import RowTask
from engine.objectives.task_objective import TaskObjective
from engine.training.learner import Learner
from tests.engine import model_samples as samples
from tests.oracles import oracle_configs as configs
from tests.oracles.oracle_models import DEPTH, EQUAL, inputs, our_model, rows, transformers

PADDED = pytest.mark.parametrize("padded", [0, 5])
LABELS = np.array([0, 1, 2, 1, 0])
BERT_HEAD = {"dense": "bert.pooler.dense", "classes": "classifier"}
MODERN_HEAD = {"dense": "head.dense", "norm": "head.norm", "classes": "classifier"}


def task(model: Transformer, name: str, **fields: Any) -> Any:
    """The objective with a head whose every weight is moved, ready to answer."""
    return samples.stirred(samples.objective(model, name, **fields)).eval()


def give(
    theirs: nn.Module, family: str, model: Transformer, head: nn.Module, names: dict[str, str]
) -> Any:
    """Lay trunk and head into their model; none of its own may be left."""
    arrays = {name: value.detach().numpy() for name, value in model.named_parameters()}
    weights = to_theirs(trunk_links(family, model.config, model.vocabulary), arrays)
    for name, value in head.named_parameters():
        module, _, part = name.rpartition(".")
        weights[f"{names[module]}.{part}"] = value.detach().numpy()
    tensors = {name: torch.from_numpy(np.array(value)) for name, value in weights.items()}
    missing, unexpected = theirs.load_state_dict(tensors, strict=False)
    assert not unexpected
    assert set(missing) <= set(copies(family))
    theirs.tie_weights()
    return theirs.eval()


def loss_of(model: Transformer, part: TaskObjective, batch: Batch) -> Loss:
    with torch.no_grad():
        (loss,) = Learner(model, part).eval()(batch.to(samples.CPU)).values()
    return loss


def classed(model: Transformer, part: RowTask, batch: Batch) -> torch.Tensor:
    """Our logits [B, K]."""
    moved = batch.to(samples.CPU)
    with torch.no_grad():
        return part.read_off(model(moved, at=part.asks(moved)), moved)


def same_classes(model: Transformer, part: RowTask, given: Batch, theirs: Any, **more: Any) -> None:
    """Logits and loss."""
    batch = part.corrupt(replace(given, labels=LABELS), ())
    answer = theirs(**inputs(batch), labels=torch.from_numpy(LABELS), **more)
    torch.testing.assert_close(classed(model, part, batch), answer.logits, **EQUAL)
    loss = loss_of(model, part, batch)
    torch.testing.assert_close(loss.total / loss.count, answer.loss, **EQUAL)


@PADDED
def test_classes_are_berts(padded: int) -> None:
    model = our_model(style="classic")
    part = task(model, "classification")
    config = configs.bert_config()
    config.num_labels = 3
    theirs = transformers.BertForSequenceClassification(config)
    give(theirs, "bert", model, part.head, BERT_HEAD)
    same_classes(model, part, rows(padded), theirs)


@PADDED
def test_classes_are_robertas(padded: int) -> None:
    model = our_model(style="classic", paper="roberta")
    part = task(model, "classification")
    config = configs.roberta_config()
    config.num_labels = 3
    theirs = transformers.RobertaForSequenceClassification(config)
    names = {"dense": "classifier.dense", "classes": "classifier.out_proj"}
    give(theirs, "roberta", model, part.head, names)
    same_classes(model, part, rows(padded, typed=False), theirs)


@PADDED
def test_classes_are_electras(padded: int) -> None:
    model = our_model(style="classic", paper="electra", embedding_width=16)
    part = task(model, "classification", activation="gelu")
    config = configs.electra_config(model.config)
    config.num_labels = 3
    theirs = transformers.ElectraForSequenceClassification(config)
    names = {"dense": "classifier.dense", "classes": "classifier.out_proj"}
    give(theirs, "electra", model, part.head, names)
    same_classes(model, part, rows(padded), theirs)


@PADDED
def test_scores_are_berts(padded: int) -> None:
    model = our_model(style="classic")
    part = task(model, "regression", mean=2.0, spread=0.5)
    config = configs.bert_config()
    config.num_labels = 1
    theirs = transformers.BertForSequenceClassification(config)
    give(theirs, "bert", model, part.head, BERT_HEAD)
    wanted = np.array([0.5, 1.0, 2.5, 4.0, 3.0], np.float32)
    batch = part.corrupt(replace(rows(padded), own={SCORES: wanted}), ())
    answer = theirs(**inputs(batch), labels=torch.from_numpy((wanted - 2.0) / 0.5))
    loss = loss_of(model, part, batch)
    torch.testing.assert_close(loss.total / loss.count, answer.loss, **EQUAL)
    moved = batch.to(samples.CPU)
    with torch.no_grad():
        scores = part.scores(model(moved, at=part.asks(moved)), moved)
    torch.testing.assert_close(scores, answer.logits[:, 0] * 0.5 + 2.0, **EQUAL)


@PADDED
@pytest.mark.parametrize("vector", ["first", "mean"])
def test_classes_are_modernberts(padded: int, vector: str) -> None:
    model = our_model(style="modern", token_types=False)
    part = task(model, "classification", vector=vector)
    config = configs.modernbert_config(model.config.feed_forward)
    config.num_labels = 3
    config.classifier_pooling = {"first": "cls", "mean": "mean"}[vector]
    theirs = transformers.ModernBertForSequenceClassification(config)
    give(theirs, "modernbert", model, part.head, MODERN_HEAD)
    same_classes(model, part, rows(padded, typed=False), theirs)


@PADDED
def test_classes_are_gpt2s(padded: int) -> None:
    """Read at the last token that is none to fill up with."""
    model = our_model(style="classic", paper="gpt2", architecture="decoder")
    part = task(model, "classification")
    config = configs.gpt2_config()
    config.num_labels, config.pad_token_id = 3, samples.PAD
    theirs = transformers.GPT2ForSequenceClassification(config)
    give(theirs, "gpt2", model, part.head, {"classes": "score"})
    batch = rows(padded, typed=False)
    tokens = np.where(batch.segments == PADDING, samples.PAD, batch.tokens)
    same_classes(model, part, replace(batch, tokens=tokens), theirs)


@PADDED
def test_classes_are_barts(padded: int) -> None:
    """The decoder is given what was read, and is read where that ends."""
    model = our_model(
        style="classic", paper="bart", architecture="encoder_decoder", decoder_depth=DEPTH - 1
    )
    part = task(model, "classification")
    config = configs.bart_config()
    config.num_labels, config.eos_token_id = 3, samples.SEP
    config.pad_token_id = config.decoder_start_token_id = samples.PAD
    theirs = transformers.BartForSequenceClassification(config)
    names = {"dense": "classification_head.dense", "classes": "classification_head.out_proj"}
    give(theirs, "bart", model, part.head, names)
    batch = rows(padded, typed=False)
    tokens = np.where(batch.segments == PADDING, samples.PAD, batch.tokens)
    tokens[:, tokens.shape[1] - padded - 1] = samples.SEP
    batch = part.corrupt(replace(batch, tokens=tokens, labels=LABELS), ())
    given = {n: one for n, one in inputs(batch).items() if not n.startswith("decoder_")}
    answer = theirs(**given, labels=torch.from_numpy(LABELS))
    torch.testing.assert_close(classed(model, part, batch), answer.logits, **EQUAL)
    loss = loss_of(model, part, batch)
    torch.testing.assert_close(loss.total / loss.count, answer.loss, **EQUAL)


def tagged(padded: int, *, typed: bool) -> Batch:
    """Every third token begins a word."""
    batch = rows(padded, typed=typed)
    places = np.arange(batch.tokens.shape[1])
    tags = np.where(places % 3 == 1, places // 3 % 3, IGNORE) + np.zeros_like(batch.tokens)
    return replace(batch, own={TAGS: np.where(batch.segments == PADDING, IGNORE, tags)})


TAGGERS: dict[str, tuple[dict[str, Any], str, str, dict[str, str]]] = {
    "bert": ({"style": "classic"}, "Bert", "bert_config", {"classes": "classifier"}),
    "modernbert": ({"token_types": False}, "ModernBert", "", MODERN_HEAD),
    "gpt2": (
        {"style": "classic", "paper": "gpt2", "architecture": "decoder"},
        "GPT2",
        "gpt2_config",
        {"classes": "classifier"},
    ),
}


@PADDED
@pytest.mark.parametrize("family", TAGGERS)
def test_tags_are_theirs(family: str, padded: int) -> None:
    fields, prefix, config_of, names = TAGGERS[family]
    model = our_model(**fields)
    part = task(model, "tagging")
    if config_of:
        config = getattr(configs, config_of)()
    else:
        config = configs.modernbert_config(model.config.feed_forward)
    config.num_labels = 3
    theirs = getattr(transformers, f"{prefix}ForTokenClassification")(config)
    give(theirs, family, model, part.head, names)
    batch = part.corrupt(tagged(padded, typed=family == "bert"), ())
    answer = theirs(**inputs(batch), labels=torch.from_numpy(batch.own[TAGS]))
    moved = batch.to(samples.CPU)
    with torch.no_grad():
        logits = part.head(model(moved))
    there = batch.segments != PADDING
    torch.testing.assert_close(logits[there], answer.logits[there], **EQUAL)
    loss = loss_of(model, part, batch)
    torch.testing.assert_close(loss.total / loss.count, answer.loss, **EQUAL)


READERS: dict[str, tuple[dict[str, Any], str, dict[str, str]]] = {
    "bert": ({"style": "classic"}, "Bert", {"classes": "qa_outputs"}),
    "modernbert": ({"token_types": False}, "ModernBert", MODERN_HEAD),
}


@PADDED
@pytest.mark.parametrize("family", READERS)
def test_answers_are_theirs(family: str, padded: int) -> None:
    """The loss is theirs where an answer may stand: a question is no answer, nor is padding."""
    fields, prefix, names = READERS[family]
    model = our_model(**fields)
    part = task(model, "answering")
    assert isinstance(part, Answering)
    config = configs.modernbert_config(model.config.feed_forward)
    config = configs.bert_config() if family == "bert" else config
    config.num_labels = 2
    theirs = getattr(transformers, f"{prefix}ForQuestionAnswering")(config)
    give(theirs, family, model, part.head, names)
    batch = rows(padded, typed=family == "bert")
    end = batch.tokens.shape[1] - padded
    spans = np.array([[11, 13], [0, 0], [12, 12], [15, 17], [10, 18]])
    window = np.array([[10, end]] * len(spans))
    batch = part.corrupt(replace(batch, own={SPANS: spans, WINDOW: window}), ())
    answer = theirs(**inputs(batch))
    moved = batch.to(samples.CPU)
    with torch.no_grad():
        ours = part.places(model(moved), moved)
    allowed = torch.tensor([0, *range(10, end)])
    both = torch.stack([answer.start_logits, answer.end_logits], dim=-1)
    torch.testing.assert_close(ours[:, allowed], both[:, allowed], **EQUAL)
    assert ours[:, 1:10].isneginf().all()
    assert ours[:, end:].isneginf().all()
    inside = torch.full(both.shape, float("-inf"))
    inside[:, allowed] = both[:, allowed]
    wanted = torch.from_numpy(spans)
    expected = sum(functional.cross_entropy(inside[..., at], wanted[:, at]) for at in (0, 1)) / 2
    loss = loss_of(model, part, batch)
    torch.testing.assert_close(loss.total / loss.count, expected, **EQUAL)
