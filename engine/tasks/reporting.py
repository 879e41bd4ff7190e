"""Rows of a report: every example beside what the model said of it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from engine.examples.example import Example, Labelled, Question, Rendered, Scored, Tagged
from engine.tasks.measuring import is_chinese_text
from engine.tasks.predictions import Answers, Classes, Predictions, Renderings, Scores, Tags
from engine.tasks.report import Row


def rows_of(examples: Sequence[Example], predictions: Predictions) -> tuple[Row, ...]:
    """One a row, in the order of the examples."""
    match predictions:
        case Classes():
            return tuple(_classes(examples, predictions))
        case Scores():
            return tuple(_scores(examples, predictions))
        case Tags():
            return tuple(_tags(examples, predictions))
        case Answers():
            return tuple(_answers(examples, predictions))
        case Renderings():
            return tuple(_renderings(examples, predictions))


def _classes(examples: Sequence[Example], predictions: Classes) -> Iterator[Row]:
    for index, one in enumerate(examples):
        assert isinstance(one, Labelled)
        said, share = predictions.said(index), float(predictions.probabilities[index].max())
        right = float(one.label == said)
        yield Row(one.row, one.first, one.second or "", one.label, said, share, right)


def _scores(examples: Sequence[Example], predictions: Scores) -> Iterator[Row]:
    known = [one.score for one in examples if isinstance(one, Scored)]
    spread = max(known) - min(known) or 1.0
    for one, score in zip(examples, predictions.scores, strict=True):
        assert isinstance(one, Scored)
        merit = max(0.0, 1.0 - abs(float(score) - one.score) / spread)
        right, said = f"{one.score:g}", f"{float(score):.3g}"
        yield Row(one.row, one.first, one.second or "", right, said, math.nan, merit)


def _tags(examples: Sequence[Example], predictions: Tags) -> Iterator[Row]:
    both = zip(examples, predictions.tags, predictions.probabilities, strict=True)
    for one, tags, shares in both:
        assert isinstance(one, Tagged)
        same = sum(a == b for a, b in zip(one.tags, tags, strict=True))
        sure = min(shares, default=math.nan)
        merit = same / max(len(tags), 1)
        yield Row(one.row, one.text, "", " ".join(one.tags), " ".join(tags), sure, merit)


def _answers(examples: Sequence[Example], predictions: Answers) -> Iterator[Row]:
    from engine.tasks.metrics import answers, chinese_answers

    for one, found in zip(examples, predictions.answered, strict=True):
        assert isinstance(one, Question)
        said = found.best if one.answers else found.best_or_nothing
        right = [answer.text for answer in one.answers]
        rules = chinese_answers.overlap_f1 if is_chinese_text(one.question) else answers.token_f1
        merit = answers.best(rules, right, said) if right else float(not said)
        share = found.candidates[0].probability if said else found.nothing
        told = right[0] if right else ""
        yield Row(one.row, one.question, one.context, told, said, share, merit)


def _renderings(examples: Sequence[Example], predictions: Renderings) -> Iterator[Row]:
    from engine.tasks.metrics.translations import chrf, chrf_statistics

    right = [one.targets[0] if isinstance(one, Rendered) else "" for one in examples]
    merits = chrf(chrf_statistics(right, predictions.texts)) / 100
    for one, said, merit in zip(examples, predictions.texts, merits, strict=True):
        assert isinstance(one, Rendered)
        yield Row(one.row, one.source, "", one.targets[0], said, math.nan, float(merit))
