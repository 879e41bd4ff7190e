"""The tokens a generator puts in: drawn with their probabilities, row by row."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from engine.batching.sources import Material
from engine.objectives import generator
from engine.objectives.generator import (
    UNIFORM,
    draw,
)
from tests.engine import model_samples as samples
from tests.engine.test_objectives_replaced import LENGTH, ROWS, electra, filled, hidden_rows


def test_tokens_are_drawn_with_their_probabilities() -> None:
    rng = np.random.default_rng(0)
    logits = torch.from_numpy(rng.normal(size=20) * 2)
    logits[-4:] = -torch.inf  # spare rows of the vocabulary
    count = 100_000
    uniform = torch.from_numpy(rng.random(count))
    drawn = draw(logits.float().expand(count, -1), uniform, 16)
    shares = torch.softmax(logits, dim=0).numpy()
    found = np.bincount(drawn.numpy(), minlength=20) / count
    sigma = np.sqrt(shares * (1 - shares) / count)
    assert (np.abs(found - shares) <= 4 * sigma).all()
    assert (found[16:] == 0).all()


def test_the_ends_of_the_unit_interval_draw_tokens_that_can_be() -> None:
    logits = torch.tensor([-torch.inf, 1.0, -torch.inf, 2.0, -torch.inf]).expand(3, -1)
    ends = torch.tensor([0.0, np.nextafter(1.0, 0.0), 1.0], dtype=torch.float64)
    assert draw(logits, ends, 4).tolist() == [1, 3, 3]
    broken = draw(torch.full((1, 5), torch.nan), torch.tensor([0.5]), 4)
    assert 0 <= broken.item() < 4


def test_a_few_rows_at_once_draw_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    logits, uniform = torch.randn(50, 40), torch.rand(50)
    whole = draw(logits, uniform, 40)
    monkeypatch.setattr(generator, "rows_at_once", lambda *_: 7)
    assert torch.equal(draw(logits, uniform, 40), whole)


def test_what_a_row_draws_does_not_depend_on_its_neighbours() -> None:
    _, part = electra()
    source = part.source.of(Material(text=samples.text()), samples.vocabulary(), LENGTH)
    batch = hidden_rows(part)
    whole = filled(part, batch)
    for size in (1, 5):
        for start in range(0, ROWS, size):
            few = filled(part, batch.rows(start, start + size))
            assert torch.equal(few.tokens, whole.tokens[start : start + size])
    for row in (0, 7):
        rngs = [samples.rngs(ROWS)[row]]
        alone = filled(part, part.corrupt(source.rows([row], rngs), rngs))
        assert torch.equal(alone.tokens[0], whole.tokens[row])
    assert len(np.unique(batch.own[UNIFORM])) == batch.own[UNIFORM].size


def test_the_row_as_the_model_reads_it_is_anew_every_epoch() -> None:
    _, part = electra()
    source = part.source.of(Material(text=samples.text()), samples.vocabulary(), LENGTH)
    first, second = (
        part.corrupt(source.rows(range(4), rngs), rngs).own[UNIFORM]
        for rngs in (samples.rngs(4, epoch=epoch) for epoch in (0, 1))
    )
    assert not np.isin(first, second).any()
