"""Intervals hold what they should as often as they say, and are the same for the same seed."""

from __future__ import annotations

import numpy as np
import pytest

from engine.faults import Cancelled
from engine.tasks.metrics.bootstrap import (
    BLOCK,
    difference_of_means,
    difference_over_seeds,
    interval,
    paired_difference,
    resampled_counts,
    resampled_sums,
    resampled_weights,
)


def mean(sums):
    """Figures [R] of sums of (value, 1) [R, 2]."""
    return sums[:, 0] / sums[:, 1]


def with_ones(values):
    return np.column_stack([values, np.ones(len(values))])


def test_a_resample_draws_as_many_as_there_are() -> None:
    rng = np.random.default_rng(0)
    weights = np.concatenate(list(resampled_weights(7, rng, 50)))
    assert weights.shape == (50, 7)
    assert (weights.sum(axis=1) == 7).all()
    assert len(np.unique(weights, axis=0)) > 40
    counts = resampled_counts(np.array([3, 0, 5]), rng, 50)
    assert (counts.sum(axis=1) == 8).all()
    assert not counts[:, 1].any()


def test_every_example_is_drawn_alike_often() -> None:
    weights = np.concatenate(list(resampled_weights(10, np.random.default_rng(1), 20_000)))
    assert np.allclose(weights.mean(axis=0), 1, atol=0.03)
    assert np.allclose(weights.var(axis=0), 0.9, atol=0.05)  # n · 1/n · (1 − 1/n)


def test_counts_of_cells_are_distributed_as_examples_drawn() -> None:
    cells = np.repeat([0, 1, 2], [2, 3, 5])
    drawn = resampled_sums(np.eye(3)[cells], np.random.default_rng(2), 20_000)
    counted = resampled_counts(np.array([2, 3, 5]), np.random.default_rng(3), 20_000)
    assert np.allclose(drawn.mean(axis=0), counted.mean(axis=0), atol=0.05)
    assert np.allclose(np.cov(drawn.T), np.cov(counted.T), atol=0.08)


def test_the_same_seed_gives_the_same_interval_in_any_blocks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    values = np.random.default_rng(4).random((40, 3))
    whole = resampled_sums(values, np.random.default_rng(5))
    monkeypatch.setattr("engine.tasks.metrics.bootstrap.BLOCK", 130)
    assert np.allclose(resampled_sums(values, np.random.default_rng(5)), whole, atol=1e-12)


def test_sums_are_those_of_the_examples_drawn() -> None:
    values = np.random.default_rng(6).random((5, 2))
    weights = np.concatenate(list(resampled_weights(5, np.random.default_rng(7), 20)))
    sums = resampled_sums(values, np.random.default_rng(7), 20)
    for row, total in zip(weights.astype(int), sums, strict=True):
        assert np.allclose(np.repeat(values, row, axis=0).sum(axis=0), total)


def test_the_interval_holds_the_truth_about_19_times_in_20() -> None:
    rng = np.random.default_rng(8)
    held = 0
    for _ in range(300):
        values = rng.random(60) < 0.7
        low, high = interval(mean(resampled_sums(with_ones(values), rng, 400)))
        held += low <= 0.7 <= high
    assert 0.89 * 300 <= held <= 0.99 * 300  # 0.945 expected; five standard deviations of it


def test_a_difference_of_the_same_examples_is_surer_than_of_others() -> None:
    rng = np.random.default_rng(9)
    hardness = rng.random(400)
    ours, theirs = with_ones(hardness + 0.02), with_ones(hardness)
    paired = paired_difference(ours, theirs, mean, rng)
    assert paired.value == pytest.approx(0.02)
    assert (paired.low, paired.high) == pytest.approx((0.02, 0.02))
    assert paired.clear
    turned = paired_difference(ours, theirs[::-1], mean, rng)
    assert not turned.clear


def test_seeds_widen_a_difference() -> None:
    rng = np.random.default_rng(10)
    base = rng.random(500)
    ours = [with_ones(base + shift) for shift in (0.05, 0.2, 0.35)]
    theirs = [with_ones(base) for _ in range(3)]
    difference = difference_over_seeds(ours, theirs, mean, rng)
    assert difference.value == pytest.approx(0.2)
    assert difference.low == pytest.approx(0.05)  # one draw of three in 27 is of one seed alone
    assert difference.high == pytest.approx(0.35)
    with pytest.raises(ValueError, match="same examples"):
        difference_over_seeds(ours, [with_ones(base[1:])], mean, rng)


def test_the_difference_of_few_figures_holds_the_truth_about_19_times_in_20() -> None:
    rng = np.random.default_rng(11)
    held = 0
    for _ in range(600):
        difference = difference_of_means(rng.normal(1, 1, 3), rng.normal(0, 1, 3))
        held += difference.low <= 1 <= difference.high
    assert 0.91 * 600 <= held <= 0.995 * 600


def test_welchs_interval_is_the_textbooks() -> None:
    difference = difference_of_means([20.0, 22.0, 24.0], [10.0, 11.0, 12.0])
    degrees = (4 / 3 + 1 / 3) ** 2 / ((4 / 3) ** 2 / 2 + (1 / 3) ** 2 / 2)  # 2.94
    assert difference.value == 11
    assert difference.high - 11 == pytest.approx(11 - difference.low)
    t = (difference.high - 11) / (4 / 3 + 1 / 3) ** 0.5
    assert 3.182 < t < 4.303  # the tables' t at 0.975 of 3 and of 2 degrees of freedom
    assert 2 < degrees < 3


@pytest.mark.parametrize("shift", [0.0, 0.5])
def test_figures_that_never_vary_have_no_width(shift: float) -> None:
    difference = difference_of_means([0.5 + shift] * 3, [0.5] * 3)
    assert (difference.value, difference.low, difference.high) == (shift,) * 3
    assert difference.clear == bool(shift)


def test_one_figure_tells_nothing_of_its_chance() -> None:
    with pytest.raises(ValueError, match="two figures"):
        difference_of_means([0.5], [0.4, 0.3])


def test_of_no_examples_all_sums_are_nothing() -> None:
    rng = np.random.default_rng(12)
    assert not resampled_sums(np.zeros((0, 3)), rng, 5).any()
    assert not resampled_counts(np.zeros(4, np.int64), rng, 5).any()


def test_it_can_be_given_up() -> None:
    calls = []

    def check() -> None:
        calls.append(1)
        if len(calls) == 3:
            raise Cancelled

    many = np.ones((BLOCK // 10, 1))
    with pytest.raises(Cancelled):
        resampled_sums(many, np.random.default_rng(13), check=check)
    assert len(calls) == 3
