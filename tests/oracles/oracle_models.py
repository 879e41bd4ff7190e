"""Our models and those of `transformers` on the same weights, and the rows both read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from engine.batch import PADDING, Batch
from engine.exchange.names import copies, head_links, to_ours, to_theirs, trunk_links
from engine.models.transformer import Transformer
from tests.engine import model_samples as samples

transformers = pytest.importorskip("transformers", reason="the oracle `transformers` is not here")

NUM_ROWS, LENGTH, DEPTH, WIDTH, HEADS = 5, 24, 3, 32, 4
EQUAL = {"atol": 1e-5, "rtol": 1e-5}

Heads = Mapping[str, nn.Module]


def shape(**given: Any) -> dict[str, Any]:
    """A small model's fields."""
    return {"depth": DEPTH, "width": WIDTH, "heads": HEADS, "length": LENGTH, **given}


def our_model(**given: Any) -> Transformer:
    """Every weight of it moved from where it began, ready to answer."""
    return samples.stirred(samples.model(**shape(**given))).eval()


def rows(padded: int = 0, *, typed: bool = True) -> Batch:
    """Pairs of 10 and 14 tokens whose last `padded` places are empty."""
    batch = samples.full_rows(NUM_ROWS, LENGTH)
    types = np.broadcast_to((np.arange(LENGTH) >= 10).astype(np.int64), batch.tokens.shape)
    segments = np.where(np.arange(LENGTH) < LENGTH - padded, 0, PADDING) + np.zeros_like(types)
    return replace(
        batch,
        segments=segments,
        token_types=types.copy() if typed else None,
        one_segment=padded == 0,
    )


def inputs(batch: Batch) -> dict[str, Tensor]:
    """The same rows as `transformers` takes them."""
    found = {"input_ids": batch.tokens, "attention_mask": (batch.segments != PADDING) + 0}
    if batch.token_types is not None:
        found["token_type_ids"] = batch.token_types
    if batch.decoder_tokens is not None:
        found["decoder_input_ids"] = batch.decoder_tokens
        found["decoder_attention_mask"] = (batch.decoder_segments != PADDING) + 0
    return {name: torch.from_numpy(value.astype(np.int64)) for name, value in found.items()}


def give(theirs: nn.Module, family: str, model: Transformer, heads: Heads | None = None) -> Any:
    """Lay our weights into their model; none of its own may be left, and none of ours over."""
    weights = {
        name: torch.from_numpy(np.array(value))
        for name, value in laid_out(family, model, heads or {}).items()
    }
    missing, unexpected = theirs.load_state_dict(weights, strict=False)
    assert not unexpected
    assert set(missing) <= set(copies(family))
    theirs.tie_weights()
    return theirs.eval()


def laid_out(family: str, model: Transformer, heads: Heads) -> dict[str, Any]:
    """Our weights under their names."""
    weights: dict[str, Any] = {}
    for of, module in (("", model), *heads.items()):
        arrays = {name: value.detach().numpy() for name, value in module.named_parameters()}
        weights |= to_theirs(links(family, model, heads)[of], arrays)
    return weights


def take(theirs: Mapping[str, Any], family: str, model: Transformer, heads: Heads) -> None:
    """Lay their weights into our model and heads; none of ours may be left."""
    arrays = {name: np.asarray(value) for name, value in theirs.items()}
    ours = links(family, model, heads)
    for of, module in (("", model), *heads.items()):
        found = to_ours(ours[of], arrays)
        own = dict(module.named_parameters())
        assert set(found) == set(own)
        with torch.no_grad():
            for name, value in found.items():
                own[name].copy_(torch.from_numpy(np.array(value)))


def links(family: str, model: Transformer, heads: Heads) -> dict[str, Any]:
    """The links of the trunk, under "", and of each head."""
    config = model.config
    found = {"": trunk_links(family, config, model.vocabulary)}
    return found | {head: head_links(family, head, config) for head in heads}
