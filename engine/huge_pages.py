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
GRANTED = Path("/sys/kernel/mm/transparent_hugepage/enabled")


def start_again() -> None:
    """Replace this process by itself, huge pages asked for, where the system grants them so.

    The C library reads its environment before a line of Python runs. What a person has set there
    stays as it is; under a debugger, which would lose sight of the program, nothing is done.
    """
    if not _would_gain():
        return
    os.environ[VARIABLE] = WISH
    with suppress(OSError):  # it works without, only slower
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])


def glibc() -> bool:
    """Whether the C library is the one that knows this wish."""
    try:
        return (os.confstr("CS_GNU_LIBC_VERSION") or "").startswith("glibc")
    except (AttributeError, OSError, ValueError):  # no POSIX, or another library
        return False


def _would_gain() -> bool:
    if VARIABLE in os.environ or sys.gettrace() is not None or not glibc():
        return False
    try:
        return "[madvise]" in GRANTED.read_text(encoding="ascii")
    except OSError:  # a kernel without them
        return False
