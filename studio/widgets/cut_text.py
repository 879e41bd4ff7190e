"""A sentence as words, some of them cut out as numbered gaps; no widgets here.

Neighbouring words that are cut out are one gap.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from studio.widgets.cloze_words import MASK, PIECE

GAP = re.compile(r"\[MASK\]|<extra_id_\d+>")
_PIECE = re.compile(rf"{GAP.pattern}|{PIECE.pattern}")


@dataclass(frozen=True, slots=True)
class CutWord:
    """One word or what stands for words nobody knows; the space before it, whether it is cut."""

    text: str  # "" where a gap was typed
    space: str = ""
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """What stands together in the text: one word, or all words of a gap."""

    words: tuple[int, ...]  # places
    gap: int | None  # its number; None: a word that is there


def read_cut(text: str) -> tuple[tuple[CutWord, ...], str]:
    """The words of a text with gaps, and the space after the last one."""
    words: list[CutWord] = []
    end = 0
    for found in _PIECE.finditer(text):
        piece = found.group()
        cut = GAP.fullmatch(piece) is not None
        words.append(CutWord("" if cut else piece, text[end : found.start()], cut))
        end = found.end()
    return tuple(words), text[end:]


def stretches(words: Sequence[CutWord]) -> tuple[Stretch, ...]:
    """The words and gaps in their order."""
    found: list[Stretch] = []
    gaps = 0
    for place, word in enumerate(words):
        before = found[-1] if found else None
        if not word.cut:
            found.append(Stretch((place,), None))
        elif before is not None and before.gap is not None:
            found[-1] = replace(before, words=(*before.words, place))
        else:
            found.append(Stretch((place,), gaps))
            gaps += 1
    return tuple(found)


def write_cut(words: Sequence[CutWord], rest: str = "", *, numbered: bool = True) -> str:
    """The text with its gaps: <extra_id_0>, <extra_id_1> …, or [MASK]s."""
    parts = []
    for stretch in stretches(words):
        first = words[stretch.words[0]]
        gap = MASK if not numbered else f"<extra_id_{stretch.gap}>"
        parts.append(first.space + (first.text if stretch.gap is None else gap))
    return "".join(parts) + rest


def toggle_cut(words: Sequence[CutWord], stretch: Stretch) -> tuple[CutWord, ...]:
    """Cut a word out, or put the words of a gap back; those nobody knows stay a gap."""
    return tuple(
        replace(word, cut=stretch.gap is None or not word.text) if place in stretch.words else word
        for place, word in enumerate(words)
    )


def recall_cut(new: Sequence[CutWord], old: Sequence[CutWord]) -> tuple[CutWord, ...]:
    """`new`, in which the gaps know their words again: as many gaps, in the same order."""
    gaps = [one for one in stretches(old) if one.gap is not None]
    found: list[CutWord] = []
    here = stretches(new)
    if len([one for one in here if one.gap is not None]) != len(gaps):
        return tuple(new)
    for stretch in here:
        if stretch.gap is None:
            found.append(new[stretch.words[0]])
            continue
        known = [old[place] for place in gaps[stretch.gap].words]
        space = new[stretch.words[0]].space
        found += [replace(known[0], space=space), *known[1:]]
    return tuple(found)
