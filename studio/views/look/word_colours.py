"""What a word is, as a colour."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from PySide6.QtCore import QCoreApplication

from engine.probes.vectors import Kind, Script, Word
from studio.theme import Theme
from studio.widgets.colour_keys import ColourKeys, Key, viridis_colour
from studio.wording import number

translate = QCoreApplication.translate

By = Literal["kind", "script", "length", "rank"]
LONG = 12  # characters from which a word is simply long
Named = tuple[str, str]


def properties() -> list[Named]:
    """What words can be coloured by."""
    return [
        ("kind", translate("words", "Kind")),
        ("script", translate("words", "Script")),
        ("length", translate("words", "Length")),
        ("rank", translate("words", "Rank")),
    ]


def kind_words() -> dict[Kind, str]:
    """What the kinds of tokens are called."""
    return {
        "word": translate("words", "word"),
        "piece": translate("words", "piece that goes on"),
        "number": translate("words", "number"),
        "punctuation": translate("words", "punctuation"),
        "special": translate("words", "special token"),
    }


def script_words() -> dict[Script, str]:
    """What the scripts are called."""
    return {
        "latin": translate("words", "Latin"),
        "han": translate("words", "Chinese"),
        "other": translate("words", "other"),
    }


def colour_words(words: Sequence[Word], by: By, theme: Theme, keys: ColourKeys) -> list[str]:
    """The colour of each word; `keys` tells what they mean."""
    if by == "kind":
        return _named(words, kind_words(), lambda word: word.kind, theme, keys)
    if by == "script":
        return _named(words, script_words(), lambda word: word.script, theme, keys)
    if by == "length":
        keys.show_scale(translate("words", "1 character"), f"≥ {LONG}")
        return [viridis_colour((min(word.length, LONG) - 1) / (LONG - 1)) for word in words]
    last = max((word.rank for word in words), default=1)
    keys.show_scale(translate("words", "rank 1"), number(last + 1))
    return [viridis_colour(word.rank / max(last, 1)) for word in words]


def told_of(word: Word) -> str:
    """A word's kind and rank, in words."""
    words = translate("words", "{kind}, rank {rank}")
    return words.format(kind=kind_words()[word.kind], rank=number(word.rank + 1))


def _named(
    words: Sequence[Word],
    names: dict[str, str] | dict[Kind, str] | dict[Script, str],
    which: Callable[[Word], str],
    theme: Theme,
    keys: ColourKeys,
) -> list[str]:
    colours = dict(zip(names, theme.series, strict=False))
    there = {which(word) for word in words}
    keys.show_keys([Key(colours[name], told) for name, told in names.items() if name in there])
    return [colours[which(word)] for word in words]
