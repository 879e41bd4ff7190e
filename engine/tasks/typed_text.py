"""What a person types, in the words a run that tags was taught with."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from engine.batching.vocabulary import is_chinese
from engine.examples.example import Tagged
from engine.passages import readable

MANY_CHINESE = 0.3  # of the signs: words are characters, for no blanks stand between them
_CHUNK = re.compile(r"\S+")
_MARK = re.compile(r"[^\w@#]|_")  # what stands for itself at the edge of a word

_UNPARTED = (  # Thai and Lao; Burmese; Khmer; kana: no blank parts their words
    ("\u0e00", "\u0eff"),
    ("\u1000", "\u109f"),
    ("\u1780", "\u17ff"),
    ("\u3040", "\u30ff"),
)

Place = tuple[int, int]  # the first character of a word, and the one behind its last


def tagged_of(text: str) -> tuple[Tagged, tuple[Place, ...]]:
    """The words of a text, none of them tagged, and where each of them stands in it.

    Words stand between blanks, and punctuation is a word of its own, as CoNLL's files have it;
    in a Chinese text every character is a word. The places are of `readable(text)`.
    """
    text = readable(text)
    signs = [sign for sign in text if not sign.isspace()]
    chinese = sum(map(is_chinese, signs)) > MANY_CHINESE * len(signs)
    places = tuple(_characters(text) if chinese else _words(text))
    words = tuple(text[start:stop] for start, stop in places)
    return Tagged(words, ("",) * len(words), spaced=not chinese), places


def is_edge(text: str, at: int) -> bool:
    """Whether a word may begin or end before the character `at`.

    It may anywhere in what is written without blanks: Chinese, Japanese, Thai and its neighbours.
    """
    if not 0 < at < len(text):
        return True
    before, after = text[at - 1], text[at]
    return not (_goes_on(before) and _goes_on(after)) or _stands_alone(before, after)


def _goes_on(sign: str) -> bool:
    """A letter, a digit, or what stands over or under one."""
    return sign.isalnum() or unicodedata.category(sign)[0] == "M"


def _stands_alone(before: str, after: str) -> bool:
    return any(
        is_chinese(sign) or any(first <= sign <= last for first, last in _UNPARTED)
        for sign in (before, after)
    )


def _characters(text: str) -> Iterator[Place]:
    return ((at, at + 1) for at, sign in enumerate(text) if not sign.isspace())


def _words(text: str) -> Iterator[Place]:
    for chunk in _CHUNK.finditer(text):
        start, stop = chunk.span()
        while start < stop and _MARK.match(text[start]):
            yield start, start + 1
            start += 1
        end = stop
        while end > start and _MARK.match(text[end - 1]) and not _is_abbreviation(text[start:end]):
            end -= 1
        if start < end:
            yield start, end
        yield from ((at, at + 1) for at in range(end, stop))


def _is_abbreviation(word: str) -> bool:
    """U.S., e.g.: the last full stop belongs to the word."""
    return word.endswith(".") and "." in word[:-1] and word.replace(".", "").isalpha()
