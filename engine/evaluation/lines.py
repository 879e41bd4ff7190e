"""Lines: straight ones drawn between the classes of frozen vectors (logistic regression).

Letters: n texts, N layers, D width, K classes.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from engine.evaluation.sampling import rank

if TYPE_CHECKING:  # it loads torch, which takes a second
    from engine.probes.features import Pool, Vectors

STRENGTHS = (0.001, 0.01, 0.1, 1.0)  # C: the less, the more is the line held back
TRAIN, CHOOSE = 0.6, 0.8  # of the rows to learn from; up to here to choose by; the rest to measure
ITERATIONS = 500


@dataclass(frozen=True, slots=True)
class Split:
    """Which rows are for what; rows of one text go together."""

    train: NDArray[np.int64]
    choose: NDArray[np.int64]
    test: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Line:
    """The best of several strengths, at one depth."""

    pool: Pool
    depth: int
    strength: float
    chosen_by: float  # accuracy on the rows to choose by
    answers: NDArray[np.int64]  # classes of the rows to measure on


def split_of(texts: Sequence[str], seed: int) -> Split:
    """By the texts and the seed alone."""
    places = np.array([rank(seed, "probe", text) for text in texts])
    train, choose = places < TRAIN, (places >= TRAIN) & (places < CHOOSE)
    return Split(np.flatnonzero(train), np.flatnonzero(choose), np.flatnonzero(places >= CHOOSE))


def lines_of(
    vectors: Mapping[Pool, Vectors],
    labels: NDArray[np.int64],
    split: Split,
    heard: Callable[[float], None],
) -> list[Line]:
    """The best line at each depth, of each kind of vector.

    Before each fit `heard` is told which share is done, and may end the work by raising.
    """
    places = [(pool, depth) for pool, own in vectors.items() for depth in range(own.shape[1])]
    found = []
    for done, (pool, depth) in enumerate(places):
        x = vectors[pool][:, depth].astype(np.float64)
        middle, spread = x[split.train].mean(axis=0), x[split.train].std(axis=0)
        x = (x - middle) / np.maximum(spread, 1e-6)
        tried = []
        for number, strength in enumerate(STRENGTHS):
            heard((done + number / len(STRENGTHS)) / len(places))
            model = _fitted(x[split.train], labels[split.train], strength)
            right = float((model.predict(x[split.choose]) == labels[split.choose]).mean())
            tried.append(Line(pool, depth, strength, right, model.predict(x[split.test])))
        found.append(max(tried, key=lambda line: line.chosen_by))
    return found


def _fitted(x: NDArray[np.float64], labels: NDArray[np.int64], strength: float) -> Any:
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=strength, max_iter=ITERATIONS, tol=1e-3)
    with warnings.catch_warnings():  # a line that is not quite the best is measured as it is
        warnings.simplefilter("ignore", ConvergenceWarning)
        return model.fit(x, labels)


def macro_f1(counts: NDArray[Any]) -> NDArray[np.float64]:
    """Mean F1 over classes of confusion counts [..., K, K]; 0 of a class nobody has or names.

    As scikit-learn counts it, a class that is neither there nor named is left out of the mean.
    """
    hits = np.diagonal(counts, axis1=-2, axis2=-1)
    both = counts.sum(axis=-1) + counts.sum(axis=-2)
    there = both > 0
    shares = np.where(there, 2 * hits / np.maximum(both, 1), 0.0)
    found: NDArray[np.float64] = shares.sum(axis=-1) / np.maximum(there.sum(axis=-1), 1)
    return found
