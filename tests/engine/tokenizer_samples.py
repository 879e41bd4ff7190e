"""Small tokenizers of each kind, learned from a few English and Chinese lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import tokenizers
from tokenizers import models, normalizers, pre_tokenizers, trainers

from engine.tokenizer.tokenizer import Tokenizer

SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
TEXT = [
    "the masked words of a masked text are guessed from unmasked words",
    "a reader reads and rereads the readable text while readers read",
    "法律面前人人平等，我来到北京清华大学。",
]
CHINESE = [
    "法律面前人人平等",
    "我来到北京清华大学学习自然语言处理",
    "齉龘灪",
    "中华人民共和国",
    "，",
    "。",
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


def trained(machine: Any, trainer: Any, text: Sequence[str] = TEXT) -> Tokenizer:
    machine.train_from_iterator([*text] * 3, trainer)
    return Tokenizer.from_bytes(machine.to_str().encode())


def chinese_bpe() -> Tokenizer:
    """Byte-level BPE of many Chinese words in one token, and others in parts of a character."""
    machine = tokenizers.Tokenizer(models.BPE())
    machine.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    trainer = trainers.BpeTrainer(
        vocab_size=380,
        special_tokens=SPECIAL,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    return trained(machine, trainer, [CHINESE[0], CHINESE[1], CHINESE[3], *TEXT])
