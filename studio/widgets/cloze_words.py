"""A sentence as words, some of them hidden behind [MASK]; no widgets here."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

MASK = "[MASK]"

HAN = r"\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # one character, one word
# [MASK], one Chinese character, a word with its apostrophes and hyphens, or one sign
PIECE = re.compile(rf"\[MASK\]|[{HAN}]|[^\W_{HAN}]+(?:['’\-][^\W_{HAN}]+)*|\S")


@dataclass(frozen=True, slots=True)
class Word:
    """One word: what was typed, the space before it, and whether it is hidden."""

    text: str  # "" where somebody typed [MASK] and no word is known
    space: str = ""
    hidden: bool = False

    @property
    def shown(self) -> str:
        """The word as it stands in the text."""
        return MASK if self.hidden else self.text


def read_words(text: str) -> tuple[tuple[Word, ...], str]:
    """The words of a text, and the space after the last one."""
    words: list[Word] = []
    end = 0
    for found in PIECE.finditer(text):
        piece, hidden = found.group(), found.group() == MASK
        words.append(Word("" if hidden else piece, text[end : found.start()], hidden))
        end = found.end()
    return tuple(words), text[end:]


def write_words(words: tuple[Word, ...], rest: str = "") -> str:
    """The text of words; `read_words` undoes it."""
    return "".join(word.space + word.shown for word in words) + rest


def recall(new: tuple[Word, ...], old: tuple[Word, ...]) -> tuple[Word, ...]:
    """`new`, in which masks that stood in `old` know their words again."""
    result = list(new)
    matcher = SequenceMatcher(None, [w.shown for w in old], [w.shown for w in new], autojunk=False)
    for block in matcher.get_matching_blocks():
        for offset in range(block.size):
            before, now = old[block.a + offset], new[block.b + offset]
            if now.hidden and before.hidden:
                result[block.b + offset] = replace(now, text=before.text)
    return tuple(result)


def toggle(words: tuple[Word, ...], index: int) -> tuple[Word, ...]:
    """Hide a word or show it again; a mask whose word nobody knows stays."""
    word = words[index]
    if word.hidden and not word.text:
        return words
    changed = replace(word, hidden=not word.hidden)
    return (*words[:index], changed, *words[index + 1 :])


def joining(sentence: str, tokens: tuple[str, ...]) -> tuple[bool, ...]:
    """Which tokens go on with the word before them, found by reading along the sentence."""
    found: list[bool] = []
    text, end = sentence.lower(), 0
    for token in tokens:
        bare = token.strip().lower()
        at = text.find(bare, end) if bare else -1
        goes_on = at == end > 0 and bare.isascii() and bare.isalnum() and text[end - 1].isalnum()
        found.append(goes_on)
        if 0 <= at < end + 40:  # a token the sentence does not spell is passed over
            end = at + len(bare)
    return tuple(found)
