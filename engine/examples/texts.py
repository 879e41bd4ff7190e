"""What a row of a table, or a line of two files, becomes: one or two clean texts and a label."""

from __future__ import annotations

from engine.corpus.cleaning import clean_passage
from engine.corpus.labels import LONGEST_LABEL
from engine.examples.format import LONGEST, Found


def texts_of(row: int, first: str, second: str | None, label: str) -> Found:
    """The record (row, first, second, label); `second` is None where there is but one text."""
    first, label = clean_passage(first), clean_passage(label)
    second = None if second is None else clean_passage(second)
    if not first or second == "":
        return "empty"
    if len(label) > LONGEST_LABEL:
        return "malformed"
    if max(len(first), len(second or "")) > LONGEST:
        return "too_long"
    return row, first, second, label
