"""Figures of right and wrong classes from how often each class was taken for each.

They are scikit-learn's, of many resamples at once. Only classes that occur, as what is right or as
what was said, count in a mean over classes; what would be divided by 0 is 0.

Letters: R resamples, C cells (pairs of classes that occur), K classes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """The pairs (right class, said class) that occur, and how often each does."""

    right: Ints  # [C]
    said: Ints  # [C]
    counts: Ints  # [C]
    num_classes: int

    @staticmethod
    def of(right: Ints, said: Ints, num_classes: int) -> Cells:
        """Count the pairs of examples whose classes are given by number."""
        pairs, counts = np.unique(right * num_classes + said, return_counts=True)
        return Cells(pairs // num_classes, pairs % num_classes, counts, num_classes)

    def confusion(self) -> Ints:
        """The counts as a matrix [K, K], right classes in rows."""
        matrix = np.zeros((self.num_classes, self.num_classes), np.int64)
        matrix[self.right, self.said] = self.counts
        return matrix


@dataclass(frozen=True, slots=True, eq=False)
class ClassCounts:
    """Per class: said rightly, said, and there [R, K]."""

    hits: Floats
    said: Floats
    there: Floats

    @staticmethod
    def of(cells: Cells, counts: Ints) -> ClassCounts:
        """Add up the cells of each resample [R, C]."""
        hits = np.zeros((len(counts), cells.num_classes))
        same = cells.right == cells.said
        hits[:, cells.right[same]] = counts[:, same]
        return ClassCounts(
            hits,
            _sums_by(cells.said, counts, cells.num_classes),
            _sums_by(cells.right, counts, cells.num_classes),
        )

    def precision(self) -> Floats:
        """Share of what was said that is right [R, K]."""
        return ratio(self.hits, self.said)

    def recall(self) -> Floats:
        """Share of what is there that was said [R, K]."""
        return ratio(self.hits, self.there)

    def f1(self) -> Floats:
        """Harmonic mean of both [R, K]."""
        return ratio(2 * self.hits, self.said + self.there)

    def macro(self, figures: Floats) -> Floats:
        """Mean over the classes that occur [R] of figures [R, K]."""
        occurs = self.said + self.there > 0
        return ratio((figures * occurs).sum(axis=1), occurs.sum(axis=1))

    def weighted(self, figures: Floats) -> Floats:
        """Mean over the classes by how many examples are theirs [R] of figures [R, K]."""
        return ratio((figures * self.there).sum(axis=1), self.there.sum(axis=1))

    def micro_f1(self) -> Floats:
        """F1 of all classes together [R]."""
        return ratio(2 * self.hits.sum(axis=1), (self.said + self.there).sum(axis=1))

    def accuracy(self) -> Floats:
        """Share of examples whose class was said [R]."""
        return ratio(self.hits.sum(axis=1), self.there.sum(axis=1))

    def matthews(self) -> Floats:
        """Correlation of said and right [R] (Gorodkin 2004); 0 where one is always the same."""
        total = self.there.sum(axis=1)
        together = self.hits.sum(axis=1) * total - (self.said * self.there).sum(axis=1)
        of_said = total**2 - (self.said**2).sum(axis=1)
        of_there = total**2 - (self.there**2).sum(axis=1)
        return ratio(together, np.sqrt(of_said * of_there))


def ratio(above: Floats, below: Floats | Ints) -> Floats:
    """Quotients; 0 where they would be undefined."""
    result = np.zeros(np.broadcast_shapes(np.shape(above), np.shape(below)))
    return np.divide(above, below, out=result, where=np.asarray(below) != 0)


def _sums_by(groups: Ints, counts: Ints, num_groups: int) -> Floats:
    """Sums [R, K] of the columns of counts [R, C] that belong to each group."""
    sums = np.zeros((len(counts), num_groups))
    if not groups.size:
        return sums
    order = np.argsort(groups, kind="stable")
    found, begins = np.unique(groups[order], return_index=True)
    sums[:, found] = np.add.reduceat(counts[:, order], begins, axis=1)
    return sums
