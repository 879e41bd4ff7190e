"""DocumentRows: every place full, every token once, every document on its own."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.batch import Batch
from engine.batching.packing import DocumentRows
from engine.batching.sources import MemoryTokens
from engine.faults import Fault
from tests.engine import model_samples as samples


def documents_of(sizes: list[int]) -> MemoryTokens:
    """Documents whose tokens count upwards without end, so that each is known by its number."""
    places = iter(range(samples.MASK + 1, 10_000))
    return MemoryTokens.of([[[next(places) for _ in range(size)]] for size in sizes])


def rows_of(sizes: list[int], length: int) -> tuple[DocumentRows, Batch]:
    source = DocumentRows(documents_of(sizes), samples.vocabulary(10_000), length)
    return source, source.rows(range(len(source)), samples.rngs(len(source)))


def slow_rows(sizes: list[int], length: int) -> list[list[int]]:
    """The stream written out and cut."""
    stream: list[int] = []
    tokens = documents_of(sizes)
    for start, stop in zip(tokens.document_offsets, tokens.document_offsets[1:], strict=False):
        stream += [samples.SEP, samples.CLS] if start else []
        stream += tokens.read(start, stop).tolist()
    inner = length - 2
    cut = [stream[at : at + inner] for at in range(0, len(stream) - inner + 1, inner)]
    return [[samples.CLS, *row, samples.SEP] for row in cut]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 40), min_size=1, max_size=12), st.integers(4, 20))
def test_rows_are_the_stream_cut(sizes: list[int], length: int) -> None:
    expected = slow_rows(sizes, length)
    if not expected:
        return
    _, batch = rows_of(sizes, length)
    assert batch.tokens.tolist() == expected
    assert batch.num_tokens == batch.tokens.size  # no padding


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 40), min_size=2, max_size=12), st.integers(4, 20))
def test_no_target_crosses_a_document(sizes: list[int], length: int) -> None:
    if not slow_rows(sizes, length):
        return
    _, batch = rows_of(sizes, length)
    begins = np.cumsum([0, *sizes]) + samples.MASK + 1
    for row in range(batch.num_rows):
        owner: dict[int, set[int]] = {}
        for place in np.flatnonzero(batch.maskable[row]):
            document = int(np.searchsorted(begins, batch.tokens[row, place], side="right"))
            owner.setdefault(int(batch.segments[row, place]), set()).add(document)
        assert all(len(documents) == 1 for documents in owner.values())


def test_positions_restart_with_each_segment_and_count_up_inside() -> None:
    _, batch = rows_of([5, 9, 30, 7, 16], 12)
    steps = np.diff(batch.positions, axis=1)
    changes = np.diff(batch.segments, axis=1) != 0
    assert (batch.positions[:, 0] == 0).all()
    assert (steps[~changes] == 1).all()
    assert (batch.positions[:, 1:][changes] == 0).all()
    assert (batch.tokens[:, 1:][changes] == samples.CLS).all()


def test_special_tokens_may_not_be_hidden() -> None:
    _, batch = rows_of([5, 9, 30, 7, 16], 12)
    special = np.isin(batch.tokens, [samples.CLS, samples.SEP])
    assert (batch.maskable == ~special).all()


def test_one_segment_is_said_only_where_it_is_true() -> None:
    source, _ = rows_of([100, 100], 12)
    for row in range(len(source)):
        batch = source.rows([row], samples.rngs(1))
        assert batch.one_segment == (not batch.segments.any())
    assert source.rows([0, 1], samples.rngs(2)).one_segment


def test_too_little_text_is_refused() -> None:
    with pytest.raises(Fault, match="too short"):
        rows_of([3, 4], 32)
    with pytest.raises(Fault, match="too short"):
        DocumentRows(MemoryTokens.of([]), samples.vocabulary(), 32)
