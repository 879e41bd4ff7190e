"""How near numbers that were said (similarity of two sentences, stars) are to the right ones.

The figures are SciPy's and scikit-learn's. Those of resamples are made here, of many at once.

Letters: E examples, B resamples in a block, R resamples.
"""

from __future__ import annotations

import numpy as np
from numpy.random import Generator
from numpy.typing import ArrayLike, NDArray
from scipy.stats import pearsonr, spearmanr
from sklearn.metrics import mean_absolute_error, mean_squared_error

from engine.control import Check
from engine.tasks.metrics.bootstrap import interval, resampled_weights
from engine.tasks.metrics.empty import some
from engine.tasks.metrics.measures import Measures, MetricKind
from engine.wording import translate

Floats = NDArray[np.float64]

MEAN = translate("measures", "Floor: predicting the mean of the training rows for every example.")
SPEARMAN = MetricKind(
    "spearman",
    translate("measures", "Spearman correlation"),
    translate(
        "measures",
        "How far the order of the predictions is the right order: 1 the same, −1 the reverse "
        "(Spearman 1904; ties have their mean rank). It is defined as 0 where all predictions are "
        "the same.",
    ),
    percent=False,
)
PEARSON = MetricKind(
    "pearson",
    translate("measures", "Pearson correlation"),
    translate(
        "measures",
        "How nearly predictions and right numbers lie on a rising line, from −1 to 1. It is "
        "defined as 0 where all predictions are the same.",
    ),
    percent=False,
)
SQUARED = MetricKind(
    "squared_error",
    translate("measures", "Mean squared error"),
    translate(
        "measures", "Mean of the squared differences: a large one counts for many small ones."
    ),
    percent=False,
    higher_is_better=False,
)
ABSOLUTE = MetricKind(
    "absolute_error",
    translate("measures", "Mean absolute error"),
    translate("measures", "Mean of the differences, whichever way they are."),
    percent=False,
    higher_is_better=False,
)
KINDS = (SPEARMAN, PEARSON, SQUARED, ABSOLUTE)
NO_SPREAD = 1e-13  # of the values' own size: what rounding leaves of a spread that is none


def regression(
    right: ArrayLike,
    said: ArrayLike,
    rng: Generator,
    *,
    mean: float | None = None,
    check: Check = lambda: None,
) -> Measures:
    """Measure numbers [E] against the right ones [E].

    The floor is what says the `mean` of the training rows of every example (that of these where
    none is given). Raises Fault where there are no examples, ValueError where one is not finite.
    """
    truth, guesses = np.asarray(right, np.float64), np.asarray(said, np.float64)
    some(len(truth))
    if truth.shape != guesses.shape or truth.ndim != 1:
        raise ValueError(f"numbers of {guesses.shape}, not {truth.shape}")
    if not (np.isfinite(truth).all() and np.isfinite(guesses).all()):
        raise ValueError("a number is not finite")
    constant = np.full_like(truth, truth.mean() if mean is None else mean)
    values, floors = library_figures(truth, guesses), library_figures(truth, constant)
    low, high = interval(ScoreFigures(truth, guesses).resampled(rng, check))
    return Measures(
        main=SPEARMAN.name,
        num_examples=len(truth),
        floor=MEAN,
        metrics=tuple(
            kind.measured(values[place], (low[place], high[place]), floors[place])
            for place, kind in enumerate(KINDS)
        ),
    )


def library_figures(right: Floats, said: Floats) -> tuple[float, float, float, float]:
    """What SciPy and scikit-learn say of numbers [E], in the order of KINDS."""
    correlations = (0.0, 0.0)
    if np.ptp(right) and np.ptp(said):
        one, other = _scaled(right), _scaled(said)
        along = pearsonr(one, other).statistic if one.any() and other.any() else 0.0
        correlations = float(spearmanr(right, said).statistic), float(along)
    errors = mean_squared_error(right, said), mean_absolute_error(right, said)
    return (*correlations, float(errors[0]), float(errors[1]))


class ScoreFigures:
    """The four figures, in the order of KINDS, of two columns of numbers [E]."""

    def __init__(self, right: Floats, said: Floats) -> None:
        self._right, self._said = _scaled(right), _scaled(said)
        self._ties = _Ties(right), _Ties(said)
        self._errors = np.column_stack([(right - said) ** 2, np.abs(right - said)])  # [E, 2]

    def whole(self) -> Floats:
        """The figures [4] of all examples."""
        figures: Floats = self._of(np.ones((1, len(self._right))))[0]
        return figures

    def resampled(self, rng: Generator, check: Check = lambda: None) -> Floats:
        """The figures [R, 4] of resamples of the examples."""
        blocks = resampled_weights(len(self._right), rng, check=check)
        return np.concatenate([self._of(weights) for weights in blocks])

    def _of(self, weights: Floats) -> Floats:
        """The figures [B, 4] where each example counts so often [B, E]."""
        ranks = [ties.ranks(weights) for ties in self._ties]
        spearman = _correlation(ranks[0], ranks[1], weights)
        pearson = _correlation(self._right[None], self._said[None], weights)
        errors = weights @ self._errors / weights.sum(axis=1, keepdims=True)
        return np.column_stack([spearman, pearson, errors])


class _Ties:
    """Which values are the same, and their order."""

    def __init__(self, values: Floats) -> None:
        found, self._group_of = np.unique(values, return_inverse=True)
        self._order = np.argsort(self._group_of, kind="stable")
        self._begins = np.searchsorted(self._group_of[self._order], np.arange(len(found)))

    def ranks(self, weights: Floats) -> Floats:
        """The mean rank [B, E] of each value among as many copies as it counts [B, E], 0 … 1."""
        counts = np.add.reduceat(weights[:, self._order], self._begins, axis=1)
        upto = np.cumsum(counts, axis=1)
        places = (upto - (counts - 1) / 2) / weights.shape[1]
        ranks: Floats = places[:, self._group_of]
        return ranks


def _scaled(values: Floats) -> Floats:
    """The values about their mean, of spread 1, or all 0 where rounding alone parts them."""
    centred: Floats = values - values.mean()
    spread = float(np.abs(centred).max())
    if spread <= NO_SPREAD * max(float(np.abs(values).max()), np.finfo(np.float64).tiny):
        return np.zeros_like(values)
    return centred / spread


def _correlation(one: Floats, other: Floats, weights: Floats) -> Floats:
    """Pearson's r [B] of values [B or 1, E] that count so often [B, E]; 0 where one is constant."""
    total = weights.sum(axis=1, keepdims=True)
    one = one - (weights * one).sum(axis=1, keepdims=True) / total
    other = other - (weights * other).sum(axis=1, keepdims=True) / total
    together = (weights * one * other).sum(axis=1)
    spreads = [np.sqrt((weights * side**2).sum(axis=1)) for side in (one, other)]
    least = NO_SPREAD * np.sqrt(total[:, 0])
    vary = (spreads[0] > least) & (spreads[1] > least)
    result = np.zeros(len(weights))
    np.divide(together, spreads[0] * spreads[1], out=result, where=vary)
    return np.clip(result, -1, 1)
