"""Reads a capsule nobody vouches for: all of its directory is checked before a byte is unpacked.

A zip may name places outside, links, the same name twice; it may be a bomb, overlap itself, be
encrypted or lie about lengths (https://www.bamsoftware.com/hacks/zipbomb/). Here each of these is
refused by name, in little time and memory, and bytes are handed out piece by piece, never more
than were announced.
"""

from __future__ import annotations

import hashlib
import stat
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self
from unicodedata import normalize
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from engine import disk
from engine.control import Check
from engine.exchange.capsule import (
    CONTENTS,
    MB,
    REQUIRED,
    WEIGHTS,
    Contents,
    contents_of,
    most_bytes,
    no_capsule,
    shown,
)
from engine.faults import Fault
from engine.wording import translate

MOST_MEMBERS = 8192
MOST_DIRECTORY = 2 * MB  # bytes of the names and places of all members
MOST_TIMES = 100  # what a capsule's size may grow by; runs are far below it
ALWAYS = 64 * MB  # and what it may grow to, however small it is
PIECE = MB  # bytes unpacked at a time

_END = struct.Struct("<4s4H2LH")
_LOCATOR = struct.Struct("<4sLQL")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_LOCAL = struct.Struct("<4s5H3L2H")
_DESCRIPTOR = 24  # bytes at most between a member and the next
_DESCRIBED = 0x08  # its lengths stand behind it
_FLAGS = 0x0806 | _DESCRIBED  # names in UTF-8, how hard it was packed
_ENCRYPTED = 0x2041
_WRONG = (  # what a broken zip makes Python raise
    *(BadZipFile, zlib.error, EOFError, struct.error, NotImplementedError),
    *(RuntimeError, ValueError, OverflowError, KeyError, IndexError, MemoryError),
)


class CapsuleZip:
    """An open capsule, whose directory is sound. A context manager; one thread reads.

    Raises Fault where it is none, or is refused.
    """

    contents: Contents

    def __init__(self, path: Path) -> None:
        self._path = path
        with disk.reaching(path):
            self._file: BinaryIO = path.open("rb")
        try:
            self._size = self._file.seek(0, 2)
            with _refusing():
                begin = _directory_begin(self._file, self._size)
                self._zip = ZipFile(self._file)
                self._members = _sound(self._zip.infolist())
                _check_growth(self._members, self._size)
                _check_layout(self._file, self._members, begin)
                self.contents = contents_of(b"".join(self._unpacked(CONTENTS)))
            self._check_contents()
        except BaseException:
            self._file.close()
            raise

    def pieces(self, name: str, check: Check = lambda: None) -> Iterator[bytes]:
        """The bytes of a part. Raises Fault at their end where the sum is not the announced one."""
        digest = hashlib.sha256()
        with _refusing(), disk.reaching(self._path):
            for piece in self._unpacked(name):
                check()
                digest.update(piece)
                yield piece
        if digest.hexdigest() != self.contents.parts[name].sha256:
            raise no_capsule(translate("faults", "{name} in it is damaged."), name=name)

    def read(self, name: str, check: Check = lambda: None) -> bytes:
        """All bytes of a part, which only those are asked for whose size has a bound."""
        if most_bytes(name) is None:
            raise ValueError(f"{name} may be of any size")
        return b"".join(self.pieces(name, check))

    def _unpacked(self, name: str) -> Iterator[bytes]:
        with self._zip.open(self._members[name]) as member:
            while piece := member.read(PIECE):
                yield piece

    def _check_contents(self) -> None:
        """The members are those announced, whole folders of them, and of the announced lengths."""
        parts = self.contents.parts
        for name in REQUIRED:
            if name not in parts:
                raise no_capsule(translate("faults", "There is no {name} in it."), name=name)
        for name in sorted(parts.keys() ^ (self._members.keys() - {CONTENTS})):
            raise no_capsule(
                translate("faults", "Its list of contents names other files: {name}."),
                name=shown(name),
            )
        for name, part in parts.items():
            if part.num_bytes != self._members[name].file_size:
                raise no_capsule(translate("faults", "{name} in it is damaged."), name=name)
        for folder, files in self.contents.inside("checkpoints").items():
            if sorted(files) != sorted(WEIGHTS):
                raise no_capsule(translate("faults", "{name} in it is not whole."), name=folder)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._zip.close()
        self._file.close()


@contextmanager
def _refusing() -> Iterator[None]:
    """Whatever a broken zip makes Python raise becomes a refusal."""
    try:
        yield
    except _WRONG as error:
        raise no_capsule(
            translate("faults", "It is damaged, or no zip at all ({reason})."),
            reason=f"{type(error).__name__}: {error}"[:200],
        ) from error


def _directory_begin(file: BinaryIO, size: int) -> int:
    """Where the directory begins. The record of the end is looked at before anything is read by it.

    It must stand at the very end: what stands behind it, another program might take for the zip.
    """
    if size < _END.size:
        raise _cut_short()
    file.seek(size - _END.size)
    mark, *disks, here, count, length, begin, comment = _END.unpack(file.read(_END.size))
    if mark != b"PK\x05\x06" or comment:
        raise _cut_short()
    end = size - _END.size
    file.seek(max(0, end - _LOCATOR.size))
    if file.read(4) == b"PK\x06\x07":  # written from two gigabytes on, where all fits here still
        end, disks, here, count, length, begin = _wide_end(file, end)
    if any(disks) or here != count:
        raise no_capsule(translate("faults", "It is one part of several."))
    if count > MOST_MEMBERS or length > MOST_DIRECTORY:
        raise no_capsule(
            translate("faults", "There are too many files in it: {count}."), count=str(count)
        )
    if begin + length != end:
        raise _cut_short()
    return int(begin)


def _wide_end(file: BinaryIO, end: int) -> tuple[int, list[int], int, int, int, int]:
    """The same of a zip of more than four gigabytes."""
    place = end - _LOCATOR.size - _END_64.size
    if place < 0:
        raise _cut_short()
    file.seek(place)
    found = _END_64.unpack(file.read(_END_64.size))
    mark, disk_number, offset, disks = _LOCATOR.unpack(file.read(_LOCATOR.size))
    if found[0] != b"PK\x06\x06" or mark != b"PK\x06\x07" or offset != place or disks > 1:
        raise _cut_short()
    _, _, _, _, number, first, here, count, length, begin = found
    return place, [disk_number, number, first], here, count, length, begin


def _sound(found: list[ZipInfo]) -> dict[str, ZipInfo]:
    """The members by name, each of which may be there."""
    members: dict[str, ZipInfo] = {}
    taken: set[str] = set()
    for info in found:
        name = info.orig_filename
        most = most_bytes(name)
        _check_kind(info)
        same = normalize("NFKC", name).casefold()  # on some systems
        if same in taken:
            raise no_capsule(
                translate("faults", "There are two files of the name {name} in it."), name=name
            )
        if most is not None and info.file_size > most:
            raise _too_large(name)
        taken.add(same)
        members[name] = info
    if CONTENTS not in members:
        raise no_capsule(translate("faults", "There is no {name} in it."), name=CONTENTS)
    return members


def _check_kind(info: ZipInfo) -> None:
    """An ordinary file, packed in an ordinary way."""
    name, kind = info.orig_filename, stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG) or info.external_attr & 0x10:
        raise no_capsule(translate("faults", "{name} in it is a link, or no file."), name=name)
    if info.flag_bits & _ENCRYPTED:
        raise no_capsule(translate("faults", "{name} in it is encrypted."), name=name)
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED) or info.flag_bits & ~_FLAGS:
        raise no_capsule(
            translate("faults", "{name} in it is packed in a way that is not known."), name=name
        )
    as_it_is = info.compress_type == ZIP_STORED
    if name.endswith(".safetensors") and not as_it_is:
        raise _too_large(name)
    if as_it_is and info.compress_size != info.file_size:
        raise no_capsule(translate("faults", "{name} in it is damaged."), name=name)


def _check_growth(members: dict[str, ZipInfo], size: int) -> None:
    if sum(info.file_size for info in members.values()) > max(ALWAYS, MOST_TIMES * size):
        raise no_capsule(
            translate("faults", "It would grow to more than {times} times its size."),
            times=MOST_TIMES,
        )


def _check_layout(file: BinaryIO, members: dict[str, ZipInfo], begin: int) -> None:
    """Members stand one behind another up to the directory; none shares bytes with another."""
    end = spare = 0
    for info in sorted(members.values(), key=lambda info: info.header_offset):
        file.seek(info.header_offset)
        mark, *_, name_length, extra_length = _LOCAL.unpack(file.read(_LOCAL.size))
        if mark != b"PK\x03\x04" or not 0 <= info.header_offset - end <= spare:
            raise _overlapping()
        spare = _DESCRIPTOR if info.flag_bits & _DESCRIBED else 0
        end = info.header_offset + _LOCAL.size + name_length + extra_length + info.compress_size
    if not 0 <= begin - end <= spare:
        raise _overlapping()


def _cut_short() -> Fault:
    return no_capsule(translate("faults", "Its end is missing, or it is no zip at all."))


def _too_large(name: str) -> Fault:
    return no_capsule(translate("faults", "{name} in it would be far too large."), name=name)


def _overlapping() -> Fault:
    return no_capsule(translate("faults", "Its files do not stand one behind another."))
