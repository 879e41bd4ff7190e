"""The calls to the operating system through which every managed file is touched."""

from __future__ import annotations

import errno
import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

Data = bytes | bytearray | memoryview

READ = os.O_RDONLY
CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL  # a new file; an old one is never written over
APPEND = os.O_RDWR | os.O_CREAT | os.O_APPEND
OPEN_OR_CREATE = os.O_RDWR | os.O_CREAT

_BINARY = getattr(os, "O_BINARY", 0)  # Windows would translate newlines
_RENAME_TRIES = 50 if sys.platform == "win32" else 1
_UNKNOWN = {errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOTTY, errno.ENOSYS}


class Operations:
    """One method per kind of call, each raising OSError; tests put a failing double in its place.

    The one in use is `engine.disk.operations`; it is looked up at every call.
    """

    def open(self, path: Path, flags: int) -> int:
        """A file descriptor, not inherited by child processes."""
        return os.open(path, flags | _BINARY, 0o666)

    def write(self, file: int, data: Data) -> None:
        """Write all of `data`; the system may take it in several pieces."""
        left = memoryview(data)
        while len(left):
            left = left[os.write(file, left) :]

    def fsync(self, file: int) -> None:
        """Wait until the file's bytes are on the medium."""
        if sys.platform == "darwin":
            import fcntl

            # fsync there only reaches the drive's cache; disks in a network know no more.
            with _unknown_calls_passed():
                fcntl.fcntl(file, fcntl.F_FULLFSYNC)
                return
        os.fsync(file)

    def sync_folder(self, path: Path) -> None:
        """Wait until the folder's names are on the medium; Windows does so by itself."""
        if sys.platform == "win32":
            return
        file = os.open(path, os.O_RDONLY)
        try:
            with _unknown_calls_passed():  # some disks in a network sync files only
                os.fsync(file)
        finally:
            os.close(file)

    def truncate(self, file: int, size: int) -> None:
        """Cut an open file to `size` bytes."""
        os.ftruncate(file, size)

    def close(self, file: int) -> None:
        """Close a descriptor."""
        os.close(file)

    def rename(self, source: Path, target: Path) -> None:
        """Give a file or folder its name at once, in place of an older file of that name."""
        for left in reversed(range(_RENAME_TRIES)):
            try:
                return os.replace(source, target)
            except PermissionError:
                if not left:
                    raise
                time.sleep(0.02)  # Windows: somebody is reading the older file just now
        return None

    def free_bytes(self, path: Path) -> int:
        """Bytes free on the disk of `path`; a quota may grant less."""
        return shutil.disk_usage(path).free

    def mkdir(self, path: Path) -> None:
        """Make one folder; its parent must be there."""
        os.mkdir(path)

    def unlink(self, path: Path) -> None:
        """Remove a file."""
        os.unlink(path)

    def rmdir(self, path: Path) -> None:
        """Remove an empty folder."""
        os.rmdir(path)


@contextmanager
def _unknown_calls_passed() -> Iterator[None]:
    """Go on where the file system does not know the call; other failures are raised."""
    try:
        yield
    except OSError as error:
        if error.errno not in _UNKNOWN:
            raise


if hasattr(os, "pread"):

    def read_at(file: int, num_bytes: int, offset: int) -> bytes:
        """Bytes of an open file from `offset` on, fewer at its end. Safe from several threads."""
        data = os.pread(file, num_bytes, offset)
        while len(data) < num_bytes:  # large reads may come in parts
            more = os.pread(file, num_bytes - len(data), offset + len(data))
            if not more:
                break
            data += more
        return data
else:
    import threading

    _SEEKING = threading.Lock()

    def read_at(file: int, num_bytes: int, offset: int) -> bytes:
        """Bytes of an open file from `offset` on, fewer at its end. Safe from several threads."""
        with _SEEKING:
            os.lseek(file, offset, os.SEEK_SET)
            return os.read(file, num_bytes)
