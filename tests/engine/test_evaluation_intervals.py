"""Intervals of 95 %, and samples that every run shares."""

from __future__ import annotations

import numpy as np
import pytest

from engine.evaluation import intervals
from engine.evaluation.sampling import rank, sampled


def test_the_interval_of_a_share_is_wilsons() -> None:
    assert intervals.of_share(8, 10) == pytest.approx((0.490162, 0.943318), abs=1e-5)
    assert intervals.of_share(0, 10) == pytest.approx((0.0, 0.277533), abs=1e-5)
    assert intervals.of_share(10, 10) == pytest.approx((0.722467, 1.0), abs=1e-5)
    assert intervals.of_share(0, 0) == (0.0, 1.0)


def test_the_interval_of_a_ratio_covers_it_about_as_often_as_it_says() -> None:
    """200 samples of documents whose bits per byte are 2; a wide margin around 190."""
    rng, covered = np.random.default_rng(0), 0
    for number in range(200):
        sizes = rng.integers(50, 500, 40)
        bits = sizes * rng.normal(2.0, 0.3, 40)
        low, high = intervals.of_ratio(bits, sizes, number)
        covered += low <= 2.0 <= high
    assert 178 <= covered <= 199


def test_the_same_seed_gives_the_same_interval() -> None:
    values = np.random.default_rng(1).normal(size=30)
    assert intervals.of_mean(values, 3) == intervals.of_mean(values, 3)
    assert intervals.of_mean(values, 3) != intervals.of_mean(values, 4)


def test_units_are_drawn_in_parts_where_there_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    values = np.random.default_rng(1).normal(size=30)
    whole = intervals.of_mean(values, 3)
    monkeypatch.setattr(intervals, "AT_ONCE", 100)
    assert intervals.of_mean(values, 3) == whole


def test_means_of_groups_count_alike_whatever_their_size() -> None:
    low, high = intervals.of_means([np.ones(10), np.zeros(1000)], 0)
    assert (low, high) == (0.5, 0.5)
    low, high = intervals.of_difference(np.full(5, 3.0), np.full(7, 1.0), 0)
    assert (low, high) == (2.0, 2.0)


def test_order_is_how_often_one_is_above_the_other() -> None:
    rng = np.random.default_rng(0)
    one, other = rng.integers(0, 9, 40), rng.integers(0, 7, 50)
    by_hand = np.mean([(a > b) + 0.5 * (a == b) for a in one for b in other])
    area, (low, high) = intervals.of_order(one, other, 0)
    assert area == pytest.approx(by_hand)
    assert low < area < high


def test_a_sample_keeps_the_order_and_never_depends_on_who_asks() -> None:
    items = [f"text {number}" for number in range(500)]
    found, count = sampled(iter(items), 40, seed=1)
    assert (len(found), count) == (40, 500)
    assert found == sorted(found, key=items.index)
    assert found == sampled(items, 40, seed=1)[0]
    assert found != sampled(items, 40, seed=2)[0]
    expected = sorted(sorted(range(500), key=lambda number: rank(1, number))[:40])
    assert found == [items[number] for number in expected]
    assert sampled(items, 900, seed=1) == (items, 500)
    assert sampled(items, None, seed=1) == (items, 500)
