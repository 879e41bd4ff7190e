"""Folders that are there whole or not at all, with the SHA-256 sums of their files.

`manifest.json` stands last in such a folder: {"files": {name: {"bytes", "sha256"}}}, sealed.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from engine import disk
from engine.control import Check
from engine.disk.atomic import (
    CHUNK,
    partial_name,
    read_json,
    remove,
    replaced_name,
    write_new,
)
from engine.disk.seals import seal
from engine.disk.system import CREATE, READ, Data
from engine.disk.trouble import OLDER_CHECKPOINT, Damaged, Taken, advising, reaching
from engine.faults import Fault
from engine.wording import translate

MANIFEST = "manifest.json"


class FileWriter:
    """One file of a new folder, written piece by piece and summed on the way."""

    def __init__(self, path: Path, shown: Path) -> None:
        self.num_bytes = 0
        self._digest = hashlib.sha256()
        self._shown = shown
        with reaching(shown):
            self._file: int | None = disk.operations.open(path, CREATE)

    def write(self, data: Data) -> None:
        """Add bytes at the end."""
        if self._file is None:
            raise ValueError("the file is closed")
        view = memoryview(data)
        view = view.cast("B") if view.nbytes else memoryview(b"")  # empty views cannot be cast
        for start in range(0, len(view), CHUNK):
            piece = view[start : start + CHUNK]
            self._digest.update(piece)
            with reaching(self._shown):
                disk.operations.write(self._file, piece)
        self.num_bytes += len(view)

    def finish(self) -> None:
        """Bring the bytes to the medium and close."""
        if self._file is not None:
            with reaching(self._shown):
                disk.operations.fsync(self._file)
            self.close()

    def close(self) -> None:
        """Close without waiting for the medium."""
        if self._file is not None:
            file, self._file = self._file, None
            with reaching(self._shown):
                disk.operations.close(file)

    def facts(self) -> dict[str, Any]:
        """What the manifest says of the file."""
        return {"bytes": self.num_bytes, "sha256": self._digest.hexdigest()}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self.finish()
        else:
            with suppress(Fault):
                self.close()


class NewFolder:
    """A folder under another name until the block ends well; nothing is left when it does not.

    With `replace` an older folder of the name gives way at the very end and is then removed.
    """

    def __init__(self, path: Path, *, replace: bool = False) -> None:
        self.path = path
        self._replace = replace
        self._partial = partial_name(path)
        self._files: dict[str, FileWriter] = {}
        self._loose: set[str] = set()  # of these, those the manifest does not name

    def write(self, name: str, data: Data, *, managed: bool = True) -> None:
        """Write one file; those not `managed` may change later and have no sum in the manifest."""
        if managed:
            with self.stream(name) as file:
                file.write(data)
            return
        with reaching(self.path / name):
            write_new(self._partial / name, data)

    def stream(self, name: str, *, managed: bool = True) -> FileWriter:
        """A file to be written piece by piece: `with folder.stream("tokens.bin") as file: …`."""
        if not name or Path(name).name != name or name == MANIFEST or name in self._files:
            raise ValueError(f"{name!r} cannot be the name of a file here")
        writer = FileWriter(self._partial / name, self.path / name)
        self._files[name] = writer
        if not managed:
            self._loose.add(name)
        return writer

    def inside(self, *names: str) -> NewFolder:
        """A new folder within one made by `mkdir`, with a manifest of its own: `with … as inner`.

        It is there once this one is.
        """
        return NewFolder(self._partial.joinpath(*names))

    def mkdir(self, name: str) -> None:
        """Make a folder inside; what goes there later is not in the manifest."""
        with reaching(self.path / name):
            disk.operations.mkdir(self._partial / name)

    def __enter__(self) -> Self:
        with reaching(self.path):
            self._check_free()
            disk.operations.mkdir(self._partial)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is not None:
            self._give_up()
            return
        try:
            self._commit()
        except BaseException:
            self._give_up()
            raise

    def _commit(self) -> None:
        for writer in self._files.values():
            writer.finish()
        managed = {name: one for name, one in self._files.items() if name not in self._loose}
        files = {name: writer.facts() for name, writer in managed.items()}
        with reaching(self.path):
            manifest = f"{seal({'files': files}, indent=1)}\n".encode()
            write_new(self._partial / MANIFEST, manifest)
            disk.operations.sync_folder(self._partial)
            self._check_free()
            self._take_name()
            disk.operations.sync_folder(self.path.parent)
        if self._replace:
            with suppress(Fault):  # else the next sweep removes it
                remove(replaced_name(self.path))

    def _take_name(self) -> None:
        aside = replaced_name(self.path)
        if self._replace and self.path.exists():
            if aside.exists():
                remove(aside)
            disk.operations.rename(self.path, aside)
        try:
            disk.operations.rename(self._partial, self.path)
        except OSError as error:
            if not self._replace and self.path.exists():  # another was quicker
                raise Taken(self.path) from error
            if aside.exists():
                with suppress(OSError):  # else the next sweep puts it back
                    disk.operations.rename(aside, self.path)
            raise

    def _check_free(self) -> None:
        if self.path.exists() and not self._replace:
            raise Taken(self.path)

    def _give_up(self) -> None:
        for writer in self._files.values():
            with suppress(Fault):
                writer.close()
        with suppress(Fault):
            remove(self._partial)


def read_manifest(folder: Path) -> dict[str, dict[str, Any]]:
    """What the manifest says: {name: {"bytes", "sha256"}}; raises Damaged."""
    path = folder / MANIFEST
    if not path.is_file():
        raise Damaged(path, translate("faults", "It is missing."))
    with advising(OLDER_CHECKPOINT):
        files = read_json(path, sealed=True).get("files")
    if not isinstance(files, dict) or not all(_is_entry(*entry) for entry in files.items()):
        raise Damaged(path, translate("faults", "It is no manifest."))
    return files


def verify_sizes(folder: Path) -> dict[str, dict[str, Any]]:
    """Check that every file of the manifest is there in its length; the manifest. Quick."""
    files = read_manifest(folder)
    for name, facts in files.items():
        path = folder / name
        if not path.is_file():
            raise Damaged(path, translate("faults", "It is missing."))
        _check_size(path, path.stat().st_size, facts["bytes"])
    return files


def verify_folder(path: Path) -> None:
    """Check every file of the manifest byte by byte; raises Damaged naming the first bad one."""
    for name in verify_sizes(path):
        read_verified(path, name, keep=False)


def is_whole(path: Path, *, sums: bool = True) -> bool:
    """Whether the folder is what was written; without `sums` only names and lengths are checked."""
    try:
        verify_folder(path) if sums else verify_sizes(path)
    except Fault:
        return False
    return True


def read_verified(
    folder: Path, name: str, *, keep: bool = True, check: Check = lambda: None
) -> bytearray:
    """The bytes of a file of the manifest, read once and summed on the way; raises Damaged.

    Without `keep` nothing is kept and the result is empty. `check` is called all the way and may
    end the reading by raising.
    """
    path = folder / name
    facts = read_manifest(folder).get(name)
    if facts is None:
        raise Damaged(folder / MANIFEST, translate("faults", "{name} is not in it."), name=name)
    if not path.is_file():
        raise Damaged(path, translate("faults", "It is missing."))
    with reaching(path), os.fdopen(disk.operations.open(path, READ), "rb", buffering=0) as file:
        size = os.fstat(file.fileno()).st_size
        _check_size(path, size, facts["bytes"])
        data = bytearray(size if keep else min(size, CHUNK))
        digest, view, at = hashlib.sha256(), memoryview(data), 0
        while at < size:
            check()
            place = at if keep else 0
            count = file.readinto(view[place : place + CHUNK]) or 0
            if not count:
                _check_size(path, at, size)
            digest.update(view[place : place + count])
            at += count
    if digest.hexdigest() != facts["sha256"]:
        raise Damaged(path, translate("faults", "Its content and its checksum differ."))
    return data if keep else bytearray()


def _is_entry(name: str, facts: Any) -> bool:
    sound = isinstance(facts, dict) and {"bytes", "sha256"} <= facts.keys()
    return sound and Path(name).name == name  # a file of this folder and no other


def _check_size(path: Path, found: int, expected: int) -> None:
    if found != expected:
        raise Damaged(
            path,
            translate("faults", "It has {found} bytes instead of {expected}."),
            found=found,
            expected=expected,
        )
