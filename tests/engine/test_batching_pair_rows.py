"""Rows of pairs: where each passage stands, what is cut, and what the decoder is given."""

from __future__ import annotations

import numpy as np
import pytest

from engine.batch import IGNORE, PADDING
from engine.batching.labelled_rows import LabelledRows, shortened
from engine.batching.parallel_rows import ParallelRows
from engine.batching.sources import Material, MemoryPairs
from engine.faults import Fault
from tests.engine import model_samples as samples
from tests.engine.model_samples import CLS, PAD, SEP

LENGTH = 12
FIRST = [np.array([10, 11, 12]), np.arange(20, 30)]
SECOND = [np.array([13, 14]), np.arange(30, 34)]
CLASSES = ("entailment", "neutral", "contradiction")


def pairs(labelled: bool = True) -> MemoryPairs:
    labels = np.array([2, 0]) if labelled else None
    return MemoryPairs(FIRST, SECOND, labels, CLASSES if labelled else ())


def in_order(rows: LabelledRows) -> list[int]:
    """The rows of the first pair and of the second: of the classes 2 and 0."""
    return np.argsort(-rows.labels).tolist()


def test_a_labelled_row_is_cls_a_sep_b_sep_and_padding() -> None:
    rows = LabelledRows.of(Material(labelled=pairs()), samples.vocabulary(), LENGTH)
    batch = rows.rows(in_order(rows), samples.rngs(2))
    assert batch.tokens[0].tolist() == [CLS, 10, 11, 12, SEP, 13, 14, SEP, PAD, PAD, PAD, PAD]
    assert batch.token_types[0].tolist() == [0] * 5 + [1] * 3 + [0] * 4
    assert batch.segments[0].tolist() == [0] * 8 + [PADDING] * 4
    assert batch.maskable[0].tolist() == [False, *[True] * 3, False, True, True, *[False] * 5]
    assert batch.positions[0].tolist() == list(range(LENGTH))
    assert batch.labels.tolist() == [2, 0]
    assert not batch.one_segment


def test_the_longer_passage_is_cut_first_and_the_cut_rows_are_counted() -> None:
    rows = LabelledRows(pairs(), samples.vocabulary(), LENGTH)
    batch = rows.rows(in_order(rows)[1:], samples.rngs(1))
    assert batch.tokens[0].tolist() == [CLS, *range(20, 25), SEP, *range(30, 34), SEP]
    assert batch.one_segment
    assert rows.num_cut == 1
    assert LabelledRows(pairs(), samples.vocabulary(), 17).num_cut == 0


def test_rows_at_equal_distances_are_of_all_classes() -> None:
    passages = [np.array([10, 11])] * 9000
    triples = MemoryPairs(passages, passages, np.arange(9000) % 3, CLASSES)
    rows = LabelledRows(triples, samples.vocabulary(), LENGTH)
    assert sorted(rows.labels) == sorted(triples.labels)
    for distance in (3, 6, 9):
        indices = range(0, 9000, distance)
        labels = rows.rows(indices, samples.rngs(len(indices))).labels
        assert min(np.bincount(labels, minlength=3)) > len(labels) / 4


def test_passages_are_cut_as_bert_cuts_them() -> None:
    def one_by_one(first: list[int], second: list[int], room: int) -> tuple[list[int], list[int]]:
        first, second = first[:], second[:]
        while len(first) + len(second) > room:
            (first if len(first) > len(second) else second).pop()
        return first, second

    for room in range(2, 14):
        for a in range(1, 16):
            for b in range(1, 16):
                first, second = shortened(np.arange(a), np.arange(b), room)
                expected = one_by_one(list(range(a)), list(range(b)), room)
                assert (first.tolist(), second.tolist()) == expected, (room, a, b)


def test_a_parallel_row_is_source_sep_and_target_sep() -> None:
    source = MemoryPairs(FIRST[:1], SECOND[:1])
    rows = ParallelRows.of(Material(parallel=source), samples.vocabulary(), 5)
    batch = rows.rows([0], samples.rngs(1))
    assert batch.tokens.tolist() == [[10, 11, 12, SEP, PAD]]
    assert batch.segments.tolist() == [[0, 0, 0, 0, PADDING]]
    assert batch.maskable.tolist() == [[True, True, True, False, False]]
    assert batch.decoder_tokens.tolist() == [[13, 14, SEP, PAD, PAD]]
    assert batch.decoder_segments.tolist() == [[0, 0, 0, PADDING, PADDING]]
    assert batch.decoder_positions.tolist() == [[0, 1, 2, 3, 4]]
    assert rows.num_cut == 0


def test_what_is_cut_off_a_target_teaches_no_end() -> None:
    rows = ParallelRows(MemoryPairs(FIRST, FIRST), samples.vocabulary(), 5)
    batch = rows.rows([0, 1], samples.rngs(2))
    assert batch.tokens[1].tolist() == [20, 21, 22, 23, SEP]
    assert batch.decoder_tokens[1].tolist() == [20, 21, 22, 23, 24]
    assert rows.num_cut == 1
    assert ParallelRows(MemoryPairs(FIRST, SECOND), samples.vocabulary(), 10).num_cut == 1
    assert ParallelRows(MemoryPairs(SECOND, FIRST), samples.vocabulary(), 10).num_cut == 1
    fits = ParallelRows(MemoryPairs(FIRST, FIRST), samples.vocabulary(), 11)
    assert fits.num_cut == 0
    assert fits.rows([1], samples.rngs(1)).decoder_tokens[0, -1] == SEP


def test_the_decoder_is_given_what_stands_before_each_target() -> None:
    objective = samples.objective(samples.model_for("translation"), "translation")
    rows = ParallelRows(MemoryPairs(FIRST, SECOND), samples.vocabulary(), LENGTH)
    batch = objective.corrupt(rows.rows([0, 1], samples.rngs(2)), samples.rngs(2))
    assert batch.decoder_tokens[0].tolist() == [PAD, 13, 14, *[PAD] * 9]
    assert batch.targets[0].tolist() == [13, 14, SEP, *[IGNORE] * 9]
    assert batch.decoder_tokens[1].tolist() == [PAD, *range(30, 34), *[PAD] * 7]
    assert batch.counts == {"translation": 3 + 5}
    assert (batch.decoder_segments == PADDING).tolist() == (batch.targets == IGNORE).tolist()


@pytest.mark.parametrize("kind", [LabelledRows, ParallelRows])
def test_a_split_without_pairs_is_a_fault(kind: type[LabelledRows]) -> None:
    empty = MemoryPairs([], [], np.array([], np.int64), CLASSES)
    with pytest.raises(Fault, match="too few to hold a part of them back"):
        kind(empty, samples.vocabulary(), LENGTH)
