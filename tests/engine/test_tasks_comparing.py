"""Two systems are compared by the very figures that are shown of each."""

from __future__ import annotations

import numpy as np
import pytest

from engine.tasks.metrics.answering import answering
from engine.tasks.metrics.classification import classification
from engine.tasks.metrics.comparing import (
    Comparable,
    difference,
    of_answers,
    of_classes,
    of_spans,
    of_translations,
)
from engine.tasks.metrics.tagging import tagging
from engine.tasks.metrics.translations import translation

TAGS = [["B-PER", "I-PER", "O"], ["O", "B-LOC", "O"], ["B-LOC", "O", "B-PER"]]
SAID = [["B-PER", "O", "O"], ["O", "B-LOC", "B-X"], ["B-PER", "O", "B-PER"]]
TEXTS = ["A dog runs over the beach.", "Two women sit on a bench."]
WRITTEN = ["A dog runs on the beach.", "Two women are on a bench."]


def rng() -> np.random.Generator:
    return np.random.default_rng(0)


@pytest.mark.parametrize("name", ["accuracy", "f1_macro", "matthews"])
def test_the_figure_of_classes_is_the_one_shown(name) -> None:
    right, said = rng().integers(0, 4, (2, 50))
    shown = classification(list("abcd"), right, np.eye(4)[said], rng())
    assert of_classes(right, said, 4, name).value == pytest.approx(shown.metric(name).value)


def test_the_other_figures_are_the_ones_shown() -> None:
    golds, answers = [["sea"], ["a hill"], []], ["sea", "hill top", ""]
    for comparable, shown in (
        (of_spans(TAGS, SAID), tagging(TAGS, SAID, rng())),
        (of_answers(golds, answers), answering(golds, answers, rng())),
        (of_translations(TEXTS, WRITTEN), translation(TEXTS, WRITTEN, rng(), given=TEXTS)),
    ):
        assert comparable.value == pytest.approx(shown.main_metric.value)


def test_seeds_that_predict_other_kinds_can_be_compared() -> None:
    found = difference([of_spans(TAGS, TAGS)] * 3, [of_spans(TAGS, SAID)] * 3, rng())
    assert found.value == pytest.approx(1 - of_spans(TAGS, SAID).value)
    assert found.low > 0


def drawn(generator: np.random.Generator, share: float) -> Comparable:
    """Of 300 examples of two classes, so many predicted right."""
    right = np.arange(300) % 2
    return of_classes(right, np.where(generator.random(300) < share, right, 1 - right), 2)


def test_a_clear_difference_is_clear_and_none_is_not() -> None:
    generator = rng()
    better, worse, alike = (
        [drawn(generator, share) for _ in range(3)] for share in (0.85, 0.6, 0.6)
    )
    found = difference(better, worse, generator)
    assert found.value == pytest.approx(
        np.mean([one.value for one in better]) - np.mean([one.value for one in worse])
    )
    assert found.clear
    assert not difference(worse, better, generator).clear
    assert not difference(worse, alike, generator).clear


def test_other_examples_cannot_be_compared() -> None:
    with pytest.raises(ValueError, match="same examples"):
        difference([of_classes([0, 1], [0, 1], 2)], [of_classes([0], [0], 2)], rng())
