"""Vocabulary: what masking must know, read off real tokenizers."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
import rjieba
import tokenizers
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import models, pre_tokenizers, trainers

from engine.batch import Batch
from engine.batching.vocabulary import Vocabulary, is_chinese
from engine.objectives.grouping import whole_words
from engine.tokenizer.tokenizer import Tokenizer
from tests.engine.tokenizer_samples import (
    CHINESE,
    byte_level_bpe,
    chinese_bpe,
    trained,
    wordpiece,
)


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


def begins_in_bytes(tokenizer: Tokenizer, text: str) -> tuple[list[int], list[int]]:
    """Where tokens begin, and where the words whole-word masking sees do."""
    batch = row_of(tokenizer, text)
    numbers = whole_words(batch, Vocabulary.of(tokenizer))[0]
    sizes = [len(tokenizer.raw(int(id))) for id in batch.tokens[0][1:-1]]
    at = np.cumsum([0, *sizes[:-1]])
    return at.tolist(), at[np.flatnonzero(np.diff(numbers[:-1]))].tolist()


def segmented(text: str) -> list[int]:
    """The bytes at which the words of the segmentation begin, the runs between others alone."""
    found = []
    at = 0
    for run in re.findall("[\u4e00-\u9fff]+|[^\u4e00-\u9fff]", text):
        for word in rjieba.cut(run):
            found.append(at)
            at += len(word.encode())
    return found


@pytest.fixture(scope="module")
def long_tokens() -> Tokenizer:
    """Byte-level BPE of many Chinese words in one token, and others in parts of a character."""
    return chinese_bpe()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*CHINESE, *"法律前人等我北京清华大自然中共国"]), min_size=1))
def test_chinese_goes_by_words_in_byte_level_bpe_too(
    long_tokens: Tokenizer, parts: list[str]
) -> None:
    text = "".join(parts)
    tokens, words = begins_in_bytes(long_tokens, text)
    assert set(tokens) & set(segmented(text)) == set(words)


def test_tokens_of_byte_level_bpe_may_be_less_or_more_than_a_character(
    long_tokens: Tokenizer,
) -> None:
    raw = [len(long_tokens.raw(int(id))) for id in long_tokens.encode(["人民龘"])[0]]
    assert min(raw) < 3
    assert any(len(text) > 1 for text in Vocabulary.of(long_tokens).characters)


def test_chinese_words_are_told_from_other_writing_around_them(long_tokens: Tokenizer) -> None:
    text = "the 北京 text，清华大学。 reads"
    assert words_of(wordpiece(), text) == ["the", "北京", "text", "，", "清华大学", "。", "reads"]
    tokens, words = begins_in_bytes(long_tokens, text)
    raw = text.encode()
    begun = [raw[start:stop].decode() for start, stop in pairwise([*words, len(raw)])]
    assert begun == ["the", " ", "北京", " text", "，", "清华大学", "。", " reads"]
    assert len(tokens) > len(words)


def test_a_row_that_opens_within_a_character_keeps_its_bytes_together(
    long_tokens: Tokenizer,
) -> None:
    batch = row_of(long_tokens, "龘灪人民")
    inside = batch.tokens[:, 2:]  # [CLS] and the first byte are in the row before
    assert 0x80 <= long_tokens.raw(int(inside[0, 0]))[0] < 0xC0
    cut = replace(
        batch,
        tokens=inside,
        positions=batch.positions[:, :-2],
        segments=batch.segments[:, 2:],
        maskable=batch.maskable[:, 2:],
    )
    numbers = whole_words(cut, Vocabulary.of(long_tokens))[0]
    raw = [long_tokens.raw(int(id)) for id in inside[0]]
    for place, part in enumerate(raw[1:], start=1):
        if part and 0x80 <= part[0] < 0xC0:
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
