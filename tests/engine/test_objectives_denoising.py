"""denoising: what noise takes away and moves, and that the answer is the passage itself."""

from __future__ import annotations

from collections import Counter
from math import exp, factorial
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.batch import IGNORE, PADDING, Batch
from engine.batching.passages import PassageRows
from engine.objectives import OBJECTIVES
from engine.objectives.noise import (
    NoiseConfig,
    infill_lengths,
    infilled,
    noisy,
    permuted,
    rotated,
    thinned,
)
from engine.objectives.objective import Objective
from tests.engine import model_samples as samples

LENGTH, DRAWS = 32, 100_000
NOTHING = {"infilled": 0.0, "permuted": False}


def objective(**given: Any) -> Objective:
    model = samples.model(architecture="encoder_decoder", width=8)
    kind = OBJECTIVES["denoising"]
    return kind(kind.Config.model_validate(given), model, samples.vocabulary())


def rows(length: int = LENGTH) -> Batch:
    source = PassageRows(samples.text(), samples.vocabulary(), length)
    return source.rows(range(len(source)), samples.rngs(len(source)))


def corrupted(before: Batch, epoch: int = 0, **given: Any) -> Batch:
    return objective(**given).corrupt(before, samples.rngs(before.num_rows, epoch=epoch))


def passage(batch: Batch, row: int) -> list[int]:
    return batch.tokens[row][batch.segments[row] != PADDING].tolist()


def generators(count: int) -> list[np.random.Generator]:
    return samples.rngs(count)


@pytest.mark.parametrize("noise", [{}, {"deleted": 0.15}, {"rotated": True}])
def test_the_decoder_writes_the_passage_as_it_was(noise: dict[str, Any]) -> None:
    before = rows()
    after = corrupted(before, **noise)
    for row in range(before.num_rows):
        answer = [samples.CLS, *passage(before, row), samples.SEP]
        size = len(answer)
        assert after.targets[row, :size].tolist() == answer
        assert (after.targets[row, size:] == IGNORE).all()
        assert after.decoder_tokens[row, :size].tolist() == [samples.SEP, *answer[:-1]]
        assert (after.decoder_segments[row] == np.where(after.targets[row] < 0, PADDING, 0)).all()
    assert after.counts == {"denoising": (after.targets != IGNORE).sum()}


def test_the_encoder_reads_the_noise_in_a_frame() -> None:
    before = rows()
    after = corrupted(before)
    assert after.tokens.shape == after.targets.shape == (before.num_rows, LENGTH)
    config = NoiseConfig()
    for row, rng in enumerate(generators(before.num_rows)):
        tokens = np.array(passage(before, row))
        opens = before.own["passages"][row, : len(tokens)]
        noise, _ = noisy(tokens, opens, config, samples.MASK, rng)
        assert passage(after, row) == [samples.CLS, *noise.tolist(), samples.SEP]
    assert not after.own


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 300), st.floats(2.0, 20.0), st.integers(0, 100))
def test_the_spans_cover_exactly_what_they_should(wanted: int, mean: float, seed: int) -> None:
    lengths = infill_lengths(wanted, mean, np.random.default_rng(seed))
    assert lengths.sum() == wanted
    assert (lengths >= 0).all()
    assert len(lengths) <= wanted


def test_masks_where_nothing_is_missing_never_need_room_there_is_not() -> None:
    for rng in generators(200):
        assert infill_lengths(1, 2.0, rng).tolist() == [1]
        assert len(infill_lengths(2, 2.0, rng)) <= 2


def test_lengths_of_spans_are_poisson() -> None:
    lengths = infill_lengths(3 * DRAWS, 3.0, generators(1)[0])[:-1]  # the last one may be cut
    count = len(lengths)
    assert count > 0.99 * DRAWS
    found = np.bincount(lengths, minlength=12)
    for length in range(12):
        share = exp(-3) * 3**length / factorial(length)
        sigma = np.sqrt(share * (1 - share) / count)
        assert abs(found[length] / count - share) < 3 * sigma
    assert abs(lengths.mean() - 3) < 3 * np.sqrt(3 / count)


@pytest.mark.parametrize("share", [0.1, 0.3, 0.9])
def test_exactly_the_share_is_hidden_and_the_rest_stays_in_order(share: float) -> None:
    before = rows()
    after = corrupted(before, infilled=share, permuted=False)
    for row in range(before.num_rows):
        tokens = passage(before, row)
        read = passage(after, row)[1:-1]
        kept = [token for token in read if token != samples.MASK]
        assert len(tokens) - len(kept) == int(share * len(tokens) + 0.5)
        rest = iter(tokens)
        assert all(token in rest for token in kept)  # a subsequence
        assert len(read) <= len(tokens)


def test_a_mask_stands_for_each_span_and_what_is_left_is_in_order() -> None:
    tokens, lengths = list(range(10, 20)), [3, 0, 2]
    seen = set()
    for rng in generators(300):
        shown = infilled(np.array(tokens), np.array(lengths), samples.MASK, rng).tolist()
        hidden, left = iter(lengths), iter(tokens)
        for token in shown:
            if token == samples.MASK:
                for _ in range(next(hidden)):
                    next(left)
            else:
                assert token == next(left)
        assert list(hidden) == list(left) == []
        seen.add(tuple(shown))
    assert len(seen) > 50  # of the 56 ways to put three masks into eight places


def test_every_arrangement_is_equally_likely() -> None:
    tokens, lengths = np.arange(10, 16), np.array([1, 2])
    found = Counter(
        tuple(infilled(tokens, lengths, samples.MASK, rng)) for rng in generators(20_000)
    )
    assert len(found) == 10  # two of five places
    sigma = np.sqrt(0.1 * 0.9 / 20_000)
    assert max(abs(count / 20_000 - 0.1) for count in found.values()) < 4 * sigma


def test_permutation_keeps_every_sentence_whole_and_loses_nothing() -> None:
    before = rows()
    after = corrupted(before, infilled=0.0)
    moved = 0
    for row in range(before.num_rows):
        tokens = np.array(passage(before, row))
        opens = np.flatnonzero(before.own["passages"][row, : len(tokens)])
        sentences = [part.tolist() for part in np.split(tokens, opens[1:])]
        read = passage(after, row)[1:-1]
        assert sorted(read) == sorted(tokens.tolist())
        left, at = Counter(map(tuple, sentences)), 0
        while at < len(read):  # the sentences, one after another
            here = next(s for s in left if left[s] and tuple(read[at : at + len(s)]) == s)
            left[here] -= 1
            at += len(here)
        assert not any(left.values())
        moved += read != tokens.tolist()
    assert moved > before.num_rows / 2


def test_every_order_of_the_sentences_is_equally_likely() -> None:
    tokens = np.array([10, 11, 20, 30, 31, 32])
    opens = np.array([True, False, True, True, False, False])
    found = Counter(tuple(permuted(tokens, opens, rng)) for rng in generators(20_000))
    assert len(found) == 6
    sigma = np.sqrt(1 / 6 * 5 / 6 / 20_000)
    assert max(abs(count / 20_000 - 1 / 6) for count in found.values()) < 4 * sigma


@pytest.mark.parametrize("share", [0.15, 0.9])
@pytest.mark.parametrize("size", [1, 2, 20])
def test_deletion_leaves_no_trace_and_never_all_of_it_out(share: float, size: int) -> None:
    tokens = np.arange(10, 10 + size)
    for rng in generators(50):
        left = thinned(tokens, share, rng).tolist()
        assert len(left) == max(size - int(share * size + 0.5), 1)
        assert left == sorted(left)
        assert set(left) <= set(tokens.tolist())


def test_rotation_begins_anywhere_and_loses_nothing() -> None:
    tokens = np.arange(10, 15)
    found = Counter(tuple(rotated(tokens, rng)) for rng in generators(5_000))
    assert set(found) == {tuple(np.roll(tokens, by)) for by in range(5)}
    assert max(found.values()) / min(found.values()) < 1.25


def test_all_kinds_of_noise_together_never_need_more_room() -> None:
    before = rows()
    for epoch in range(20):
        after = corrupted(before, epoch, span=2.0, infilled=0.9, deleted=0.3, rotated=True)
        for row in range(before.num_rows):
            assert 3 <= len(passage(after, row)) <= len(passage(before, row)) + 2


def test_without_noise_there_is_nothing_to_learn() -> None:
    with pytest.raises(ValueError, match="nothing to undo"):
        NoiseConfig.model_validate(NOTHING)
    for one in ({"infilled": 0.3}, {"deleted": 0.1}, {"rotated": True}, {"permuted": True}):
        assert NoiseConfig.model_validate(NOTHING | one)


def test_a_rows_noise_depends_on_seed_epoch_and_row_alone() -> None:
    before = rows()
    together = corrupted(before)
    part = objective()
    for row in (0, 3, before.num_rows - 1):
        own = samples.rngs(before.num_rows)[row]
        alone = part.corrupt(before.rows(row, row + 1), [own])
        assert (alone.tokens[0] == together.tokens[row]).all()
    other = corrupted(before, epoch=1)
    assert (other.tokens != together.tokens).any(axis=1).mean() > 0.9
