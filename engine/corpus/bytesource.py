"""The bytes of one file, plain or gzipped, read in chunks and never written."""

from __future__ import annotations

import gzip
import os
import stat
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from engine import disk
from engine.faults import Fault
from engine.wording import translate

CHUNK = 1 << 20  # bytes
SMALL_BOMB = 64 << 20  # bytes a gzipped file may always grow to
BOMB_RATIO = 100  # beyond that, text does not shrink so well
NO_FILE = translate("faults", "{path} is no ordinary file.")


class ByteSource:
    """A regular file, opened once and read as often as needed."""

    def __init__(self, path: Path, *, changed_after: int | None = None) -> None:
        self.path = path
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        try:
            self._raw = os.fdopen(os.open(path, flags), "rb", buffering=0)
        except OSError as error:
            raise unreadable(path, error) from error
        found = os.fstat(self._raw.fileno())
        if not stat.S_ISREG(found.st_mode):
            self._raw.close()
            raise no_file(path)
        self.num_bytes = found.st_size
        self.zipped = path.suffix.lower() == ".gz"
        self._modified = found.st_mtime_ns
        self._expected = self._modified if changed_after is None else changed_after

    @property
    def at(self) -> int:
        """Bytes of the file on disk that were read since the last beginning."""
        return self._raw.tell()

    def chunks(self) -> Iterator[bytes]:
        """The content from its beginning; raises Fault where it cannot be read to its end."""
        self._raw.seek(0)
        file: IO[bytes] | Any = gzip.GzipFile(fileobj=self._raw) if self.zipped else self._raw
        total = 0
        try:
            while chunk := file.read(CHUNK):
                total += len(chunk)
                if self.zipped and total > max(SMALL_BOMB, BOMB_RATIO * self.at):
                    raise _bomb(self.path)
                yield chunk
        except EOFError as error:
            why = translate("faults", "It breaks off before its end.")
            raise _damaged(self.path, why) from error
        except (zlib.error, gzip.BadGzipFile) as error:
            why = translate("faults", "Its bytes are not those of a .gz file, or were changed.")
            raise _damaged(self.path, why) from error
        except OSError as error:
            raise unreadable(self.path, error) from error

    def head(self, num_bytes: int) -> bytes:
        """The first bytes of the content."""
        for chunk in self.chunks():
            return chunk[:num_bytes]
        return b""

    def changed(self) -> bool:
        """Whether the file is no longer what it was when the corpus was looked at."""
        try:
            now = os.fstat(self._raw.fileno())
        except OSError:
            return True
        return now.st_size != self.num_bytes or now.st_mtime_ns != self._expected

    def close(self) -> None:
        """Close the file."""
        self._raw.close()


class Unreadable(Fault):
    """The system does not let us read a file, now at least."""


def unreadable(path: Path, error: OSError) -> Unreadable:
    """The fault of a file the system does not let us read."""
    return Unreadable(
        translate("faults", "{path} cannot be read."),
        why="{reason}",
        now=translate("faults", "See whether it is still there and you may read it."),
        path=str(path),
        reason=disk.reason_of(error),
    )


def no_file(path: Path) -> Fault:
    """The fault of a pipe, device or socket."""
    return Fault(
        NO_FILE,
        why=translate("faults", "Pipes, devices and sockets are left out."),
        path=str(path),
    )


def _bomb(path: Path) -> Fault:
    return Fault(
        translate("faults", "{path} grows more than {ratio} times when unpacked."),
        why=translate("faults", "Text does not shrink that far; such files only fill a disk."),
        now=translate("faults", "Unpack it yourself if it is what you want."),
        path=str(path),
        ratio=BOMB_RATIO,
    )


def _damaged(path: Path, why: str) -> Fault:
    return Fault(
        translate("faults", "{path} cannot be unpacked."),
        why=why,
        now=translate("faults", "Fetch the file again."),
        path=str(path),
    )
