"""Words that were encoded before: text comes back in the same words, so most are looked up.

Encoding a text word by word gives the same tokens only where the tokenizer never looks across a
word's edge; the tokenizers trained here and those of BERT, GPT-2 and RoBERTa are of that kind.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Sequence
from itertools import chain, count, repeat

import numpy as np
from numpy.typing import NDArray

HAN = "\u3400-\u4dbf\u4e00-\u9fff"
SEPARATORS = "\x0b\x0c\x1c\x1d\x1e\x1f\x85"  # blanks for Python, control characters for tokenizers
REMEMBERED = 4_000_000  # characters of words kept at a time, about 100 MB

_IN_WORD = np.array([chr(sign) not in "\t\n\r " for sign in range(128)])  # separators aside
_BERT_WORDS = re.compile(rf"[{HAN}]|[^\s{HAN}]+")
_BYTE_WORDS = re.compile(rf"[{HAN}]|\s*[^\s{HAN}]+|\s+")

Cut = Callable[[str], list[str]]
Counts = NDArray[np.int64]
Encoded = tuple[NDArray[np.int64], NDArray[np.int64]]  # ids in a row; how many each text has


def word_cut(data: bytes) -> Cut | None:
    """How the text of a tokenizer.json may be cut into words; None where it may not."""
    value = json.loads(data)
    normalizer, pre_tokenizer = value.get("normalizer"), value.get("pre_tokenizer") or {}
    kind = pre_tokenizer.get("type")
    if value["model"].get("dropout") or len(value.get("added_tokens") or ()) != _num_special(value):
        return None
    if kind == "BertPreTokenizer" and (normalizer or {}).get("type") == "BertNormalizer":
        han_apart = bool(normalizer.get("handle_chinese_chars"))
        return _bert_words if han_apart else None
    if normalizer is not None:
        return None
    parts = pre_tokenizer.get("pretokenizers") if kind == "Sequence" else [pre_tokenizer]
    *others, last = parts or [{}]
    is_byte_level = last.get("type") == "ByteLevel" and last.get("use_regex", True)
    if not is_byte_level or last.get("add_prefix_space"):
        return None
    if not others:
        return _spaced_words
    return _byte_words if len(others) == 1 and _isolates_han(others[0]) else None


def _num_special(value: dict[str, object]) -> int:
    added = value.get("added_tokens")
    return sum(1 for token in added if token.get("special")) if isinstance(added, list) else 0


def _isolates_han(part: dict[str, object]) -> bool:
    pattern = part.get("pattern")
    text = str(pattern.get("Regex", "")) if isinstance(pattern, dict) else ""
    # One set of characters and nothing else, for what follows it might go back and forth.
    one_set = text[:1] == "[" and text[-1:] == "]" and not set(text[1:-1]) & set("[]\\^&")
    apart = one_set and all(sign in text for sign in ("一", "鿿"))
    return part.get("type") == "Split" and part.get("behavior") == "Isolated" and apart


def _bert_words(text: str) -> list[str]:
    return text.split() if text.isascii() else _BERT_WORDS.findall(text)


def _byte_words(text: str) -> list[str]:
    return _BYTE_WORDS.findall(text)


def _spaced_words(text: str) -> list[str]:
    return _SPACED.findall(text)


_SPACED = re.compile(r"\s*\S+|\s+")


def _cut_all(texts: Sequence[str], whole: str, cut: Cut) -> tuple[list[str], Counts]:
    """The words of all texts, which joined are `whole`, and how many each has."""
    if cut is _bert_words and whole.isascii():
        counts = _counts_between_blanks(texts, whole)
        if counts is not None:
            return whole.split(), counts
    parts = [cut(text) for text in texts]
    return list(chain.from_iterable(parts)), np.fromiter(map(len, parts), np.int64, len(parts))


def _counts_between_blanks(texts: Sequence[str], whole: str) -> Counts | None:
    """How many words every text has; None where one goes on from a text into the next."""
    ends = np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts)))
    inside = _IN_WORD[np.frombuffer(whole.encode("ascii"), np.uint8)]
    edges = ends[(ends > 0) & (ends < len(whole))]
    if (inside[edges] & inside[edges - 1]).any():
        return None
    begins = inside.copy()
    begins[1:] &= ~inside[:-1]
    before = np.concatenate([[0], np.cumsum(begins)])  # words that begin before a place
    return np.diff(before[ends], prepend=0)


class WordMemory:
    """Token ids of words met before. Safe to use from several threads."""

    def __init__(self, cut: Cut, encode: Callable[[Sequence[str]], list[list[int]]]) -> None:
        self._cut, self._encode = cut, encode
        self._known = _Known()

    def encode(self, texts: Sequence[str]) -> Encoded | None:
        """The ids of all texts in a row, as encoding each whole would give, and how many each has.

        None where a text holds signs on whose meaning blanks and tokenizers disagree.
        """
        whole = "".join(texts)
        if any(sign in whole for sign in SEPARATORS):
            return None
        words, counts = _cut_all(texts, whole, self._cut)
        known = self._known  # another thread may put a new one in its place
        places = known.places_of(words, self._encode)
        if known.size > REMEMBERED:
            self._known = _Known()
        tokens, ends = known.tokens_at(places)
        text_ends = np.concatenate([[0], np.cumsum(counts)])
        return tokens, np.diff(ends[text_ends])


class _Known:
    """Words and, one after another, their ids."""

    def __init__(self) -> None:
        self.size = 0  # characters
        self._lock = threading.Lock()
        self._place: dict[str, int] = {}
        self._ids = np.zeros(0, np.int64)
        self._starts = np.zeros(1, np.int64)  # [words + 1]

    def places_of(
        self, words: Sequence[str], encode: Callable[[Sequence[str]], list[list[int]]]
    ) -> NDArray[np.int64]:
        """The place of every word; those not known yet are encoded first."""
        found = self._find(words)
        if (found < 0).any():
            with self._lock:
                new = list(dict.fromkeys(word for word in words if word not in self._place))
                self._learn(new, encode(new) if new else [])
            found = self._find(words)
        return found

    def tokens_at(self, places: NDArray[np.int64]) -> Encoded:
        """The ids of the words in a row, and where each word's begin (the end last)."""
        starts, ids = self._starts, self._ids
        lengths = starts[places + 1] - starts[places]
        ends = np.concatenate([[0], np.cumsum(lengths)])
        steps = np.repeat(starts[places] - ends[:-1], lengths)
        return ids[steps + np.arange(len(steps))], ends

    def _find(self, words: Sequence[str]) -> NDArray[np.int64]:
        return np.fromiter(map(self._place.get, words, repeat(-1)), np.int64, len(words))

    def _learn(self, words: list[str], ids: list[list[int]]) -> None:
        ends = self._starts[-1] + np.cumsum([len(of_word) for of_word in ids], dtype=np.int64)
        more = np.fromiter(chain.from_iterable(ids), np.int64)
        # The words last: whoever finds one must find its ids.
        self._ids = np.concatenate([self._ids, more])
        self._starts = np.concatenate([self._starts, ends])
        self._place.update(zip(words, count(len(self._place)), strict=False))
        self.size += sum(map(len, words))
