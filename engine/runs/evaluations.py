"""Evaluations: what was measured of a run after its training, each in a file of its own.

`evaluations/<name>-<UTC time>.json`, sealed; a number follows where two share a second.
"""

from __future__ import annotations

import re
import time
from calendar import timegm
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from engine import disk
from engine.disk import Lock
from engine.wording import translate

MEASURED_ANEW = translate("faults", "Remove it, and measure again.")

_LOCK = ".lock"
PATIENCE = 20.0  # seconds
_TIME = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")
_FILE = re.compile(r"(?P<name>[a-z0-9][a-z0-9_-]*)-(?P<time>\d{8}T\d{6}Z)(-(?P<number>\d+))?\.json")


@dataclass(frozen=True, slots=True)
class EvaluationEntry:
    """One evaluation on disk, not yet read."""

    path: Path
    name: str  # "classification", "minimal_pairs"
    time: float  # seconds since 1970, whole ones
    number: int  # among those of its name and second, from 1


class Evaluations:
    """The evaluations of one run, on disk. Any process may write, also while the run trains."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def write(self, name: str, data: Mapping[str, Any]) -> Path:
        """Keep plain data under a name and the time it is; returns the file.

        `name` is of small letters, digits, - and _. Raises Fault where the disk is full or
        read-only.
        """
        if _NAME.fullmatch(name) is None:
            raise ValueError(f"no evaluation is called {name!r}")
        disk.make_folder(self._folder)
        # Else two could choose the same name. What took minutes is not lost to a slow disk.
        with Lock(self._folder / _LOCK, patience=PATIENCE):
            disk.sweep_partials(self._folder)
            path = self._free(f"{name}-{time.strftime(_TIME, time.gmtime())}")
            disk.write_json(path, dict(data), sealed=True)
        return path

    def entries(self) -> list[EvaluationEntry]:
        """All there are, newest first; those of one second in the order of their names."""
        if not self._folder.is_dir():
            return []
        with disk.reaching(self._folder):
            found = [_entry(path) for path in self._folder.iterdir()]
        entries = [entry for entry in found if entry is not None]
        return sorted(entries, key=lambda entry: (-entry.time, entry.name, -entry.number))

    def read(self, path: Path) -> dict[str, Any]:
        """The data of an evaluation; raises Damaged naming the file."""
        with disk.advising(MEASURED_ANEW):
            data: dict[str, Any] = disk.read_json(self._own(path), sealed=True)
        return data

    def remove(self, path: Path) -> None:
        """Remove an evaluation; nothing happens where it is gone already."""
        disk.remove(self._own(path))

    def _own(self, path: Path) -> Path:
        if path.parent != self._folder or _FILE.fullmatch(path.name) is None:
            raise ValueError(f"{path} is no evaluation of {self._folder}")
        return path

    def _free(self, stem: str) -> Path:
        names = (f"{stem}-{number}" if number > 1 else stem for number in count(1))
        paths = (self._folder / f"{name}.json" for name in names)
        return next(path for path in paths if not path.exists())


def _entry(path: Path) -> EvaluationEntry | None:
    match = _FILE.fullmatch(path.name)
    if match is None:
        return None
    try:
        seconds = timegm(time.strptime(match["time"], _TIME))
    except ValueError:  # digits that are no time: not a file of ours
        return None
    return EvaluationEntry(path, match["name"], float(seconds), int(match["number"] or 1))
