"""Paths a recipe names: whether anything is there, and what is wrong where the system refuses."""

from __future__ import annotations

import errno
import stat
from pathlib import Path
from typing import Any

from engine.disk import reason_of
from engine.faults import Fault, FieldFault
from engine.wording import translate

_ABSENT = {errno.ENOENT, errno.ENOTDIR}


def is_there(path: Path, *, file: bool = False) -> tuple[bool, Fault | None]:
    """Whether something, or with `file` a file, is there; and why the system would not say.

    `Path.exists` and `is_file` raise where a folder on the way is closed or a name too long.
    """
    try:
        found = path.stat()
    except OSError as error:
        return False, None if error.errno in _ABSENT else reason_of(error)
    except ValueError:  # a name that no file can have
        return False, None
    return not file or stat.S_ISREG(found.st_mode), None


def absence(place: str, path: Path, *, file: bool = False) -> FieldFault | None:
    """The fault of a path named at `place`; None where it is there and can be written down."""
    if (fault := unwritable(place, path)) is not None:
        return fault
    there, refusal = is_there(path, file=file)
    if refusal is not None:
        return unreadable(place, path, refusal)
    if there:
        return None
    return FieldFault(place, translate("faults", "there is no {path}"), (("path", str(path)),))


def unwritable(place: str, value: Any) -> FieldFault | None:
    """The fault of a path or text, or of a list with one, that UTF-8 has no signs for.

    A run could not keep it. Such are names of files that were written in another encoding.
    """
    for text in map(str, value if isinstance(value, list) else [value]):
        try:
            text.encode("utf-8")
        except UnicodeEncodeError:
            message = translate(
                "faults",
                "{text} has signs in it that no recipe can hold; a file or folder must be given "
                "another name",
            )
            shown = text.encode("utf-8", "replace").decode("utf-8")
            return FieldFault(place, message, (("text", shown),))
    return None


def unreadable(place: str, path: Path, refusal: Fault) -> FieldFault:
    """The fault of a path the system refuses."""
    message = translate("faults", "{path} cannot be read: {reason}")
    return FieldFault(place, message, (("path", str(path)), ("reason", refusal)))
