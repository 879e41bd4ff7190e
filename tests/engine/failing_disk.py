"""Disks that fail at the n-th call, in place of `engine.disk.operations`.

monkeypatch.setattr(disk, "operations", FailingDisk(at=3))
"""

from __future__ import annotations

import errno
import os
from pathlib import Path

from engine.disk import Operations
from engine.disk.system import Data


class Killed(BaseException):
    """The process dies here: no `except Exception`, no `suppress(OSError)` catches it."""


class FailingDisk(Operations):
    """Fails at the call number `at` (from 1), with `code`; 0 only counts.

    `lasting` disks fail at every later call too; `killing` ones raise Killed from then on, so
    that no tidying up succeeds, as after kill -9. A failing write writes half of its bytes.
    """

    def __init__(
        self, at: int = 0, *, code: int = errno.ENOSPC, lasting: bool = False, killing: bool = False
    ) -> None:
        self.at, self.code = at, code
        self.lasting, self.killing = lasting or killing, killing
        self.calls: list[str] = []

    @property
    def failed(self) -> bool:
        """Whether the call that fails was reached."""
        return 0 < self.at <= len(self.calls)

    def open(self, path: Path, flags: int) -> int:
        self._call(f"open {path.name}", writing=flags != os.O_RDONLY)
        return super().open(path, flags)

    def write(self, file: int, data: Data) -> None:
        try:
            self._call(f"write {len(data)} bytes")
        except BaseException:
            os.write(file, memoryview(data)[: len(data) // 2])
            raise
        super().write(file, data)

    def fsync(self, file: int) -> None:
        self._call("fsync")
        super().fsync(file)

    def sync_folder(self, path: Path) -> None:
        self._call(f"sync folder {path.name}")
        super().sync_folder(path)

    def truncate(self, file: int, size: int) -> None:
        self._call(f"truncate to {size}")
        super().truncate(file, size)

    def close(self, file: int) -> None:
        super().close(file)
        self._call("close")

    def rename(self, source: Path, target: Path) -> None:
        self._call(f"rename {source.name} {target.name}")
        super().rename(source, target)

    def mkdir(self, path: Path) -> None:
        self._call(f"mkdir {path.name}")
        super().mkdir(path)

    def unlink(self, path: Path) -> None:
        self._call(f"unlink {path.name}")
        super().unlink(path)

    def rmdir(self, path: Path) -> None:
        self._call(f"rmdir {path.name}")
        super().rmdir(path)

    def _call(self, what: str, *, writing: bool = True) -> None:
        if not writing:
            return
        self.calls.append(what)
        number = len(self.calls)
        if self.at and (number == self.at or (self.lasting and number > self.at)):
            if self.killing:
                raise Killed(what)
            raise OSError(self.code, os.strerror(self.code), what)
