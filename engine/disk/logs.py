"""Logs of one JSON object per line, each with its checksum; a torn last line does no harm."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from engine import disk
from engine.disk.atomic import write_bytes
from engine.disk.seals import seal, unseal
from engine.disk.system import APPEND, READ
from engine.disk.trouble import reaching

SYNC_SECONDS = 1.0
BLOCK = 1 << 16  # bytes read at a time from the end


class LogRows(list[dict[str, Any]]):
    """The good rows of a log, in order."""

    damaged: int = 0  # whole lines left out because their checksum differs
    torn: bool = False  # the last line was cut off while it was being written


class LogReader:
    """The good rows of a log, read one after another: memory does not grow with the log.

    How many lines were damaged, and whether the last was torn, is known once all were read. There
    are no rows where there is no file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.damaged = 0
        self.torn = False

    def lines(self) -> Iterator[tuple[bytes, dict[str, Any]]]:
        """Every good line without its end, and the row it holds."""
        self.damaged, self.torn = 0, False
        if not self.path.is_file():
            return
        with reaching(self.path):
            file = os.fdopen(disk.operations.open(self.path, READ), "rb", BLOCK)
        with file:
            for line in file:
                content = line.removesuffix(b"\n")
                row = _read_line(content)
                if row is not None:
                    yield content, row
                elif content != line:
                    self.damaged += 1
                else:
                    self.torn = True

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return (row for _, row in self.lines())


class AppendLog:
    """The one writer of a log. Safe to use from several threads.

    Every row is handed to the system at once (a killed process loses none) and brought to the
    medium at most once a second (a power cut loses the last second).
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._file: int | None = None
        self._size = 0  # bytes up to the end of the last whole row
        self._torn = False
        self._synced = 0.0

    def append(self, row: dict[str, Any]) -> None:
        """Add one row; after a fault the log is as it was before."""
        line = f"{seal(row)}\n".encode()
        with self._lock, reaching(self.path):
            file = self._opened()
            if self._torn:
                disk.operations.truncate(file, self._size)
            self._torn = True  # until the row is whole and, where it is time, on the medium
            disk.operations.write(file, line)
            if time.monotonic() - self._synced >= SYNC_SECONDS:
                self._sync(file)
            self._torn = False
            self._size += len(line)

    def truncate_after(self, step: int) -> int:
        """Drop the rows of later steps (and damaged lines); how many rows were dropped."""
        self.close()
        kept: list[bytes] = []
        dropped, reader = 0, LogReader(self.path)
        for line, row in reader.lines():
            if int(row.get("step", 0)) <= step:
                kept.append(line)
            else:
                dropped += 1
        if dropped or reader.damaged or reader.torn:
            write_bytes(self.path, b"".join(line + b"\n" for line in kept))
        return dropped

    def close(self) -> None:
        """Bring what was appended to the medium; the next `append` opens the log again."""
        with self._lock, reaching(self.path):
            if self._file is None:
                return
            file, self._file = self._file, None
            try:
                if self._torn:
                    disk.operations.truncate(file, self._size)
                disk.operations.fsync(file)
            finally:
                disk.operations.close(file)

    def _opened(self) -> int:
        if self._file is None:
            file = disk.operations.open(self.path, APPEND)
            try:
                self._size = _mend_end(file, self.path)
            except BaseException:
                disk.operations.close(file)
                raise
            self._file, self._torn = file, False
        return self._file

    def _sync(self, file: int) -> None:
        disk.operations.fsync(file)
        self._synced = time.monotonic()


def read_log(path: Path) -> LogRows:
    """The good rows; damaged lines are left out and counted. Empty where there is no file."""
    reader = LogReader(path)
    rows = LogRows(reader)
    rows.damaged, rows.torn = reader.damaged, reader.torn
    return rows


def last_row(path: Path, containing: bytes) -> dict[str, Any] | None:
    """The last good row whose line holds `containing`; reads from the end, no more than needed."""
    if not path.is_file():
        return None
    with reaching(path), os.fdopen(disk.operations.open(path, READ), "rb") as file:
        start = file.seek(0, os.SEEK_END)
        head = b""  # of a line that began in an earlier block
        while start > 0:
            begin = max(0, start - BLOCK)
            file.seek(begin)
            lines = (file.read(start - begin) + head).split(b"\n")
            head, start = (lines.pop(0) if begin else b""), begin
            for line in reversed(lines):
                row = _read_line(line) if containing in line else None
                if row is not None:
                    return row
    return None


def _read_line(line: bytes) -> dict[str, Any] | None:
    try:
        return unseal(line.decode("ascii"))
    except UnicodeDecodeError:
        return None


def _mend_end(file: int, path: Path) -> int:
    """Make an open log end with a whole line; its size."""
    size = os.fstat(file).st_size
    with os.fdopen(disk.operations.open(path, READ), "rb") as reader:
        tail, start = b"", size
        while start > 0 and b"\n" not in tail:
            begin = max(0, start - BLOCK)
            reader.seek(begin)
            tail, start = reader.read(start - begin) + tail, begin
    torn = tail[tail.rfind(b"\n") + 1 :]
    if not torn:
        return size
    if _read_line(torn) is not None:  # only the end of the line is missing
        disk.operations.write(file, b"\n")
        return size + 1
    disk.operations.truncate(file, size - len(torn))
    return size - len(torn)
