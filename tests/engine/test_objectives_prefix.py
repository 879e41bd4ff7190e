"""prefix_lm: what is given is seen both ways, and only the rest is asked for."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from engine.batch import IGNORE, Batch
from engine.objectives import OBJECTIVES
from tests.engine import model_samples as samples
from tests.engine.decoder_samples import (
    LENGTH,
    corrupted,
    decoder,
    hidden,
    objective,
    rows,
)


def cuts(batch: Batch) -> list[tuple[int, int]]:
    """Of every segment: how many tokens are given, and how many there are."""
    found = []
    for row in range(batch.num_rows):
        for segment in np.unique(batch.segments[row]):
            inside = batch.segments[row] == segment
            visible, targets = batch.visible[row][inside], batch.targets[row][inside]
            given = int(visible.sum())
            assert visible[:given].all()  # a beginning
            asked = np.flatnonzero(targets != IGNORE)
            assert asked.tolist() == list(range(max(given, 1) - 1, inside.sum() - 1))
            found.append((given, int(inside.sum())))
    return found


def test_a_prefix_is_given_and_the_rest_of_its_segment_asked_for() -> None:
    for epoch in range(10):
        batch = corrupted(objective("prefix_lm"), epoch=epoch)
        for given_tokens, size in cuts(batch):
            assert 1 <= given_tokens <= size - 1 or size == 1
        assert batch.counts == {"prefix_lm": int((batch.targets != IGNORE).sum())}
        assert batch.sight == "prefix"


def test_prefixes_are_as_long_as_the_shares_say() -> None:
    whole = samples.full_rows(400, 101)
    for least, most in ((0.0, 1.0), (0.25, 0.5), (1.0, 1.0), (0.0, 0.0)):
        one = objective("prefix_lm", shortest=least, longest=most)
        drawn = np.array([given for given, _ in cuts(corrupted(one, whole))])
        low, high = min(1 + least * 100, 100), min(1 + most * 100, 100)
        assert drawn.min() >= low
        assert drawn.max() <= high
        sigma = (high - low) / math.sqrt(12 * len(drawn))
        assert abs(drawn.mean() - (low + high) / 2) <= 4 * sigma + 1
        if most > least:
            assert len(set(drawn)) > 0.7 * (high - low)


def test_every_segment_is_cut_at_a_place_of_its_own_anew_every_epoch() -> None:
    two = replace(
        samples.full_rows(200, 100), segments=np.repeat([[0, 1]], 50, axis=1) * np.ones((200, 1))
    )
    two = replace(
        two, positions=np.tile(np.arange(50), (200, 2)), segments=two.segments.astype(int)
    )
    one = objective("prefix_lm")
    both = np.array([given for given, _ in cuts(corrupted(one, two))]).reshape(200, 2)
    assert abs(np.corrcoef(both.T)[0, 1]) < 0.3
    again = [given for given, _ in cuts(corrupted(one, two, epoch=1))]
    assert (both.flatten() != again).mean() > 0.9


def test_a_prefix_range_upside_down_is_refused() -> None:
    with pytest.raises(ValueError, match="must not be shorter"):
        OBJECTIVES["prefix_lm"].Config.model_validate({"shortest": 0.5, "longest": 0.4})


def test_what_is_given_is_seen_both_ways_and_what_is_asked_for_is_not() -> None:
    model = samples.stirred(decoder()).eval()
    batch = corrupted(objective("prefix_lm", model, shortest=0.4, longest=0.6), rows(3))
    before = hidden(model, batch)
    for row in range(batch.num_rows):
        for place in range(1, LENGTH):
            tokens = batch.tokens.copy()
            tokens[row, place] = 7 if tokens[row, place] != 7 else 8
            after = hidden(model, replace(batch, tokens=tokens))
            changed = (before[row] != after[row]).any(dim=-1).numpy()
            own = batch.segments[row] == batch.segments[row, place]
            later = np.arange(LENGTH) >= place
            assert (changed == (own if batch.visible[row, place] else own & later)).all()
