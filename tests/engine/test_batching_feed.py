"""Feed: whose turn a step is, how many turns each task has, and what an epoch of them is."""

from __future__ import annotations

import itertools
from collections import Counter
from typing import Any

import numpy as np
import pytest

from engine.batch import Batch
from engine.batching.feed import Feed
from engine.batching.loader import Loader, evaluation_batches
from engine.batching.packing import DocumentRows
from engine.batching.randomness import epoch_order
from engine.batching.stream import StreamRows
from engine.objectives import OBJECTIVES, build
from engine.objectives.objective import Objective
from engine.training.budget import Budget
from tests.engine import model_samples as samples

TURNS = [
    {"masked_next_token": 15, "causal_lm": 1},
    {"causal_lm": 1, "masked_next_token": 15},
    {"a": 1, "b": 1},
    {"a": 3, "b": 2},
    {"a": 2, "b": 2, "c": 2},
    {"a": 7, "b": 1, "c": 3},
    {"a": 1},
]
LENGTH = 24


def feed(turns: dict[str, int], documents: int = 12) -> Feed:
    """Tasks that all read the same stream."""
    source = StreamRows(samples.text(documents), samples.vocabulary(), LENGTH)
    return Feed(dict.fromkeys(turns, source), turns)


def gpt_bert(**given: Any) -> tuple[Feed, Objective]:
    """Hidden tokens and next tokens, 15 turns to 1."""
    turns = TURNS[0]
    configs = {
        name: OBJECTIVES[name].Config.model_validate({"turns": count} | given)
        for name, count in turns.items()
    }
    model = samples.model(architecture="decoder")
    return feed(turns), build(configs, model, samples.vocabulary())


@pytest.mark.parametrize("turns", TURNS)
def test_every_round_holds_each_tasks_turns_exactly(turns: dict[str, int]) -> None:
    one, length = feed(turns), sum(turns.values())
    for begin in range(5 * length):  # any stretch as long as a round, not only whole rounds
        order = [one.task_of(step) for step in range(begin, begin + length)]
        assert Counter(order) == turns


@pytest.mark.parametrize("turns", TURNS)
def test_turns_are_spread_as_evenly_as_can_be(turns: dict[str, int]) -> None:
    one, length = feed(turns), sum(turns.values())
    given = dict.fromkeys(turns, 0)
    for step in range(3 * length):
        given[one.task_of(step)] += 1
        for task, count in turns.items():
            assert abs(given[task] - (step + 1) * count / length) < 1
    for task, count in turns.items():
        own = [step for step in range(4 * length) if one.task_of(step) == task]
        gaps = np.diff(own)
        assert gaps.max() - gaps.min() <= 1 or len(turns) > 2
        assert gaps.max() <= 2 * length / count


@pytest.mark.parametrize("turns", TURNS)
def test_a_steps_turn_follows_from_its_number_alone(turns: dict[str, int]) -> None:
    one, again = feed(turns), feed(turns)
    steps = np.random.default_rng(0).permutation(200).tolist()
    found = {step: (again.task_of(step), again.steps_before(step)) for step in steps}
    before = dict.fromkeys(turns, 0)
    for step in range(200):
        task = one.task_of(step)
        assert found[step] == (task, before[task])
        before[task] += 1


def taken(loader: Loader, steps: int) -> list[Batch]:
    batches = list(itertools.islice(loader, steps))
    loader.close()
    return batches


def test_each_task_reads_all_of_its_own_rows_once_an_epoch() -> None:
    one, objective = gpt_bert()
    (source, _) = one.sources.values()
    rows = 4
    batches = taken(Loader(one, objective, rows=rows, seed=3), 480)
    for task in one.sources:
        own = [batch for batch in batches if batch.task == task]
        read = np.concatenate(
            [batch.tokens if batch.original is None else batch.original for batch in own]
        )
        for epoch in range(len(read) // len(source)):
            order = epoch_order(3, epoch, len(source))
            expected = source.rows(order, samples.rngs(len(source))).tokens
            part = read[epoch * len(source) : (epoch + 1) * len(source)]
            assert (part == expected).all()
        assert len(read) > len(source) or task == "causal_lm"
    assert Counter(batch.task for batch in batches) == {"masked_next_token": 450, "causal_lm": 30}


@pytest.mark.parametrize("at", [0, 7, 8, 9, 15, 16, 23])
def test_a_loader_resumed_within_a_round_goes_on_exactly(at: int) -> None:
    one, objective = gpt_bert()
    through = taken(Loader(one, objective, rows=3, seed=0), 40)
    first = Loader(one, objective, rows=3, seed=0)
    begun = list(itertools.islice(first, at))
    state = first.state_dict()
    first.close()
    second = Loader(*gpt_bert(), rows=3, seed=0)
    second.load_state_dict(state)
    for one_batch, other in zip(through, [*begun, *taken(second, 40 - at)], strict=True):
        assert one_batch.task == other.task
        assert one_batch.sight == other.sight
        assert one_batch.counts == other.counts
        for name in ("tokens", "targets", "segments"):
            assert np.array_equal(getattr(one_batch, name), getattr(other, name))


def test_every_step_holds_what_its_own_task_asks() -> None:
    one, objective = gpt_bert()
    for batch in taken(Loader(one, objective, rows=3, seed=0), 32):
        assert list(batch.counts) == [batch.task]
        assert batch.sight == OBJECTIVES[batch.task].sight
        assert (batch.predict_at is None) == (batch.task == "causal_lm")


@pytest.mark.parametrize("turns", TURNS)
@pytest.mark.parametrize("rows", [1, 4, 7])
@pytest.mark.parametrize("epochs", [1.0, 2.5])
def test_an_epoch_ends_when_the_busiest_task_has_read_all_its_rows(
    turns: dict[str, int], rows: int, epochs: float
) -> None:
    one = feed(turns)
    budget = Budget("epochs", epochs, rows=len(one), batch=rows)
    steps = budget.total_steps
    assert steps is not None
    busiest = max(turns, key=lambda task: turns[task])
    own = sum(one.task_of(step) == busiest for step in range(steps))
    wanted = epochs * len(one.sources[busiest]) / rows
    assert wanted - 1.5 <= own <= wanted + 1.5
    assert budget.progress(step=steps, tokens=0, seconds=0) == 1.0


def test_tasks_of_different_size_count_by_the_busiest() -> None:
    vocabulary = samples.vocabulary()
    small = StreamRows(samples.text(3), vocabulary, LENGTH)
    large = DocumentRows(samples.text(40), vocabulary, LENGTH)
    one = Feed({"small": small, "large": large}, {"small": 1, "large": 3})
    assert len(one) == len(large) * 4 // 3
    other = Feed({"small": small, "large": large}, {"small": 3, "large": 1})
    assert len(other) == len(small) * 4 // 3


def test_validation_holds_rows_of_every_task() -> None:
    one, objective = gpt_bert()
    batches = evaluation_batches(one, objective, 10, 0, batch=4)
    assert [(batch.task, batch.num_rows) for batch in batches] == [
        (task, rows) for task in one.sources for rows in (4, 4, 2)
    ]
