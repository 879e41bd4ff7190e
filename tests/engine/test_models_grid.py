"""Every kind of position, norm and feed-forward unit in every architecture."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import Any, get_args

import numpy as np
import pytest
import torch
from torch import Tensor

from engine.batch import PADDING, Batch
from engine.models.counting import count_trunk
from engine.models.parts import Activation, Normalisation, Positions
from engine.models.shape import Architecture
from engine.models.transformer import Transformer
from tests.engine import model_samples as samples

GRID = list(
    product(
        get_args(Architecture),
        get_args(Positions),
        get_args(Normalisation),
        ("pre", "post"),
        get_args(Activation),
    )
)
PADDED = 4  # places at the end of each row


def test_the_grid_is_whole() -> None:
    assert len(GRID) == 3 * 4 * 2 * 2 * 5


@pytest.mark.parametrize(("architecture", "positions", "normalisation", "norm", "activation"), GRID)
def test_every_combination_computes_learns_and_sees_what_it_may(
    architecture: str, positions: str, normalisation: str, norm: str, activation: str
) -> None:
    given: dict[str, Any] = {
        "architecture": architecture,
        "positions": positions,
        "normalisation": normalisation,
        "norm": norm,
        "activation": activation,
    }
    model = samples.stirred(samples.model(**given))
    counted = count_trunk(model.config, samples.SIZE, model.config.length).parameters
    assert counted == sum(one.numel() for one in model.parameters())
    batch = rows_for(architecture)
    there = torch.from_numpy(written(batch) != PADDING)
    run(model, batch)[there].square().sum().backward()
    for name, parameter in model.named_parameters():
        assert parameter.grad is not None, name
        assert torch.isfinite(parameter.grad).all(), name
        assert parameter.grad.any(), name

    with torch.no_grad():
        hidden = run(model, batch)
        for other in with_other_padding(batch):
            assert torch.equal(run(model, other)[there], hidden[there])
        if architecture == "encoder":
            return
        place = 5
        found = run(model, with_another_token(batch, place))
        assert torch.equal(found[:, :place], hidden[:, :place])
        assert not torch.equal(found[:, place], hidden[:, place])


def rows_for(architecture: str) -> Batch:
    """Rows that end in padding, on both sides where there are two."""
    if architecture == "encoder_decoder":
        batch = samples.read_and_written(padded=PADDED)
        segments = batch.segments.copy()
        segments[:, -PADDED:] = PADDING
        return replace(batch, segments=segments)
    batch = samples.full_rows(2, 16)
    segments = batch.segments.copy()
    segments[:, -PADDED:] = PADDING
    sight = "causal" if architecture == "decoder" else "both"
    return replace(batch, segments=segments, one_segment=False, sight=sight)


def run(model: Transformer, batch: Batch) -> Tensor:
    hidden: Tensor = model(batch.to(samples.CPU))
    return hidden


def written(batch: Batch) -> np.ndarray:
    """Segments of the places whose vectors come out."""
    segments = batch.segments if batch.decoder_segments is None else batch.decoder_segments
    return np.asarray(segments)


def other_tokens(tokens: np.ndarray, places: slice | int) -> np.ndarray:
    changed = tokens.copy()
    changed[:, places] = (changed[:, places] - 4) % (samples.SIZE - 5) + 5
    return changed


def with_other_padding(batch: Batch) -> list[Batch]:
    """Other tokens where there is nothing, on one side after the other."""
    end = slice(-PADDED, None)
    found = [replace(batch, tokens=other_tokens(batch.tokens, end))]
    if batch.decoder_tokens is not None:
        found.append(replace(batch, decoder_tokens=other_tokens(batch.decoder_tokens, end)))
    return found


def with_another_token(batch: Batch, place: int) -> Batch:
    """Another token on the side that writes."""
    if batch.decoder_tokens is None:
        return replace(batch, tokens=other_tokens(batch.tokens, place))
    return replace(batch, decoder_tokens=other_tokens(batch.decoder_tokens, place))
