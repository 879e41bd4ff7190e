"""The terminal a window was started from: a program begun by a click has none."""

from __future__ import annotations

import select
import sys
import time
from contextlib import suppress

from engine.wording import printable
from studio.turns import Turns

ONCE_SECONDS = 60.0  # a thing told in several places of the window is said here once
PIECE = 128  # characters: POSIX promises room for 512 bytes in whatever can be written to
PATIENCE = 0.05  # seconds a window may stand still for a terminal that takes nothing

_said: dict[str, float] = {}  # when each was said
_speaking = Turns()  # faults come from any thread


def say(words: str) -> None:
    """Write lines to standard error, where there is one and somebody reads it."""
    text = "\n".join(map(printable, words.split("\n"))) + "\n"
    # None under pythonw; closed, or read by nobody any more, later.
    with _speaking.take(), suppress(AttributeError, OSError, ValueError, RuntimeError):
        for start in range(0, len(text), PIECE):
            if not _takes_more():
                return
            sys.stderr.write(text[start : start + PIECE])
            sys.stderr.flush()


def say_once(words: str) -> None:
    """Say it, unless the same was said within the last minute. Safe to call from any thread."""
    now = time.monotonic()
    with _speaking.take():
        for old in [one for one, when in _said.items() if now - when >= ONCE_SECONDS]:
            del _said[old]
        if words in _said:
            return
        _said[words] = now
    say(words)


def _takes_more() -> bool:
    """Whether writing comes back: a pipe that is full, and read by nobody, would hold us up."""
    with suppress(TypeError, OSError, ValueError):  # Windows asks this of sockets alone
        return bool(select.select([], [sys.stderr], [], PATIENCE)[1])
    return True
