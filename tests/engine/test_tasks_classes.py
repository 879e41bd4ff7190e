"""Classes said are counted as they should be, also where a class is missing or never said."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from engine.faults import Fault
from engine.tasks.metrics import Measures
from engine.tasks.metrics.calibration import BINS, SLOTS, bin_of, histogram, reliability
from engine.tasks.metrics.class_kinds import OF_COUNTS
from engine.tasks.metrics.class_scores import Cells, ClassCounts
from engine.tasks.metrics.classification import classification, library_figures

LABELS = ("sad", "glad", "neither")
RIGHT = [0, 0, 1, 1, 1, 2]
SURE = [
    [0.8, 0.1, 0.1],
    [0.3, 0.6, 0.1],
    [0.1, 0.9, 0.0],
    [0.2, 0.7, 0.1],
    [0.5, 0.4, 0.1],
    [0.1, 0.6, 0.3],
]


def measured(right=RIGHT, probabilities=SURE, **more) -> Measures:
    return classification(LABELS, right, probabilities, np.random.default_rng(0), **more)


def value(measures: Measures, name: str) -> float:
    return measures.metric(name).value


def test_the_figures_of_a_small_table_are_those_by_hand() -> None:
    found = measured()  # said: sad, glad, glad, glad, sad, glad
    assert value(found, "accuracy") == pytest.approx(3 / 6)
    f1 = [2 * 1 / 4, 2 * 2 / 7, 0]
    assert value(found, "f1_macro") == pytest.approx(sum(f1) / 3)
    assert value(found, "f1_weighted") == pytest.approx((2 * f1[0] + 3 * f1[1]) / 6)
    assert value(found, "f1_micro") == value(found, "accuracy")
    assert value(found, "precision_macro") == pytest.approx((1 / 2 + 2 / 4 + 0) / 3)
    assert value(found, "recall_macro") == pytest.approx((1 / 2 + 2 / 3 + 0) / 3)
    assert value(found, "recall_weighted") == value(found, "accuracy")
    surprise = -sum(map(math.log, (0.8, 0.3, 0.9, 0.7, 0.4, 0.3))) / 6
    assert value(found, "log_loss") == pytest.approx(surprise)
    assert found.confusion is not None
    assert found.confusion.counts == ((1, 1, 0), (1, 2, 0), (0, 1, 0))
    (table,) = found.tables
    assert [(row[0], row[-1]) for row in table.rows] == [("sad", 2), ("glad", 3), ("neither", 1)]
    assert [row[3] for row in table.rows] == pytest.approx(f1)


def test_the_calibration_error_is_the_gap_of_each_bin() -> None:
    found = measured()
    # bins by fifteenths: 0.5 | 0.6 twice | 0.7 | 0.8 | 0.9, of which right: no | none | yes | yes
    gaps = abs(0 - 0.5) + abs(0 - 1.2) + abs(1 - 0.7) + abs(1 - 0.8) + abs(1 - 0.9)
    assert value(found, "calibration_error") == pytest.approx(gaps / 6)
    filled = [one for one in found.reliability if one.count]
    assert [one.count for one in filled] == [1, 2, 1, 1, 1]
    assert [one.confidence for one in filled] == pytest.approx([0.5, 0.6, 0.7, 0.8, 0.9])
    assert len(found.reliability) == BINS
    assert sum(map(sum, found.histogram)) == 6
    assert len(found.histogram) == SLOTS


def test_the_floor_says_the_frequencies_of_training() -> None:
    found = measured(frequencies=[8, 1, 1])  # so it says "sad" of all
    assert found.metric("accuracy").floor == pytest.approx(2 / 6)
    assert found.metric("matthews").floor == 0
    assert found.metric("f1_macro").floor == pytest.approx((2 * 2 / 8) / 3)
    expected = -(2 * math.log(0.8) + 4 * math.log(0.1)) / 6
    assert found.metric("log_loss").floor == pytest.approx(expected)
    own = measured()
    assert own.metric("accuracy").floor == pytest.approx(3 / 6)
    assert own.metric("calibration_error").floor == pytest.approx(0)


def test_a_class_that_is_neither_there_nor_said_takes_no_part_in_a_mean() -> None:
    found = classification(
        ["a", "b", "unused"], [0, 1], [[1, 0, 0], [0, 1, 0]], np.random.default_rng(0)
    )
    assert value(found, "f1_macro") == 1
    assert found.tables[0].rows[2][1:] == (0, 0, 0, 0, 0, 0)


def test_all_right_is_1_and_all_wrong_is_0() -> None:
    right = np.tile([0, 1, 2, 2, 1], 8)  # so many that no resample has a single class
    perfect = measured(right, np.eye(3)[right])
    wrong = measured(right, np.eye(3)[(right + 1) % 3])
    for metric in perfect.metrics:
        expected = 1 if metric.higher_is_better else 0
        assert (metric.value, metric.low, metric.high) == pytest.approx((expected,) * 3)
    for name in ("accuracy", "f1_macro", "f1_micro", "f1_weighted"):
        assert value(wrong, name) == 0
    assert value(wrong, "calibration_error") == 1
    assert value(wrong, "matthews") < 0
    assert value(wrong, "log_loss") == pytest.approx(-math.log(np.finfo(float).eps))


def test_the_same_said_of_all_has_no_correlation() -> None:
    assert value(measured(RIGHT, [[1.0, 0, 0]] * 6), "matthews") == 0


def test_one_example_and_one_class_have_figures() -> None:
    found = classification(["only"], [0], [[1.0]], np.random.default_rng(0))
    assert value(found, "accuracy") == 1
    assert value(found, "log_loss") == pytest.approx(0)


def test_of_no_examples_nothing_is_known() -> None:
    with pytest.raises(Fault, match="nothing to measure"):
        measured([], np.zeros((0, 3)))


@pytest.mark.parametrize("right", [[0, 1], [0, 0, 0, 0, 0, 3], [0, 0, 0, 0, 0, -1]])
def test_what_does_not_fit_is_refused(right: list[int]) -> None:
    with pytest.raises(ValueError, match=r"probabilities of|no label"):
        measured(right)


def test_an_edge_belongs_to_the_bin_below_it() -> None:
    edges = np.linspace(0, 1, BINS + 1)
    assert bin_of(edges).tolist() == [0, *range(BINS)]
    assert bin_of(np.nextafter(edges[:-1], 1)).tolist() == list(range(BINS))


@settings(deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60))
def test_every_example_stands_in_one_bin_that_holds_its_confidence(
    examples: list[tuple[float, bool]],
) -> None:
    confidence = np.array([sure for sure, _ in examples])
    right = np.array([was_right for _, was_right in examples])
    bins = reliability(confidence, right)
    assert sum(one.count for one in bins) == len(examples)
    for one in bins:
        assert not one.count or one.low - 1e-9 <= one.confidence <= one.high + 1e-9
    assert sum(one.count * one.accuracy for one in bins) == pytest.approx(right.sum())
    counts = histogram(confidence, right)
    assert (sum(one for one, _ in counts), sum(two for _, two in counts)) == (
        right.sum(),
        (~right).sum(),
    )


pairs = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=40)


def figures(examples: list[tuple[int, int]]) -> dict[str, float]:
    columns: NDArray[np.int64] = np.array(examples).T
    cells = Cells.of(columns[0], columns[1], 5)
    counts = ClassCounts.of(cells, cells.counts[None])
    found = {
        "accuracy": counts.accuracy(),
        "micro": counts.micro_f1(),
        "macro": counts.macro(counts.f1()),
        "weighted": counts.weighted(counts.f1()),
        "matthews": counts.matthews(),
    }
    return {name: float(values[0]) for name, values in found.items()}


@settings(deadline=None)
@given(pairs, st.randoms(use_true_random=False), st.permutations(range(5)))
def test_neither_order_nor_names_of_classes_change_a_figure(examples, random, names) -> None:
    before = figures(examples)
    shuffled = [(names[right], names[said]) for right, said in examples]
    random.shuffle(shuffled)
    assert figures(shuffled) == pytest.approx(before)
    assert before["accuracy"] == pytest.approx(before["micro"])
    assert abs(before["matthews"]) <= 1 + 1e-12
    for name in ("accuracy", "micro", "macro", "weighted"):
        assert 0 <= before[name] <= 1 + 1e-12


@settings(deadline=None)
@given(pairs)
def test_what_resamples_are_counted_by_is_what_the_library_says(examples) -> None:
    right, said = np.array(examples).T
    cells = Cells.of(right, said, 5)
    counts = ClassCounts.of(cells, cells.counts[None])
    wanted = library_figures(right, said)
    for kind, figure in OF_COUNTS:
        assert figure(counts)[0] == pytest.approx(wanted[kind.name]), kind.name


@settings(deadline=None)
@given(pairs)
def test_only_all_right_is_1(examples: list[tuple[int, int]]) -> None:
    all_right = all(right == said for right, said in examples)
    found = figures(examples)
    assert (found["macro"] > 1 - 1e-12) == all_right
    assert figures([(right, right) for right, _ in examples])["macro"] == pytest.approx(1)


@settings(deadline=None)
@given(pairs)
def test_the_counts_of_resamples_are_those_of_the_same_examples(examples) -> None:
    columns = np.array(examples).T
    cells = Cells.of(columns[0], columns[1], 5)
    twice = ClassCounts.of(cells, np.stack([cells.counts, 2 * cells.counts]))
    assert np.allclose(twice.f1()[0], twice.f1()[1])
    assert np.allclose(twice.matthews()[0], twice.matthews()[1])
    assert cells.confusion().sum() == len(examples)
