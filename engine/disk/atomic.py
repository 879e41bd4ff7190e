"""Files that are written whole or not at all, and the removal of what was left half-written."""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from engine import disk
from engine.disk.seals import seal, to_json, unseal
from engine.disk.system import CREATE, READ, Data
from engine.disk.trouble import Damaged, Taken, reaching
from engine.wording import translate

CHUNK = 4 << 20  # bytes read and summed at a time
COPY = translate("faults", "Put back a copy of the file.")

_REPLACED = ".replaced"
_PROBE = ".writable"  # nothing that is kept has a name like this
_PARTIAL = re.compile(r"\.partial-[0-9a-f]{12}$")


def partial_name(path: Path) -> Path:
    """A name beside `path` for what is not yet, or no longer, a whole file or folder."""
    return path.with_name(f"{path.name}.partial-{secrets.token_hex(6)}")


def replaced_name(path: Path) -> Path:
    """The name of an older folder while a newer one takes its place."""
    return path.with_name(f"{path.name}{_REPLACED}")


def is_partial(path: Path) -> bool:
    """Whether the name says that a write or a removal did not come to its end."""
    return _PARTIAL.search(path.name) is not None


def write_bytes(path: Path, data: Data) -> None:
    """Write a file at once: afterwards it is all there or what was there before still is."""
    write_pieces(path, (data,))


def write_pieces(path: Path, pieces: Iterable[Data]) -> None:
    """As `write_bytes`, piece by piece: they need not all be there, or in memory, at once."""
    partial = partial_name(path)
    with reaching(path):
        try:
            _write_new(partial, pieces)
            disk.operations.rename(partial, path)
        except BaseException:
            with suppress(OSError):
                disk.operations.unlink(partial)
            raise
        disk.operations.sync_folder(path.parent)


def write_new(path: Path, data: Data) -> None:
    """Write and fsync a file that was not there; raises OSError."""
    _write_new(path, (data,))


def _write_new(path: Path, pieces: Iterable[Data]) -> None:
    file = disk.operations.open(path, CREATE)
    try:
        for piece in pieces:
            disk.operations.write(file, piece)
        disk.operations.fsync(file)
    finally:
        disk.operations.close(file)


def write_text(path: Path, text: str) -> None:
    """Write a text file in UTF-8 at once."""
    write_bytes(path, text.encode("utf-8"))


def write_json(path: Path, value: Any, *, sealed: bool = False) -> None:
    """Write plain data at once; `sealed` objects carry a checksum of themselves."""
    text = seal(value, indent=1) if sealed else to_json(value, indent=1)
    write_text(path, f"{text}\n")


def read_bytes(path: Path) -> bytes:
    """All bytes of a file."""
    with reaching(path), os.fdopen(disk.operations.open(path, READ), "rb") as file:
        return file.read()


def read_text(path: Path) -> str:
    """A text file in UTF-8."""
    try:
        return read_bytes(path).decode("utf-8")
    except UnicodeDecodeError as error:
        raise Damaged(path, translate("faults", "It is no UTF-8 text."), now=COPY) from error


def read_json(path: Path, *, sealed: bool = False) -> Any:
    """Plain data from a file; raises Damaged where it is no JSON or its seal is broken."""
    text = read_text(path)
    if sealed:
        value = unseal(text[:-1]) if text.endswith("\n") else None
        if value is None:
            why = translate("faults", "Its content and its checksum differ.")
            raise Damaged(path, why, now=COPY)
        return value
    try:
        return json.loads(text)
    except ValueError as error:
        raise Damaged(path, translate("faults", "It is no JSON."), now=COPY) from error


def sha256(path: Path) -> str:
    """The SHA-256 sum of a file, as 64 hexadecimal digits."""
    digest = hashlib.sha256()
    with reaching(path), os.fdopen(disk.operations.open(path, READ), "rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def rename(source: Path, target: Path) -> None:
    """Move a file or folder to a name not yet taken on the same disk."""
    with reaching(source):
        if target.exists():
            raise Taken(target)
        disk.operations.rename(source, target)
        disk.operations.sync_folder(target.parent)
        disk.operations.sync_folder(source.parent)


def make_folder(path: Path) -> None:
    """Make a folder and its parents where they are missing."""
    with reaching(path):
        missing = [folder for folder in (path, *path.parents) if not folder.is_dir()]
        for folder in reversed(missing):
            with suppress(FileExistsError):  # another instance was quicker
                disk.operations.mkdir(folder)
        if not path.is_dir():
            raise NotADirectoryError(20, "a file has the name of the folder", str(path))


def check_writable(folder: Path) -> None:
    """Make and remove a folder where `folder` is or would be; Fault where that fails.

    What a disk says it allows is not always what it does. Nothing is left behind, but by a
    process killed just then: see `sweep_probes`.
    """
    with reaching(folder):
        nearest = next(path for path in (folder, *folder.parents) if path.exists())
        probe = partial_name(nearest / _PROBE)
        disk.operations.mkdir(probe)
        with suppress(FileNotFoundError):  # swept already
            disk.operations.rmdir(probe)


def remove(path: Path) -> None:
    """Remove a file or a folder with all in it; nothing happens where there is none.

    A folder loses its name first, so that one half-removed is never taken for a damaged one.
    """
    with reaching(path):
        try:
            is_folder = stat.S_ISDIR(path.lstat().st_mode)
        except FileNotFoundError:
            return
        if is_folder and not is_partial(path):
            partial = partial_name(path)
            disk.operations.rename(path, partial)
            path = partial
        _remove_tree(path)


def _remove_tree(path: Path) -> None:
    if not stat.S_ISDIR(path.lstat().st_mode):  # a link is removed, never followed
        disk.operations.unlink(path)
        return
    for entry in list(path.iterdir()):
        _remove_tree(entry)
    disk.operations.rmdir(path)


def sweep_probes(folder: Path) -> None:
    """Remove what killed processes left that only asked whether the folder can be written.

    Also where others are at work: theirs are empty, and nobody misses one.
    """
    with suppress(OSError):
        for path in list(folder.iterdir()):
            if path.name.startswith(f"{_PROBE}.") and is_partial(path):
                with suppress(OSError):
                    disk.operations.rmdir(path)


def sweep_partials(folder: Path) -> list[Path]:
    """Remove what killed writers left in a folder, put back what they had put aside.

    Returns the paths removed. Only for the one who holds the lock: a living writer's partial files
    look the same. What cannot be mended now stays for the next time.
    """
    swept: list[Path] = []
    found: list[Path] = []
    with suppress(OSError):
        found = sorted(folder.iterdir())
    for path in found:
        original = path.with_name(path.name.removesuffix(_REPLACED))
        with suppress(OSError):
            if original != path and not original.exists():
                disk.operations.rename(path, original)
            elif original != path or is_partial(path):
                _remove_tree(path)
                swept.append(path)
    return swept
