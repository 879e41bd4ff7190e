"""Judging pairs and tokens, and likeness: what is read of texts that do not fit, and bad input."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from engine.faults import Fault
from engine.inference import Judge, Reader, similarities
from engine.inference.fitting import kept_of_pair
from engine.inference.opening import Opened
from engine.inference.sentence import encode
from tests.engine.answer_samples import opened
from tests.engine.test_inference_filling import Batch

LONG = "door " * 40


def hidden_of(loaded: Opened, row: list[int]) -> np.ndarray:
    """[L, D] of one plain pass."""
    tokens = np.array([row])
    places = np.arange(len(row))[None]
    batch = Batch(tokens=tokens, positions=places, segments=np.zeros_like(tokens))
    model = loaded.learner.model
    with torch.no_grad():
        batch = batch.to(torch.device("cpu"))
        hidden = model.encode(batch) if model.decoder is not None else model(batch)
    return hidden[0].double().numpy()


@pytest.mark.parametrize("style", [{}, {"style": "classic", "paper": "bert"}])
def test_pairs_are_judged_as_they_are_where_they_are_looked_at(style: dict[str, str]) -> None:
    loaded = opened("next_sentence", "masked_lm", **style)
    found = Judge.of(loaded).judge("The door.", "walk")
    assert found.fitted.whole
    assert found.fitted.given == (3, 1)
    told = Reader.of(loaded).probe("The door.", second="walk").judgements
    assert dict(found.shares["next_sentence"]) == pytest.approx(
        dict(told["next_sentence"]), rel=1e-4
    )


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        (10, 10, (10, 10)),
        (100, 5, (24, 5)),
        (5, 100, (5, 24)),
        (50, 60, (14, 15)),
        (60, 50, (15, 14)),
        (1, 28, (1, 28)),
    ],
)
def test_the_longer_of_two_passages_gives_up_first(
    first: int, second: int, kept: tuple[int, int]
) -> None:
    assert kept_of_pair(first, second, 29) == kept


def test_a_pair_that_does_not_fit_is_cut_and_says_so() -> None:
    judge = Judge.of(opened("next_sentence", "masked_lm"))
    found = judge.judge(LONG, "The walk.")
    assert found.fitted.left_out == (40 - 26, 0)
    assert found.fitted.room == 32
    assert dict(found.shares["next_sentence"]) == pytest.approx(
        judge.judge("door " * 26, "The walk.").shares["next_sentence"]
    )


def test_tokens_are_judged_as_the_head_says_and_the_end_is_left_out() -> None:
    loaded = opened("replaced_token_detection")
    found = Judge.of(loaded).spot("The door walks.")
    assert [one.token for one in found.tokens] == ["the", "door", "walk", "s", "."]
    special = loaded.tokenizer.special
    row = [special.cls, *encode(loaded.tokenizer, "The door walks."), special.sep]
    hidden = torch.from_numpy(hidden_of(loaded, row)).float()[None]  # type: ignore[arg-type]
    with torch.no_grad():
        head = loaded.learner.objective.head
        told = torch.sigmoid(head(hidden))[0, 1:-1].tolist()
    assert [one.probability for one in found.tokens] == pytest.approx(told, rel=1e-4)
    long = Judge.of(loaded).spot(LONG)
    assert len(long.tokens) == 30
    assert long.fitted.left_out == (10,)
    assert [one.probability for one in long.tokens] == pytest.approx(
        [one.probability for one in Judge.of(loaded).spot("door " * 30).tokens]
    )


@pytest.mark.parametrize("text", ["", "  ", "[MASK]"])
def test_texts_without_words_are_judged_by_nobody(text: str) -> None:
    with pytest.raises(Fault, match="no words"):
        Judge.of(opened("replaced_token_detection")).spot(text)
    with pytest.raises(Fault, match="no words"):
        Judge.of(opened("next_sentence")).judge("door", text)
    with pytest.raises(Fault, match="no words"):
        similarities(opened("masked_lm"), ["door", text])


def test_what_was_not_learned_is_refused_with_its_reason() -> None:
    with pytest.raises(Fault, match="judges no tokens: it was trained on masked_lm"):
        Judge.of(opened("masked_lm")).spot("door")
    with pytest.raises(Fault, match="judges no pairs: it was trained on masked_lm"):
        Judge.of(opened("masked_lm")).judge("door", "walk")


SENTENCES = ["The door was open.", "Unbelievable!", "他打开窗户。"]


def cosines(vectors: list[np.ndarray]) -> np.ndarray:
    unit = [vector / np.linalg.norm(vector) for vector in vectors]
    return np.array([[one @ other for other in unit] for one in unit])


@pytest.mark.parametrize("name", ["masked_lm", "next_sentence", "span_corruption", "denoising"])
def test_likeness_is_the_cosine_of_mean_vectors(name: str) -> None:
    loaded = opened(name)
    found = similarities(loaded, SENTENCES)
    special = loaded.tokenizer.special
    frame = [] if name == "span_corruption" else [special.cls]
    vectors = []
    for sentence in SENTENCES:
        ids = encode(loaded.tokenizer, sentence)
        hidden = hidden_of(loaded, [*frame, *ids, special.sep])  # type: ignore[list-item]
        vectors.append(hidden[len(frame) : -1].mean(axis=0))
    assert found.measure == "mean"
    np.testing.assert_allclose(found.cosines, cosines(vectors), atol=1e-5)
    assert found.fitted.left_out == (0, 0, 0)


def test_a_run_that_learned_to_compare_does_so_by_its_first_token() -> None:
    loaded = opened("contrastive_sentence")
    found = similarities(loaded, SENTENCES)
    special = loaded.tokenizer.special
    rows = [[special.cls, *encode(loaded.tokenizer, one), special.sep] for one in SENTENCES]
    vectors = [hidden_of(loaded, row)[0] for row in rows]  # type: ignore[arg-type]
    assert found.measure == "first"
    np.testing.assert_allclose(found.cosines, cosines(vectors), atol=1e-5)


def test_likeness_of_what_does_not_fit_or_is_alone() -> None:
    loaded = opened("causal_lm")
    found = similarities(loaded, [LONG, "door " * 30])
    assert found.fitted.left_out == (10, 0)
    np.testing.assert_allclose(found.cosines, 1.0, atol=1e-5)
    with pytest.raises(Fault, match="alone is like no other"):
        similarities(loaded, ["door"])
