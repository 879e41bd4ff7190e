"""Where the sentences of a text begin."""

from __future__ import annotations

import re

import sentencex

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_KANA = re.compile("[\u3041-\u30ff]")
_SIMPLE = re.compile(r"(?<=[.!?。！？\n])(?=\s)")
LOOKED_AT = 2000  # characters
LONGEST = 4000  # characters; what has no sentences is cut at blanks, else anywhere


def language_of(text: str) -> str:
    """The language whose sentence rules fit: "zh", "ja" or, for everything else, "en"."""
    head = text[:LOOKED_AT]
    if head.isascii():
        return "en"
    han, kana = len(_HAN.findall(head)), len(_KANA.findall(head))
    if han + kana < 0.1 * len(head):
        return "en"
    return "ja" if kana > 0.1 * len(head) else "zh"


def sentences(text: str) -> list[str]:
    """The sentences of a text; joined they are the text.

    Blanks stand before a sentence, not after it: byte-level BPE keeps a word's leading blank in
    its token, so encoding sentences gives what encoding the whole text would.
    """
    found: list[str] = []
    lead = ""
    for part in _segments(text):
        body = part.rstrip()
        if not body:
            lead += part
            continue
        found.append(lead + body)
        lead = part[len(body) :]
    if not found:
        return []
    found[-1] += lead
    return found if max(map(len, found)) <= LONGEST else [s for f in found for s in _cut(f)]


def _segments(text: str) -> list[str]:
    try:
        parts: list[str] = sentencex.segment(language_of(text), text)
    except BaseException as error:  # a panic in Rust is no Exception
        if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError):
            raise
        return _SIMPLE.split(text)
    # It drops nothing today; a sentence lost would be text lost without a word.
    return parts if sum(map(len, parts)) == len(text) else _SIMPLE.split(text)


def _cut(sentence: str) -> list[str]:
    parts, start = [], 0
    while len(sentence) - start > LONGEST:
        blank = sentence.rfind(" ", start + LONGEST // 2, start + LONGEST)
        stop = blank if blank > start else start + LONGEST
        parts.append(sentence[start:stop])
        start = stop
    return [*parts, sentence[start:]]
