"""StreamRows: every token of a document is asked for once, and by its own document alone."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.batch import Batch
from engine.batching.sources import MemoryTokens
from engine.batching.stream import StreamRows
from engine.faults import Fault
from tests.engine import model_samples as samples

SIZES = st.lists(st.integers(0, 40), min_size=1, max_size=12)


def documents_of(sizes: list[int]) -> MemoryTokens:
    """Documents whose tokens count upwards without end, so that each is known by its number."""
    places = iter(range(samples.MASK + 1, 10_000))
    return MemoryTokens.of([[[next(places) for _ in range(size)]] for size in sizes])


def stream_of(sizes: list[int]) -> list[int]:
    """[CLS] document [SEP] for all documents, written out."""
    tokens = documents_of(sizes)
    found: list[int] = []
    for start, stop in zip(tokens.document_offsets, tokens.document_offsets[1:], strict=False):
        found += [samples.CLS, *tokens.read(start, stop).tolist(), samples.SEP]
    return found


def rows_of(sizes: list[int], length: int) -> Batch | None:
    """All rows of an epoch; None where there are none."""
    if len(stream_of(sizes)) < length:
        return None
    source = StreamRows(documents_of(sizes), samples.vocabulary(10_000), length)
    return source.rows(range(len(source)), samples.rngs(len(source)))


@settings(max_examples=100, deadline=None)
@given(SIZES, st.integers(4, 20))
def test_rows_are_the_stream_cut_with_one_token_twice(sizes: list[int], length: int) -> None:
    stream, batch = stream_of(sizes), rows_of(sizes, length)
    if batch is None:
        return
    step = length - 1
    expected = [stream[at : at + length] for at in range(0, len(stream) - step, step)]
    assert batch.tokens.tolist() == expected
    assert batch.num_tokens == batch.tokens.size  # no padding


@settings(max_examples=100, deadline=None)
@given(SIZES, st.integers(4, 20))
def test_every_token_of_the_stream_follows_another_exactly_once(
    sizes: list[int], length: int
) -> None:
    batch = rows_of(sizes, length)
    if batch is None:
        return
    following = batch.tokens[:, 1:].flatten().tolist()
    assert following == stream_of(sizes)[1 : 1 + len(following)]
    assert len(stream_of(sizes)) - 1 - len(following) < length - 1  # what fills no row


@settings(max_examples=100, deadline=None)
@given(SIZES, st.integers(4, 20))
def test_a_segment_is_one_document_and_its_positions_count_from_zero(
    sizes: list[int], length: int
) -> None:
    batch = rows_of(sizes, length)
    if batch is None:
        return
    documents = np.cumsum(np.array(stream_of(sizes)) == samples.CLS)
    for row in range(batch.num_rows):
        own = documents[row * (length - 1) : row * (length - 1) + length]
        assert (batch.segments[row] == own - own[0]).all()
        for segment in np.unique(own):
            inside = own == segment
            assert batch.positions[row, inside].tolist() == list(range(inside.sum()))
    assert batch.one_segment == (not batch.segments.any())


def test_special_tokens_may_not_be_hidden() -> None:
    batch = rows_of([5, 9, 30, 7, 16], 12)
    assert batch is not None
    special = np.isin(batch.tokens, [samples.CLS, samples.SEP])
    assert (batch.maskable == ~special).all()


def test_one_segment_is_said_of_the_rows_at_hand() -> None:
    source = StreamRows(documents_of([100, 100]), samples.vocabulary(10_000), 12)
    said = [source.rows([row], samples.rngs(1)).one_segment for row in range(len(source))]
    assert True in said
    assert False in said


@pytest.mark.parametrize("sizes", [[], [3, 4], [27]])
def test_too_little_text_is_refused(sizes: list[int]) -> None:
    with pytest.raises(Fault, match="too short"):
        StreamRows(documents_of(sizes), samples.vocabulary(10_000), 32)
    StreamRows(documents_of([30]), samples.vocabulary(10_000), 32)
