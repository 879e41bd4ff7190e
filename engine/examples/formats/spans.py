"""JSON lines with a text and its spans: CLUENER's (Xu et al. 2020), doccano's and their like."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, ClassVar

from engine.corpus.cleaning import clean
from engine.corpus.lines import lines
from engine.corpus.table_rows import LONGEST_ROW
from engine.examples.example import Kind
from engine.examples.format import (
    LONGEST,
    NOT_SEEN,
    SHOWN,
    Format,
    Found,
    Opened,
    Seen,
    Wanted,
    shortened,
)
from engine.examples.schemes import Span, tags_of

LOOKED_AT = 200  # lines
TEXT = ("text", "sentence", "content")
SPANS = ("label", "labels", "entities", "spans", "annotations")
KIND = ("label", "type", "entity", "kind", "tag")
START, END = ("start", "start_offset", "begin"), ("end", "end_offset", "stop")
_SIGNS = "\u3400-\u9fff\uf900-\ufaff\u3041-\u30ff"  # written without blanks between words
_HAN = re.compile(f"[{_SIGNS}]")
_WORD = re.compile(rf"[{_SIGNS}]|[^\W{_SIGNS}]+|[^\w\s]")
_CHARACTER = re.compile(r"\S")

Cut = tuple[int, int, str]  # first character, the one behind the last, kind


class Spans(Format):
    """Characters cut into words and tagged; a record is (row, words, tags in IOB2, spans lost)."""

    name: ClassVar[str] = "spans"
    kinds: ClassVar[tuple[Kind, ...]] = ("tagging",)

    def look(self, text: Opened, wanted: Wanted) -> Seen:
        """Known by a text and a mapping or list of places in it."""
        if not text.head.lstrip().startswith("{"):
            return NOT_SEEN
        first = [line for line in islice(_lines(text), LOOKED_AT) if line]
        values = [value for line in first if (value := _object(line)) is not None]
        known = [value for value in values if isinstance(_one_of(value, TEXT), str)]
        spans = [found for value in known if (found := _spans(value)) is not None]
        if not known or 2 * len(known) < len(first):
            return NOT_SEEN
        if not any(spans):
            return NOT_SEEN
        return Seen(
            sureness=0.97,
            kinds=self.kinds,
            columns=tuple(str(name) for name in known[0]),
            roles={"word": "text", "tag": "label"},
            preview=tuple(_shown(value) for value in known[:SHOWN]),
            labelled=True,
        )

    def records(self, texts: Sequence[Opened], wanted: Wanted) -> Iterator[Found]:
        """Every line; of spans in one another the longer stays."""
        for row, line in enumerate(_lines(texts[0]), start=1):
            if line is None:
                yield "too_long"
            elif line.strip():
                value = _object(line)
                yield "malformed" if value is None else _record(row, value)


def _record(row: int, value: Mapping[str, Any]) -> Found:
    text = _one_of(value, TEXT)
    spans = _spans(value)
    if not isinstance(text, str):
        return "malformed"
    if len(text) > LONGEST:
        return "too_long"
    text = clean(text, ())
    pieces = _CHARACTER if 2 * len(_HAN.findall(text)) > len(text.replace(" ", "")) else _WORD
    places = [(found.start(), found.end()) for found in pieces.finditer(text)]
    if not places:
        return "empty"
    words = [text[start:end] for start, end in places]
    if spans is None:
        return row, words, [""] * len(words), 0
    whole = [span for cut in spans if (span := _whole_words(cut, places)) is not None]
    tags, lost = tags_of(whole, len(words))
    return row, words, list(tags), lost + len(spans) - len(whole)


def _whole_words(cut: Cut, places: Sequence[tuple[int, int]]) -> Span | None:
    """The words that a span touches; None where there are none."""
    first, behind, kind = cut
    touched = [at for at, (start, end) in enumerate(places) if start < behind and end > first]
    return Span(touched[0], touched[-1], kind) if touched and first >= 0 else None


def _spans(value: Mapping[str, Any]) -> list[Cut] | None:
    """The spans of a text; None where nobody looked for any."""
    found = [cuts for name in SPANS if (cuts := _cuts(value.get(name))) is not None]
    return next((cuts for cuts in found if cuts), found[0] if found else None)


def _cuts(found: Any) -> list[Cut] | None:
    """What stands at one key; None where these are no spans."""
    if isinstance(found, dict):
        return _inclusive(found)
    if not isinstance(found, list):
        return None
    cuts = [_cut(one) for one in found]
    return [cut for cut in cuts if cut is not None] if all(cuts) else None


def _inclusive(found: Mapping[str, Any]) -> list[Cut] | None:
    """CLUENER's: kind → words → [first, last], both within."""
    cuts: list[Cut] = []
    for kind, named in found.items():
        if not isinstance(named, dict):
            return None
        for places in named.values():
            for place in places if isinstance(places, list) else ():
                if not _are_places(place) or len(place) != 2:
                    return None
                cuts.append((place[0], place[1] + 1, str(kind)))
    return cuts


def _cut(one: Any) -> Cut | None:
    """One of a list: [start, end, kind], or an object with these; the end is behind the last."""
    if isinstance(one, list) and len(one) == 3 and _are_places(one[:2]):
        return (one[0], one[1], one[2]) if isinstance(one[2], str) else None
    if not isinstance(one, dict):
        return None
    kind, place = _one_of(one, KIND), [_one_of(one, START), _one_of(one, END)]
    if isinstance(kind, list) and len(kind) == 1:  # as Label Studio writes it
        kind = kind[0]
    return (place[0], place[1], kind) if isinstance(kind, str) and _are_places(place) else None


def _are_places(found: Any) -> bool:
    return isinstance(found, list) and all(
        isinstance(place, int) and not isinstance(place, bool) for place in found
    )


def _one_of(value: Mapping[str, Any], names: Sequence[str]) -> Any:
    return next((value[name] for name in names if name in value), None)


def _object(line: str) -> dict[str, Any] | None:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _lines(text: Opened) -> Iterator[str | None]:
    return lines(text.text(), LONGEST_ROW)


def _shown(value: Mapping[str, Any]) -> tuple[str, ...]:
    words = str(_one_of(value, TEXT))
    told = "; ".join(f"{kind}: {words[start:end]}" for start, end, kind in _spans(value) or [])
    return shortened(words), shortened(told)
