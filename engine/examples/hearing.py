"""Long loops in which a stop is heard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from engine.control import Check

EVERY = 4096  # items, a few hundredths of a second

Item = TypeVar("Item")


def unheard() -> None:
    """Nobody can ask for a stop."""


def heard(items: Iterable[Item], check: Check) -> Iterator[Item]:
    """The same items; `check` is called now and then, and may end the loop by raising."""
    for number, item in enumerate(items):
        if number % EVERY == 0:
            check()
        yield item
