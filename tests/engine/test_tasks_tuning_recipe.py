"""The recipe that tunes a run: rates, epochs and rows that suit the model and the examples."""

from __future__ import annotations

import math

import numpy as np
import pytest

from engine.batching.answer_rows import AnswerRows
from engine.batching.encoding import encode_examples
from engine.batching.examples import AnswerExamples
from engine.batching.vocabulary import Vocabulary
from engine.examples.example import Answer, Example, Labelled, Question
from engine.tasks.tuning_recipe import BATCH, STEPS, epochs_of, num_rows, rate_of
from tests.engine.answer_samples import pieces


def test_wide_models_are_tuned_with_lower_rates() -> None:
    rates = [rate_of(width) for width in (64, 128, 256, 512, 768, 1024)]
    assert rates == sorted(rates, reverse=True)
    assert rate_of(128) == pytest.approx(1e-3)
    assert 2e-5 <= rate_of(768) <= 1e-4


@pytest.mark.parametrize("rows", [1, 50, 3000, 7000, 20_000, 500_000])
def test_small_sets_are_read_more_often(rows: int) -> None:
    epochs = epochs_of(rows)
    assert 3 <= epochs <= 20
    if 3 < epochs < 20:
        assert epochs * rows / BATCH == pytest.approx(STEPS, rel=0.2)


def test_a_text_is_a_row_and_a_long_context_several() -> None:
    texts: list[Example] = [Labelled("the door " * 500, None, "a")] * 7
    assert num_rows(texts, 64, 0.5) == 7


@pytest.mark.parametrize("length", [32, 64])
@pytest.mark.parametrize("stride", [0.25, 0.5, 1.0])
def test_windows_are_foreseen(length: int, stride: float) -> None:
    """About as many as there are then: in Chinese, where a token is a character."""
    contexts = ["他把窗户打开，看见外面下着大雪。" * times for times in (1, 3, 9, 20)]
    given = [
        Question(str(at), one, "窗户？", (Answer(2, "窗户"),)) for at, one in enumerate(contexts)
    ]
    tokenizer = pieces()
    encoded = encode_examples(given, (), tokenizer, stride=stride)
    assert isinstance(encoded, AnswerExamples)
    rows = AnswerRows(encoded, Vocabulary.of(tokenizer), length)
    foreseen = num_rows(given, length, stride)
    assert math.isclose(foreseen, len(rows), rel_tol=0.6)
    assert num_rows(given, length, stride) >= len(given)
    assert np.sign(foreseen - len(given)) == np.sign(len(rows) - len(given))
