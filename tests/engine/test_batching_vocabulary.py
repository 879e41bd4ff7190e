"""Vocabulary: what masking must know, read off real tokenizers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import tokenizers
from tokenizers import models, normalizers, pre_tokenizers, trainers

from engine.batch import Batch
from engine.batching.vocabulary import Vocabulary, is_chinese
from engine.objectives.grouping import whole_words
from engine.tokenizer.tokenizer import Tokenizer

SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
TEXT = [
    "the masked words of a masked text are guessed from unmasked words",
    "a reader reads and rereads the readable text while readers read",
    "法律面前人人平等，我来到北京清华大学。",
]


def wordpiece() -> Tokenizer:
    machine = tokenizers.Tokenizer(models.WordPiece(unk_token="[UNK]"))
    machine.normalizer = normalizers.BertNormalizer(lowercase=True)
    machine.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    trainer = trainers.WordPieceTrainer(vocab_size=130, special_tokens=SPECIAL, show_progress=False)
    return trained(machine, trainer)


def byte_level_bpe() -> Tokenizer:
    machine = tokenizers.Tokenizer(models.BPE())
    machine.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=True)
    trainer = trainers.BpeTrainer(
        vocab_size=340,
        special_tokens=SPECIAL,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    return trained(machine, trainer)


def trained(machine: Any, trainer: Any) -> Tokenizer:
    machine.train_from_iterator(TEXT * 3, trainer)
    return Tokenizer.from_bytes(machine.to_str().encode())


def row_of(tokenizer: Tokenizer, text: str) -> Batch:
    ids = tokenizer.encode([text])[0].astype(np.int64)
    tokens = np.array([[tokenizer.special.cls, *ids, tokenizer.special.sep]])
    vocabulary = Vocabulary.of(tokenizer)
    return Batch(
        tokens=tokens,
        positions=np.arange(tokens.shape[1])[None],
        segments=np.zeros_like(tokens),
        maskable=vocabulary.maskable[tokens],
    )


def words_of(tokenizer: Tokenizer, text: str) -> list[str]:
    """The words whole-word masking sees, as text."""
    batch = row_of(tokenizer, text)
    numbers = whole_words(batch, Vocabulary.of(tokenizer))[0][1:-1]
    ids = batch.tokens[0][1:-1]
    return [
        "".join(tokenizer.token(int(id)) for id in ids[numbers == number])
        for number in dict.fromkeys(numbers.tolist())
    ]


@pytest.mark.parametrize("make", [wordpiece, byte_level_bpe])
def test_special_tokens_and_the_unknown_one_are_never_hidden_nor_drawn(make: Any) -> None:
    tokenizer = make()
    vocabulary = Vocabulary.of(tokenizer)
    special = {tokenizer.special.pad, tokenizer.special.unknown, tokenizer.special.mask}
    special |= {tokenizer.special.cls, tokenizer.special.sep}
    assert set(np.flatnonzero(~vocabulary.maskable).tolist()) == special
    assert not special & set(vocabulary.ordinary.tolist())
    assert vocabulary.size == tokenizer.vocabulary == len(vocabulary.maskable)
    assert (vocabulary.cls, vocabulary.sep, vocabulary.mask, vocabulary.pad) == (2, 3, 4, 0)


@pytest.mark.parametrize("make", [wordpiece, byte_level_bpe])
def test_pieces_of_a_word_belong_together(make: Any) -> None:
    tokenizer = make()
    text = "readers reread the unmasked text"
    assert len(tokenizer.encode([text])[0]) > 5  # some words are in pieces
    assert words_of(tokenizer, text) == text.split()


def test_chinese_characters_go_by_words() -> None:
    found = words_of(wordpiece(), "我来到北京清华大学")
    assert found == ["我", "来到", "北京", "清华大学"]


def test_chinese_and_other_writing_may_meet() -> None:
    found = words_of(wordpiece(), "the 北京 text")
    assert found == ["the", "北京", "text"]


def test_bytes_of_one_chinese_character_stay_together_in_bpe() -> None:
    tokenizer = byte_level_bpe()
    batch = row_of(tokenizer, "平等的")
    vocabulary = Vocabulary.of(tokenizer)
    numbers = whole_words(batch, vocabulary)[0]
    ids = batch.tokens[0]
    for place in range(1, len(ids) - 1):
        if not vocabulary.is_word_start[ids[place]] and not vocabulary.characters[ids[place]]:
            assert numbers[place] == numbers[place - 1]


def test_missing_special_tokens_have_no_id() -> None:
    machine = tokenizers.Tokenizer(models.WordPiece(unk_token="[UNK]"))
    machine.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    trainer = trainers.WordPieceTrainer(special_tokens=["[UNK]"], show_progress=False)
    vocabulary = Vocabulary.of(trained(machine, trainer))
    assert (vocabulary.cls, vocabulary.sep, vocabulary.mask) == (-1, -1, -1)


def test_what_counts_as_chinese() -> None:
    assert is_chinese("中")
    assert is_chinese("㐀")
    assert is_chinese("𠀀")
    assert not any(is_chinese(text) for text in ("", "a", "，", "かな", "の", "中国", "1"))
