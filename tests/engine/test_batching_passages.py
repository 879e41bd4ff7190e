"""PassageRows: all of the text, each row of one document, from a sentence where that can be."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.batch import PADDING, Batch
from engine.batching.passages import FRAME, PassageRows
from engine.batching.sources import MemoryTokens
from engine.faults import Fault
from tests.engine import model_samples as samples

TEXTS = st.lists(st.lists(st.integers(1, 30), min_size=1, max_size=6), min_size=1, max_size=6)
FIRST = samples.MASK + 1


def documents_of(sizes: list[list[int]]) -> MemoryTokens:
    """Documents of sentences of these sizes whose tokens count upwards without end."""
    places = iter(range(FIRST, 10_000))
    return MemoryTokens.of(
        [[[next(places) for _ in range(size)] for size in document] for document in sizes]
    )


def rows_of(sizes: list[list[int]], length: int) -> tuple[MemoryTokens, Batch]:
    tokens = documents_of(sizes)
    source = PassageRows(tokens, samples.vocabulary(10_000), length)
    return tokens, source.rows(range(len(source)), samples.rngs(len(source)))


def passages(batch: Batch) -> list[list[int]]:
    """The tokens of each row without padding."""
    pairs = zip(batch.tokens, batch.segments, strict=True)
    return [tokens[segments != PADDING].tolist() for tokens, segments in pairs]


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.integers(4, 24))
def test_rows_together_are_the_text(sizes: list[list[int]], length: int) -> None:
    tokens, batch = rows_of(sizes, length)
    seen = {token for passage in passages(batch) for token in passage}
    assert seen == set(tokens.tokens.tolist())


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.integers(4, 24))
def test_a_row_is_consecutive_text_of_one_document(sizes: list[list[int]], length: int) -> None:
    tokens, batch = rows_of(sizes, length)
    for passage in passages(batch):
        assert 1 <= len(passage) <= length - FRAME
        assert passage == list(range(passage[0], passage[0] + len(passage)))
        first, last = passage[0] - FIRST, passage[-1] - FIRST
        ends = np.searchsorted(tokens.document_offsets, [first, last], side="right")
        assert ends[0] == ends[1]


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.integers(4, 24))
def test_a_row_begins_at_a_sentence_unless_it_stands_in_a_long_one(
    sizes: list[list[int]], length: int
) -> None:
    tokens, batch = rows_of(sizes, length)
    borders = tokens.sentence_offsets
    for passage in passages(batch):
        start = passage[0] - FIRST
        after = np.searchsorted(borders, start, side="right")
        sentence = borders[after] - borders[after - 1]
        assert start in borders or sentence > length - FRAME


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.integers(4, 24))
def test_only_the_last_row_of_a_document_is_short(sizes: list[list[int]], length: int) -> None:
    tokens, batch = rows_of(sizes, length)
    ends = set((tokens.document_offsets[1:] + FIRST - 1).tolist())
    for passage in passages(batch):
        assert len(passage) == length - FRAME or passage[-1] in ends
    last = [passage for passage in passages(batch) if passage[-1] in ends]
    assert len(last) == len(sizes)  # no document ends twice


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.integers(4, 24))
def test_the_borders_are_those_of_the_sentences(sizes: list[list[int]], length: int) -> None:
    tokens, batch = rows_of(sizes, length)
    borders = set((tokens.sentence_offsets + FIRST).tolist())
    for passage, opens in zip(passages(batch), batch.own["passages"], strict=True):
        inside = [token in borders for token in passage]
        assert opens[: len(passage)].tolist() == [True, *inside[1:]]
        assert not opens[len(passage) :].any()


def test_padding_is_told_and_full_rows_too() -> None:
    _, batch = rows_of([[4, 4, 4], [3]], 10)
    assert batch.tokens.shape == (3, 8)
    assert (batch.segments == np.where(batch.tokens == samples.PAD, PADDING, 0)).all()
    assert (batch.maskable == (batch.segments == 0)).all()
    assert (batch.positions == np.arange(8)).all()
    assert not batch.one_segment
    assert rows_of([[4, 4]], 10)[1].one_segment


def test_documents_without_tokens_have_no_row() -> None:
    tokens = MemoryTokens.of([[[5, 6]], [], [[7]]])
    source = PassageRows(tokens, samples.vocabulary(), 8)
    assert len(source) == 2
    with pytest.raises(Fault, match="no text to cut passages from"):
        PassageRows(MemoryTokens.of([[]]), samples.vocabulary(), 8)
