"""Intervals of 95 %: of a share by Wilson's score, of everything else by the bootstrap.

Letters: n units (documents, pairs) that are drawn as a whole, R resamples.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

RESAMPLES = 1000  # R
Z = 1.959963984540054  # of the normal distribution, 2.5 % are above it
TAILS = (2.5, 97.5)
AT_ONCE = 1 << 22  # numbers drawn together

Interval = tuple[float, float]


def of_share(hits: float, count: int) -> Interval:
    """Wilson's score interval (Wilson 1927); never of no width, also where all or none hit.

    `hits` may hold halves. (0, 1) where nothing was counted.
    """
    if count == 0:
        return 0.0, 1.0
    share, weight = hits / count, Z * Z / count
    middle = (share + weight / 2) / (1 + weight)
    half = Z * math.sqrt(share * (1 - share) / count + weight / (4 * count)) / (1 + weight)
    # Of none or all, rounding must not lay the share outside.
    return max(0.0, min(share, middle - half)), min(1.0, max(share, middle + half))


def of_ratio(parts: ArrayLike, wholes: ArrayLike, seed: int) -> Interval:
    """Σ parts / Σ wholes over resampled units (Efron 1979): bits over bytes, hits over places."""
    values, weights = np.asarray(parts, np.float64), np.asarray(wholes, np.float64)
    drawn = _drawn(np.stack([values, weights]), np.random.default_rng(seed))
    return _tails(drawn[0] / np.maximum(drawn[1], 1e-12))


def of_mean(values: ArrayLike, seed: int) -> Interval:
    """The mean over resampled units."""
    found = np.asarray(values, np.float64)
    return of_ratio(found, np.ones_like(found), seed)


def of_means(groups: Sequence[ArrayLike], seed: int) -> Interval:
    """The mean of the groups' means, each group resampled by itself."""
    rng = np.random.default_rng(seed)
    arrays = [np.asarray(one, np.float64) for one in groups]
    means = [_drawn(one[None], rng)[0] / len(one) for one in arrays]
    return _tails(np.mean(means, axis=0))


def of_difference(first: ArrayLike, second: ArrayLike, seed: int) -> Interval:
    """Mean of the first less mean of the second, each resampled by itself."""
    rng = np.random.default_rng(seed)
    one, other = np.asarray(first, np.float64), np.asarray(second, np.float64)
    return _tails(_drawn(one[None], rng)[0] / len(one) - _drawn(other[None], rng)[0] / len(other))


def of_order(first: ArrayLike, second: ArrayLike, seed: int) -> tuple[float, Interval]:
    """How often one of the first is above one of the second, ties counting half: the area under
    the curve of a test that tells them apart; and its interval by resampling both.
    """
    one, other = np.sort(np.asarray(first, np.float64)), np.asarray(second, np.float64)
    above = np.searchsorted(np.sort(other), one, side="left")
    up_to = np.searchsorted(np.sort(other), one, side="right")
    area = float((above + up_to).mean() / 2 / len(other))
    rng = np.random.default_rng(seed)
    areas = np.empty(RESAMPLES)
    for number in range(RESAMPLES):
        some = rng.choice(one, len(one))
        others = np.sort(rng.choice(other, len(other)))
        below = np.searchsorted(others, some, side="left") + np.searchsorted(others, some, "right")
        areas[number] = below.mean() / 2 / len(other)
    return area, _tails(areas)


def _drawn(rows: NDArray[np.float64], rng: np.random.Generator) -> NDArray[np.float64]:
    """[rows, R] sums over n units drawn with replacement; the same units for all rows [rows, n]."""
    count = rows.shape[1]
    found = np.empty((len(rows), RESAMPLES))
    step = max(1, AT_ONCE // max(count, 1))
    for first in range(0, RESAMPLES, step):
        some = range(first, min(first + step, RESAMPLES))
        picked = rng.integers(0, count, (len(some), count))
        found[:, some.start : some.stop] = rows[:, picked].sum(axis=-1)
    return found


def _tails(values: NDArray[np.float64]) -> Interval:
    low, high = np.percentile(values, TAILS)
    return float(low), float(high)
