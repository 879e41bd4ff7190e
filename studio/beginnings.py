"""Whole sentences of a text, without its titles: those it begins with, or any."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

SENTENCE = re.compile(r"[^.!?。！？]+[.!?。！？]+[\"”’」』)]*\s*")
SENTENCES = 2
CHARACTERS = 240
CHINESE = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef]) (?=[\u3000-\u9fff\uff00-\uffef])")


def first_sentences(text: str, count: int = SENTENCES, most: int = CHARACTERS) -> str:
    """The first `count` sentences that stand together, in at most `most` characters."""
    found = next((s for s in _paragraphs(text) if len(s) >= count), None)
    if found is not None:
        return "".join(found[:count])[:most].strip()
    return " ".join(text.split())[:most].strip()


def any_sentences(text: str, chance: Random, count: int = SENTENCES, most: int = CHARACTERS) -> str:
    """`count` sentences that stand together somewhere, in at most `most` characters."""
    places = [
        sentences[start : start + count]
        for sentences in _paragraphs(text)
        for start in range(len(sentences) - count + 1)
    ]
    if not places:
        return first_sentences(text, count, most)
    return "".join(chance.choice(places))[:most].strip()


def any_stretch(text: str, chance: Random, most: int) -> str:
    """Whole sentences from a paragraph somewhere on, in at most `most` characters."""
    paragraphs = [paragraph for paragraph in map("".join, _paragraphs(text)) if paragraph]
    if not paragraphs:
        return first_sentences(text, most=most)
    begin = chance.randrange(-(-len(paragraphs) * 3 // 4))  # with something to come
    return "\n".join(paragraphs[begin:])[:most].strip()


def _paragraphs(text: str) -> Iterator[list[str]]:
    """The whole sentences of each paragraph."""
    for paragraph in re.split(r"\n\s*\n", text):
        yield SENTENCE.findall(CHINESE.sub("", " ".join(paragraph.split())))
