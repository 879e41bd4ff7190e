"""Measures predictions against what people said: every metric beside its floor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import cast

import numpy as np

from engine.batching.vocabulary import is_chinese
from engine.control import Check
from engine.examples.example import Example, Labelled, Question, Rendered, Scored, Tagged
from engine.tasks.metrics.measures import Measures
from engine.tasks.predictions import Answers, Classes, Predictions, Renderings, Scores, Tags

SEED = 0  # of the resamples
MANY_CHINESE = 0.3  # of the characters: a text is Chinese


def measure(
    examples: Sequence[Example],
    predictions: Predictions,
    *,
    learned: Sequence[Example] = (),
    check: Check = lambda: None,
) -> Measures:
    """The measures of examples that have answers; `learned` is what floors are taken from.

    Loads scikit-learn or sacrebleu. Raises Fault where there are no examples, ValueError where the
    predictions are of others.
    """
    rng = np.random.default_rng(SEED)
    match predictions:
        case Classes():
            return _classes(examples, predictions, learned, rng, check)
        case Scores():
            return _scores(examples, predictions, learned, rng, check)
        case Tags():
            from engine.tasks.metrics.tagging import tagging

            right = [one.tags for one in examples if isinstance(one, Tagged)]
            return tagging(right, predictions.tags, rng, check=check)
        case Answers():
            return _answers(examples, predictions, rng, check)
        case Renderings():
            return _renderings(examples, predictions, rng, check)


def is_chinese_text(text: str) -> bool:
    """Whether a good part of it are Chinese characters."""
    signs = [sign for sign in text if not sign.isspace()]
    return sum(map(is_chinese, signs)) > MANY_CHINESE * max(len(signs), 1)


def _classes(
    examples: Sequence[Example],
    predictions: Classes,
    learned: Sequence[Example],
    rng: np.random.Generator,
    check: Check,
) -> Measures:
    from engine.tasks.metrics.classification import classification

    number = {name: at for at, name in enumerate(predictions.classes)}
    labels = [one.label for one in examples if isinstance(one, Labelled)]
    known = [at for at, label in enumerate(labels) if label in number]
    counts = Counter(one.label for one in learned if isinstance(one, Labelled))
    frequencies = [counts[name] for name in predictions.classes]
    return classification(
        predictions.classes,
        [number[labels[at]] for at in known],
        predictions.probabilities[known],
        rng,
        frequencies=frequencies if sum(frequencies) else None,
        check=check,
    )


def _scores(
    examples: Sequence[Example],
    predictions: Scores,
    learned: Sequence[Example],
    rng: np.random.Generator,
    check: Check,
) -> Measures:
    from engine.tasks.metrics.scores import regression

    right = np.array([one.score for one in examples if isinstance(one, Scored)])
    known = np.isfinite(right)
    before = [one.score for one in learned if isinstance(one, Scored) and np.isfinite(one.score)]
    mean = float(np.mean(before)) if before else None
    return regression(right[known], predictions.scores[known], rng, mean=mean, check=check)


def _answers(
    examples: Sequence[Example], predictions: Answers, rng: np.random.Generator, check: Check
) -> Measures:
    from engine.tasks.metrics.answering import answering, simple_answers

    asked = [one for one in examples if isinstance(one, Question)]
    right = [[answer.text for answer in one.answers] for one in asked]
    some_without = not all(right)
    said = [one.best_or_nothing if some_without else one.best for one in predictions.answered]
    chinese = is_chinese_text(" ".join(one.question for one in asked[:100]))
    return answering(
        right,
        said,
        rng,
        rules="cmrc" if chinese else "squad",
        baselines=simple_answers(one.context for one in asked),
        no_answer=[one.nothing for one in predictions.answered] if some_without else None,
        check=check,
    )


def _renderings(
    examples: Sequence[Example], predictions: Renderings, rng: np.random.Generator, check: Check
) -> Measures:
    from engine.tasks.metrics.translations import translation

    given = [cast(Rendered, one) for one in examples]
    right = [one.targets[0] for one in given]
    chinese = is_chinese_text(" ".join(right[:100]))
    return translation(
        right,
        predictions.texts,
        rng,
        given=[one.source for one in given],
        tokenize="zh" if chinese else "13a",
        check=check,
    )
