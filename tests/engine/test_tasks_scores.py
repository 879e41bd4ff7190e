"""Numbers said are held against the right ones, also where all are the same."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.faults import Fault
from engine.tasks.metrics import Measures
from engine.tasks.metrics.scores import ScoreFigures, library_figures, regression

numbers = st.floats(-1e6, 1e6, allow_subnormal=False).map(lambda number: round(number, 3))
columns = st.lists(st.tuples(numbers, numbers), min_size=1, max_size=30)


def measured(right, said, **more) -> Measures:
    return regression(right, said, np.random.default_rng(0), **more)


def test_the_figures_of_a_few_numbers_are_those_by_hand() -> None:
    found = measured([1.0, 2.0, 3.0, 4.0], [2.0, 1.0, 4.0, 3.0])
    assert found.metric("spearman").value == pytest.approx(1 - 6 * 4 / (4 * 15))
    assert found.metric("pearson").value == pytest.approx(0.6)
    assert found.metric("squared_error").value == pytest.approx(1)
    assert found.metric("absolute_error").value == pytest.approx(1)
    assert found.metric("squared_error").floor == pytest.approx(1.25)
    assert found.metric("absolute_error").floor == pytest.approx(1)
    assert found.metric("spearman").floor == 0


def test_the_floor_says_the_mean_of_training() -> None:
    found = measured([1.0, 3.0], [1.0, 3.0], mean=0.0)
    assert found.metric("squared_error").floor == pytest.approx(5)
    assert found.metric("absolute_error").floor == pytest.approx(2)


@pytest.mark.parametrize("constant", [0.0, 0.1, 1e6 / 3, -7e-9])
def test_the_same_said_of_all_has_no_correlation(constant: float) -> None:
    for pair in (([1.0, 2.0, 3.0], [constant] * 3), ([constant] * 3, [1.0, 2.0, 3.0])):
        found = measured(*pair)
        for name in ("spearman", "pearson"):
            metric = found.metric(name)
            assert (metric.value, metric.low, metric.high) == (0, 0, 0)


def test_what_rounding_alone_parts_is_the_same() -> None:
    found = measured([1.0, 2.0, 3.0], [1e6, np.nextafter(1e6, 2e6), 1e6])
    assert found.metric("pearson").value == 0


def test_all_right_is_1_without_an_error() -> None:
    right = np.random.default_rng(1).normal(size=50)
    found = measured(right, right)
    for metric in found.metrics:
        expected = 1.0 if metric.higher_is_better else 0.0
        assert (metric.value, metric.low, metric.high) == pytest.approx((expected,) * 3)
    assert measured(right, -right).metric("spearman").value == pytest.approx(-1)
    assert measured(right, np.exp(right)).metric("spearman").value == pytest.approx(1)


@settings(deadline=None)
@given(columns)
def test_what_resamples_are_counted_by_is_what_the_libraries_say(examples) -> None:
    right, said = np.array(examples).T
    ours = ScoreFigures(right, said).whole()
    theirs = library_figures(right, said)
    assert ours == pytest.approx(theirs, abs=1e-6, rel=1e-6)


@settings(deadline=None)
@given(columns, st.randoms(use_true_random=False))
def test_neither_order_nor_scale_changes_a_correlation(examples, random) -> None:
    right, said = np.array(examples).T
    shuffled = np.array(random.sample(examples, len(examples))).T
    before = library_figures(right, said)
    assert library_figures(*shuffled) == pytest.approx(before, abs=1e-6, rel=1e-6)
    assert library_figures(3 * right + 1, said)[:2] == pytest.approx(before[:2], abs=1e-5)
    assert all(-1 - 1e-9 <= one <= 1 + 1e-9 for one in before[:2])
    assert before[2] >= 0
    assert before[3] >= 0


@pytest.mark.parametrize("size", [1, 2])
def test_few_examples_have_figures(size: int) -> None:
    found = measured(np.arange(size, dtype=float), np.arange(size, dtype=float))
    assert found.metric("spearman").value == pytest.approx(float(size > 1))


def test_a_resample_counts_copies_as_examples() -> None:
    right, said = np.array([1.0, 2.0, 2.0, 5.0]), np.array([0.0, 3.0, 1.0, 2.0])
    weights = np.array([[2.0, 0.0, 1.0, 1.0]])
    drawn = ScoreFigures(right, said)._of(weights)[0]
    copies = [0, 0, 2, 3]
    assert drawn == pytest.approx(library_figures(right[copies], said[copies]))


def test_of_no_examples_nothing_is_known() -> None:
    with pytest.raises(Fault, match="nothing to measure"):
        measured([], [])


@pytest.mark.parametrize(
    ("right", "said"), [([1.0], [1.0, 2.0]), ([1.0, np.nan], [1.0, 2.0]), ([1.0], [np.inf])]
)
def test_what_cannot_be_measured_is_refused(right, said) -> None:
    with pytest.raises(ValueError, match=r"numbers of|not finite"):
        measured(right, said)
