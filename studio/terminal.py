"""The terminal a window was started from: a program begun by a click has none."""

from __future__ import annotations

import sys
import time
from contextlib import suppress

from engine.wording import printable

ONCE_SECONDS = 60.0  # a thing told in several places of the window is said here once

_said: dict[str, float] = {}  # when each was said


def say(words: str) -> None:
    """Write lines to standard error, where there is one and somebody reads it."""
    safe = "\n".join(map(printable, words.split("\n")))
    # None under pythonw; closed, or read by nobody any more, later.
    with suppress(AttributeError, OSError, ValueError, RuntimeError):
        sys.stderr.write(f"{safe}\n")
        sys.stderr.flush()


def say_once(words: str) -> None:
    """Say it, unless the same was said within the last minute."""
    now = time.monotonic()
    for old in [one for one, when in _said.items() if now - when >= ONCE_SECONDS]:
        del _said[old]
    if words not in _said:
        _said[words] = now
        say(words)
