"""The terminal a window was started from: a program begun by a click has none."""

from __future__ import annotations

import sys


def say(words: str) -> None:
    """Write a line to standard error, where there is one."""
    if sys.stderr is not None:  # None under pythonw
        sys.stderr.write(f"{words}\n")
