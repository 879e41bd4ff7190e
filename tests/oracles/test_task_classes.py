"""Figures of classes and of numbers equal scikit-learn's and SciPy's, and of resamples too."""

from __future__ import annotations

import math
import warnings

import numpy as np
import pytest

from engine.tasks.metrics.class_scores import Cells, ClassCounts
from engine.tasks.metrics.classification import classification
from engine.tasks.metrics.scores import ScoreFigures, regression

metrics = pytest.importorskip("sklearn.metrics")
stats = pytest.importorskip("scipy.stats")

EQUAL = {"abs": 1e-6, "rel": 1e-6}


def drawn_classes(seed: int) -> tuple[int, np.ndarray, np.ndarray]:
    """So many classes, right ones and probabilities: few, many, some never there or never said."""
    rng = np.random.default_rng(seed)
    classes, examples = int(rng.integers(2, 12)), int(rng.integers(1, 300))
    there = rng.choice(classes, size=rng.integers(1, classes + 1), replace=False)
    right = rng.choice(there, size=examples)
    probabilities = rng.dirichlet(np.full(classes, rng.choice([0.05, 1.0, 20.0])), examples)
    probabilities[:, rng.integers(0, classes)] = 0  # a class that is never said
    probabilities += 1e-9
    return classes, right, probabilities / probabilities.sum(axis=1, keepdims=True)


def expected(right: np.ndarray, said: np.ndarray) -> dict[str, float]:
    found = {"accuracy": metrics.accuracy_score(right, said)}
    for average in ("macro", "micro", "weighted"):
        found[f"f1_{average}"] = metrics.f1_score(right, said, average=average, zero_division=0)
        found[f"precision_{average}"] = metrics.precision_score(
            right, said, average=average, zero_division=0
        )
        found[f"recall_{average}"] = metrics.recall_score(
            right, said, average=average, zero_division=0
        )
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "A single label was found")
        found["matthews"] = metrics.matthews_corrcoef(right, said)
    return found


@pytest.mark.parametrize("seed", range(60))
def test_figures_of_classes_are_scikit_learns(seed: int) -> None:
    classes, right, probabilities = drawn_classes(seed)
    labels = [str(number) for number in range(classes)]
    found = classification(labels, right, probabilities, np.random.default_rng(0))
    said = probabilities.argmax(axis=1)
    wanted = expected(right, said)
    wanted["log_loss"] = metrics.log_loss(right, probabilities, labels=range(classes))
    for metric in found.metrics:
        if metric.name in wanted:
            assert metric.value == pytest.approx(wanted[metric.name], **EQUAL), metric.name
    matrix = metrics.confusion_matrix(right, said, labels=range(classes))
    assert found.confusion is not None
    assert np.array_equal(found.confusion.counts, matrix)
    per_class = metrics.precision_recall_fscore_support(
        right, said, labels=range(classes), zero_division=0
    )
    rows = [(*row[1:4], row[6]) for row in found.tables[0].rows]
    assert np.allclose(rows, np.transpose(per_class), atol=1e-6)


@pytest.mark.parametrize("seed", range(60))
def test_figures_of_every_resample_are_scikit_learns(seed: int) -> None:
    classes, right, probabilities = drawn_classes(seed)
    said = probabilities.argmax(axis=1)
    cells = Cells.of(right, said, classes)
    counts = np.random.default_rng(seed).multinomial(len(right), cells.counts / len(right), size=5)
    drawn = ClassCounts.of(cells, counts)
    for row, of_cells in enumerate(counts):
        wanted = expected(np.repeat(cells.right, of_cells), np.repeat(cells.said, of_cells))
        found = {
            "accuracy": drawn.accuracy(),
            "f1_macro": drawn.macro(drawn.f1()),
            "f1_micro": drawn.micro_f1(),
            "f1_weighted": drawn.weighted(drawn.f1()),
            "precision_macro": drawn.macro(drawn.precision()),
            "recall_macro": drawn.macro(drawn.recall()),
            "precision_weighted": drawn.weighted(drawn.precision()),
            "recall_weighted": drawn.weighted(drawn.recall()),
            "matthews": drawn.matthews(),
        }
        for name, values in found.items():
            assert values[row] == pytest.approx(wanted[name], **EQUAL), name


@pytest.mark.parametrize("seed", range(20))
def test_the_floor_is_scikit_learns_that_knows_the_frequencies_alone(seed: int) -> None:
    dummy = pytest.importorskip("sklearn.dummy")
    classes, right, probabilities = drawn_classes(seed)
    rng = np.random.default_rng(seed)
    training = np.concatenate([np.arange(classes), rng.integers(0, classes, 50)])
    floor = dummy.DummyClassifier(strategy="prior").fit(np.zeros((len(training), 1)), training)
    labels = [str(number) for number in range(classes)]
    found = classification(
        labels, right, probabilities, rng, frequencies=np.bincount(training, minlength=classes)
    )
    nothing = np.zeros((len(right), 1))
    wanted = expected(right, floor.predict(nothing))
    wanted["log_loss"] = metrics.log_loss(
        right, floor.predict_proba(nothing), labels=range(classes)
    )
    for metric in found.metrics:
        if metric.name in wanted:
            assert metric.floor == pytest.approx(wanted[metric.name], **EQUAL), metric.name


@pytest.mark.parametrize("seed", range(20))
def test_the_calibration_error_is_its_definition(seed: int) -> None:
    """Guo et al. 2017, eq. 2 and 3, written as they stand: B_m of (m − 1)/M < confidence ≤ m/M."""
    classes, right, probabilities = drawn_classes(seed)
    found = classification(
        [str(number) for number in range(classes)], right, probabilities, np.random.default_rng(0)
    )
    error = 0.0
    for number in range(1, 16):
        chosen = [
            (max(row), float(list(row).index(max(row)) == truth))
            for row, truth in zip(probabilities.tolist(), right.tolist(), strict=True)
            if (number - 1) / 15 < max(row) <= number / 15
        ]
        if chosen:
            confidence = math.fsum(sure for sure, _ in chosen) / len(chosen)
            accuracy = math.fsum(hit for _, hit in chosen) / len(chosen)
            error += len(chosen) / len(right) * abs(accuracy - confidence)
    assert found.metric("calibration_error").value == pytest.approx(error, **EQUAL)


def drawn_numbers(seed: int) -> tuple[np.ndarray, np.ndarray]:
    """With ties, outliers and far from 0, one time each in three."""
    rng = np.random.default_rng(seed)
    right = rng.normal(size=int(rng.integers(3, 200)))
    said = right + rng.normal(size=len(right)) * rng.choice([0.01, 1, 10])
    if seed % 3 == 0:
        right, said = right.round(), said.round(1)
    if seed % 3 == 1:
        right, said = right + 1e4, said**3
    return right, said


@pytest.mark.parametrize("seed", range(45))
def test_figures_of_numbers_are_scipys(seed: int) -> None:
    right, said = drawn_numbers(seed)
    found = regression(right, said, np.random.default_rng(0))
    wanted = {
        "squared_error": metrics.mean_squared_error(right, said),
        "absolute_error": metrics.mean_absolute_error(right, said),
    }
    if np.ptp(right) and np.ptp(said):
        wanted["spearman"] = stats.spearmanr(right, said).statistic
        wanted["pearson"] = stats.pearsonr(right, said).statistic
    for name, value in wanted.items():
        assert found.metric(name).value == pytest.approx(value, **EQUAL), name


@pytest.mark.parametrize("seed", range(45))
def test_figures_of_every_resample_of_numbers_are_scipys(seed: int) -> None:
    right, said = drawn_numbers(seed)
    chosen = np.random.default_rng(seed).integers(0, len(right), len(right))
    weights = np.bincount(chosen, minlength=len(right)).astype(float)[None]
    found = ScoreFigures(right, said)._of(weights)[0]
    if np.ptp(right[chosen]) and np.ptp(said[chosen]):
        assert found[0] == pytest.approx(
            stats.spearmanr(right[chosen], said[chosen]).statistic, **EQUAL
        )
        assert found[1] == pytest.approx(
            stats.pearsonr(right[chosen], said[chosen]).statistic, **EQUAL
        )
    assert found[2] == pytest.approx(
        metrics.mean_squared_error(right[chosen], said[chosen]), **EQUAL
    )


def test_intervals_are_scipys_percentile_bootstrap() -> None:
    rng = np.random.default_rng(1)
    right = rng.integers(0, 3, 150)
    probabilities = rng.dirichlet(np.ones(3), 150)
    probabilities[np.arange(150), right] += 0.5
    probabilities /= probabilities.sum(axis=1, keepdims=True)
    found = classification(["a", "b", "c"], right, probabilities, np.random.default_rng(2))
    said = probabilities.argmax(axis=1)
    for name, figure in (
        ("accuracy", metrics.accuracy_score),
        ("matthews", metrics.matthews_corrcoef),
    ):
        theirs = stats.bootstrap(
            (right, said),
            figure,
            paired=True,
            vectorized=False,
            n_resamples=1000,
            method="percentile",
            rng=np.random.default_rng(3),
        ).confidence_interval
        metric = found.metric(name)
        assert (metric.low, metric.high) == pytest.approx(tuple(theirs), abs=0.02)


def test_the_difference_of_means_is_welchs() -> None:
    from engine.tasks.metrics.bootstrap import difference_of_means

    ours, theirs = [0.81, 0.84, 0.79], [0.71, 0.78, 0.70, 0.69]
    wanted = stats.ttest_ind(ours, theirs, equal_var=False).confidence_interval(0.95)
    found = difference_of_means(ours, theirs)
    assert (found.low, found.high) == pytest.approx((wanted.low, wanted.high), **EQUAL)
