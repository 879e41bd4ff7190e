"""Rows of a report: every example beside what the model said of it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from engine.examples.example import Example, Labelled, Question, Rendered, Scored, Tagged
from engine.examples.making import is_labelled
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
        merit = float(one.label == said) if one.label else math.nan
        yield Row(one.row, one.first, one.second or "", one.label, said, share, merit)


def _scores(examples: Sequence[Example], predictions: Scores) -> Iterator[Row]:
    known = [one.score for one in examples if isinstance(one, Scored) and is_labelled(one)]
    spread = max(known, default=0.0) - min(known, default=0.0) or 1.0
    for one, score in zip(examples, predictions.scores, strict=True):
        assert isinstance(one, Scored)
        right, said, merit = "", f"{float(score):.6g}", math.nan
        if is_labelled(one):
            merit = max(0.0, 1.0 - abs(float(score) - one.score) / spread)
            right = f"{one.score:g}"
        yield Row(one.row, one.first, one.second or "", right, said, math.nan, merit)


def _tags(examples: Sequence[Example], predictions: Tags) -> Iterator[Row]:
    both = zip(examples, predictions.tags, predictions.probabilities, strict=True)
    for one, tags, shares in both:
        assert isinstance(one, Tagged)
        same = sum(a == b for a, b in zip(one.tags, tags, strict=True))
        sure = min(shares, default=math.nan)
        merit = same / max(len(tags), 1) if is_labelled(one) else math.nan
        right = " ".join(one.tags).strip()
        yield Row(one.row, one.text, "", right, " ".join(tags), sure, merit)


def _answers(examples: Sequence[Example], predictions: Answers) -> Iterator[Row]:
    from engine.tasks.metrics import answers, chinese_answers

    for one, found in zip(examples, predictions.answered, strict=True):
        assert isinstance(one, Question)
        said = found.said
        right = [answer.text for answer in one.answers]
        rules = chinese_answers.overlap_f1 if is_chinese_text(one.question) else answers.token_f1
        merit = answers.best(rules, right, said) if right else float(not said)
        merit = merit if one.answered else math.nan
        share = found.candidates[0].probability if said else found.nothing
        yield Row(one.row, one.question, one.context, next(iter(right), ""), said, share, merit)


def _renderings(examples: Sequence[Example], predictions: Renderings) -> Iterator[Row]:
    from engine.tasks.metrics.translations import chrf, chrf_statistics

    given = [one for one in examples if isinstance(one, Rendered)]
    right = [one.targets[0] if one.targets else "" for one in given]
    merits = chrf(chrf_statistics(right, predictions.texts)) / 100
    for one, told, said, merit in zip(given, right, predictions.texts, merits, strict=True):
        merit = float(merit) if one.targets else math.nan
        yield Row(one.row, one.source, "", told, said, math.nan, merit)
