"""What goes wrong with disks, told as faults."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from engine.faults import Fault
from engine.wording import translate

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT}
_FULL = {*_NO_ROOM, errno.EFBIG}
_READ_ONLY = {errno.EROFS, errno.EACCES, errno.EPERM}
_GONE = {errno.ENOENT, errno.ENOTDIR, errno.EIO, errno.ENODEV, errno.ENXIO, errno.ESTALE}

MADE_ANEW = translate(
    "faults", "Put back a copy of the file. Settings and drafts are made anew without it."
)
OLDER_CHECKPOINT = translate("faults", "Use an older checkpoint, or put back a copy of the file.")
_REASONS: dict[frozenset[int], str] = {
    frozenset({errno.ENOENT}): translate("faults", "It is not there."),
    frozenset({errno.ENOTDIR}): translate("faults", "A file stands where a folder should."),
    frozenset({errno.EACCES, errno.EPERM}): translate("faults", "The system does not allow it."),
    frozenset({errno.ENOSPC, errno.EDQUOT}): translate("faults", "The disk is full."),
    frozenset({errno.EROFS}): translate("faults", "The disk can only be read."),
    frozenset({errno.EIO, errno.ETIMEDOUT}): translate("faults", "The disk does not answer."),
    frozenset({errno.EISDIR}): translate("faults", "It is a folder."),
    frozenset({errno.EEXIST, errno.ENOTEMPTY}): translate("faults", "The name is taken already."),
    frozenset({errno.EMFILE, errno.ENFILE}): translate("faults", "Too many files are open."),
    frozenset({errno.ELOOP}): translate("faults", "It is a link that leads to itself."),
    frozenset({errno.ENAMETOOLONG}): translate("faults", "Its name is too long."),
}
_TOLD: tuple[tuple[set[int], str, str], ...] = (  # what happened and what to do now
    (
        _FULL,
        translate("faults", "There is no space left on the disk for {path}."),
        translate("faults", "Free some space and try again; what was saved is still there."),
    ),
    (
        _READ_ONLY,
        translate("faults", "{path} cannot be written or read: access is refused."),
        translate("faults", "Make the folder writable, or choose another workspace."),
    ),
    (
        _GONE,
        translate("faults", "{path} cannot be reached."),
        translate("faults", "See whether its disk is connected and the folder still has its name."),
    ),
)
_ELSE = (
    translate("faults", "{path} could not be written or read."),
    translate("faults", "Try again; if it happens again, choose another disk."),
)


class Damaged(Fault):
    """A managed file is not what was written: the message names it.

    `now` is the way out for its kind of file; without one it is that of a checkpoint.
    """

    def __init__(self, path: Path, why: str, *, now: str = "", **values: str | int) -> None:
        super().__init__(
            translate("faults", "The file {path} is damaged."),
            why=why,
            now=now or OLDER_CHECKPOINT,
            path=str(path),
            **values,
        )


@contextmanager
def advising(now: str) -> Iterator[None]:
    """Give the Damaged of the block the way out that whoever reads there knows to be one."""
    try:
        yield
    except Damaged as damaged:
        damaged.now = now
        raise


def reason_of(error: OSError) -> Fault:
    """Why the system refused, as a sentence to stand in another fault."""
    for codes, sentence in _REASONS.items():
        if error.errno in codes:
            return Fault(sentence)
    return Fault("{reason}.", reason=error.strerror or str(error))


class Taken(Fault):
    """Something of this name is there already."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            translate("faults", "There is a {path} already."),
            now=translate("faults", "Choose another name."),
            path=str(path),
        )


class DiskFull(Fault):
    """A write that would succeed if somebody made room on the disk."""


@contextmanager
def reaching(path: Path) -> Iterator[None]:
    """Turn an OSError of the block into a fault about `path`, with the next step to take."""
    try:
        yield
    except OSError as error:
        raise disk_fault(error, path) from error


def disk_fault(error: OSError, path: Path) -> Fault:
    """The fault that tells of a failed call about `path`."""
    if error.errno == errno.ENOTDIR and (file := _file_on_the_way(path)) is not None:
        return Fault(
            translate("faults", "{path} is a file, not a folder."),
            now=translate(
                "faults",
                "Move the file away or rename it: a folder must take its place. Or work in another "
                "workspace.",
            ),
            path=str(file),
        )
    kind = DiskFull if error.errno in _NO_ROOM else Fault
    what, now = next((told for codes, *told in _TOLD if error.errno in codes), _ELSE)
    return kind(what, why="{reason}", now=now, path=str(path), reason=reason_of(error))


def _file_on_the_way(path: Path) -> Path | None:
    """What stands in the place of a folder."""
    with suppress(OSError):
        return next((part for part in (path, *path.parents) if part.is_file()), None)
    return None
