"""The word of a sentence that is hidden in it: the same for every run."""

from __future__ import annotations

import re
from dataclasses import dataclass

from engine.evaluation.sampling import rank

FEWEST = 4  # words of a sentence: of less, what is left tells nothing
_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
WORD = re.compile(rf"[{_HAN}]|[^\W\d_{_HAN}]+(?:['’][^\W\d_{_HAN}]+)*")


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence, and the characters of the word that is hidden in it."""

    text: str
    start: int
    stop: int

    @property
    def word(self) -> str:
        """What stands there."""
        return self.text[self.start : self.stop]


def place_in(text: str, seed: int) -> Place | None:
    """The word that is hidden in a sentence: the sentence and the seed choose it, no run does."""
    words = list(WORD.finditer(text))
    if len(words) < FEWEST or "[MASK]" in text:
        return None
    chosen = min(words, key=lambda word: rank(seed, text, word.start()))
    return Place(text, chosen.start(), chosen.end())
