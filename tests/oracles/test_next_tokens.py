"""What decoders are asked for costs what `transformers` makes of it, document by document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor
from torch.nn import functional

from engine.batch import IGNORE, Batch
from engine.batching.stream import StreamRows
from engine.models.transformer import Transformer
from engine.objectives.objective import Loss, Objective
from engine.training.learner import Learner
from tests.engine import model_samples as samples
from tests.oracles import oracle_configs as configs
from tests.oracles.oracle_models import EQUAL, LENGTH, give, our_model, transformers

ROWS = 6
STYLES = ["gpt2", "llama"]
NAMES = ["causal_lm", "prefix_lm", "masked_next_token"]


def decoder(style: str) -> Transformer:
    kind = "classic" if style == "gpt2" else "modern"
    return our_model(architecture="decoder", style=kind)


def theirs_of(model: Transformer, style: str, objective: Objective) -> Any:
    built = (
        transformers.GPT2LMHeadModel(configs.gpt2_config())
        if style == "gpt2"
        else transformers.LlamaForCausalLM(configs.llama_config(model.config))
    )
    return give(built, style, model, {"token": objective.head})


def batch_of(objective: Objective) -> Batch:
    """Rows of the stream in which documents end."""
    source = StreamRows(samples.text(30), samples.vocabulary(), LENGTH)
    whole = source.rows(range(len(source)), samples.rngs(len(source)))
    ending = np.flatnonzero(whole.segments.any(axis=1))[:ROWS]
    rngs = samples.rngs(ROWS)
    return objective.corrupt(source.rows(ending, rngs), rngs)


def documents(batch: Batch) -> Iterator[tuple[int, np.ndarray]]:
    """Row and places of each document's part of it."""
    for row in range(batch.num_rows):
        for segment in np.unique(batch.segments[row]):
            yield row, np.flatnonzero(batch.segments[row] == segment)


def sees(batch: Batch, row: int, places: np.ndarray) -> Tensor:
    """[1, 1, n, n]: 0 where theirs may look, very far below elsewhere."""
    count = len(places)
    seen = np.tril(np.ones((count, count), dtype=np.bool_))
    if batch.sight == "both":
        seen[:] = True
    if batch.sight == "prefix":
        seen |= batch.visible[row, places]
    return torch.from_numpy(np.where(seen, 0.0, -1e9).astype(np.float32))[None, None]


def asked(batch: Batch, row: int, places: np.ndarray) -> Tensor:
    """[n]: what is asked for at each place of a document."""
    if batch.predict_at is None:
        return torch.from_numpy(batch.targets[row, places])
    found = np.full(batch.tokens.shape[1], IGNORE)
    used = batch.targets[row] != IGNORE
    found[batch.predict_at[row, used]] = batch.targets[row, used]
    return torch.from_numpy(found[places])


def our_loss(model: Transformer, objective: Objective, batch: Batch) -> Loss:
    (loss,) = Learner(model, objective)(batch.to(samples.CPU)).values()
    return loss


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("name", NAMES)
def test_the_loss_is_theirs_of_each_document_alone(name: str, style: str) -> None:
    model = decoder(style)
    objective = samples.objective(model, name)
    batch = batch_of(objective)
    theirs = theirs_of(model, style, objective)
    total = torch.zeros(())
    for row, places in documents(batch):
        with torch.no_grad():
            logits = theirs(
                input_ids=torch.from_numpy(batch.tokens[row, places])[None],
                attention_mask=sees(batch, row, places),
            ).logits[0]
        targets = asked(batch, row, places)
        total += functional.cross_entropy(logits, targets, ignore_index=IGNORE, reduction="sum")
    loss = our_loss(model, objective, batch)
    assert loss.count == sum(int((asked(batch, *one) != IGNORE).sum()) for one in documents(batch))
    torch.testing.assert_close(loss.total / loss.count, total / loss.count, **EQUAL)


@pytest.mark.parametrize("style", STYLES)
def test_the_causal_loss_and_its_gradients_are_theirs_of_their_own_labels(style: str) -> None:
    """They move the labels on by themselves and look back by themselves."""
    model = decoder(style)
    objective = samples.objective(model, "causal_lm")
    batch = batch_of(objective)
    theirs = theirs_of(model, style, objective)
    count = batch.counts["causal_lm"]
    total = torch.zeros(())
    for row, places in documents(batch):
        if len(places) > 1:
            tokens = torch.from_numpy(batch.tokens[row, places])[None]
            total = total + theirs(input_ids=tokens, labels=tokens).loss * (len(places) - 1)
    loss = our_loss(model, objective, batch)
    torch.testing.assert_close(loss.total / count, total / count, **EQUAL)
    (loss.total / count).backward()
    (total / count).backward()
    table = theirs.get_input_embeddings().weight.grad
    ours = model.embeddings.tokens.weight.grad
    torch.testing.assert_close(ours[: samples.SIZE], table, atol=1e-5, rtol=1e-4)
