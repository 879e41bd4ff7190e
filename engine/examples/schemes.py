"""Schemes of tags: how the tags of words say where an entity begins and ends.

All become IOB2 (Tjong Kim Sang & Veenstra 1999): "B-kind" begins an entity, "I-kind" goes on, "O"
belongs to none. What breaks its scheme is read as conlleval reads it: an "I-kind" that continues
nothing begins an entity.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from engine.examples.example import OUTSIDE

Known = Literal["iob2", "iob1", "bmes", "iobes", "plain"]
BEGIN, INSIDE = "B", "I"
_MEANINGS = {"B": "B", "I": "I", "M": "I", "E": "E", "L": "E", "S": "S", "U": "S", "W": "S"}
_OUTSIDE = frozenset("Oo0_")
_BARE = frozenset(_MEANINGS)
UNNAMED = "_"  # the kind of tags that are a mark alone, as in seqeval
PLAIN = 0.1  # of the tags of entities have no mark: then all are kinds, and none has one
_BEFORE = re.compile(r"([BIMELSUWbimelsuw])[-_](.+)")
_BEHIND = re.compile(r"(.+)[-_]([BIMELSUW])")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """An entity: words first … last, both of them within."""

    first: int
    last: int
    kind: str


def scheme_of(sentences: Iterable[Sequence[str]]) -> Known:
    """Which scheme these tags are written in; a few that have no mark are only wrong."""
    marks: Counter[str] = Counter()
    begun: Counter[bool] = Counter()  # entities after what they cannot go on from, by "B-" or "I-"
    bare = 0
    for tags in sentences:
        before = (OUTSIDE, "")
        for tag in tags:
            now = _parts(tag)
            bare += now is None and tag != ""
            now = now or (OUTSIDE, "")
            marks[now[0]] += 1
            if now[0] in (BEGIN, INSIDE) and (before[0] == OUTSIDE or before[1] != now[1]):
                begun[now[0] == BEGIN] += 1
            before = now
    if bare > PLAIN * (bare + marks.total() - marks[OUTSIDE]):
        return "plain"
    return _marked(marks, iob1=begun[False] > begun[True])


def _marked(marks: Counter[str], *, iob1: bool) -> Known:
    """The scheme of tags with these marks; `iob1`: most entities begin with "I-"."""
    if marks["M"] and not marks["I"]:
        return "bmes"
    if any(marks[mark] for mark in "ELSUWM"):
        return "iobes"
    return "iob1" if iob1 else "iob2"


def as_iob2(tags: Sequence[str], scheme: Known) -> tuple[tuple[str, ...], int]:
    """The tags in IOB2, and how many of them broke their scheme.

    Plain tags are taken for kinds of entities; those of words, as parts of speech are, have no "O"
    among them and are none of IOB2's.
    """
    if scheme == "plain":
        return _from_plain(tags), 0
    found: list[str] = []
    broken = 0
    before = (OUTSIDE, "")
    for tag in tags:
        parts = _parts(tag)
        mark, kind = parts or (OUTSIDE, "")
        mark = _MEANINGS.get(mark, OUTSIDE)
        going_on = before[0] in (BEGIN, INSIDE) and before[1] == kind
        begins = mark in (BEGIN, "S") or not going_on
        if mark == OUTSIDE:
            found.append(OUTSIDE)
        else:
            found.append(f"{BEGIN if begins else INSIDE}-{kind}")
        broken += parts is None or _breaks(mark, going_on=going_on, scheme=scheme)
        before = (mark, kind)
    return tuple(found), broken


def spans_of(tags: Sequence[str]) -> list[Span]:
    """The entities that IOB2 tags mark, in order; broken ones are read as conlleval reads them."""
    found: list[Span] = []
    start, kind = 0, ""
    for place, tag in enumerate((*tags, OUTSIDE)):
        mark, _, own = tag.partition("-")
        if kind and (mark != INSIDE or own != kind):
            found.append(Span(start, place - 1, kind))
            kind = ""
        if own and not kind and mark in (BEGIN, INSIDE):
            start, kind = place, own
    return found


def tags_of(spans: Iterable[Span], num_words: int) -> tuple[tuple[str, ...], int]:
    """IOB2 tags of so many words, and how many spans had no place: longer ones go before."""
    tags = [OUTSIDE] * num_words
    lost = 0
    for span in sorted(spans, key=lambda one: (one.first - one.last, one.first)):
        place = range(span.first, span.last + 1)
        if not 0 <= span.first <= span.last < num_words or any(tags[at] != OUTSIDE for at in place):
            lost += 1
            continue
        for at in place:
            tags[at] = f"{BEGIN if at == span.first else INSIDE}-{span.kind}"
    return tuple(tags), lost


def in_order(tags: Iterable[str]) -> tuple[str, ...]:
    """Tags as the classes of a model: "O" first, then kind by kind, each with B- before I-.

    Of every kind that begins there is one that goes on, seen or not.
    """
    known = set(tags) - {OUTSIDE}
    marked = all(tag.startswith(("B-", "I-")) for tag in known)
    if not marked:
        return tuple(([OUTSIDE] if OUTSIDE in set(tags) else []) + sorted(known))
    kinds = sorted({tag[2:] for tag in known})
    return (OUTSIDE, *(f"{mark}-{kind}" for kind in kinds for mark in (BEGIN, INSIDE)))


def looks_like_tag(tag: str) -> bool:
    """Whether it is a tag of entities: O, a mark and a kind, or a mark alone."""
    return _parts(tag) is not None


def _parts(tag: str) -> tuple[str, str] | None:
    """Mark and kind; None where it is neither outside nor marked."""
    if tag in _OUTSIDE:
        return OUTSIDE, ""
    if tag in _BARE:
        return tag, UNNAMED
    if found := _BEFORE.fullmatch(tag):
        return found[1].upper(), found[2]
    if found := _BEHIND.fullmatch(tag):
        return found[2], found[1]
    return None


def _breaks(mark: str, *, going_on: bool, scheme: Known) -> bool:
    """Whether a tag stands where its scheme has no place for it."""
    if scheme == "iob1":
        return False
    return mark in (INSIDE, "E") and not going_on


def _from_plain(tags: Sequence[str]) -> tuple[str, ...]:
    """Kinds without marks: neighbours of one kind are one entity."""
    found = []
    before = OUTSIDE
    for tag in tags:
        now = OUTSIDE if tag in _OUTSIDE else tag
        mark = INSIDE if now == before else BEGIN
        found.append(now if now == OUTSIDE else f"{mark}-{now}")
        before = now
    return tuple(found)
