"""Maps of words and texts: the plane is numpy's, the neighbours are those of a hand-made table."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch

from engine.faults import Cancelled, Fault
from engine.inference import Reader
from engine.inference.opening import Opened
from engine.models.transformer import Capture
from engine.probes.embedding import (
    neighbours,
    plane,
    sentence_map,
    text_map,
    word_map,
    word_of,
)
from engine.probes.looked import look
from tests.engine import tokenizer_samples
from tests.engine.opened_samples import CHINESE, TEXT, opened, tokenizer

ARCHITECTURES: dict[str, dict[str, Any]] = {
    "masked_lm": {},
    "causal_lm": {"norm": "post"},
    "span_corruption": {"share_layers": True},
    "denoising": {"positions": "learned"},
}
EVERY = pytest.mark.parametrize("objective", ARCHITECTURES)


def of(objective: str) -> Opened:
    return opened(objective, **ARCHITECTURES[objective])


@pytest.mark.parametrize("shape", [(50, 8), (5, 16), (300, 64)])
def test_the_plane_is_that_of_a_full_svd(shape: tuple[int, int]) -> None:
    vectors = np.random.default_rng(0).normal(size=shape) * np.linspace(3, 1, shape[1])
    points, explained = plane(vectors.astype(np.float32))
    centred = vectors.astype(np.float32).astype(np.float64)
    centred -= centred.mean(axis=0)
    left, singular, _ = np.linalg.svd(centred, full_matrices=False)
    shares = singular**2 / (singular**2).sum()
    assert explained == pytest.approx(tuple(shares[:2]), rel=1e-9)
    expected = left[:, :2] * singular[:2]
    signs = np.sign((points * expected).sum(axis=0))
    np.testing.assert_allclose(points, expected * signs, atol=1e-5)


def test_a_plane_by_hand() -> None:
    vectors = np.array([[3, 1, 7], [-3, 1, 7], [0, 2, 7], [0, 0, 7]], dtype=np.float32)
    points, explained = plane(vectors)
    np.testing.assert_allclose(points, [[3, 0], [-3, 0], [0, 1], [0, -1]], atol=1e-6)
    assert explained == pytest.approx((0.9, 0.1))


def test_a_plane_lies_the_same_way_every_time() -> None:
    vectors = np.random.default_rng(1).normal(size=(40, 6)).astype(np.float32)
    np.testing.assert_array_equal(plane(vectors)[0], plane(vectors.copy())[0])
    turned = plane(-vectors)[0]
    np.testing.assert_allclose(turned, -plane(vectors)[0], atol=1e-5)


def test_of_one_vector_there_is_a_point() -> None:
    points, explained = plane(np.ones((1, 4), dtype=np.float32))
    assert points.tolist() == [[0.0, 0.0]]
    assert explained == (0.0, 0.0)


@EVERY
def test_words_lie_as_their_rows_do(objective: str) -> None:
    model = of(objective)
    found = word_map(model, most=60)
    table = model.learner.model.embeddings.tokens.weight[:60].detach().numpy()
    np.testing.assert_array_equal(found.points, plane(table)[0])
    assert [word.rank for word in found.words] == list(range(60))
    assert len(word_map(model).words) == model.tokenizer.vocabulary  # no padding rows


@EVERY
def test_words_read_alone_lie_where_the_model_puts_them(objective: str) -> None:
    model = of(objective)
    token = model.tokenizer.vocabulary - 1
    word = model.tokenizer.decode([token])
    assert [int(one) for one in model.tokenizer.encode([word])[0]] == [token]
    batch = Reader.of(model).read(word).batch().to(torch.device("cpu"))
    trunk = model.learner.model
    with torch.no_grad():
        last = trunk.encode(batch) if trunk.decoder else read_causally(model, word)
    place = int((batch.tokens[0] == token).nonzero()[0])
    several = word_map(model, layer=2)
    alone = last[0, place].numpy()
    assert several.layer == 2
    assert several.points.shape == (model.tokenizer.vocabulary, 2)
    vectors = [vector_of(model, one) for one in range(model.tokenizer.vocabulary)]
    np.testing.assert_allclose(vectors[token], alone, atol=1e-5)
    np.testing.assert_allclose(several.points, plane(np.stack(vectors))[0], atol=1e-4)
    with pytest.raises(ValueError, match="there is no layer"):
        word_map(model, layer=3)


def read_causally(model: Opened, word: str) -> torch.Tensor:
    found: torch.Tensor = model.learner.model(look(model, word).batch.to(torch.device("cpu")))
    return found


def vector_of(model: Opened, token: int) -> np.ndarray:
    """After all layers, from one row of its own."""
    from engine.probes import embedding

    found = embedding._read_alone(model, token + 1, 2)
    return found[token]


@EVERY
def test_a_text_has_a_plane_at_each_depth(objective: str) -> None:
    model = of(objective)
    found, looked = text_map(model, TEXT), look(model, TEXT)
    assert [word.text for word in found.words] == list(looked.tokens)
    assert found.points.shape == (3, len(looked.tokens), 2)
    assert len(found.explained) == 3
    trunk, batch = model.learner.model, looked.batch.to(torch.device("cpu"))
    with torch.no_grad():
        last = trunk.encode(batch, Capture()) if trunk.decoder else trunk(batch)
        first = trunk.embeddings(batch, torch.float32)
    np.testing.assert_allclose(found.points[-1], plane(last[0].numpy())[0], atol=1e-4)
    np.testing.assert_allclose(found.points[0], plane(first[0].numpy())[0], atol=1e-5)
    assert not any(module._forward_hooks for module in model.learner.modules())
    assert not any(module._forward_pre_hooks for module in model.learner.modules())


@EVERY
def test_a_sentence_is_the_mean_of_its_tokens(objective: str) -> None:
    model = of(objective)
    found = sentence_map(model, [TEXT, CHINESE, TEXT])
    np.testing.assert_allclose(found.points[0], found.points[2], atol=1e-5)
    assert not np.allclose(found.points[0], found.points[1], atol=1e-2)
    np.testing.assert_allclose(np.diag(found.similarity), 1.0, atol=1e-6)
    assert found.similarity[0, 2] == pytest.approx(1.0, abs=1e-6)
    assert sum(found.explained) == pytest.approx(1.0)  # two points lie on a line
    with pytest.raises(Fault, match="no words"):
        sentence_map(model, [TEXT, " "])
    with pytest.raises(Fault, match="no words"):
        sentence_map(model, [])


def test_neighbours_of_a_table_by_hand() -> None:
    model = opened("masked_lm")
    words = model.tokenizer
    ids = {words.token(one): one for one in range(words.vocabulary) if words.is_word_start()[one]}
    table = model.learner.model.embeddings.tokens.weight
    with torch.no_grad():
        table.zero_()
        table[ids["masked"], :2] = torch.tensor([1.0, 0.0])
        table[ids["words"], :2] = torch.tensor([1.0, 0.1])
        table[ids["text"], :2] = torch.tensor([0.0, 1.0])
        table[: words.vocabulary] += 5.0  # what all have in common tells nothing
    found = neighbours(model, "masked", top=3)
    assert found[0].word == "words"
    assert found[0].similarity > 0.98
    every = neighbours(model, "masked", top=1000)
    assert "masked" not in [one.word for one in every if not one.continues]
    assert not {"[CLS]", "[MASK]", "<extra_id_0>"} & {one.word for one in every}
    assert [one.similarity for one in every] == sorted(
        (one.similarity for one in every), reverse=True
    )
    text = next(one for one in every if one.word == "text")
    assert text.similarity < 0.1


def test_a_word_of_several_pieces_is_their_mean() -> None:
    model = opened("masked_lm")
    words, table = model.tokenizer, model.learner.model.embeddings.tokens.weight
    for word in (CHINESE, "wordstext"):
        ids = [int(token) for token in words.encode([word])[0]]
        assert len(set(ids)) > 1
        ordinary = [bool(words.raw(one)) for one in range(words.vocabulary)]
        rows = table[: words.vocabulary].detach().numpy()
        rows = rows - rows[ordinary].mean(axis=0)
        own = rows[ids].mean(axis=0)
        cosines = rows @ own / np.linalg.norm(rows, axis=1) / np.linalg.norm(own)
        cosines[ids] = -np.inf
        cosines[~np.array(ordinary)] = -np.inf
        found = neighbours(model, word, top=5)
        assert [one.similarity for one in found] == pytest.approx(
            np.sort(cosines)[::-1][:5].tolist(), abs=1e-5
        )
        assert found[0].word == words.token(int(cosines.argmax()))


@pytest.mark.parametrize(("word", "message"), [("", "no words"), ("☃", "no token for “☃”")])
def test_neighbours_of_nothing_are_refused(word: str, message: str) -> None:
    with pytest.raises(Fault, match=message):
        neighbours(opened("masked_lm"), word)


def test_words_are_told_apart_by_what_they_are() -> None:
    words = tokenizer()
    every = [word_of(words, one) for one in range(words.vocabulary)]
    known = {one.text: one for one in every if not one.continues}
    assert known["[CLS]"].kind == known["<extra_id_3>"].kind == "special"
    assert known["masked"].kind == "word"
    assert known["masked"].script == "latin"
    assert known["masked"].length == 6
    assert known["律"].script == "han"
    assert known["律"].kind == "word"
    assert known["，"].kind == known["。"].kind == "punctuation"
    assert known["，"].script == "other"
    pieces = [one for one in every if one.kind == "piece"]
    assert pieces == [one for one in every if one.continues]


def test_numbers_and_words_of_bytes_are_told_apart() -> None:
    words = tokenizer_samples.byte_level_bpe()
    digits = {words.token(one): word_of(words, one) for one in range(words.vocabulary)}
    assert digits["7"].kind == "number"
    chinese = tokenizer_samples.chinese_bpe()
    scripts = {word_of(chinese, one).script for one in range(chinese.vocabulary)}
    assert scripts == {"latin", "han", "other"}


@pytest.mark.parametrize("objective", ["masked_lm", "causal_lm", "translation", "span_corruption"])
def test_of_texts_too_long_the_beginnings_are_placed(objective: str) -> None:
    model = opened(objective)
    long = " ".join(["masked words"] * 100)
    found = sentence_map(model, [long, f"{long} reader", "a reader reads"])
    np.testing.assert_allclose(found.points[0], found.points[1], atol=1e-6)
    assert found.similarity[0, 1] == pytest.approx(1.0, abs=1e-5)


def test_placing_words_and_texts_can_be_given_up() -> None:
    def stop() -> None:
        raise Cancelled

    model = opened("masked_lm")
    with pytest.raises(Cancelled):
        sentence_map(model, ["a reader reads"], check=stop)
    with pytest.raises(Cancelled):
        word_map(model, layer=1, check=stop)
