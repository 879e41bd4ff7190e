"""How near texts that were written (translations, summaries) are to those of people.

BLEU (Papineni et al. 2002) and chrF (Popović 2015) are sacrebleu's, with the signatures by which
others get the same figures (Post 2018). It counts sentence by sentence; figures of resamples need
only the sums of its counts.

Letters: E sentences, R resamples, N orders of n-grams.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol, cast

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF

from engine.control import Check
from engine.tasks.metrics.bootstrap import interval, resampled_sums
from engine.tasks.metrics.class_scores import ratio
from engine.tasks.metrics.empty import some
from engine.tasks.metrics.measures import Measures, MetricKind
from engine.wording import translate

Floats = NDArray[np.float64]
Tokenize = Literal["13a", "zh"]

WORDS, CHARACTERS = 4, 6  # the longest n-grams of BLEU and chrF
BETA = 2.0  # chrF's: recall counts for so many times precision
CHECKED_EVERY = 128  # sentences

COPY = translate("measures", "Floor: handing back the text as it was given.")
BLEU_KIND = MetricKind(
    "bleu",
    "BLEU",
    translate(
        "measures",
        "Geometric mean of the shares of one to four words in a row that the right texts have too, "
        "less where all is shorter than they are, from 0 to 100 (Papineni et al. 2002; sacrebleu).",
    ),
    percent=False,
)
CHRF_KIND = MetricKind(
    "chrf",
    "chrF",
    translate(
        "measures",
        "F2 of one to six characters in a row, from 0 to 100: it needs no words, and half-right "
        "ones count in part (Popović 2015; sacrebleu).",
    ),
    percent=False,
)


class _Counting(Protocol):
    """What both of sacrebleu's metrics are: counters of the n-grams of each sentence."""

    def _extract_corpus_statistics(
        self, hypotheses: Sequence[str], references: Sequence[Sequence[str]]
    ) -> list[list[float]]: ...

    def get_signature(self) -> object:
        """What the counts were made with, in words once it is made a string."""


def translation(
    right: Sequence[str],
    said: Sequence[str],
    rng: Generator,
    *,
    given: Sequence[str],
    tokenize: Tokenize = "13a",
    check: Check = lambda: None,
) -> Measures:
    """Measure texts [E] against the right ones [E]; the floor is the texts `given` [E] themselves.

    `tokenize` is how BLEU cuts words: "zh" where the right texts are Chinese. Raises Fault where
    there are no texts, ValueError where the numbers differ.
    """
    some(len(right))
    counters = _counters(tokenize)
    metrics = []
    for kind, counter, figure in zip((BLEU_KIND, CHRF_KIND), counters, (bleu, chrf), strict=True):
        statistics = _statistics(counter, right, said, check)
        floor = _statistics(counter, right, given, check)
        drawn = interval(figure(resampled_sums(statistics, rng, check=check)))
        value, at_floor = (figure(one.sum(axis=0)[None])[0] for one in (statistics, floor))
        metrics.append(kind.measured(value, drawn, at_floor))
    return Measures(
        main=BLEU_KIND.name,
        num_examples=len(right),
        floor=COPY,
        metrics=tuple(metrics),
        signatures=tuple(
            f"{kind.title}|{counter.get_signature()}"
            for kind, counter in zip((BLEU_KIND, CHRF_KIND), counters, strict=True)
        ),
    )


def bleu_statistics(
    right: Sequence[str],
    said: Sequence[str],
    tokenize: Tokenize = "13a",
    check: Check = lambda: None,
) -> Floats:
    """Per sentence [E, 2 + 2N] the lengths of both, and how many n-grams are right, and there."""
    return _statistics(_counters(tokenize)[0], right, said, check)


def chrf_statistics(
    right: Sequence[str], said: Sequence[str], check: Check = lambda: None
) -> Floats:
    """Per sentence [E, 3N] how many n-grams were said, are there, and are in both."""
    return _statistics(_counters("13a")[1], right, said, check)


def bleu(sums: Floats) -> Floats:
    """BLEU [R] of sums of `bleu_statistics` [R, 2 + 2N], smoothed as sacrebleu's default does."""
    said, right = sums[:, 0], sums[:, 1]
    correct, total = sums[:, 2 : 2 + WORDS], sums[:, 2 + WORDS :]
    none_right = (correct == 0) & (total > 0)
    halved = 2.0 ** np.cumsum(none_right, axis=1)  # an order with none right counts as half of one
    shares = np.where(none_right, ratio(np.ones_like(total), halved * total), ratio(correct, total))
    known = (shares > 0).all(axis=1) & (correct > 0).any(axis=1)
    logs = np.log(shares, out=np.zeros_like(shares), where=shares > 0).mean(axis=1)
    brevity = np.minimum(0, 1 - ratio(right, said))
    return np.where(known, 100 * np.exp(logs + brevity), 0.0)


def chrf(sums: Floats) -> Floats:
    """chrF [R] of sums of `chrf_statistics` [R, 3N]."""
    said, right, both = (sums[:, part::3] for part in range(3))
    counts = (said > 0) & (right > 0)
    orders = counts.sum(axis=1)
    precision = ratio((ratio(both, said) * counts).sum(axis=1), orders)
    recall = ratio((ratio(both, right) * counts).sum(axis=1), orders)
    factor = BETA**2
    return 100 * ratio((1 + factor) * precision * recall, factor * precision + recall)


def _counters(tokenize: Tokenize) -> tuple[_Counting, _Counting]:
    counters = BLEU(tokenize=tokenize, force=True), CHRF()
    return cast(tuple[_Counting, _Counting], counters)


def _statistics(
    counter: _Counting, right: Sequence[str], said: Sequence[str], check: Check
) -> Floats:
    """sacrebleu's own counts; it has no public name for those of single sentences."""
    if len(right) != len(said):
        raise ValueError(f"{len(said)} texts for {len(right)}")
    rows: list[list[float]] = []
    for begin in range(0, len(right), CHECKED_EVERY):
        check()
        stop = begin + CHECKED_EVERY
        rows += counter._extract_corpus_statistics(said[begin:stop], [right[begin:stop]])
    return np.array(rows, np.float64)
