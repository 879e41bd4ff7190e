"""Folders of what can be made again, kept from growing for ever: the oldest entries go first.

Beside an entry `name` stands `name.lock` while somebody makes it; `name.partial-…` is what is not
yet, or no longer, whole. Nothing here fails: what cannot be removed now stays for the next time.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path

from engine.disk.atomic import is_partial, remove
from engine.disk.locks import Lock
from engine.faults import Fault

DAY = 86_400.0  # seconds after which nobody still writes a single file

_LOCK = ".lock"


def mark_used(path: Path) -> None:
    """Note that an entry is in use."""
    with suppress(OSError):
        os.utime(path)


def prune_folders(folder: Path, keep: Path, most_bytes: int) -> None:
    """Remove what killed writers left, and the longest unused entries beyond `most_bytes`.

    Entries are folders; `keep` stays, and so does one that is being made: it is locked. One that
    is being read is read to its end, for its files are open; a system that removes no open file
    keeps it.
    """
    total = 0
    for path in _newest_first(folder):
        if path.suffix == _LOCK:
            _remove_unless_locked(path, path)
        elif is_partial(path):
            _remove_unless_locked(path, path.with_suffix(_LOCK))
        elif path.is_dir():
            total += _num_bytes(path)
            if total > most_bytes and path != keep:
                _remove_unless_locked(path, path.with_name(f"{path.name}{_LOCK}"))


def prune_files(folder: Path, most: int) -> None:
    """Remove all but the last used `most` files, and what killed writers left a day ago."""
    left = most
    for path in _newest_first(folder):
        with suppress(OSError, Fault):
            if is_partial(path):
                if time.time() - path.stat().st_mtime > DAY:
                    remove(path)
                continue
            left -= 1
            if left < 0:
                remove(path)


def _newest_first(folder: Path) -> list[Path]:
    found: list[tuple[float, Path]] = []
    with suppress(OSError):
        for path in folder.iterdir():
            with suppress(OSError):  # somebody else removed it
                found.append((path.stat().st_mtime, path))
    return [path for _, path in sorted(found, reverse=True)]


def _remove_unless_locked(path: Path, lock_file: Path) -> None:
    lock = Lock(lock_file)
    with suppress(Fault):
        if lock.try_acquire():
            try:
                if path != lock_file:
                    remove(path)
            finally:
                lock.discard()


def _num_bytes(folder: Path) -> int:
    total = 0
    with suppress(OSError):
        for path in folder.iterdir():
            total += path.stat().st_size
    return total
