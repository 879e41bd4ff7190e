"""How well examples are sorted into classes.

The figures are scikit-learn's where it has them. Those of resamples are made here of their counts,
of all resamples at once.

Letters: E examples, K classes, R resamples.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.random import Generator
from numpy.typing import ArrayLike, NDArray
from sklearn.metrics import (
    accuracy_score,
    matthews_corrcoef,
    precision_recall_fscore_support,
)

from engine.control import Check
from engine.tasks.metrics import calibration
from engine.tasks.metrics.bootstrap import interval, resampled_counts, resampled_sums
from engine.tasks.metrics.class_kinds import (
    CALIBRATION,
    FREQUENCIES,
    LOG_LOSS,
    OF_COUNTS,
    PER_CLASS,
    PER_CLASS_COLUMNS,
)
from engine.tasks.metrics.class_scores import Cells, ClassCounts
from engine.tasks.metrics.empty import some
from engine.tasks.metrics.measures import Confusion, Measures, Metric, Table

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

LEAST = float(np.finfo(np.float64).eps)  # a probability of 0 would make the log loss infinite


def classification(
    labels: Sequence[str],
    right: ArrayLike,
    probabilities: ArrayLike,
    rng: Generator,
    *,
    frequencies: ArrayLike | None = None,
    main: str = "accuracy",
    check: Check = lambda: None,
) -> Measures:
    """Measure probabilities [E, K] against the right classes [E], by their number in `labels`.

    The likeliest class is what was said. The floor is what says the `frequencies` [K] of the
    classes among the training rows of every example (those of these examples where none are
    given). Raises Fault where there are no examples, ValueError where the shapes do not fit.
    """
    classes = np.asarray(right, np.int64)
    shares = np.asarray(probabilities, np.float64)
    some(len(classes))
    if shares.shape != (len(classes), len(labels)):
        raise ValueError(f"probabilities of {shares.shape}, not {(len(classes), len(labels))}")
    if classes.min() < 0 or classes.max() >= len(labels):
        raise ValueError("a class has no label")
    system = _System(classes, shares)
    floor = _System(classes, _floor(classes, shares.shape, frequencies))
    counts = resampled_counts(system.cells.counts, rng)
    drawn = ClassCounts.of(system.cells, counts)
    values = library_figures(classes, shares.argmax(axis=1))
    metrics = [
        kind.measured(values[kind.name], interval(figure(drawn)), figure(floor.counts)[0])
        for kind, figure in OF_COUNTS
    ]
    metrics += _of_probabilities(system, floor, rng, check)
    return Measures(
        main=main,
        num_examples=len(classes),
        floor=FREQUENCIES,
        metrics=tuple(metrics),
        tables=(_per_class(labels, system.counts, drawn),),
        confusion=Confusion(tuple(labels), _rows(system.cells.confusion())),
        reliability=calibration.reliability(system.confidence, system.is_right),
        histogram=calibration.histogram(system.confidence, system.is_right),
    )


def library_figures(right: Ints, said: Ints) -> dict[str, float]:
    """What scikit-learn says of classes [E] given by number, by the names of OF_COUNTS."""
    varies = np.ptp(np.concatenate([right, said])) > 0  # else scikit-learn warns, and says 0
    figures = {
        "accuracy": accuracy_score(right, said),
        "matthews": matthews_corrcoef(right, said) if varies else 0.0,
    }
    for average in ("macro", "micro", "weighted"):
        of_average = precision_recall_fscore_support(
            right, said, average=average, zero_division=0.0
        )
        names = (f"precision_{average}", f"recall_{average}", f"f1_{average}")
        figures |= zip(names, of_average[:3], strict=True)
    return {name: float(value) for name, value in figures.items()}


class _System:
    """What a model, or the floor, says of the examples."""

    def __init__(self, right: Ints, probabilities: Floats) -> None:
        said = probabilities.argmax(axis=1)
        self.cells = Cells.of(right, said, probabilities.shape[1])
        self.counts = ClassCounts.of(self.cells, self.cells.counts[None, :])
        self.is_right = right == said
        self.confidence = probabilities[np.arange(len(said)), said]
        of_right = probabilities[np.arange(len(right)), right]
        surprise = -np.log(np.clip(of_right, LEAST, 1 - LEAST))
        gaps = calibration.gaps(self.confidence, self.is_right)
        self.statistics = np.column_stack([gaps, surprise])  # [E, BINS + 1]

    def errors(self, sums: Floats) -> tuple[Floats, Floats]:
        """Calibration error and log loss [R] of sums of the statistics [R, BINS + 1]."""
        num_examples = len(self.confidence)
        error = calibration.calibration_error(sums[:, :-1], num_examples)
        return error, sums[:, -1] / num_examples


def _floor(right: Ints, shape: tuple[int, ...], frequencies: ArrayLike | None) -> Floats:
    known = np.bincount(right, minlength=shape[1]) if frequencies is None else frequencies
    shares = np.asarray(known, np.float64)
    return np.broadcast_to(shares / shares.sum(), shape)


def _of_probabilities(
    system: _System, floor: _System, rng: Generator, check: Check
) -> list[Metric]:
    value, baseline = (
        one.errors(one.statistics.sum(axis=0, keepdims=True)) for one in (system, floor)
    )
    drawn = system.errors(resampled_sums(system.statistics, rng, check=check))
    return [
        kind.measured(value[place][0], interval(drawn[place]), baseline[place][0])
        for place, kind in enumerate((CALIBRATION, LOG_LOSS))
    ]


def _per_class(labels: Sequence[str], counts: ClassCounts, drawn: ClassCounts) -> Table:
    low, high = interval(drawn.f1())
    columns = (counts.precision()[0], counts.recall()[0], counts.f1()[0], low, high)
    return Table(
        "classes",
        PER_CLASS,
        PER_CLASS_COLUMNS,
        tuple(
            (label, *(float(column[place]) for column in columns), int(counts.there[0, place]))
            for place, label in enumerate(labels)
        ),
    )


def _rows(matrix: Ints) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(row) for row in matrix.tolist())
