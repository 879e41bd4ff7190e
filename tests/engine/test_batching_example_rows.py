"""Rows of tasks: what is cut, where tags and answers stand, and that padding changes nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch

from engine.batch import IGNORE, PADDING
from engine.batching.answer_rows import SPANS, WINDOW, AnswerRows
from engine.batching.class_rows import SCORES, ClassRows
from engine.batching.example_rows import ExampleRows
from engine.batching.examples import NONE, AnswerExamples, ClassExamples, TagExamples
from engine.batching.tag_rows import TAGS, TagRows
from engine.faults import Fault
from engine.objectives import OBJECTIVES
from engine.objectives.row_task import RowTask
from engine.objectives.task_objective import TaskObjective
from engine.training.learner import Learner
from tests.engine import model_samples as samples

VOCABULARY = samples.vocabulary()
BARE = replace(VOCABULARY, cls=-1)  # GPT-2's: a text ends, and does not begin
C, S = samples.CLS, samples.SEP


def ids(first: int, count: int) -> np.ndarray:
    return np.arange(first, first + count)


def single(*sizes: int) -> ClassExamples:
    texts = [ids(10 * (at + 1), size) for at, size in enumerate(sizes)]
    return ClassExamples(texts, None, labels=np.arange(len(texts)))


def test_a_text_that_is_too_long_loses_its_end() -> None:
    rows = ClassRows(single(3, 9), VOCABULARY, 8)
    batch = rows.rows([0, 1], ())
    assert batch.tokens.tolist() == [
        [C, 10, 11, 12, S, 0, 0, 0],
        [C, *range(20, 26), S],
    ]
    assert batch.segments[0].tolist() == [0] * 5 + [PADDING] * 3
    assert rows.num_cut == 1
    assert batch.labels is not None
    assert batch.labels.tolist() == [0, 1]


def test_a_class_nobody_learned_asks_for_nothing() -> None:
    """What is held back may have one: counted as the first class, it would be right by chance."""
    given = replace(single(2, 2, 2), labels=np.array([1, NONE, 0]))
    batch = ClassRows(given, VOCABULARY, 8).rows([0, 1, 2], ())
    assert batch.labels is not None
    assert batch.labels.tolist() == [1, IGNORE, 0]
    model = samples.model()
    task = samples.objective(model, "classification")
    asked = task.corrupt(batch, ())
    assert (asked.counts or {})["classification"] == 2
    moved = asked.to(samples.CPU)
    loss = task(model(moved, at=task.asks(moved)), moved)["classification"]
    assert loss.count == 2
    assert loss.classes is not None
    assert loss.classes.tolist() == [1, 1, 0]
    assert loss.correct is not None
    said = task.read_off(model(moved, at=task.asks(moved)), moved).argmax(dim=1).tolist()
    assert int(loss.correct) == (said[0] == 1) + (said[2] == 0)


def test_of_a_pair_the_longer_is_cut_first() -> None:
    pair = ClassExamples([ids(10, 9)], [ids(30, 3)], scores=np.array([2.5], np.float32))
    rows = ClassRows(pair, VOCABULARY, 12)
    batch = rows.rows([0], ())
    assert batch.tokens.tolist() == [[C, *range(10, 16), S, 30, 31, 32, S]]
    assert batch.token_types is not None
    assert batch.token_types.tolist() == [[0] * 8 + [1] * 4]
    assert batch.own[SCORES].tolist() == [2.5]
    assert rows.num_cut == 1


def test_without_a_token_to_begin_with_there_is_room_for_another() -> None:
    batch = ClassRows(single(9), BARE, 8).rows([0], ())
    assert batch.tokens.tolist() == [[*range(10, 17), S]]


def test_no_examples_are_no_rows() -> None:
    with pytest.raises(Fault, match="no examples"):
        ClassRows(ClassExamples([], None), VOCABULARY, 8)


def words(*sizes: int) -> TagExamples:
    """One sentence of words of so many tokens, tagged 0, 1, 2 … in turn."""
    ends = np.cumsum(sizes)
    tags = np.arange(len(sizes)) % 3
    return TagExamples([ids(10, int(ends[-1]))], [ends - sizes], [tags], ("O", "B-X", "I-X"))


def test_a_tag_is_asked_at_the_first_piece_of_its_word() -> None:
    batch = TagRows(words(1, 3, 2), VOCABULARY, 16).rows([0], ())
    asked = {at: tag for at, tag in enumerate(batch.own[TAGS][0].tolist()) if tag != IGNORE}
    assert asked == {1: 0, 2: 1, 5: 2}


def test_a_long_sentence_goes_on_between_two_words() -> None:
    rows = TagRows(words(2, 2, 2, 2, 1, 3), VOCABULARY, 8)
    assert [(one.first, one.last) for one in rows.stretches] == [(0, 3), (3, 6)]
    batch = rows.rows([0, 1], ())
    assert batch.tokens.tolist() == [[C, *range(10, 16), S], [C, *range(16, 22), S]]
    there = batch.own[TAGS] != IGNORE
    assert batch.own[TAGS][there].tolist() == [0, 1, 2, 0, 1, 2]
    assert rows.num_cut == 0  # nothing is lost
    assert rows.num_examples == 1


def test_every_word_is_asked_exactly_once_however_short_rows_are() -> None:
    given = words(*np.random.default_rng(0).integers(1, 6, 40).tolist())
    for length in (8, 9, 16, 32, 200):
        rows = TagRows(given, samples.vocabulary(200), length)
        batch = rows.rows(range(len(rows)), ())
        asked = batch.own[TAGS][batch.own[TAGS] != IGNORE]
        assert asked.tolist() == given.tags[0].tolist()
        firsts = batch.tokens[batch.own[TAGS] != IGNORE]
        assert firsts.tolist() == (given.starts[0] + 10).tolist()


def test_a_word_longer_than_a_row_loses_its_end() -> None:
    rows = TagRows(words(12, 1), VOCABULARY, 8)
    assert rows.num_cut == 1
    batch = rows.rows([0, 1], ())
    assert batch.tokens.tolist() == [[C, *range(10, 16), S], [C, 22, S, 0, 0, 0, 0, 0]]
    assert (batch.own[TAGS] != IGNORE).sum() == 2


def test_a_tag_nobody_gave_is_not_asked() -> None:
    given = replace(words(1, 1, 1), tags=[np.array([NONE, 1, NONE])])
    batch = TagRows(given, VOCABULARY, 8).rows([0], ())
    assert (batch.own[TAGS] != IGNORE).sum() == 1


def question(size: int, context: int, span: tuple[int, int], **more: Any) -> AnswerExamples:
    offsets = np.stack([np.arange(context), np.arange(context) + 1], axis=1)
    return AnswerExamples(
        questions=[ids(10, size)],
        contexts=[ids(40, context)],
        offsets=[offsets],
        context_of=np.array([0]),
        spans=np.array([span]),
        known=np.array([True]),
        **more,
    )


def test_a_question_and_its_context_stand_in_one_row() -> None:
    batch = AnswerRows(question(2, 5, (1, 3)), VOCABULARY, 16).rows([0], ())
    assert batch.tokens[0, :10].tolist() == [C, 10, 11, S, 40, 41, 42, 43, 44, S]
    assert batch.own[WINDOW].tolist() == [[4, 9]]
    assert batch.own[SPANS].tolist() == [[5, 7]]
    assert batch.token_types is not None
    assert batch.token_types[0, :10].tolist() == [0] * 4 + [1] * 6


@pytest.mark.parametrize("span", [(first, first + size) for first in range(26) for size in (0, 3)])
def test_an_answer_cut_by_one_edge_is_whole_in_another_window(span: tuple[int, int]) -> None:
    """Windows of 11 begin every 6 tokens: all that is no longer than 6 is whole in one."""
    rows = AnswerRows(question(2, 30, span), VOCABULARY, 16)
    assert [(one.first, one.last) for one in rows.windows] == [
        (0, 11),
        (6, 17),
        (12, 23),
        (18, 29),
        (24, 30),
    ]
    batch = rows.rows(range(len(rows)), ())
    whole = 0
    for row, (first, last) in enumerate(batch.own[SPANS].tolist()):
        if (first, last) == (0, 0):
            continue
        whole += 1
        assert batch.tokens[row, first : last + 1].tolist() == [*range(40 + span[0], 41 + span[1])]
    assert whole >= 1


def test_what_has_no_answer_points_at_the_first_token_in_every_window() -> None:
    rows = AnswerRows(question(2, 30, (NONE, NONE)), VOCABULARY, 16)
    assert not rows.rows(range(len(rows)), ()).own[SPANS].any()


def test_a_long_question_leaves_half_of_the_row_to_the_context() -> None:
    rows = AnswerRows(question(30, 9, (0, 0)), VOCABULARY, 16)
    batch = rows.rows(range(len(rows)), ())
    assert batch.tokens[0].tolist() == [C, *range(10, 18), S, *range(40, 45), S]
    assert rows.num_cut == 1


@pytest.mark.parametrize("stride", [0.1, 0.5, 1.0])
def test_every_token_of_a_context_is_seen(stride: float) -> None:
    rows = AnswerRows(question(2, 50, (0, 0), stride=stride), VOCABULARY, 16)
    seen = {at for one in rows.windows for at in range(one.first, one.last)}
    assert seen == set(range(50))
    assert all(one.last > one.first for one in rows.windows)


# -- what is said of a row does not depend on those beside it --------------------------------------

LENGTH = 64


def mixed(task: str) -> ExampleRows[Any]:
    """Rows of many lengths."""
    sizes = [3, 30, 9, 17, 60, 1]
    texts = [ids(5, size) for size in sizes]
    match task:
        case "classification" | "regression":
            other = [ids(7, 1 + size // 3) for size in sizes]
            return ClassRows(ClassExamples(texts, other), VOCABULARY, LENGTH)
        case "tagging":
            starts = [np.arange(0, size, 2) for size in sizes]
            tags = [np.arange(len(one)) % 3 for one in starts]
            return TagRows(TagExamples(texts, starts, tags, ("a", "b", "c")), VOCABULARY, LENGTH)
    offsets = [np.stack([np.arange(size), np.arange(size) + 1], axis=1) for size in sizes]
    return AnswerRows(
        AnswerExamples(
            questions=[ids(70, 4) for _ in sizes],
            contexts=texts,
            offsets=offsets,
            context_of=np.arange(len(sizes)),
            spans=np.zeros((len(sizes), 2), np.int64),
            known=np.ones(len(sizes), np.bool_),
        ),
        VOCABULARY,
        LENGTH,
    )


def said(objective: Any, model: Any, rows: ExampleRows[Any], indices: list[int]) -> Any:
    """What the head says at the places it is asked for, row by row."""
    batch = objective.corrupt(rows.rows(indices, ()), ())
    moved = batch.to(samples.CPU)
    with torch.no_grad():
        hidden = model(moved, at=objective.asks(moved))
        if isinstance(objective, RowTask):
            return list(objective.read_off(hidden, moved))
        logits = objective.head(hidden)
    sizes = (batch.segments != PADDING).sum(axis=1)
    return [one[:size] for one, size in zip(logits, sizes, strict=True)]


CASES = [
    (task, architecture, fields)
    for task, kind in OBJECTIVES.items()
    if kind.tunes
    for architecture in kind.architectures
    for fields in ({}, {"vector": "mean"})
    if not fields or issubclass(kind, RowTask)
]


@pytest.mark.parametrize("style", ["modern", "classic"])
@pytest.mark.parametrize(("task", "architecture", "fields"), CASES)
def test_a_row_says_the_same_alone_and_among_longer_ones(
    task: str, architecture: str, fields: dict[str, Any], style: str
) -> None:
    model = samples.model(
        architecture=architecture, length=LENGTH, style=style, attention="explicit", dropout=0.0
    )
    objective = samples.objective(model, task, **fields)
    assert isinstance(objective, TaskObjective)
    samples.stirred(model.double()).eval()
    samples.stirred(objective.double()).eval()
    Learner(model, objective).compute_in(torch.float64, "explicit")
    rows = mixed(task)
    together = said(objective, model, rows, list(range(6)))
    for index in range(6):
        (alone,) = said(objective, model, rows, [index])
        torch.testing.assert_close(alone, together[index], atol=1e-6, rtol=0)


def test_a_decoder_is_read_at_its_last_token_and_writes_what_it_read() -> None:
    """GPT-2 and BART read a class where all of the text was seen."""
    rows = ClassRows(single(3, 6), BARE, 16)
    decoder = samples.objective(samples.model(architecture="decoder"), "classification")
    batch = decoder.corrupt(rows.rows([0, 1], ()), ())
    asked = decoder.asks(batch.to(samples.CPU))
    assert asked is not None
    assert asked.tolist() == [[3], [6]]
    assert batch.sight == "causal"
    both = samples.objective(samples.model(architecture="encoder_decoder"), "classification")
    batch = both.corrupt(rows.rows([0, 1], ()), ())
    assert batch.decoder_tokens is not None
    assert batch.decoder_tokens[:, 0].tolist() == [samples.PAD] * 2
    assert batch.decoder_tokens[:, 1:].tolist() == batch.tokens[:, :-1].tolist()
    asked = both.asks(batch.to(samples.CPU))
    assert asked is not None
    assert asked.tolist() == [[3], [6]]
