"""Folder: files of a model somebody else made, opened with limits. Nothing in it is run."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any, NoReturn

from engine import disk
from engine.disk import reason_of
from engine.faults import Fault, Value
from engine.wording import translate

LARGEST = 16 << 20  # bytes of a file of settings
DEEPEST = 40  # tables and lists inside one another
ELSEWHERE = translate("faults", "Download the folder again, or choose another.")


class Folder:
    """A folder of `transformers`: `config.json`, weights, a tokenizer."""

    def __init__(self, path: Path) -> None:
        """Fault where there is no such folder."""
        self.path = path
        try:
            there = stat.S_ISDIR(path.stat().st_mode)
        except (OSError, ValueError):
            there = False
        if not there:
            raise Fault(
                translate("faults", "There is no folder {path}."),
                now=translate("faults", "Choose the folder that holds the model's config.json."),
                path=str(path),
            )

    def has(self, name: str) -> bool:
        """Whether there is anything of this name."""
        return (self.path / name).exists() or (self.path / name).is_symlink()

    def file(self, name: str, largest: int | None = None) -> Path:
        """The path of a file that can be read: no folder, pipe or device, nor a broken link.

        Links are followed, as the caches of other programs are made of them. Fault else, and where
        it has more than `largest` bytes.
        """
        path = self.path / name
        if Path(name).name != name:  # of this folder and no other
            raise unreadable(path, translate("faults", "It is not in this folder."))
        try:
            found = path.stat()
        except OSError as error:
            raise unreadable(path, "{reason}", reason=reason_of(error)) from error
        if not stat.S_ISREG(found.st_mode):
            raise unreadable(path, translate("faults", "It is no file."))
        if largest is not None and found.st_size > largest:
            raise unreadable(path, translate("faults", "It is too large."))
        return path

    def settings(self, name: str) -> dict[str, Any]:
        """The JSON object in a file; Fault where it is none, too deep, or has no true numbers."""
        path = self.file(name, LARGEST)
        try:
            data = path.read_bytes()
            if disk.swells(data):
                raise unreadable(path, translate("faults", "It is too large."))
            value = json.loads(data, parse_constant=_no_number)
        except OSError as error:
            raise unreadable(path, "{reason}", reason=reason_of(error)) from error
        except RecursionError as error:
            raise unreadable(path, translate("faults", "It is nested too deeply.")) from error
        except ValueError as error:
            why = translate("faults", "It is no JSON ({reason}).")
            raise unreadable(path, why, reason=str(error)[:200]) from error
        if not isinstance(value, dict):
            raise unreadable(path, translate("faults", "It is no table of settings."))
        if _deeper_than(value, DEEPEST):
            raise unreadable(path, translate("faults", "It is nested too deeply."))
        return value

    def optional_settings(self, name: str) -> dict[str, Any]:
        """As `settings`; nothing where there is no such file."""
        return self.settings(name) if self.has(name) else {}


def unreadable(path: Path, why: str, **values: Value) -> Fault:
    """The fault of a file that cannot be read; words of others go into `values`."""
    return Fault(
        translate("faults", "{path} cannot be read."),
        why=why,
        now=ELSEWHERE,
        path=str(path),
        **values,
    )


def _no_number(word: str) -> NoReturn:
    raise ValueError(word)


def _deeper_than(value: Any, most: int) -> bool:
    layer = [value]
    for _ in range(most):
        layer = [
            inner
            for one in layer
            if isinstance(one, dict | list)
            for inner in (one.values() if isinstance(one, dict) else one)
        ]
    return bool(layer)
