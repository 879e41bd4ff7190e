"""What a picture tells of a spoiled passage: every token is accounted for."""

from __future__ import annotations

from typing import Any

import pytest
import tokenizers
from tokenizers import models, normalizers, pre_tokenizers, trainers

from engine.batching.vocabulary import Vocabulary
from engine.objectives import OBJECTIVES, build
from engine.objectives.picture import RowPicture
from engine.tokenizer.tokenizer import Tokenizer
from tests.engine import model_samples as samples
from tests.engine.test_objectives_picture import LENGTH, SENTENCES, TEXT, draw


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    machine = tokenizers.Tokenizer(models.WordPiece(unk_token="[UNK]"))
    machine.normalizer = normalizers.BertNormalizer(lowercase=True)
    machine.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    trainer = trainers.WordPieceTrainer(vocab_size=60, special_tokens=special, show_progress=False)
    machine.train_from_iterator([TEXT], trainer)
    return Tokenizer.from_bytes(machine.to_str().encode())


@pytest.fixture(scope="module")
def with_gaps(tokenizer: Tokenizer) -> Tokenizer:
    machine = tokenizers.Tokenizer.from_str(tokenizer.to_bytes().decode())
    machine.add_special_tokens([f"<extra_id_{number}>" for number in range(30)])
    return Tokenizer.from_bytes(machine.to_str().encode())


def spoiled(tokenizer: Tokenizer, name: str, number: int, **given: Any) -> RowPicture:
    model = samples.model(size=tokenizer.vocabulary, architecture="encoder_decoder", length=LENGTH)
    configs = {name: OBJECTIVES[name].Config.model_validate(given)}
    return draw(tokenizer, build(configs, model, Vocabulary.of(tokenizer)), number=number)


def own_tokens(tokenizer: Tokenizer) -> list[str]:
    return [tokenizer.token(int(i)) for ids in tokenizer.encode(SENTENCES) for i in ids]


NOISES: list[dict[str, Any]] = [
    {},
    {"deleted": 0.3},
    {"infilled": 0.0, "permuted": False, "deleted": 0.4},
    {"infilled": 0.0, "permuted": False, "rotated": True},
    {"deleted": 0.2, "rotated": True},
]


@pytest.mark.parametrize("noise", NOISES)
def test_every_token_of_a_spoiled_passage_is_accounted_for(
    with_gaps: Tokenizer, noise: dict[str, Any]
) -> None:
    """It stands there, a mask stands for it, or it was left out: each once, whatever the noise."""
    words = [piece.text for ids in with_gaps.encode(SENTENCES) for piece in with_gaps.pieces(ids)]
    for number in range(12):
        picture = spoiled(with_gaps, "denoising", number, **noise)
        shown = [token.text for token in picture.tokens if token.mark in ("plain", "swapped")]
        hidden = "".join(token.original for token in picture.tokens if token.mark == "masked")
        left_out = [text for _, text in picture.left_out]
        told = "".join((*shown, hidden, *left_out)).replace(" ", "")
        assert sorted(told) == sorted("".join(words))
        assert bool(left_out) == bool(noise.get("deleted"))


def test_masks_say_what_really_stood_there(with_gaps: Tokenizer) -> None:
    words, empty = own_tokens(with_gaps), 0
    for number in range(12):
        picture = spoiled(with_gaps, "denoising", number, permuted=False)
        at = 0
        for token in picture.tokens:
            assert token.original not in ("[MASK]", "<extra_id_0>")
            if token.mark == "masked":
                empty += not token.original
                size = len(token.original.replace(" ", ""))
                stood = ""
                while len(stood) < size:
                    stood, at = stood + words[at], at + 1
                assert stood == token.original.replace(" ", "")
            elif token.mark == "plain":
                assert token.text == token.original == words[at]
                at += 1
        assert at == len(words)
    assert empty  # a span of length 0: its mask stands for nothing, and nothing is said


def test_gaps_say_what_was_cut_out_of_them(with_gaps: Tokenizer) -> None:
    words = "".join(own_tokens(with_gaps))
    for number in range(6):
        picture = spoiled(with_gaps, "span_corruption", number)
        told = [t.original if t.mark == "cut" else t.text for t in picture.tokens[:-1]]
        marks = {token.mark for token in picture.tokens}
        assert "cut" in marks
        told = [text for text, t in zip(told, picture.tokens, strict=False) if t.mark != "special"]
        assert "".join(told).replace(" ", "").startswith(words)


def test_only_what_changed_its_place_is_marked_as_moved(with_gaps: Tokenizer) -> None:
    """A token deleted or a span hidden before it moves nothing; another order does."""
    still = {"permuted": False, "deleted": 0.3}
    for number in range(8):
        marks = {token.mark for token in spoiled(with_gaps, "denoising", number, **still).tokens}
        assert "swapped" not in marks
    orders = set()
    for number in range(8):
        picture = spoiled(with_gaps, "denoising", number, infilled=0.0)
        marks = {token.mark for token in picture.tokens} - {"special"}
        orders.add(frozenset(marks))
        assert all(not token.original for token in picture.tokens if token.mark == "swapped")
    assert orders == {frozenset({"plain"}), frozenset({"swapped"})}


def test_what_was_left_out_stood_where_it_says(with_gaps: Tokenizer) -> None:
    for number in range(8):
        picture = spoiled(with_gaps, "denoising", number, infilled=0.0, permuted=False, deleted=0.3)
        told: list[str] = []
        for place, token in enumerate(picture.tokens):
            told += [text for before, text in picture.left_out if before == place]
            told += [token.text] if token.mark == "plain" else []
        assert told == own_tokens(with_gaps)
