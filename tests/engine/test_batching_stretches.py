"""Stretches of whole sentences: in the order of the text, or twice."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from engine.batch import PADDING
from engine.batching.consecutive import ConsecutivePassages
from engine.batching.layout import lay_out, swap_passages
from engine.batching.randomness import row_generators
from engine.batching.sources import MemoryTokens
from engine.batching.stretches import find_stretches
from engine.batching.twins import TwinSentences
from engine.faults import Fault
from tests.engine import model_samples as samples
from tests.engine.test_batching_pairs import best_guess, long_and_short, records

LENGTH = 64
TEXTS = [samples.text(20), records(), long_and_short()]


def consecutive(tokens: MemoryTokens, length: int = LENGTH) -> ConsecutivePassages:
    return ConsecutivePassages(tokens, samples.vocabulary(), length)


def spans(tokens: MemoryTokens, longest: int, least: int) -> list[tuple[int, int]]:
    documents = tokens.document_offsets
    found = find_stretches(
        tokens.sentence_offsets, documents[:-1], documents[1:], longest=longest, least=least
    )
    return [found.span(index) for index in range(len(found))]


def by_hand(tokens: MemoryTokens, longest: int, least: int) -> list[tuple[int, int]]:
    """One document after another, one sentence after another, every other one from its end."""
    found: list[tuple[int, int]] = []
    for number, (begin, end) in enumerate(pairwise(tokens.document_offsets.tolist())):
        ends = [at for at in tokens.sentence_offsets.tolist() if begin <= at <= end]
        if number % 2:
            mirrored = filled_by_hand([-at for at in reversed(ends)], longest, least)
            found += [(-stop, -start) for start, stop in mirrored]
        else:
            found += filled_by_hand(ends, longest, least)
    return sorted(found)


def filled_by_hand(ends: list[int], longest: int, least: int) -> list[tuple[int, int]]:
    found = []
    at = 0
    while at < len(ends) - 1:
        stop = at
        while stop + 1 < len(ends) and ends[stop + 1] - ends[at] <= longest:
            stop += 1
        if stop == len(ends) - 1:
            break
        if stop - at >= least:
            found.append((ends[at], ends[stop]))
        at = stop if stop - at >= least else at + 1
    back = next(place for place, start in enumerate(ends) if ends[-1] - start <= longest)
    if len(ends) - 1 - back >= least:
        found.append((ends[back], ends[-1]))
    return found


@pytest.mark.parametrize("tokens", TEXTS)
@pytest.mark.parametrize("longest", [13, 30, 61])
@pytest.mark.parametrize("least", [1, 2])
def test_passages_are_as_many_sentences_as_fit(
    tokens: MemoryTokens, longest: int, least: int
) -> None:
    assert spans(tokens, longest, least) == by_hand(tokens, longest, least)


@pytest.mark.parametrize("seed", range(30))
def test_passages_of_any_text_are_whole_sentences_of_one_document(seed: int) -> None:
    rng = np.random.default_rng(seed)
    tokens = MemoryTokens.of(
        [
            [[5] * rng.integers(1, 40) for _ in range(rng.integers(0, 9))]
            for _ in range(rng.integers(1, 20))
        ]
    )
    if not tokens.num_tokens:
        return
    longest, least = int(rng.integers(4, 80)), int(rng.integers(1, 3))
    found = spans(tokens, longest, least)
    assert found == by_hand(tokens, longest, least)
    for begin, end in found:
        assert 0 < end - begin <= longest
        inside = (tokens.sentence_offsets > begin) & (tokens.sentence_offsets < end)
        assert np.count_nonzero(inside) >= least - 1
        assert not ((tokens.document_offsets > begin) & (tokens.document_offsets < end)).any()


@pytest.mark.parametrize("tokens", TEXTS)
@pytest.mark.parametrize("length", [32, 64, 128])
def test_rows_of_all_together_hold_all_of_the_text(tokens: MemoryTokens, length: int) -> None:
    source = consecutive(tokens, length)
    seen = np.zeros(tokens.num_tokens, dtype=np.int64)
    for row, rng in enumerate(samples.rngs(len(source))):
        for begin, end in source.parts(row, rng):
            seen[begin:end] += 1
    assert seen.min() == 1
    assert seen.mean() < 1.6  # last rows are moved back until they are full


def drawn(source: ConsecutivePassages, times: int) -> list[tuple[tuple[int, int], ...]]:
    """The rows of two passages in `times` epochs."""
    rows = [
        source.parts(row, rng)
        for epoch in range(times)
        for row, rng in enumerate(row_generators(0, epoch, range(len(source))))
    ]
    return [parts for parts in rows if len(parts) == 2]


@pytest.mark.parametrize("tokens", TEXTS)
def test_b_follows_a_and_both_are_whole_sentences(tokens: MemoryTokens) -> None:
    ends = set(tokens.sentence_offsets.tolist())
    documents = tokens.document_offsets
    for first, second in drawn(consecutive(tokens), 10):
        assert first[1] == second[0]
        assert first[0] < first[1] < second[1]
        assert {first[0], first[1], second[1]} <= ends
        assert second[1] - first[0] <= LENGTH - 3
        assert not ((documents > first[0]) & (documents < second[1])).any()


@pytest.mark.parametrize("length", [32, 64, 128])
@pytest.mark.parametrize("tokens", [samples.text(2000), records(6000)])
def test_lengths_do_not_tell_which_comes_first(tokens: MemoryTokens, length: int) -> None:
    both = np.array(drawn(consecutive(tokens, length), 1))
    sizes = (both[:, :, 1] - both[:, :, 0]).astype(float)
    difference = sizes[:, 0] - sizes[:, 1]
    chance = 0.5 + np.sqrt(2 / len(both))  # what Kolmogorov and Smirnov allow at p = 0.001
    assert best_guess(sizes[:, 0], sizes[:, 1]) < chance
    assert best_guess(difference, -difference) < chance


def test_where_a_ends_is_drawn_in_the_middle_half() -> None:
    source = consecutive(samples.text(40), 128)
    both = np.array(drawn(source, 40))
    share = (both[:, 0, 1] - both[:, 0, 0]) / (both[:, 1, 1] - both[:, 0, 0])
    assert share.min() >= 0.25
    assert share.max() <= 0.75
    assert abs(share.mean() - 0.5) < 0.01
    assert len({tuple(first) for first, _ in both[:: len(source)].tolist()}) > 3  # of one row


def test_a_sentence_that_fits_beside_no_other_has_rows_to_itself() -> None:
    short, long, longer = list(range(5, 12)), list(range(5, 62)), list(range(5, 95))
    tokens = MemoryTokens.of([[short, short, long, short, short], [longer, short, short]])
    source = consecutive(tokens)
    batch = source.rows(range(len(source)), samples.rngs(len(source)))
    sizes = (batch.segments != PADDING).sum(axis=1)
    pairs = (batch.token_types == 1).any(axis=1)
    assert sizes[pairs].tolist() == [17, 17, 17]
    assert sizes[~pairs].tolist() == [59, 62, 62]
    assert (np.isin(batch.tokens, [samples.CLS, samples.SEP]).sum(axis=1) == 2 + pairs).all()


def test_rows_read_cls_a_sep_b_sep() -> None:
    tokens = samples.text()
    source = consecutive(tokens)
    count = len(source)
    batch = source.rows(range(count), samples.rngs(count))
    for row, parts in enumerate(
        source.parts(row, rng) for row, rng in enumerate(samples.rngs(count))
    ):
        first, second = (tokens.read(*part).tolist() for part in parts)
        expected = [samples.CLS, *first, samples.SEP, *second, samples.SEP]
        size = len(expected)
        assert batch.tokens[row].tolist() == expected + [samples.PAD] * (LENGTH - size)
        types = [0] * (len(first) + 2) + [1] * (len(second) + 1) + [0] * (LENGTH - size)
        assert batch.token_types[row].tolist() == types
        assert batch.segments[row].tolist() == [0] * size + [PADDING] * (LENGTH - size)
        assert batch.maskable[row].tolist() == [token > samples.MASK for token in batch.tokens[row]]


def test_swapped_rows_are_those_laid_out_the_other_way_round() -> None:
    rng = np.random.default_rng(0)
    pairs = [
        [rng.integers(5, 90, rng.integers(1, 14)), rng.integers(5, 90, rng.integers(1, 14))]
        for _ in range(40)
    ]
    batch = lay_out(pairs, samples.vocabulary(), 32)
    which = rng.random(40) < 0.5
    other = [pair[::-1] if swapped else pair for pair, swapped in zip(pairs, which, strict=True)]
    expected, found = lay_out(other, samples.vocabulary(), 32), swap_passages(batch, which)
    for name in ("tokens", "positions", "segments", "token_types", "maskable"):
        np.testing.assert_array_equal(getattr(found, name), getattr(expected, name))


def test_text_without_two_sentences_that_fit_is_refused() -> None:
    with pytest.raises(Fault, match="no two sentences"):
        consecutive(MemoryTokens.of([[list(range(5, 40)), list(range(5, 40))]]))
    with pytest.raises(Fault, match="no two sentences"):
        consecutive(MemoryTokens.of([[list(range(5, 20))] for _ in range(8)]))


@pytest.mark.parametrize("tokens", TEXTS)
def test_twins_are_two_rows_of_the_same_sentences(tokens: MemoryTokens) -> None:
    source = TwinSentences(tokens, samples.vocabulary(), LENGTH)
    assert source.together == 2
    batch = source.rows(range(len(source)), samples.rngs(len(source)))
    for name in ("tokens", "segments", "maskable"):
        array = getattr(batch, name)
        np.testing.assert_array_equal(array[0::2], array[1::2])
    assert (batch.tokens[:, 0] == samples.CLS).all()
    ends = (batch.segments != PADDING).sum(axis=1) - 1
    assert (batch.tokens[np.arange(batch.num_rows), ends] == samples.SEP).all()
    assert (np.isin(batch.tokens, [samples.CLS, samples.SEP]).sum(axis=1) == 2).all()


@pytest.mark.parametrize("tokens", TEXTS)
def test_twins_read_all_of_the_text(tokens: MemoryTokens) -> None:
    source = TwinSentences(tokens, samples.vocabulary(), LENGTH)
    seen = np.zeros(tokens.num_tokens, dtype=np.bool_)
    for index in range(len(source) // 2):
        begin, end = source._stretches.span(index)
        seen[begin:end] = True
    assert seen.all()


def test_a_text_of_one_passage_has_nothing_to_compare() -> None:
    with pytest.raises(Fault, match="too few passages"):
        TwinSentences(MemoryTokens.of([[[5, 6, 7]]]), samples.vocabulary(), LENGTH)
