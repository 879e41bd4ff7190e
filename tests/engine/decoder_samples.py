"""Decoders, rows of the stream, and what is asked of them, for the tests of their objectives."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from torch import Tensor

from engine.batch import IGNORE, Batch
from engine.batching.sources import MemoryTokens
from engine.batching.stream import StreamRows
from engine.models.transformer import Transformer
from engine.objectives import OBJECTIVES, build
from engine.objectives.objective import Loss, Objective
from engine.training.learner import Learner
from tests.engine import model_samples as samples

LENGTH = 32
LEFT_TO_RIGHT = ["causal_lm", "prefix_lm"]
NEXT_TOKEN = [*LEFT_TO_RIGHT, "masked_next_token"]
DECODERS: dict[str, dict[str, Any]] = {
    "modern": {"style": "modern"},
    "gpt2": {"style": "classic", "dropout": 0.0},
    "relative": {"positions": "relative"},
}
PIECES = range(60, 100)  # these tokens continue a word


def decoder(size: int = samples.SIZE, **given: Any) -> Transformer:
    """A very small decoder."""
    return samples.model(size=size, architecture="decoder", **given)


def objective(name: str, model: Transformer | None = None, **given: Any) -> Objective:
    """One objective with `given` fields, for a model of its own unless told otherwise."""
    return samples.objective(model or decoder(), name, **given)


def rows(num_rows: int = 12, length: int = LENGTH) -> Batch:
    """Rows of the stream, uncorrupted."""
    source = StreamRows(samples.text(), samples.vocabulary(), length)
    return source.rows(range(num_rows), samples.rngs(num_rows))


def corrupted(one: Objective, batch: Batch | None = None, epoch: int = 0) -> Batch:
    """What the objective makes of them in an epoch."""
    batch = rows() if batch is None else batch
    return one.corrupt(batch, samples.rngs(batch.num_rows, epoch=epoch))


def loss_of(model: Transformer, one: Objective, batch: Batch) -> Loss:
    """The one loss of a pass."""
    (loss,) = Learner(model, one)(batch.to(samples.CPU)).values()
    return loss


def hidden(model: Transformer, batch: Batch) -> Tensor:
    """The trunk's vectors."""
    with torch.no_grad():
        return model(batch.to(samples.CPU))


def numbered(sizes: list[int]) -> MemoryTokens:
    """Documents whose tokens count upwards without end, so that each is known by its number."""
    places = iter(range(samples.MASK + 1, 10_000))
    return MemoryTokens.of([[[next(places) for _ in range(size)]] for size in sizes])


def asked_of(batch: Batch) -> list[tuple[int, int, int]]:
    """Row, place and target of all that is asked for at the place itself."""
    return [(r, p, int(batch.targets[r, p])) for r, p in np.argwhere(batch.targets != IGNORE)]


def dense(batch: Batch) -> list[tuple[int, int, int]]:
    """Row, place and target of all that is asked for, wherever it is read."""
    if batch.predict_at is None:
        return asked_of(batch)
    return [(r, int(batch.predict_at[r, p]), target) for r, p, target in asked_of(batch)]


def both_ways(how: str = "auto", **model: Any) -> tuple[Transformer, Objective]:
    """GPT-BERT: hidden tokens and next tokens in turns."""
    trunk = decoder(**model)
    configs = {
        name: OBJECTIVES[name].Config.model_validate({"turns": turns})
        for name, turns in (("masked_next_token", 15), ("causal_lm", 1))
    }
    return trunk, build(configs, trunk, samples.vocabulary(), how)
