"""Whether a model is as often right as it says: expected calibration error and its bins.

Guo et al. 2017, "On Calibration of Modern Neural Networks", eq. 3: confidences in 15 bins of equal
width, and the mean gap between confidence and accuracy, weighted by the examples of each bin.

Letters: E examples, K classes, R resamples.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.tasks.metrics.class_scores import ratio
from engine.tasks.metrics.measures import Bin

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

BINS = 15
SLOTS = 20  # of the histogram


def bin_of(confidence: Floats, bins: int = BINS) -> Ints:
    """The bin (low, high] of each confidence [E]; a 0 stands in the first."""
    edges = np.linspace(0, 1, bins + 1)[1:-1]
    return np.searchsorted(edges, confidence, side="left").astype(np.int64)


def gaps(confidence: Floats, right: NDArray[np.bool_]) -> Floats:
    """Per example [E, BINS] how far rightness and confidence are apart, in the column of its bin.

    Sums of it over examples are what `calibration_error` takes.
    """
    columns = np.zeros((len(confidence), BINS))
    columns[np.arange(len(confidence)), bin_of(confidence)] = right - confidence
    return columns


def calibration_error(sums: Floats, num_examples: int) -> Floats:
    """The error [R] of sums of `gaps` [R, BINS] over so many examples."""
    return ratio(np.abs(sums).sum(axis=-1), np.asarray(num_examples))


def reliability(confidence: Floats, right: NDArray[np.bool_]) -> tuple[Bin, ...]:
    """What the plot of confidence against accuracy shows, bin by bin."""
    bins = bin_of(confidence)
    counts = np.bincount(bins, minlength=BINS)
    sure, hits = (
        ratio(np.bincount(bins, column, BINS).astype(np.float64), counts)
        for column in (confidence, right.astype(np.float64))
    )
    edges = np.linspace(0, 1, BINS + 1)
    return tuple(
        Bin(float(low), float(high), int(count), float(confident), float(accurate))
        for low, high, count, confident, accurate in zip(
            edges[:-1], edges[1:], counts, sure, hits, strict=True
        )
    )


def histogram(confidence: Floats, right: NDArray[np.bool_]) -> tuple[tuple[int, int], ...]:
    """How many were right, and wrong, by the probability of what was said: SLOTS equal slots."""
    slots = bin_of(confidence, SLOTS)
    counts = [np.bincount(slots[chosen], minlength=SLOTS) for chosen in (right, ~right)]
    return tuple((int(hits), int(misses)) for hits, misses in zip(*counts, strict=True))
