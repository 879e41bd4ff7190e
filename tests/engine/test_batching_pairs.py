"""SentencePairs: half follow, half are from far away, and lengths do not tell which."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from engine.batch import PADDING
from engine.batching.pairs import ELSEWHERE, FOLLOWS, Pair, SentencePairs
from engine.batching.randomness import row_generators
from engine.batching.sources import MemoryTokens
from engine.faults import Fault
from tests.engine import model_samples as samples

LENGTH = 64


def pairs(tokens: MemoryTokens, length: int = LENGTH) -> SentencePairs:
    return SentencePairs(tokens, samples.vocabulary(), length)


def one_file(tokens: MemoryTokens) -> MemoryTokens:
    """The same documents as sections of a single file."""
    count = len(tokens.document_file)
    return replace(
        tokens,
        document_file=np.zeros(count, dtype=np.int64),
        document_section=np.arange(count),
    )


def draw(source: SentencePairs, times: int) -> list[Pair]:
    """Every row's pair in `times` epochs."""
    return [
        source.pair(row, rng)
        for epoch in range(times)
        for row, rng in enumerate(row_generators(0, epoch, range(len(source))))
    ]


@pytest.mark.parametrize("tokens", [samples.text(), one_file(samples.text())])
def test_parts_stand_where_the_label_says(tokens: MemoryTokens) -> None:
    starts = set(tokens.sentence_offsets.tolist())
    for pair in draw(pairs(tokens), 20):
        first = int(np.searchsorted(tokens.document_offsets, pair.first[0], side="right")) - 1
        second = int(np.searchsorted(tokens.document_offsets, pair.second[0], side="right")) - 1
        assert pair.first[0] in starts
        assert pair.first[1] in starts
        assert pair.second[0] in starts
        assert pair.first[0] < pair.first[1]
        assert pair.second[0] < pair.second[1] <= tokens.document_offsets[second + 1]
        if pair.label == FOLLOWS:
            assert pair.second[0] == pair.first[1]
            assert first == second
        else:
            other_file = tokens.document_file[first] != tokens.document_file[second]
            sections = tokens.document_section[[first, second]]
            assert other_file or abs(sections[0] - sections[1]) >= 2


def test_labels_are_balanced() -> None:
    labels = np.array([pair.label for pair in draw(pairs(samples.text()), 100)])
    sigma = 0.5 / np.sqrt(len(labels))
    assert abs((labels == ELSEWHERE).mean() - 0.5) < 3 * sigma


@pytest.mark.parametrize("num_documents", [12, 3])
def test_lengths_do_not_tell_the_label(num_documents: int) -> None:
    drawn = draw(pairs(one_file(samples.text(num_documents))), 200)
    labels = np.array([pair.label for pair in drawn])
    for part in ("first", "second"):
        sizes = np.array([np.diff(getattr(pair, part))[0] for pair in drawn], dtype=float)
        here, there = sizes[labels == FOLLOWS], sizes[labels == ELSEWHERE]
        error = np.hypot(here.std() / np.sqrt(len(here)), there.std() / np.sqrt(len(there)))
        assert abs(here.mean() - there.mean()) < 4 * error


def records(num_documents: int = 300) -> MemoryTokens:
    """Documents of 2 to 6 sentences, as those of jsonl and csv are: rows end with them."""
    rng = np.random.default_rng(0)

    def sentence() -> list[int]:
        return [int(token) for token in rng.integers(5, samples.SIZE, rng.integers(8, 30))]

    return MemoryTokens.of(
        [[sentence() for _ in range(rng.integers(2, 7))] for _ in range(num_documents)]
    )


def best_guess(here: np.ndarray, there: np.ndarray) -> float:
    """How often a threshold on one number tells the two kinds apart, at best; 0.5 is chance."""
    guesses = [(here > at).mean() + (there <= at).mean() for at in np.union1d(here, there)]
    return 0.5 + max(abs(guess - 1) for guess in guesses) / 2


@pytest.mark.parametrize("length", [32, 64, 128])
@pytest.mark.parametrize("tokens", [records(), samples.text()])
def test_how_b_ends_does_not_tell_the_label(tokens: MemoryTokens, length: int) -> None:
    """Never with a full stop, and with about as much of a sentence in both kinds."""
    source = pairs(tokens, length)
    drawn = draw(source, 10_000 // len(source))
    labels = np.array([pair.label for pair in drawn])
    ends = np.array([pair.second[1] for pair in drawn])
    sizes = np.array([np.diff(pair.second)[0] for pair in drawn])
    assert not (np.isin(ends, tokens.sentence_offsets) & (sizes > 1)).any()
    begun = ends - tokens.sentence_offsets[np.searchsorted(tokens.sentence_offsets, ends) - 1]
    assert best_guess(begun[labels == FOLLOWS], begun[labels == ELSEWHERE]) < 0.58


def test_length_is_settled_before_the_label() -> None:
    class Fixed:
        def __init__(self, label: float) -> None:
            self.label = label

        def random(self, size: int) -> np.ndarray:
            numbers = np.linspace(0.3, 0.7, size)
            numbers[1] = self.label
            return numbers

    source = pairs(samples.text())
    for row in range(len(source)):
        there, here = (source.pair(row, Fixed(label)) for label in (0.1, 0.9))  # type: ignore[arg-type]
        assert (there.label, here.label) == (ELSEWHERE, FOLLOWS)
        assert there.first == here.first
        assert np.diff(there.second) == np.diff(here.second)


def test_a_row_reads_cls_a_sep_b_sep() -> None:
    tokens = samples.text()
    source = pairs(tokens)
    batch = source.rows(range(len(source)), samples.rngs(len(source)))
    again = [source.pair(row, rng) for row, rng in enumerate(samples.rngs(len(source)))]
    for row, pair in enumerate(again):
        expected = [
            samples.CLS,
            *tokens.read(*pair.first).tolist(),
            samples.SEP,
            *tokens.read(*pair.second).tolist(),
            samples.SEP,
        ]
        size = len(expected)
        assert batch.tokens[row, :size].tolist() == expected
        assert (batch.segments[row, :size] == 0).all()
        assert (batch.segments[row, size:] == PADDING).all()
        middle = expected.index(samples.SEP) + 1
        assert batch.token_types[row].tolist() == [
            int(middle <= place < size) for place in range(LENGTH)
        ]
        special = np.isin(batch.tokens[row], [samples.CLS, samples.SEP, samples.PAD])
        assert (batch.maskable[row] == ~special).all()
        assert batch.labels[row] == pair.label


def test_rows_are_filled_where_the_text_allows() -> None:
    source = pairs(samples.text(20), 32)
    batch = source.rows(range(len(source)), samples.rngs(len(source)))
    assert batch.num_tokens / batch.tokens.size > 0.97


def test_a_row_does_not_depend_on_its_neighbours() -> None:
    source = pairs(samples.text())
    together = source.rows([3, 0, 5], row_generators(0, 1, [3, 0, 5]))
    alone = source.rows([5], row_generators(0, 1, [5]))
    assert (together.tokens[2] == alone.tokens[0]).all()


def seen(source: SentencePairs, tokens: MemoryTokens) -> np.ndarray:
    """[num_tokens] which of the text the rows of an epoch stand on."""
    found = np.zeros(tokens.num_tokens, dtype=np.bool_)
    for row in range(len(source)):
        start, end, _ = source._cut(row, 0.5)
        found[start:end] = True
    return found


def long_and_short() -> MemoryTokens:
    """Every fifth sentence is longer than a row, as verses and lists are."""
    rng = np.random.default_rng(0)
    return MemoryTokens.of(
        [
            [
                rng.integers(5, samples.SIZE, 150 if number % 5 == 4 else 9).tolist()
                for number in range(rng.integers(10, 30))
            ]
            for _ in range(8)
        ]
    )


@pytest.mark.parametrize("length", [32, 64, 128])
@pytest.mark.parametrize(
    ("tokens", "least"), [(samples.text(), 0.97), (records(), 0.86), (long_and_short(), 0.96)]
)
def test_rows_of_all_together_cover_the_text(
    tokens: MemoryTokens, least: float, length: int
) -> None:
    """All but the end of a document, and of that less than a sentence."""
    source = pairs(tokens, length)
    missing = ~seen(source, tokens)
    for begin, end in pairwise(tokens.document_offsets.tolist()):
        offsets = source._sentences
        longest = np.diff(offsets[(offsets >= begin) & (offsets <= end)]).max()
        places = np.flatnonzero(missing[begin:end])
        assert len(places) < longest
        assert (places == np.arange(end - begin)[end - begin - len(places) :]).all()
    assert seen(source, tokens).mean() > least


def test_a_sentence_longer_than_a_row_is_read_in_parts() -> None:
    tokens = long_and_short()
    for pair in draw(pairs(tokens), 20):
        assert np.diff(pair.first)[0] >= 1
        assert np.diff(pair.second)[0] >= 1
        assert np.diff(pair.first)[0] + np.diff(pair.second)[0] <= LENGTH - 3


@pytest.mark.parametrize("seed", range(40))
def test_any_text_makes_rows(seed: int) -> None:
    rng = np.random.default_rng(seed)
    tokens = MemoryTokens.of(
        [
            [
                rng.integers(5, samples.SIZE, rng.integers(1, 60)).tolist()
                for _ in range(rng.integers(0, 9))
            ]
            for _ in range(rng.integers(8, 20))
        ]
    )
    source = pairs(tokens, int(rng.integers(8, 80)))
    batch = source.rows(range(len(source)), samples.rngs(len(source)))
    assert (batch.tokens[batch.segments == PADDING] == samples.PAD).all()


def test_too_few_sections_are_refused() -> None:
    with pytest.raises(Fault, match="too few sections"):
        pairs(samples.text(2))
    with pytest.raises(Fault, match="too few sections"):
        pairs(one_file(samples.text(2)))
    pairs(samples.text(3))


def test_three_sections_of_one_file_leave_the_middle_one_without_a_stranger() -> None:
    tokens = one_file(samples.text(3))
    source = pairs(tokens)
    middle = tokens.document_offsets[1:3]
    for pair in draw(source, 10):
        assert not middle[0] <= pair.first[0] < middle[1]


def test_text_without_sentence_boundaries_is_refused() -> None:
    tokens = MemoryTokens.of([[list(range(5, 95))] for _ in range(6)])
    with pytest.raises(Fault, match="sentence boundaries"):
        pairs(tokens)
