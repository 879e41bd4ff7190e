"""What a loss must beat, where some of the tokens asked for stand for no text."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, cast

import numpy as np
import pytest

from engine.batch import IGNORE, Batch
from engine.batching.feed import Feed
from engine.objectives.objective import LossFacts, Objective
from engine.training.text import TrainingText
from engine.training.yardsticks import Yardsticks, entropy

COUNTS = np.array([0, 0, 59, 19, 19], dtype=np.uint64)  # of training; two special tokens
BYTES = np.array([0, 0, 4, 2, 6])


class Writes:
    """An objective that asks for all targets."""

    def losses(self) -> Mapping[str, LossFacts]:
        return {"writes": LossFacts(math.log(5), "per token", likelihood=True)}

    def token_targets(self, batch: Batch) -> Mapping[str, Any]:
        return {"writes": batch.targets[batch.targets != IGNORE]}


def sticks(targets: list[int], sizes: Any = BYTES) -> Yardsticks:
    tokens = np.array([targets])
    batch = Batch(tokens=tokens, positions=tokens, segments=tokens * 0, targets=tokens)
    feed = cast(Feed, None)
    text = TrainingText(training=feed, validation=feed, token_counts=COUNTS, token_bytes=sizes)
    return Yardsticks.of([batch], text, cast(Objective, Writes()))


def test_marks_cost_what_their_share_of_the_answers_says() -> None:
    found = sticks([0, 2, 2, 1, 3, 4, 2, 0]).baselines["writes"]
    # 0 is a quarter of the answers, 1 an eighth; the rest is text, of 102 tokens + 1s
    expected = [1 / 4] * 2 + [1 / 8]
    expected += [5 / 8 * 60 / 102] * 3 + [5 / 8 * 20 / 102] * 2
    assert found == pytest.approx(-np.log(expected).mean())


def test_without_marks_it_is_the_cross_entropy_under_trainings_frequencies() -> None:
    found = sticks([2, 3, 2, IGNORE])
    expected = -np.log(np.array([60, 20, 60]) / 102).mean()
    assert found.baselines["writes"] == found.unigram_entropy == pytest.approx(expected)
    assert sticks([0, 2], None).unigram_entropy == pytest.approx(
        -np.log([1 / 102, 60 / 102]).mean()
    )


def test_nobody_who_knows_only_how_often_each_answer_comes_does_better_than_by_luck() -> None:
    rng = np.random.default_rng(0)
    shares = np.array([0.2, 0.1, 0.7 * 59 / 97, 0.7 * 19 / 97, 0.7 * 19 / 97])
    targets = rng.choice(5, size=50_000, p=shares)
    best = -np.log(shares[targets]).mean()
    assert sticks(targets.tolist()).baselines["writes"] == pytest.approx(best, abs=0.03)


def test_marks_have_no_bytes_but_cost_bits() -> None:
    found = sticks([0, 2, 4, 1])
    assert found.bits_per_byte("writes", 1.0) == pytest.approx(4 / math.log(2) / (4 + 6))


def test_each_task_is_held_against_the_words_it_learns_from() -> None:
    """A translation's target side must not seem rare because much other text is read besides."""
    rare, common = np.array([[2, 2]]), np.array([[3, 3]])
    batches = [
        Batch(tokens=ids, positions=ids, segments=ids * 0, targets=ids, task=task)
        for ids, task in ((rare, "translation"), (common, "masked_lm"))
    ]
    feed = cast(Feed, None)
    one, other = np.zeros(5, np.uint64), np.zeros(5, np.uint64)
    one[2], other[3] = 95, 95
    text = TrainingText(
        training=feed,
        validation=feed,
        token_counts=one + other * np.uint64(99),
        task_counts={"translation": one, "masked_lm": other},
    )
    found = Yardsticks.of(batches, text, cast(Objective, Writes()))
    assert found.unigram_entropy == pytest.approx(-np.log(96 / 100))
    assert found.baselines["writes"] == found.unigram_entropy


def test_one_class_alone_has_no_entropy_and_no_sign() -> None:
    assert str(entropy([0, 12, 0])) == "0.0"
    assert entropy([3, 3]) == pytest.approx(math.log(2))
