"""Huge pages: on Linux a program that asks for them at its start trains up to a tenth faster.

A step walks through hundreds of megabytes; in pages of 4 kB the processor spends that tenth on
finding out where they lie (kernel documentation, "Transparent Hugepage Support").
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

VARIABLE = "GLIBC_TUNABLES"
# Huge pages for what is allocated; and one arena, for those of single threads ask for none.
WISH = "glibc.malloc.hugetlb=1:glibc.malloc.arena_max=1"
ASKED = "CLOZE_STUDIO_STARTED_AGAIN"  # a loader may take VARIABLE away; once is enough all the same
SET_BY_PEOPLE = (VARIABLE, "MALLOC_ARENA_MAX")
GRANTED = Path("/sys/kernel/mm/transparent_hugepage/enabled")
SINCE = (2, 35)  # of glibc: before, the wish for huge pages was not known


def start_again() -> None:
    """Replace this process by itself, huge pages asked for, where the system grants them so.

    The C library reads its environment before a line of Python runs. What a person has set there
    stays as it is; under a debugger, which would lose sight of the program, nothing is done.
    """
    if os.environ.pop(ASKED, None) is not None:
        os.environ.pop(VARIABLE, None)  # it is ours, and not meant for programs started from here
        return
    if not _would_gain():
        return
    environment = {**os.environ, VARIABLE: WISH, ASKED: "1"}
    with suppress(OSError):  # it works without, only slower
        os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], environment)


def is_known() -> bool:
    """Whether the C library is one that knows this wish."""
    try:
        name, _, version = (os.confstr("CS_GNU_LIBC_VERSION") or "").partition(" ")
        return name == "glibc" and tuple(map(int, version.split(".")[:2])) >= SINCE
    except (AttributeError, OSError, ValueError):  # no POSIX, or another library
        return False


def _would_gain() -> bool:
    if any(name in os.environ for name in SET_BY_PEOPLE) or _is_watched() or not is_known():
        return False
    try:
        return "[madvise]" in GRANTED.read_text(encoding="ascii")
    except OSError:  # a kernel without them
        return False


def _is_watched() -> bool:
    """Whether a debugger follows the program."""
    monitoring = getattr(sys, "monitoring", None)  # from Python 3.12 on
    return sys.gettrace() is not None or (
        monitoring is not None and monitoring.get_tool(monitoring.DEBUGGER_ID) is not None
    )
