"""Sentences for people, marked where they stand so that the window can say them in its language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def translate(context: str, text: str) -> str:
    """Mark `text` as shown to people and return it unchanged.

    The window looks the same text up under the same context in its catalogue (the translation
    tools read Python calls of this name); the command line shows it as it is. Only literals may
    be passed: values go in afterwards, through `{fields}`.
    """
    return text


def fill(words: str, values: Mapping[str, Any]) -> str:
    """Fill `{fields}`; a sentence whose fields and values do not fit is shown as it is."""
    try:
        return words.format(**values)
    except (LookupError, ValueError, AttributeError, TypeError):
        return words


def printable(line: str) -> str:
    """The line with a ? for what a terminal would obey: file names may hold any character."""
    return "".join(letter if letter.isprintable() else "?" for letter in line)
