"""Fitting what somebody typed into the rows a model reads: windows of a long text, and cutting.

All counts and places are of tokens, those put around a text not among them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from engine.answers import Fitted


@dataclass(frozen=True, slots=True)
class Window:
    """The tokens start … stop of a text."""

    start: int
    stop: int

    def of(self, tokens: Sequence[int]) -> list[int]:
        """Those of a text."""
        return list(tokens[self.start : self.stop])


def window_around(place: int, total: int, room: int) -> Window:
    """The `room` tokens of `total` that show a place with as much on either side as there is.

    All of them where they fit; near an end the other side is given what this one lacks.
    """
    start = max(0, min(place - room // 2, total - room))
    return Window(start, min(start + room, total))


def seen_through(windows: Sequence[Window], total: int, length: int) -> Fitted:
    """What of a text of `total` tokens is seen through these windows; `length` with specials."""
    apart = sorted(set(windows), key=lambda window: window.start)
    seen = last = 0
    for window in apart:
        seen += max(0, window.stop - max(window.start, last))
        last = max(last, window.stop)
    return Fitted((total,), (total - seen,), length, len(apart))


def kept_of_pair(first: int, second: int, room: int) -> tuple[int, int]:
    """How much is kept of two passages: the longer gives up first, then both alike."""
    if first + second <= room:
        return first, second
    shorter = min(first, second, room // 2)
    longer = room - shorter
    return (shorter, longer) if first < second else (longer, shorter)
