"""Files that cost the reading child its life: remembered, so that the rest can be kept."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from engine import disk
from engine.corpus.files import SourceFile
from engine.faults import Fault
from engine.resources import cache_folder

MOST = 10_000  # remembered


class GivenUp:
    """What is left out by name, with the reason, until the file changes or is read otherwise.

    `settings` are all that decides how a file is read. One small file each, in the cache.
    """

    def __init__(self, settings: str, folder: Path | None = None) -> None:
        self._settings = settings
        self._folder = cache_folder() / "given-up" if folder is None else folder
        self._names: set[str] = set()
        with suppress(OSError):  # there is none yet
            self._names = {path.name for path in self._folder.iterdir()}

    def reason(self, file: SourceFile) -> Fault | None:
        """Why the file is left out; None where it may be tried."""
        if not self._names or (name := self._name(file)) not in self._names:
            return None
        try:
            data = disk.read_json(self._folder / name, sealed=True)
            return Fault.from_data(data["fault"])
        except (Fault, KeyError, TypeError):  # it is found out again
            self._names.discard(name)
            return None

    def among(self, files: Iterable[SourceFile]) -> list[str]:
        """Under which names those of some files are remembered: they change with the files."""
        known = (self._name(file) for file in (files if self._names else ()))
        return sorted(self._names.intersection(known))

    def add(self, file: SourceFile, fault: Fault) -> bool:
        """Remember why a file is left out; False where the disk refuses."""
        name = self._name(file)
        try:
            disk.make_folder(self._folder)
            disk.write_json(self._folder / name, {"fault": fault.as_data()}, sealed=True)
        except Fault:
            return False
        disk.prune_files(self._folder, MOST)
        self._names.add(name)
        return True

    def _name(self, file: SourceFile) -> str:
        facts = f"{self._settings}\n{file.path.absolute()}\n{file.num_bytes} {file.modified}"
        digest = hashlib.sha256(facts.encode("utf-8", "surrogateescape")).hexdigest()
        return f"{digest[:32]}.json"
