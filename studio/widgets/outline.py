"""Outline: the points of a long, growing line that are worth drawing."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from studio.widgets.curves import Numbers

Rows = NDArray[np.intp] | slice

MOST = 2_000  # stretches: more than a screen has pixels for a plot


class Outline:
    """The lowest and the highest point of every stretch, and all points after the last whole one.

    A tick looks at the new points only. Stretches double when there are too many of them.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._log = False
        self._stride = 1
        self._ends = np.empty((0, 2), dtype=np.intp)  # rows, ascending, of each whole stretch
        self._seen: tuple[int, float, float] | None = None

    def rows(self, values: Numbers, *, log: bool = False) -> Rows:
        """Which of `values` to draw; with `log`, those that have a logarithm count."""
        if len(values) <= self._most:
            return slice(None)
        if log is not self._log or not self._goes_on(values):
            self._log, self._stride, self._ends = log, 1, self._ends[:0]
        stride = self._stride
        while len(values) // stride > self._most:
            stride *= 2
        if stride != self._stride:
            self._stride, self._ends = stride, self._ends[:0]
        whole = len(values) // stride * stride
        self._add(values[len(self._ends) * stride : whole])
        self._seen = _mark(values, len(values))
        rest = np.arange(whole, len(values))
        return np.concatenate([[0], self._ends.ravel(), rest])

    def _add(self, fresh: Numbers) -> None:
        if not len(fresh):
            return
        stretches = fresh.reshape(-1, self._stride)
        counts = stretches > 0 if self._log else np.isfinite(stretches)
        low = np.where(counts, stretches, np.inf).argmin(axis=1)
        high = np.where(counts, stretches, -np.inf).argmax(axis=1)
        pairs = np.sort(np.stack([low, high], axis=1), axis=1)
        first = len(self._ends) * self._stride
        pairs += first + np.arange(len(pairs))[:, None] * self._stride
        self._ends = np.concatenate([self._ends, pairs])

    def _goes_on(self, values: Numbers) -> bool:
        """Whether these are the values seen last, and more: told by two of them."""
        if self._seen is None or self._seen[0] > len(values):
            return False
        return _mark(values, self._seen[0]) == self._seen


def _mark(values: Numbers, count: int) -> tuple[int, float, float]:
    return count, float(values[count // 2]), float(values[count - 1])
