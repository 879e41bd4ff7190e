"""How sure a figure is: percentile bootstrap over the examples (Efron & Tibshirani 1993, ch. 13).

Figures are computed from sums over the examples, so a resample needs its sums only, never its
examples. The percentile interval is a little narrow on few examples, and where all of them were
right it has no width: it knows nothing of examples it has not seen.

Letters: E examples, S statistics per example, R resamples, C cells, M systems or seeds.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from engine.control import Check

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Score = Callable[[Floats], Floats]  # sums [R, S] -> figures [R]

RESAMPLES = 1000
LEVEL = 0.95
BLOCK = 2**21  # numbers that are worked on together


@dataclass(frozen=True, slots=True)
class Difference:
    """By how much one system is better than another, with the 95 % interval."""

    value: float
    low: float
    high: float

    @property
    def clear(self) -> bool:
        """Whether the whole interval lies above 0."""
        return self.low > 0


def averaged(values: Floats) -> Floats:
    """Statistics [E, 2] of which `mean` makes the mean of values [E]."""
    return np.column_stack([values, np.ones(len(values))])


def mean(sums: Floats) -> Floats:
    """The mean [R] from sums of `averaged` [R, 2]; 0 of no examples."""
    result = np.zeros(len(sums))
    return np.divide(sums[:, 0], sums[:, 1], out=result, where=sums[:, 1] > 0)


def interval(values: Floats) -> tuple[Floats, Floats]:
    """The bounds between which 95 % of resampled figures [R, …] lie, each […]."""
    outside = (1 - LEVEL) / 2
    low, high = np.quantile(values, [outside, 1 - outside], axis=0)
    return low, high


def resampled_counts(counts: Ints, rng: Generator, resamples: int = RESAMPLES) -> Ints:
    """How many of each resample's examples fall in each cell [R, C], where `counts` [C] do.

    It is the bootstrap itself: examples of one cell cannot be told apart.
    """
    total = int(counts.sum())
    if not total:
        return np.zeros((resamples, len(counts)), np.int64)
    return rng.multinomial(total, counts / total, size=resamples)


def resampled_weights(
    num_examples: int,
    rng: Generator,
    resamples: int = RESAMPLES,
    check: Check = lambda: None,
) -> Iterator[Floats]:
    """How often each example was drawn [at most R, E], in blocks of a few resamples."""
    at_once = max(1, BLOCK // max(1, num_examples))
    for begin in range(0, resamples, at_once):
        check()
        size = min(at_once, resamples - begin)
        drawn = rng.integers(0, num_examples, size=(size, num_examples))
        drawn += np.arange(size)[:, None] * num_examples
        weights = np.bincount(drawn.ravel(), minlength=size * num_examples)
        yield weights.reshape(size, num_examples).astype(np.float64)


def resampled_sums(
    statistics: Floats,
    rng: Generator,
    resamples: int = RESAMPLES,
    check: Check = lambda: None,
) -> Floats:
    """The sums [R, S] of the statistics [E, S] of the examples of each resample."""
    if not len(statistics):
        return np.zeros((resamples, statistics.shape[1]))
    blocks = resampled_weights(len(statistics), rng, resamples, check)
    return np.concatenate([weights @ statistics for weights in blocks])


def paired_difference(
    one: Floats,
    other: Floats,
    score: Score,
    rng: Generator,
    *,
    resamples: int = RESAMPLES,
    check: Check = lambda: None,
) -> Difference:
    """How much better `one` scores than `other`, of both of which [E, S] are of the same examples.

    Both are resampled together, so what makes an example hard for both takes no part.
    """
    return difference_over_seeds([one], [other], score, rng, resamples=resamples, check=check)


def difference_over_seeds(
    ours: Sequence[Floats],
    theirs: Sequence[Floats],
    score: Score,
    rng: Generator,
    *,
    resamples: int = RESAMPLES,
    check: Check = lambda: None,
) -> Difference:
    """Difference of two mean scores over seeds: statistics [E, S] per seed, of the same examples.

    Examples are drawn together for all, and seeds of each side anew for each resample, so that
    the interval holds the chance of both. Of M seeds the share of the seeds in its variance is
    1/M too small; `difference_of_means` is exact in that, and knows nothing of the examples.
    """
    if len({one.shape for one in (*ours, *theirs)}) != 1:
        raise ValueError("statistics of the same examples are needed")
    value = _mean_score(ours, score) - _mean_score(theirs, score)
    side_by_side = np.concatenate([*ours, *theirs], axis=1)
    sums = resampled_sums(side_by_side, rng, resamples, check)
    parts = np.split(sums, len(ours) + len(theirs), axis=1)
    figures = np.stack([score(part) for part in parts], axis=1)  # [R, M]
    means = [
        _mean_of_drawn(side, rng)
        for side in (figures[:, : len(ours)], figures[:, len(ours) :])
    ]  # fmt: skip
    low, high = interval(means[0] - means[1])
    return Difference(value, float(low), float(high))


def difference_of_means(ours: Sequence[float], theirs: Sequence[float]) -> Difference:
    """Difference of the means of a few figures of each side, by Welch's t (1947).

    Not by resampling: of three seeds the bootstrap gives intervals far too narrow. Raises
    ValueError where a side has fewer than two. Where neither side varies it has no width.
    """
    if min(len(ours), len(theirs)) < 2:
        raise ValueError("two figures of each side are needed")
    from scipy.special import stdtrit

    value = float(np.mean(ours) - np.mean(theirs))
    errors = [float(np.var(side, ddof=1)) / len(side) for side in (ours, theirs)]
    error = sum(errors)
    if error == 0:
        return Difference(value, value, value)
    squares = sum(
        part**2 / (len(side) - 1) for part, side in zip(errors, (ours, theirs), strict=True)
    )
    degrees = error**2 / squares if squares else float(len(ours) + len(theirs) - 2)
    reach = float(stdtrit(degrees, (1 + LEVEL) / 2)) * math.sqrt(error)
    return Difference(value, value - reach, value + reach)


def _mean_score(systems: Sequence[Floats], score: Score) -> float:
    sums = np.stack([one.sum(axis=0) for one in systems])
    return float(score(sums).mean())


def _mean_of_drawn(figures: Floats, rng: Generator) -> Floats:
    """The mean [R] of as many seeds, drawn with replacement, as there are: figures [R, M]."""
    if figures.shape[1] == 1:
        return figures[:, 0]
    drawn = rng.integers(0, figures.shape[1], size=figures.shape)
    means: Floats = np.take_along_axis(figures, drawn, axis=1).mean(axis=1)
    return means
