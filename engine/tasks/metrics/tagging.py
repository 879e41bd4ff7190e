"""How well spans of tokens (names, places, times) are found.

A span counts where begin, end and kind are all right (Tjong Kim Sang & De Meulder 2003).

Letters: E sentences, T kinds of span, R resamples.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from engine.control import Check
from engine.tasks.metrics.bootstrap import interval, resampled_sums
from engine.tasks.metrics.class_kinds import F1, HIGH, LOW, PRECISION, RECALL
from engine.tasks.metrics.class_scores import Cells, ClassCounts, ratio
from engine.tasks.metrics.empty import some
from engine.tasks.metrics.measures import Cell, Column, Confusion, Measures, MetricKind, Table
from engine.tasks.metrics.spans import parts_of, spans_of
from engine.wording import translate

Floats = NDArray[np.float64]
Tags = Sequence[Sequence[str]]

NO_SPANS = translate("measures", "Floor: predicting no span at all.")
OUTSIDE = "O"
CHECKED_EVERY = 512  # sentences

SPAN_F1 = MetricKind(
    "span_f1",
    translate("measures", "Span F1"),
    translate(
        "measures",
        "Harmonic mean of the precision and the recall of whole spans: begin, end and kind must be "
        "right (CoNLL 2003; as seqeval counts by default).",
    ),
)
SPAN_PRECISION = MetricKind(
    "span_precision",
    translate("measures", "Span precision"),
    translate("measures", "Share of the predicted spans that are right."),
)
SPAN_RECALL = MetricKind(
    "span_recall",
    translate("measures", "Span recall"),
    translate("measures", "Share of the right spans that were predicted."),
)
SPAN_F1_MACRO = MetricKind(
    "span_f1_macro",
    translate("measures", "Span F1, mean of kinds"),
    translate("measures", "Mean of the kinds' F1: a rare kind counts as much as a frequent one."),
)
SPAN_F1_WEIGHTED = MetricKind(
    "span_f1_weighted",
    translate("measures", "Span F1, by frequency"),
    translate("measures", "Mean of the kinds' F1, weighted by their numbers of spans."),
)
TOKEN_ACCURACY = MetricKind(
    "token_accuracy",
    translate("measures", "Token accuracy"),
    translate(
        "measures",
        "Share of the tokens whose tag was predicted right. Most tokens lie outside of every span, "
        "so that it is high even where no span is found.",
    ),
)
PER_KIND = translate("measures", "Per kind of span")
COLUMNS = (
    Column(translate("measures", "Kind")),
    *(Column(title, percent=True) for title in (PRECISION, RECALL, F1, LOW, HIGH)),
    Column(translate("measures", "Spans")),
)

OF_SPANS: tuple[tuple[MetricKind, Callable[[ClassCounts], Floats]], ...] = (
    (SPAN_F1, ClassCounts.micro_f1),
    (SPAN_PRECISION, lambda counts: ratio(counts.hits.sum(axis=1), counts.said.sum(axis=1))),
    (SPAN_RECALL, ClassCounts.accuracy),
    (SPAN_F1_MACRO, lambda counts: counts.macro(counts.f1())),
    (SPAN_F1_WEIGHTED, lambda counts: counts.weighted(counts.f1())),
)


def tagging(right: Tags, said: Tags, rng: Generator, *, check: Check = lambda: None) -> Measures:
    """Measure tags of any scheme against the right ones, sentence by sentence.

    The floor is what says O of every token. Raises Fault where there are no sentences, ValueError
    where the lengths differ.
    """
    some(sum(map(len, right)))
    kinds, statistics = span_statistics(right, said, check)
    counts = span_counts(statistics.sum(axis=0, keepdims=True))
    sums = resampled_sums(statistics, rng, check=check)
    drawn = span_counts(sums)
    metrics = [
        kind.measured(figure(counts)[0], interval(figure(drawn)), 0.0) for kind, figure in OF_SPANS
    ]
    correct, tokens = statistics[:, -2].sum(), statistics[:, -1].sum()
    outside = sum(tag == OUTSIDE for tags in right for tag in tags)
    of_tokens = interval(ratio(sums[:, -2], sums[:, -1]))
    metrics.append(TOKEN_ACCURACY.measured(correct / tokens, of_tokens, outside / tokens))
    return Measures(
        main=SPAN_F1.name,
        num_examples=len(right),
        floor=NO_SPANS,
        metrics=tuple(metrics),
        tables=(_per_kind(kinds, counts, drawn),),
        confusion=_confusion(right, said),
    )


def span_statistics(
    right: Tags, said: Tags, check: Check = lambda: None
) -> tuple[list[str], Floats]:
    """The kinds of span, and per sentence [E, 3T + 2] what their figures are made of.

    Spans said rightly, said, and there, per kind; then tokens said rightly, and tokens.
    """
    if [len(tags) for tags in right] != [len(tags) for tags in said]:
        raise ValueError("a tag of each token is needed")
    found = []
    for row, (one, other) in enumerate(zip(right, said, strict=True)):
        if row % CHECKED_EVERY == 0:
            check()
        found.append((set(spans_of(one)), set(spans_of(other))))
    kinds = sorted({span.kind for pair in found for spans in pair for span in spans})
    places = {kind: place for place, kind in enumerate(kinds)}
    statistics = np.zeros((len(right), 3 * len(kinds) + 2))
    for row, (there, spoken) in enumerate(found):
        for part, spans in enumerate((there & spoken, spoken, there)):
            for kind, count in Counter(span.kind for span in spans).items():
                statistics[row, part * len(kinds) + places[kind]] = count
        statistics[row, -2] = sum(map(str.__eq__, right[row], said[row]))
        statistics[row, -1] = len(right[row])
    return kinds, statistics


def span_counts(sums: Floats) -> ClassCounts:
    """The counts of spans [R, T] in sums of `span_statistics` [R, 3T + 2]."""
    hits, said, there = np.split(sums[:, :-2], 3, axis=1)
    return ClassCounts(hits, said, there)


def _per_kind(kinds: Sequence[str], counts: ClassCounts, drawn: ClassCounts) -> Table:
    low, high = interval(drawn.f1())
    columns = (counts.precision()[0], counts.recall()[0], counts.f1()[0], low, high)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (kind, *(float(column[place]) for column in columns), int(counts.there[0, place]))
        for place, kind in enumerate(kinds)
    )
    return Table("kinds", PER_KIND, COLUMNS, rows)


def _confusion(right: Tags, said: Tags) -> Confusion:
    """Of the kinds of the tokens, for spans that are only half right have no cell of their own."""
    kinds = [[_kind(tag) for tags in side for tag in tags] for side in (right, said)]
    labels = [OUTSIDE, *sorted({kind for side in kinds for kind in side} - {OUTSIDE})]
    places = {label: place for place, label in enumerate(labels)}
    there, spoken = (np.array([places[kind] for kind in side], np.int64) for side in kinds)
    matrix = Cells.of(there, spoken, len(labels)).confusion()
    return Confusion(tuple(labels), tuple(tuple(row) for row in matrix.tolist()))


def _kind(tag: str) -> str:
    prefix, kind = parts_of(tag)
    return OUTSIDE if prefix == "O" else kind
