"""Loader: the rows of a run follow from seed, epoch and row, whatever is prefetched."""

from __future__ import annotations

import itertools
import threading
from typing import Any

import numpy as np
import pytest

from engine.batch import IGNORE, PADDING, Batch
from engine.batching.class_rows import ClassRows
from engine.batching.examples import ClassExamples
from engine.batching.feed import Feed
from engine.batching.loader import AHEAD, Loader, evaluation_batches
from engine.batching.packing import DocumentRows
from engine.batching.pairs import SentencePairs
from engine.batching.randomness import epoch_order, row_generators, without_epoch
from engine.objectives import OBJECTIVES, build
from tests.engine import model_samples as samples

LENGTH = 24


def source(kind: Any = DocumentRows) -> Any:
    return kind(samples.text(), samples.vocabulary(), LENGTH)


def make(rows: int = 4, seed: int = 0, kind: Any = DocumentRows, **given: Any) -> Loader:
    names = ("masked_lm", "next_sentence") if kind is SentencePairs else ("masked_lm",)
    objective = samples.objective(samples.model(), *names)
    return Loader(Feed.alone(source(kind)), objective, rows=rows, seed=seed, **given)


def take(loader: Loader, steps: int) -> Batch:
    """The rows of the next steps, end to end."""
    batches = list(itertools.islice(loader, steps))
    loader.close()
    return joined(batches)


def joined(batches: list[Batch]) -> Batch:
    return Batch(
        tokens=np.concatenate([batch.tokens for batch in batches]),
        positions=np.concatenate([batch.positions for batch in batches]),
        segments=np.concatenate([batch.segments for batch in batches]),
        targets=np.concatenate([batch.targets for batch in batches]),
        predict_at=np.concatenate([batch.predict_at for batch in batches]),
        original=np.concatenate([batch.original for batch in batches]),
    )


def equal(one: Batch, two: Batch) -> bool:
    names = ("tokens", "positions", "segments", "targets", "predict_at")
    return all(np.array_equal(getattr(one, name), getattr(two, name)) for name in names)


@pytest.mark.parametrize("kind", [DocumentRows, SentencePairs])
def test_rows_per_step_change_no_row(kind: Any) -> None:
    assert equal(take(make(4, kind=kind), 30), take(make(12, kind=kind), 10))


def test_prefetching_changes_no_row(monkeypatch: pytest.MonkeyPatch) -> None:
    far = take(make(), 20)
    monkeypatch.setattr("engine.batching.loader.AHEAD", 1)
    assert AHEAD > 1
    assert equal(far, take(make(), 20))


@pytest.mark.parametrize("kind", [DocumentRows, SentencePairs])
def test_a_resumed_loader_goes_on_exactly(kind: Any) -> None:
    through = take(make(kind=kind), 25)
    first = make(kind=kind)
    begun = list(itertools.islice(first, 11))
    state = first.state_dict()
    first.close()
    second = make(kind=kind)
    second.load_state_dict(state)
    rest = list(itertools.islice(second, 14))
    second.close()
    assert equal(through, joined(begun + rest))


def test_closing_loses_nothing() -> None:
    through = take(make(), 10)
    loader = make()
    begun = list(itertools.islice(loader, 4))
    loader.close()
    rest = list(itertools.islice(loader, 6))
    loader.close()
    assert equal(through, joined(begun + rest))


def test_an_epoch_has_every_row_once_in_an_order_of_its_own() -> None:
    count = len(source())
    loader = make(rows=count)
    first, second = next(loader), next(loader)
    loader.close()
    rows = source().rows(range(count), samples.rngs(count)).tokens
    for batch in (first, second):
        assert sorted(batch.original.tolist()) == sorted(rows.tolist())
    assert first.original.tolist() != second.original.tolist()


def test_masks_are_new_every_epoch() -> None:
    count = len(source())
    loader = make(rows=count)
    first, second = next(loader), next(loader)
    loader.close()
    one, two = np.argsort(epoch_order(0, 0, count)), np.argsort(epoch_order(0, 1, count))
    assert (first.original[one] == second.original[two]).all()
    same = (first.tokens[one] == second.tokens[two]).all(axis=1)
    assert same.mean() < 0.1


def test_the_seed_changes_order_and_masks() -> None:
    assert not equal(take(make(seed=0), 5), take(make(seed=1), 5))


def test_the_schedule_is_told_the_progress_of_its_own_step() -> None:
    """By its number, and by the tokens of the rows before it, full or not."""
    told: list[float] = []
    asked: list[int] = []

    class Listening:
        def schedule(self, progress: float) -> None:
            told.append(progress)

        def corrupt(self, batch: Batch, rngs: Any) -> Batch:
            batch.segments[0] = PADDING
            return batch

    def progress(step: int, tokens: int) -> float:
        asked.append(tokens)
        return step / 10

    loader = Loader(Feed.alone(source()), Listening(), rows=4, seed=0, progress=progress)
    found = [batch.num_tokens for batch in itertools.islice(loader, 5)]
    state = loader.state_dict()
    loader.close()
    assert told[:5] == [0.0, 0.1, 0.2, 0.3, 0.4]
    before = np.cumsum([0, *found])
    assert asked[:5] == before[:5].tolist()
    asked.clear()
    loader.load_state_dict(state)
    next(loader)
    loader.close()
    assert asked[0] == before[5]


def test_what_goes_wrong_in_the_thread_is_raised_to_the_trainer() -> None:
    class Broken:
        def schedule(self, progress: float) -> None: ...

        def corrupt(self, batch: Batch, rngs: Any) -> Batch:
            raise OSError("the disk is gone")

    loader = Loader(Feed.alone(source()), Broken(), rows=4, seed=0)
    with pytest.raises(OSError, match="the disk is gone"):
        next(loader)
    loader.close()


def test_close_joins_the_thread() -> None:
    before = threading.active_count()
    loader = make()
    next(loader)
    assert threading.active_count() == before + 1
    loader.close()
    loader.close()
    assert threading.active_count() == before


@pytest.mark.parametrize("kind", [DocumentRows, SentencePairs])
def test_validation_rows_never_change(kind: Any) -> None:
    names = ("masked_lm", "next_sentence") if kind is SentencePairs else ("masked_lm",)
    objective = samples.objective(samples.model(), *names)
    rows = source(kind)
    first = evaluation_batches(Feed.alone(rows), objective, 10, 0, batch=4)
    second = evaluation_batches(Feed.alone(rows), objective, 10, 0, batch=10)
    assert [batch.num_rows for batch in first] == [4, 4, 2]
    assert equal(joined(list(first)), joined(list(second)))


def test_validation_uses_the_rate_at_the_end_of_the_schedule() -> None:
    objective = samples.objective(samples.model(), "masked_lm", rate=0.1, start_rate=0.5)
    (batch,) = evaluation_batches(Feed.alone(source()), objective, 10, 0)
    share = batch.counts["masked_lm"] / (batch.original > samples.MASK).sum()
    assert share == pytest.approx(0.1, abs=0.02)
    assert objective.masking.rate == 0.5


def test_generators_are_keyed_by_seed_epoch_and_row() -> None:
    drawn = {
        (seed, epoch, row): row_generators(seed, epoch, [row])[0].random()
        for seed, epoch, row in itertools.product(range(3), range(3), range(3))
    }
    assert len(set(drawn.values())) == 27
    assert row_generators(1, 2, [0, 1, 2])[2].random() == drawn[1, 2, 2]


def test_a_generator_without_its_epoch_is_the_same_every_epoch_and_of_no_epoch() -> None:
    later = row_generators(5, 7, [3])[0]
    later.random(1000)  # what was drawn before does not matter
    first = row_generators(5, 0, [3])[0]
    number = without_epoch(later).random()
    assert number == without_epoch(first).random()
    assert number != row_generators(5, 0, [3])[0].random()
    assert number != without_epoch(row_generators(5, 0, [4])[0]).random()


def test_a_static_mask_tells_no_label() -> None:
    """The row's own numbers, begun again, told it: one of them is the label, and a mask's key."""
    model = samples.model(length=48)
    configs = {
        "masked_lm": OBJECTIVES["masked_lm"].Config.model_validate({"masks": "static"}),
        "next_sentence": OBJECTIVES["next_sentence"].Config(),
    }
    objective = build(configs, model, samples.vocabulary())
    pairs = SentencePairs(samples.text(200), samples.vocabulary(), 48)
    count = len(pairs)
    rngs = row_generators(0, 0, range(count))
    batch = objective.corrupt(pairs.rows(range(count), rngs), rngs)
    hidden = (batch.predict_at[:, :, None] == np.arange(1, 40)) & (batch.targets != IGNORE)[
        :, :, None
    ]
    hidden = hidden.any(axis=1)  # [rows, places]
    labels = batch.labels[:, None] == np.array([0, 1])
    both = hidden.astype(float).T @ labels  # [places, labels]: hidden, of each
    sigma = np.sqrt(both.sum(axis=1)) / 2
    assert (np.abs(both[:, 0] - both.sum(axis=1) * labels[:, 0].mean()) < 5 * sigma).all()


def test_validation_rows_of_labels_that_take_turns_are_of_both() -> None:
    texts = [np.arange(10, 13)] * 200
    labels = np.arange(200) % 2
    rows = ClassRows(ClassExamples(texts, None, labels=labels), samples.vocabulary(), 8)
    objective = samples.objective(samples.model(), "classification")
    batches = evaluation_batches(Feed.alone(rows), objective, 100, 0)
    found = np.concatenate([batch.labels for batch in batches])
    assert len(found) == 100
    assert 30 < found.sum() < 70
