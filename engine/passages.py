"""Passages: what a person types, whole characters only, and a pair of them written as one text."""

from __future__ import annotations

SEPARATOR = " [SEP] "  # between the two passages of a pair


def split_pair(text: str) -> tuple[str, str | None]:
    """The two passages of a pair that is written as one text; None where it is one passage."""
    first, separator, second = text.partition(SEPARATOR)
    return (first, second) if separator else (text, None)


def as_one(first: str, second: str | None) -> str:
    """What `split_pair` parts."""
    return first if second is None else f"{first}{SEPARATOR}{second}"


def readable(text: str) -> str:
    """The text with “�” for every half of a character, which no tokenizer takes."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
