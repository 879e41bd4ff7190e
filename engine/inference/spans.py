"""Spans: which words went into which gap of a text.

Two ways there are to tell: the model named each gap (T5), or it wrote the whole text (BART).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from difflib import SequenceMatcher

from engine.answers import Span
from engine.inference.growing import text_behind
from engine.inference.sentence import MASK
from engine.tokenizer.tokenizer import Tokenizer


def spans_of(
    tokenizer: Tokenizer, typed: Sequence[int], read: Sequence[int], written: Sequence[int]
) -> tuple[Span, ...]:
    """One for each gap of the tokens `typed`, which were `read` with special tokens around.

    `read` names the gaps where the model was to name them.
    """
    gaps = set(tokenizer.special.sentinels)
    silent = {tokenizer.special.cls, tokenizer.special.sep, tokenizer.special.pad}
    read = [token for token in read if token not in silent]
    written = [token for token in written if token not in silent]
    if gaps.isdisjoint(read):
        return _by_what_stands_around(tokenizer, typed, written)
    return _by_name(tokenizer, typed, read, written)


def _by_name(
    tokenizer: Tokenizer, typed: Sequence[int], read: Sequence[int], written: Sequence[int]
) -> tuple[Span, ...]:
    """Of a text that says before each span which gap it is for."""
    gaps = set(tokenizer.special.sentinels)
    of_gap: dict[int, list[int]] = {}
    current: list[int] = []
    for token in written:
        if token in gaps:
            current = of_gap[token] = []
        else:
            current.append(token)
    found: list[Span] = []
    for place, (token, name) in enumerate(zip(read, typed, strict=True)):
        if token in gaps or token == tokenizer.special.mask:
            span = of_gap.get(token)
            text = None if span is None else _text(tokenizer, read[:place], span, gaps)
            found.append(Span(_name(tokenizer, name), text))
    return tuple(found)


def _by_what_stands_around(
    tokenizer: Tokenizer, typed: Sequence[int], written: Sequence[int]
) -> tuple[Span, ...]:
    """Of a text written whole: what stands in it between the words on either side of a gap."""
    mask = tokenizer.special.mask
    sides = [-1 - place if token == mask else token for place, token in enumerate(typed)]
    matcher = SequenceMatcher(a=sides, b=list(written), autojunk=False)
    alone: dict[int, list[int]] = {}
    for kind, start, stop, first, last in matcher.get_opcodes():
        if kind in ("replace", "delete") and stop == start + 1:
            alone[start] = list(written[first:last])
    found: list[Span] = []
    for place, token in enumerate(typed):
        if token == mask:
            span = alone.get(place)
            text = None if span is None else _text(tokenizer, typed[:place], span, {mask})
            found.append(Span(MASK, text))
    return tuple(found)


def _text(
    tokenizer: Tokenizer, before: Sequence[int], span: Sequence[int], gaps: Collection[int | None]
) -> str:
    return text_behind(tokenizer, before, span, gaps).strip()


def _name(tokenizer: Tokenizer, token: int) -> str:
    return MASK if token == tokenizer.special.mask else tokenizer.token(token)
