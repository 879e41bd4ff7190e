"""Examples nobody labelled: random tokens that fill the rows of a task, to measure speed with."""

from __future__ import annotations

import numpy as np

from engine.batching.examples import AnswerExamples, ClassExamples, Examples, TagExamples
from engine.batching.vocabulary import Vocabulary
from engine.recipe import Recipe

QUESTION = 4  # tokens


def pretended_examples(
    recipe: Recipe, vocabulary: Vocabulary, length: int, rows: int
) -> Examples | None:
    """`rows` examples of `length` tokens, as long as a row at least; None without a task."""
    if not recipe.tunes or recipe.tunes not in recipe.objectives:
        return None
    texts = list(np.random.default_rng(0).choice(vocabulary.ordinary, size=(rows, length)))
    config = recipe.objectives[recipe.tunes]
    classes = tuple(map(str, range(getattr(config, "classes", 0))))
    labels = np.arange(rows) % max(1, len(classes))
    match recipe.tunes:
        case "classification":
            return ClassExamples(texts, None, labels=labels, classes=classes)
        case "regression":
            return ClassExamples(texts, None, scores=np.zeros(rows, np.float32))
        case "tagging":
            starts = np.arange(length)
            tags = np.arange(length) % max(1, len(classes))
            return TagExamples(texts, [starts] * rows, [tags] * rows, classes)
        case "answering":
            offsets = np.stack([np.arange(length), np.arange(length) + 1], axis=1)
            return AnswerExamples(
                questions=[text[:QUESTION] for text in texts],
                contexts=texts,
                offsets=[offsets] * rows,
                context_of=np.arange(rows),
                spans=np.zeros((rows, 2), np.int64),
                known=np.ones(rows, np.bool_),
            )
    return None
