"""Our losses equal those of `transformers` on the same weights and rows, to 1e-5."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from engine.batch import IGNORE, PADDING, Batch
from engine.models.transformer import Transformer
from engine.objectives.objective import Objective
from engine.training.learner import Learner
from tests.engine import model_samples as samples

transformers = pytest.importorskip("transformers", reason="the oracle `transformers` is not here")

NUM_ROWS, LENGTH, DEPTH, WIDTH, HEADS = 5, 24, 3, 32, 4


def shape(**given: Any) -> dict[str, Any]:
    return {"depth": DEPTH, "width": WIDTH, "heads": HEADS, "length": LENGTH, **given}


def rows(padded: int = 0) -> Batch:
    """Pairs of 10 and 14 tokens whose last `padded` places are empty, with targets and labels."""
    rng = np.random.default_rng(0)
    batch = samples.full_rows(NUM_ROWS, LENGTH)
    types = np.broadcast_to((np.arange(LENGTH) >= 10).astype(np.int64), batch.tokens.shape)
    segments = np.where(np.arange(LENGTH) < LENGTH - padded, 0, PADDING) + np.zeros_like(types)
    places = np.stack([rng.permutation(LENGTH - padded)[:4] for _ in range(NUM_ROWS)])
    targets = rng.integers(samples.MASK + 1, samples.SIZE, places.shape)
    targets[2, 3:] = IGNORE
    return replace(
        batch,
        segments=segments,
        token_types=types.copy(),
        predict_at=places,
        targets=targets,
        labels=rng.integers(0, 2, NUM_ROWS),
        counts={"masked_lm": int((targets != IGNORE).sum()), "next_sentence": NUM_ROWS},
        one_segment=padded == 0,
    )


def inputs(batch: Batch) -> dict[str, Tensor]:
    """The same rows as `transformers` takes them."""
    return {
        "input_ids": torch.from_numpy(batch.tokens),
        "attention_mask": torch.from_numpy((batch.segments != PADDING).astype(np.int64)),
    }


def dense_targets(batch: Batch) -> Tensor:
    """[B, L]."""
    targets = np.full(batch.tokens.shape, IGNORE)
    row, at = np.nonzero(batch.targets != IGNORE)
    targets[row, batch.predict_at[row, at]] = batch.targets[row, at]
    return torch.from_numpy(targets)


def give(theirs: nn.Module, weights: Mapping[str, Tensor]) -> None:
    """Load `weights`; nothing of theirs may be left as it was."""
    missing, unexpected = theirs.load_state_dict(weights, strict=False)
    assert not unexpected
    assert not [name for name in missing if "decoder" not in name]  # tied to the embedding
    theirs.tie_weights()


def norms(theirs: str, ours: nn.Module) -> dict[str, Tensor]:
    return {f"{theirs}.{name}": value for name, value in ours.state_dict().items()}


def bert_weights(model: Transformer) -> dict[str, Tensor]:
    """Our classic trunk under BERT's names."""
    embeddings = model.embeddings
    found = {
        "embeddings.word_embeddings.weight": embeddings.tokens.weight[: model.vocabulary],
        "embeddings.position_embeddings.weight": embeddings.positions.weight,
        "embeddings.token_type_embeddings.weight": embeddings.types.weight,
        **norms("embeddings.LayerNorm", embeddings.norm),
    }
    for number, block in enumerate(model.blocks):
        layer = f"encoder.layer.{number}"
        for kind in ("weight", "bias"):
            parts = getattr(block.attention.qkv, kind).chunk(3)
            for name, part in zip(("query", "key", "value"), parts, strict=True):
                found[f"{layer}.attention.self.{name}.{kind}"] = part
        found |= norms(f"{layer}.attention.output.dense", block.attention.output)
        found |= norms(f"{layer}.attention.output.LayerNorm", block.attention_norm)
        found |= norms(f"{layer}.intermediate.dense", block.feed_forward.up)
        found |= norms(f"{layer}.output.dense", block.feed_forward.down)
        found |= norms(f"{layer}.output.LayerNorm", block.feed_forward_norm)
    return {f"bert.{name}": value for name, value in found.items()}


def classic() -> Transformer:
    return samples.stirred(samples.model(**shape(style="classic"))).eval()


def bert_config() -> Any:
    return transformers.BertConfig(
        vocab_size=samples.SIZE,
        hidden_size=WIDTH,
        num_hidden_layers=DEPTH,
        num_attention_heads=HEADS,
        intermediate_size=4 * WIDTH,
        max_position_embeddings=LENGTH,
    )


def our_losses(model: Transformer, objective: Objective, batch: Batch) -> dict[str, Any]:
    return Learner(model, objective)(batch.to(samples.CPU))


@pytest.mark.parametrize("form", ["sdpa", "explicit"])
@pytest.mark.parametrize("padded", [0, 5])
def test_classic_masked_lm_is_bert(form: Any, padded: int) -> None:
    model, batch = classic(), rows(padded)
    model.set_attention(form)
    objective = samples.stirred(samples.objective(model, "masked_lm"))
    theirs = transformers.BertForMaskedLM(bert_config()).eval()
    head = objective.head
    give(
        theirs,
        bert_weights(model)
        | norms("cls.predictions.transform.dense", head.dense)
        | norms("cls.predictions.transform.LayerNorm", head.norm)
        | {"cls.predictions.bias": head.bias},
    )
    answer = theirs(
        **inputs(batch),
        token_type_ids=torch.from_numpy(batch.token_types),
        labels=dense_targets(batch),
    )
    loss = our_losses(model, objective, batch)["masked_lm"]
    torch.testing.assert_close(loss.total / loss.count, answer.loss, atol=1e-5, rtol=1e-5)
    logits = head.logits(model(batch.to(samples.CPU)))[..., : samples.SIZE]
    there = torch.from_numpy(batch.segments != PADDING)
    torch.testing.assert_close(logits[there], answer.logits[there], atol=1e-5, rtol=1e-5)


@pytest.mark.parametrize("padded", [0, 5])
def test_classic_next_sentence_is_bert(padded: int) -> None:
    model, batch = classic(), rows(padded)
    objective = samples.stirred(samples.objective(model, "next_sentence"))
    theirs = transformers.BertForNextSentencePrediction(bert_config()).eval()
    head = objective.head
    give(
        theirs,
        bert_weights(model)
        | norms("bert.pooler.dense", head.dense)
        | norms("cls.seq_relationship", head.classes),
    )
    answer = theirs(
        **inputs(batch),
        token_type_ids=torch.from_numpy(batch.token_types),
        labels=torch.from_numpy(batch.labels),
    )
    loss = our_losses(model, objective, batch)["next_sentence"]
    torch.testing.assert_close(loss.total / loss.count, answer.loss, atol=1e-5, rtol=1e-5)


def test_classic_gradients_are_berts() -> None:
    model, batch = classic(), rows(5)
    objective = samples.stirred(samples.objective(model, "masked_lm"))
    theirs = transformers.BertForMaskedLM(bert_config()).eval()
    head = objective.head
    give(
        theirs,
        bert_weights(model)
        | norms("cls.predictions.transform.dense", head.dense)
        | norms("cls.predictions.transform.LayerNorm", head.norm)
        | {"cls.predictions.bias": head.bias},
    )
    theirs(
        **inputs(batch),
        token_type_ids=torch.from_numpy(batch.token_types),
        labels=dense_targets(batch),
    ).loss.backward()
    loss = our_losses(model, objective, batch)["masked_lm"]
    (loss.total / loss.count).backward()
    layer = theirs.bert.encoder.layer[1]
    block = model.blocks[1]
    for ours, expected in (
        (model.embeddings.tokens.weight, theirs.bert.embeddings.word_embeddings.weight),
        (block.attention.qkv.weight, layer.attention.self.query.weight),
        (block.attention.output.weight, layer.attention.output.dense.weight),
        (block.feed_forward.up.weight, layer.intermediate.dense.weight),
    ):
        found = ours.grad[: expected.shape[0]]  # padding below the embedding, K and V below Q
        torch.testing.assert_close(found, expected.grad, atol=1e-5, rtol=1e-4)


def test_modern_masked_lm_is_modernbert() -> None:
    model = samples.stirred(samples.model(**shape(style="modern"))).eval()
    objective = samples.stirred(samples.objective(model, "masked_lm"))
    batch = replace(rows(), token_types=None)
    theirs = transformers.ModernBertForMaskedLM(
        transformers.ModernBertConfig(
            vocab_size=samples.SIZE,
            hidden_size=WIDTH,
            num_hidden_layers=DEPTH,
            num_attention_heads=HEADS,
            intermediate_size=model.config.feed_forward,
            max_position_embeddings=LENGTH,
            layer_types=["full_attention"] * DEPTH,
            rope_parameters={
                kind: {"rope_type": "default", "rope_theta": 10_000.0}
                for kind in ("full_attention", "sliding_attention")
            },
            pad_token_id=0,
            attn_implementation="sdpa",
        )
    ).eval()
    found = {
        "embeddings.tok_embeddings.weight": model.embeddings.tokens.weight[: model.vocabulary],
        **norms("embeddings.norm", model.embeddings.norm),
        **norms("final_norm", model.norm),
    }
    for number, block in enumerate(model.blocks):
        layer = f"layers.{number}"
        if number:  # the first block's embeddings come normalised, there as here
            found |= norms(f"{layer}.attn_norm", block.attention_norm)
        found |= norms(f"{layer}.attn.Wqkv", block.attention.qkv)
        found |= norms(f"{layer}.attn.Wo", block.attention.output)
        found |= norms(f"{layer}.mlp_norm", block.feed_forward_norm)
        found |= norms(f"{layer}.mlp.Wi", block.feed_forward.up)
        found |= norms(f"{layer}.mlp.Wo", block.feed_forward.down)
    head = objective.head
    give(
        theirs,
        {f"model.{name}": value for name, value in found.items()}
        | norms("head.dense", head.dense)
        | norms("head.norm", head.norm)
        | {"decoder.bias": head.bias},
    )
    answer = theirs(**inputs(batch), labels=dense_targets(batch))
    loss = our_losses(model, objective, batch)["masked_lm"]
    torch.testing.assert_close(loss.total / loss.count, answer.loss, atol=1e-5, rtol=1e-5)


def test_weights_are_as_many_as_berts() -> None:
    model = classic()
    objective = samples.objective(model, "masked_lm")
    ours = sum(p.numel() for p in nn.ModuleList([model, objective]).parameters())
    padding = (model.embeddings.tokens.weight.shape[0] - samples.SIZE) * WIDTH
    theirs = transformers.BertForMaskedLM(bert_config())
    assert ours - padding == theirs.num_parameters()
