"""Files that nothing is decided by: lines for people, and the trace of a process that died."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from engine import disk
from engine.disk.atomic import remove
from engine.disk.system import APPEND, OPEN_OR_CREATE
from engine.disk.trouble import reaching
from engine.faults import Fault


def append_line(path: Path, line: str, *, most: int | None = None) -> None:
    """Add a line to a text file that nobody relies upon: no checksum, no fsync.

    One that would outgrow `most` bytes takes the place of `NAME.1`, and a new one begins.
    """
    data = f"{line}\n".encode("utf-8", "backslashreplace")
    with reaching(path):
        if most is not None and path.is_file() and path.stat().st_size + len(data) > most:
            disk.operations.rename(path, path.with_name(f"{path.name}.1"))
        file = disk.operations.open(path, APPEND)
        try:
            disk.operations.write(file, data)
        finally:
            disk.operations.close(file)


@contextmanager
def open_trace(path: Path) -> Iterator[int]:
    """An emptied file for `faulthandler`, which writes to its descriptor as the process dies.

    After an orderly end no empty file stays; another one tells of a process that died meanwhile.
    """
    with reaching(path):
        file = disk.operations.open(path, OPEN_OR_CREATE)
    try:
        with reaching(path):
            disk.operations.truncate(file, 0)
        yield file
    finally:
        with suppress(OSError):
            empty = os.fstat(file).st_size == 0
            disk.operations.close(file)
            if empty:
                with suppress(Fault):  # another window has it open
                    remove(path)
