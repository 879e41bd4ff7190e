"""TaskEvaluator: measures a model while it is tuned, on the examples held back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from engine.batching.example_rows import ExampleRows
from engine.examples.example import Example, Kind
from engine.examples.making import some_unanswerable
from engine.examples.recognising import METRICS
from engine.faults import Cancelled
from engine.recipe import Recipe
from engine.recipe.material import kind_of
from engine.tasks.measuring import measure
from engine.tasks.predicting import Predictor
from engine.tasks.tuning_recipe import num_rows
from engine.tokenizer.tokenizer import Tokenizer
from engine.training.learner import Learner
from engine.training.preparing import PreparedText

LEAST = 256  # examples that are measured, however many rows they make


def evaluator_of(recipe: Recipe, text: PreparedText) -> TaskEvaluator | None:
    """What measures a run of this recipe; None where its losses say all, as of a translation."""
    if text.examples is None:
        return None
    classes, stride = text.examples.read.classes, recipe.task.stride
    known = text.examples.read.validation
    most = most_measured(known, recipe.training.validation_rows, recipe.row_length, stride)
    held_back = chosen(known, most)
    return TaskEvaluator(
        text.tokenizer,
        held_back,
        classes,
        kind_of(recipe.tunes),
        stride,
        unanswerable=some_unanswerable(text.examples.read.train),
    )


def most_measured(examples: Sequence[Example], rows: int, length: int, stride: float) -> int:
    """How many examples about so many rows of `length` tokens hold: a long context makes several.

    Not fewer than would tell one model from another, where there are so many.
    """
    each = num_rows(examples, length, stride) / max(1, len(examples))
    return max(int(rows / each), min(rows, LEAST))


def chosen(examples: Sequence[Example], most: int) -> list[Example]:
    """So many at most, always the same: from all over, for files are often sorted by label."""
    places = np.random.default_rng(0).permutation(len(examples))[:most]
    return [examples[at] for at in np.sort(places)]


class TaskEvaluator:
    """The metrics of a task on `examples`, by name."""

    def __init__(
        self,
        tokenizer: Tokenizer,
        examples: Sequence[Example],
        classes: Sequence[str],
        kind: Kind,
        stride: float,
        *,
        unanswerable: bool = False,
    ) -> None:
        self.main = METRICS[kind]  # the figure that says which weights are best
        self._tokenizer, self._examples, self._classes = tokenizer, examples, classes
        self._stride, self._unanswerable = stride, unanswerable
        self._rows: ExampleRows[Any] | None = None  # made once

    def measure(self, learner: Learner, attend: Callable[[], bool]) -> dict[str, float] | None:
        """Metrics by name, the learner being as it was before; None where `attend` ended it."""

        def check() -> None:
            if not attend():
                raise Cancelled

        training = learner.training
        learner.eval()
        try:
            predictor = Predictor(
                learner, self._tokenizer, self._classes, unanswerable=self._unanswerable
            )
            if self._rows is None:
                self._rows = predictor.rows(self._examples, check=check, stride=self._stride)
            predictions = predictor.predict(self._examples, check=check, rows=self._rows)
            measures = measure(self._examples, predictions, check=check)
        except Cancelled:
            return None
        finally:
            learner.train(training)
        return {one.name: one.value for one in measures.metrics}
