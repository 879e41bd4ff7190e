"""How well questions are answered with a span of a text.

Letters: E questions, R resamples, B resamples in a block.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import numpy as np
from numpy.random import Generator
from numpy.typing import ArrayLike, NDArray

from engine.control import Check
from engine.corpus.sentences import sentences
from engine.tasks.metrics import answers, chinese_answers
from engine.tasks.metrics.answer_kinds import (
    BASELINES,
    BEST_EXACT,
    BEST_F1,
    CMRC_EXACT,
    CMRC_F1,
    COLUMNS,
    EXACT,
    F1,
    PER_SORT,
    WITH_ANSWER,
    WITHOUT_ANSWER,
)
from engine.tasks.metrics.bootstrap import interval, resampled_sums, resampled_weights
from engine.tasks.metrics.empty import some
from engine.tasks.metrics.measures import Cell, Measures, Metric, Table

Floats = NDArray[np.float64]
Rules = Literal["squad", "cmrc"]
Golds = Sequence[Sequence[str]]

CHECKED_EVERY = 256  # questions


def answering(
    right: Golds,
    said: Sequence[str],
    rng: Generator,
    *,
    rules: Rules = "squad",
    baselines: Mapping[str, Sequence[str]] | None = None,
    no_answer: ArrayLike | None = None,
    check: Check = lambda: None,
) -> Measures:
    """Measure answers [E] against the right ones, of which any counts; none: there is no answer.

    `rules` are SQuAD's (version 2.0 where a question has no answer) or, for Chinese, CMRC's. The
    floor is the best by F1 of `baselines` (see `simple_answers`), or of "" without any. `no_answer`
    [E] says how likely each question has none; with it the best threshold on it is measured.
    Raises Fault where there are no questions, ValueError where the numbers differ.
    """
    some(len(right))
    statistics = answer_statistics(right, said, rules, check)
    floor, at_floor = _best_baseline(right, baselines or {}, rules, check)
    sums = resampled_sums(statistics, rng, check=check)
    means = statistics.mean(axis=0)
    low, high = interval(sums / len(right))
    kinds = (CMRC_EXACT, CMRC_F1) if rules == "cmrc" else (EXACT, F1)
    metrics = [
        kind.measured(means[place], (low[place], high[place]), at_floor[place])
        for place, kind in enumerate(kinds)
    ]
    has_answer = np.array([_has_answer(golds) for golds in right])
    if no_answer is not None:
        likely = np.asarray(no_answer, np.float64)
        metrics += _at_best(statistics, said, has_answer, likely, rng, check)
    return Measures(
        main=kinds[1].name,
        num_examples=len(right),
        floor=BASELINES[floor],
        metrics=tuple(metrics),
        tables=() if has_answer.all() else (_per_sort(statistics, has_answer),),
    )


def answer_statistics(
    right: Golds, said: Sequence[str], rules: Rules = "squad", check: Check = lambda: None
) -> Floats:
    """Exact match and F1 of each answer [E, 2], the best with any of its right answers."""
    if len(right) != len(said):
        raise ValueError(f"{len(said)} answers to {len(right)} questions")
    some_unanswerable = not all(_has_answer(golds) for golds in right)
    scores = np.zeros((len(right), 2))
    for row, (golds, answer) in enumerate(zip(right, said, strict=True)):
        if row % CHECKED_EVERY == 0:
            check()
        scores[row] = _score(golds, answer, rules, some_unanswerable=some_unanswerable)
    return scores


def simple_answers(contexts: Iterable[str], check: Check = lambda: None) -> dict[str, list[str]]:
    """What is answered without reading the question: nothing, or the text's first sentence."""
    firsts: dict[str, str] = {}
    texts = list(contexts)
    for text in texts:  # many questions are asked of one text
        if text not in firsts:
            check()
            firsts[text] = next((one.strip() for one in sentences(text)), "")
    return {"empty": [""] * len(texts), "first_sentence": [firsts[text] for text in texts]}


def best_threshold(
    scores: Floats, said: Sequence[str], has_answer: NDArray[np.bool_], no_answer: Floats
) -> tuple[float, float]:
    """The highest mean score of any threshold on `no_answer` [E] above which "" is said, and it.

    As SQuAD 2.0's program finds it: a question without an answer gains by every threshold that
    refuses it, and loses by one that lets an answer through.
    """
    order = np.argsort(no_answer, kind="stable")
    gains = np.cumsum(_gains(scores, said, has_answer)[order])
    refused = float((~has_answer).sum())
    place = int(gains.argmax())
    if gains[place] <= 0:
        return refused / len(scores), 0.0
    return (refused + float(gains[place])) / len(scores), float(no_answer[order[place]])


def _score(
    golds: Sequence[str], said: str, rules: Rules, *, some_unanswerable: bool
) -> tuple[float, float]:
    if rules == "cmrc":
        if not _has_answer(golds):
            return float(not said.strip()), float(not said.strip())
        return (
            answers.best(chinese_answers.exact, golds, said),
            answers.best(chinese_answers.overlap_f1, golds, said),
        )
    if some_unanswerable:  # version 2.0
        golds = answers.answerable(golds)
        f1 = answers.best(answers.token_f1_or_none, golds, said)
    else:
        f1 = answers.best(answers.token_f1, golds, said)
    return answers.best(answers.exact, golds, said), f1


def _has_answer(golds: Sequence[str]) -> bool:
    return any(golds)


def _best_baseline(
    right: Golds, baselines: Mapping[str, Sequence[str]], rules: Rules, check: Check
) -> tuple[str, Floats]:
    tried = {"empty": [""] * len(right)} | dict(baselines)
    means = {
        name: answer_statistics(right, said, rules, check).mean(axis=0)
        for name, said in tried.items()
    }
    name = max(means, key=lambda name: (means[name][1], means[name][0]))
    return name, means[name]


def _gains(scores: Floats, said: Sequence[str], has_answer: NDArray[np.bool_]) -> Floats:
    """What letting each answer through adds to the sum of scores."""
    spoken = np.array([bool(answer) for answer in said])
    return np.where(has_answer, scores, np.where(spoken, -1.0, 0.0))


def _at_best(
    statistics: Floats,
    said: Sequence[str],
    has_answer: NDArray[np.bool_],
    no_answer: Floats,
    rng: Generator,
    check: Check,
) -> list[Metric]:
    """Both figures at their best thresholds; the threshold is chosen anew in each resample."""
    order = np.argsort(no_answer, kind="stable")
    drawn: list[list[Floats]] = [[], []]
    gains = [_gains(column, said, has_answer)[order] for column in statistics.T]
    for weights in resampled_weights(len(order), rng, check=check):
        refused = weights @ ~has_answer
        for place in range(2):
            sums = np.cumsum(weights[:, order] * gains[place], axis=1).max(axis=1)
            drawn[place].append((refused + np.maximum(sums, 0)) / len(order))
    floor = float((~has_answer).mean())
    return [
        kind.measured(
            best_threshold(statistics[:, place], said, has_answer, no_answer)[0],
            interval(np.concatenate(drawn[place])),
            floor,
        )
        for place, kind in enumerate((BEST_EXACT, BEST_F1))
    ]


def _per_sort(statistics: Floats, has_answer: NDArray[np.bool_]) -> Table:
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (title, *map(float, statistics[chosen].mean(axis=0)), int(chosen.sum()))
        for title, chosen in ((WITH_ANSWER, has_answer), (WITHOUT_ANSWER, ~has_answer))
        if chosen.any()
    )
    return Table("sorts", PER_SORT, COLUMNS, rows)
