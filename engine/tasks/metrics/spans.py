"""Spans of tags: which tokens are one name, whatever scheme its tags are written in.

IOB1, IOB2 (BIO), IOE1, IOE2, IOBES (BIOES) and, by the same letters' other names, BMES, BMEWO and
BILOU. Read leniently, as `conlleval` does (Tjong Kim Sang & De Meulder 2003) and seqeval by
default, or strictly, where only what the scheme allows is a span.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

Prefix = Literal["O", "B", "I", "E", "S"]
Scheme = Literal["IOB1", "IOB2", "IOE2", "IOBES"]

UNTYPED = "_"  # the type of tags that are a prefix alone
OUTSIDE: tuple[Prefix, str] = ("O", UNTYPED)
_PREFIXES: dict[str, Prefix] = {
    "O": "O",
    "B": "B",
    "I": "I",
    "E": "E",
    "S": "S",
    "M": "I",  # BMES
    "L": "E",  # BILOU
    "U": "S",
    "W": "S",  # BMEWO
}
_ALLOWED = {"IOB1": "OIB", "IOB2": "OIB", "IOE2": "OIE", "IOBES": "OIBES"}


class Span(NamedTuple):
    """Tokens `begin` up to but without `end` of a sentence, and what they are."""

    kind: str
    begin: int
    end: int


def parts_of(tag: str) -> tuple[Prefix, str]:
    """Where in a span a tag stands, and of which kind; a bare kind is inside of one.

    Raises ValueError where the tag is empty.
    """
    if not tag:
        raise ValueError("a tag is empty")
    letter, dash, kind = tag.partition("-")
    if letter in _PREFIXES and (dash or len(tag) == 1):
        return _PREFIXES[letter], kind or UNTYPED
    return "I", tag


def spans_of(tags: Sequence[str]) -> list[Span]:
    """The spans of a sentence, read leniently: a span that begins without a B is one too."""
    parts = [parts_of(tag) for tag in tags]
    spans, begin = [], 0
    for place, (before, now) in enumerate(pairwise([OUTSIDE, *parts, OUTSIDE])):
        if _ends(before, now):
            spans.append(Span(before[1], begin, place))
        if _begins(before, now):
            begin = place
    return spans


def strict_spans_of(tags: Sequence[str], scheme: Scheme) -> list[Span]:
    """The spans of a sentence that the scheme allows; all else is passed over.

    Raises ValueError where a tag's prefix is none of the scheme's.
    """
    parts = [parts_of(tag) for tag in tags]
    for prefix, _ in parts:
        if prefix not in _ALLOWED[scheme]:
            raise ValueError(f"{scheme} knows no {prefix}")
    parts = [OUTSIDE, *parts, OUTSIDE]
    spans, place = [], 1
    while place < len(parts):
        begin = place
        place += 1
        if not _may_begin(parts[begin - 1], parts[begin], scheme):
            continue
        while _goes_on(parts[place - 1], parts[place]):
            place += 1
        if _may_end(parts[place - 1], parts[place], scheme):
            spans.append(Span(parts[begin][1], begin - 1, place - 1))
    return spans


def _ends(before: tuple[Prefix, str], now: tuple[Prefix, str]) -> bool:
    """Whether a span ends between two neighbours."""
    if before[0] == "O":
        return False
    return before[0] in "ES" or now[0] in "OBS" or before[1] != now[1]


def _begins(before: tuple[Prefix, str], now: tuple[Prefix, str]) -> bool:
    """Whether a span begins with the second of two neighbours."""
    if now[0] == "O":
        return False
    return now[0] in "BS" or before[0] in "OES" or before[1] != now[1]


def _may_begin(before: tuple[Prefix, str], now: tuple[Prefix, str], scheme: Scheme) -> bool:
    if scheme == "IOB2":
        return now[0] == "B"
    if scheme == "IOBES":
        return now[0] in "BS"
    same = before[1] == now[1]
    if scheme == "IOE2":
        return now[0] in "IE" and (before[0] in "OE" or not same)
    if now[0] == "B":  # only to part two of a kind
        return before[0] in "IB" and same
    return now[0] == "I" and (before[0] in "OB" or not same)


def _goes_on(before: tuple[Prefix, str], now: tuple[Prefix, str]) -> bool:
    return before[0] in "BI" and now[0] in "IE" and before[1] == now[1]


def _may_end(before: tuple[Prefix, str], now: tuple[Prefix, str], scheme: Scheme) -> bool:
    if scheme in ("IOE2", "IOBES"):
        return before[0] in "ES"
    return scheme == "IOB2" or not (before[0] == now[0] == "B" and before[1] != now[1])
