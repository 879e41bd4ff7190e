"""Whether one system does a task better than another: their figures, as sums over the examples.

Letters: E examples, S statistics per example, R resamples.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.random import Generator
from numpy.typing import ArrayLike, NDArray

from engine.control import Check
from engine.tasks.metrics import translations
from engine.tasks.metrics.answering import Golds, Rules, answer_statistics
from engine.tasks.metrics.bootstrap import Difference, Score, averaged, difference_over_seeds, mean
from engine.tasks.metrics.class_scores import ClassCounts, ratio
from engine.tasks.metrics.tagging import Tags, span_counts, span_statistics

Floats = NDArray[np.float64]
ClassFigure = Literal["accuracy", "f1_macro", "matthews"]

_OF_CLASSES: dict[ClassFigure, Callable[[ClassCounts], Floats]] = {
    "accuracy": ClassCounts.accuracy,
    "f1_macro": lambda counts: counts.macro(counts.f1()),
    "matthews": ClassCounts.matthews,
}


@dataclass(frozen=True, slots=True, eq=False)
class Comparable:
    """One figure of one system on one set of examples."""

    statistics: Floats  # [E, S]
    score: Score

    @property
    def value(self) -> float:
        """The figure itself."""
        return float(self.score(self.statistics.sum(axis=0)[None])[0])


def difference(
    ours: Sequence[Comparable],
    theirs: Sequence[Comparable],
    rng: Generator,
    check: Check = lambda: None,
) -> Difference:
    """How much better `ours` are than `theirs`, one of each seed, on the same examples.

    Its interval holds the chance of the examples, which both share, and of the seeds. Raises
    ValueError where the examples differ.
    """
    mine, others = ([one.statistics for one in side] for side in (ours, theirs))
    return difference_over_seeds(mine, others, ours[0].score, rng, check=check)


def of_classes(
    right: ArrayLike, said: ArrayLike, num_classes: int, figure: ClassFigure = "accuracy"
) -> Comparable:
    """A figure of predicted classes [E], given by number as the right ones [E] are."""
    there, spoken = np.asarray(right, np.int64), np.asarray(said, np.int64)
    each = np.eye(num_classes)
    hits = each[there] * (there == spoken)[:, None]
    statistics = np.concatenate([hits, each[spoken], each[there]], axis=1)

    def score(sums: Floats) -> Floats:
        return _OF_CLASSES[figure](ClassCounts(*np.split(sums, 3, axis=1)))

    return Comparable(statistics, score)


def of_spans(right: Tags, said: Tags) -> Comparable:
    """F1 of whole spans."""
    counts = span_counts(span_statistics(right, said)[1])
    columns = [part.sum(axis=1) for part in (counts.hits, counts.said, counts.there)]
    return Comparable(np.column_stack(columns), _f1)


def of_answers(right: Golds, said: Sequence[str], rules: Rules = "squad") -> Comparable:
    """F1 of answers."""
    return Comparable(averaged(answer_statistics(right, said, rules)[:, 1]), mean)


def of_translations(
    right: Sequence[str], said: Sequence[str], tokenize: translations.Tokenize = "13a"
) -> Comparable:
    """BLEU, from 0 to 100."""
    return Comparable(translations.bleu_statistics(right, said, tokenize), translations.bleu)


def _f1(sums: Floats) -> Floats:
    return ratio(2 * sums[:, 0], sums[:, 1] + sums[:, 2])
