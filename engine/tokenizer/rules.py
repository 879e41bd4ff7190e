"""Rules: a tokenizer.json at work in this process, and which of them may be."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import chain
from typing import Any, Protocol

import numpy as np
import tokenizers
from numpy.typing import NDArray

from engine.control import Control
from engine.faults import Fault
from engine.tokenizer.files import MOST_TOKENS, no_tokenizer
from engine.tokenizer.words import word_cut
from engine.wording import translate

Row = tuple[NDArray[np.int64], NDArray[np.int64]]  # ids in a row; how many each text has
Offsets = tuple[list[int], list[tuple[int, int]]]  # ids; the characters each stands for

LONGEST_WORD = 200  # characters; WordPiece takes the cube of it for a word it does not know


class Encodes(Protocol):
    """What turns text into ids and back; "[MASK]" is plain text but for `encode_with_offsets`."""

    def encode_row(self, texts: Sequence[str], control: Control | None = None) -> Row:
        """The ids of all texts in a row, and how many each has."""

    def encode_with_offsets(self, text: str) -> Offsets:
        """The ids of a text and the characters each stands for; “[MASK]” is read as the mask."""

    def decode(self, ids: Sequence[int]) -> str:
        """The text of tokens, special ones written out."""


class Rules:
    """The rules of a tokenizer.json in this process. Safe to use from several threads."""

    def __init__(self, data: bytes) -> None:
        self._plain, self._marked = load(data), load(data)
        self._plain.encode_special_tokens = True  # "[MASK]" in a book is only text

    def encode(self, texts: Sequence[str]) -> list[list[int]]:
        """The ids of every text."""
        encoded = self._plain.encode_batch_fast(list(texts), add_special_tokens=False)
        return [encoding.ids for encoding in encoded]

    def encode_row(self, texts: Sequence[str], control: Control | None = None) -> Row:
        """The ids of all texts in a row, and how many each has."""
        lists = self.encode(texts)
        lengths = np.fromiter(map(len, lists), np.int64, len(lists))
        return np.fromiter(chain.from_iterable(lists), np.int64, int(lengths.sum())), lengths

    def encode_with_offsets(self, text: str) -> Offsets:
        """The ids of a text and the characters each stands for; “[MASK]” is read as the mask."""
        encoding = self._marked.encode(text, add_special_tokens=False)
        return list(encoding.ids), [(start, stop) for start, stop in encoding.offsets]

    def decode(self, ids: Sequence[int]) -> str:
        """The text of tokens, special ones written out."""
        return str(self._plain.decode(list(ids), skip_special_tokens=False))


def load(data: bytes) -> Any:
    """A `tokenizers.Tokenizer`; raises Fault where there is none in it."""
    try:
        loaded = tokenizers.Tokenizer.from_buffer(data)
        loaded.no_padding()
        loaded.no_truncation()
    except BaseException as error:  # a panic in Rust is no Exception
        if isinstance(error, KeyboardInterrupt | SystemExit | Fault):
            raise
        raise no_tokenizer("tokenizer.json", "{words}.", words=str(error)[:300]) from error
    return loaded


def vocabulary_of(loaded: Any) -> tuple[dict[str, int], int]:
    """Every token's number, and how many numbers there are; raises Fault where too many."""
    ids: dict[str, int] = loaded.get_vocab(with_added_tokens=True)
    size: int = loaded.get_vocab_size(with_added_tokens=True)
    if ids and max(ids.values()) >= size:  # numbers were left out
        size = max(ids.values()) + 1
    if size > MOST_TOKENS:  # every number takes memory, used or not
        raise no_tokenizer("tokenizer.json", translate("faults", "It is too large."))
    return ids, size


def are_harmless(data: bytes) -> bool:
    """Whether a tokenizer.json has only rules whose work grows with the text and no faster.

    Those trained here have, and those of BERT, GPT-2 and RoBERTa. Expressions of others may go
    back and forth over a text for minutes, or break off the process.
    """
    if word_cut(data) is None:
        return False
    value = json.loads(data)
    longest = value["model"].get("max_input_chars_per_word", 0)
    decoder = (value.get("decoder") or {}).get("type")
    return (
        isinstance(longest, int)
        and longest <= LONGEST_WORD
        and decoder in (None, "WordPiece", "ByteLevel")
        and _frames_once(value.get("post_processor"))
    )


def _frames_once(processor: dict[str, Any] | None) -> bool:
    """Whether a text comes out once, whatever stands around it."""
    if processor is None or processor.get("type") != "TemplateProcessing":
        kinds = (None, "BertProcessing", "RobertaProcessing", "ByteLevel")
        return (processor or {}).get("type") in kinds
    return sum("Sequence" in piece for piece in processor.get("single", ())) == 1
