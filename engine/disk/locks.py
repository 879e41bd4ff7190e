"""Locks that the system lifts by itself when their holder dies, so none is ever stale."""

from __future__ import annotations

import errno
import os
import sys
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from engine import disk
from engine.disk.system import OPEN_OR_CREATE, READ
from engine.disk.trouble import reaching
from engine.faults import Fault
from engine.wording import translate

PATIENCE = 0.5  # seconds; somebody who only asks whether the lock is held has it for a moment

_HELD = {errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK}

if sys.platform == "win32":
    import msvcrt

    def _take(file: int, *, shared: bool) -> None:
        os.lseek(file, 1 << 30, os.SEEK_SET)  # beyond the end, so that the file stays readable
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(file: int, *, shared: bool) -> None:
        # flock, not lockf: a second lock in the same process must be refused too.
        fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)


class InUse(Fault):
    """Somebody else holds the lock of a folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            translate("faults", "{path} is in use by another Cloze Studio."),
            now=translate("faults", "Close the other one, or wait until its work has ended."),
            path=str(folder),
        )


class Lock:
    """A lock file, held by one `Lock` of one process; `with lock:` or `acquire` and `release`."""

    def __init__(self, path: Path, *, patience: float = PATIENCE) -> None:
        self.path = path
        self._patience = patience
        self._file: int | None = None

    @property
    def held(self) -> bool:
        """Whether this object holds the lock."""
        return self._file is not None

    def acquire(self) -> None:
        """Take the lock; raises InUse where another holds it."""
        deadline = time.monotonic() + self._patience
        while not self.try_acquire():
            if time.monotonic() >= deadline:
                raise InUse(self.path.parent)
            time.sleep(0.01)

    def try_acquire(self) -> bool:
        """Take the lock if nobody holds it; whether it was taken."""
        if self._file is not None:
            return False
        with reaching(self.path):
            file = disk.operations.open(self.path, OPEN_OR_CREATE)
            try:
                taken = _try(file, shared=False) and _is_still(file, self.path)
            except BaseException:
                os.close(file)
                raise
            if taken:
                self._file = file
            else:
                os.close(file)
            return taken

    def release(self) -> None:
        """Give the lock up; nothing happens where it is not held."""
        if self._file is not None:
            file, self._file = self._file, None
            os.close(file)  # lifts the lock

    def discard(self) -> None:
        """Give the lock up and remove its file, if nobody else has it open by then."""
        if self._file is None:
            return
        if sys.platform == "win32":  # no open file can be removed there
            self.release()
        with suppress(OSError):  # a file left behind keeps nobody out
            disk.operations.unlink(self.path)
        self.release()

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()


def is_locked(path: Path) -> bool:
    """Whether somebody, this process included, holds the lock; writes nothing."""
    try:
        file = disk.operations.open(path, READ if sys.platform != "win32" else OPEN_OR_CREATE)
    except OSError:
        return False
    try:
        return not _try(file, shared=True)
    finally:
        with suppress(OSError):
            os.close(file)


def _try(file: int, *, shared: bool) -> bool:
    try:
        _take(file, shared=shared)
    except OSError as error:
        if error.errno in _HELD:
            return False
        raise
    return True


def _is_still(file: int, path: Path) -> bool:
    """Whether the name still means this file: somebody may have removed it meanwhile."""
    try:
        return os.path.samestat(os.fstat(file), path.stat())
    except FileNotFoundError:
        return False
