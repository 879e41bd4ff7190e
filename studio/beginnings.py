"""How a text begins: its first whole sentences, without the titles before them."""

from __future__ import annotations

import re

SENTENCE = re.compile(r"[^.!?。！？]+[.!?。！？]+[\"”’」』)]*\s*")
SENTENCES = 2
CHARACTERS = 240
CHINESE = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef]) (?=[\u3000-\u9fff\uff00-\uffef])")


def first_sentences(text: str, count: int = SENTENCES, most: int = CHARACTERS) -> str:
    """The first `count` sentences that stand together, in at most `most` characters."""
    for paragraph in re.split(r"\n\s*\n", text):
        flat = CHINESE.sub("", " ".join(paragraph.split()))
        sentences = SENTENCE.findall(flat)
        if len(sentences) >= count:
            return "".join(sentences[:count])[:most].strip()
    return " ".join(text.split())[:most].strip()
