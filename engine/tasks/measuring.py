"""Measures predictions against what people said: every metric beside its floor.

Letters: n examples, K classes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import cast

import numpy as np

from engine.batching.vocabulary import is_chinese
from engine.control import Check
from engine.examples.example import Example, Labelled, Question, Rendered, Scored, Tagged
from engine.examples.making import is_labelled
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
    """The measures of those examples that somebody labelled; floors are taken from `learned`.

    A label that nobody learned can only be got wrong: it counts as a mistake. Loads scikit-learn or
    sacrebleu. Raises Fault where no example is labelled, ValueError where the predictions are of
    others.
    """
    known = [at for at, one in enumerate(examples) if is_labelled(one)]
    if len(known) < len(examples):
        examples, predictions = [examples[at] for at in known], predictions.of(known)
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


def unseen_labels(examples: Sequence[Example], classes: Sequence[str]) -> tuple[str, ...]:
    """Labels and tags that are none of the `classes` a model learned."""
    found: dict[str, None] = {}
    for one in examples:
        if isinstance(one, Labelled | Tagged):
            found |= dict.fromkeys((one.label,) if isinstance(one, Labelled) else one.tags)
    return tuple(sorted(found.keys() - set(classes) - {""}))


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

    labels = [one.label for one in examples if isinstance(one, Labelled)]
    unseen = unseen_labels(examples, predictions.classes)
    names = (*predictions.classes, *unseen)
    number = {name: at for at, name in enumerate(names)}
    counts = Counter(one.label for one in learned if isinstance(one, Labelled))
    frequencies = [counts[name] for name in names]
    return classification(
        names,
        [number[label] for label in labels],
        np.pad(predictions.probabilities, ((0, 0), (0, len(unseen)))),
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
    before = [one.score for one in learned if isinstance(one, Scored) and np.isfinite(one.score)]
    mean = float(np.mean(before)) if before else None
    return regression(right, predictions.scores, rng, mean=mean, check=check)


def _answers(
    examples: Sequence[Example], predictions: Answers, rng: np.random.Generator, check: Check
) -> Measures:
    from engine.tasks.metrics.answering import answering, simple_answers

    asked = [one for one in examples if isinstance(one, Question)]
    right = [[answer.text for answer in one.answers] for one in asked]
    some_without = not all(right)
    chinese = is_chinese_text(" ".join(one.question for one in asked[:100]))
    return answering(
        right,
        [one.said for one in predictions.answered],
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
