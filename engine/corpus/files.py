"""Finds the files of a corpus: what is read, in which order, and what is left out and why."""

from __future__ import annotations

import hashlib
import os
import stat
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from engine import disk
from engine.control import Control
from engine.corpus.bytesource import CHUNK, no_file, unreadable
from engine.corpus.document import Skipped
from engine.corpus.kinds import KINDS, kind_of
from engine.faults import Fault, Value
from engine.wording import translate

NAMED = 1000  # skipped files kept by name; more are only counted
HIDDEN = translate("faults", "{path} is hidden.")
EMPTY = translate("faults", "{path} is empty.")
NO_FILES = translate("faults", "{path} holds no files.")
SEEN_BEFORE = translate("faults", "{path} leads to something that is read already.")
UNKNOWN_KIND = translate("faults", "{path} is of a kind that is not read from folders.")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to be read, as it was when the corpus was looked at."""

    path: Path
    name: str  # relative to the folder that was chosen, with "/"
    num_bytes: int
    modified: int  # nanoseconds


class SkipList:
    """Files left out: the first by name, all counted by reason."""

    def __init__(self) -> None:
        self.named: list[Skipped] = []
        self.reasons: Counter[str] = Counter()

    def add(self, path: Path, fault: Fault, file: int | None = None) -> None:
        """Leave a file out; `file` is its number where it was to be read."""
        self.reasons[fault.what] += 1
        if len(self.named) < NAMED:
            self.named.append(Skipped(str(path), fault, file))


class FileSearch:
    """Walks the chosen files and folders in order of their names."""

    def __init__(self, control: Control | None = None) -> None:
        self.files: list[SourceFile] = []
        self.skipped = SkipList()
        self._control = control
        self._seen: set[tuple[int, int]] = set()  # device and inode

    def add(self, path: Path) -> None:
        """Search a chosen file or folder; raises Fault where there is none."""
        try:
            found = path.stat()
        except OSError as error:
            raise _missing(path, error) from error
        if stat.S_ISDIR(found.st_mode):
            self._walk(path, found)
        else:
            self._take(path, path.name, found)

    def _walk(self, root: Path, found: os.stat_result) -> None:
        self._is_known(found)
        before = len(self.files), self.skipped.reasons.total()
        waiting = [root]
        while waiting:
            folders = []
            for entry in self._entries(waiting.pop()):
                folder = self._enter(root, entry)
                if folder is not None:
                    folders.append(folder)
            waiting += reversed(folders)
        if before == (len(self.files), self.skipped.reasons.total()):
            self.skipped.add(root, Fault(NO_FILES, path=str(root)))

    def _entries(self, folder: Path) -> Iterator[os.DirEntry[str]]:
        try:
            with os.scandir(folder) as found:
                entries = sorted(self._heard(found), key=lambda entry: entry.name)
        except OSError as error:
            self.skipped.add(folder, unreadable(folder, error))
            return
        yield from self._heard(entries)

    def _heard(self, entries: Iterable[os.DirEntry[str]]) -> Iterator[os.DirEntry[str]]:
        """The same; a stop is heard before each, for a folder may hold millions."""
        for entry in entries:
            if self._control is not None:
                self._control.check()
            yield entry

    def _enter(self, root: Path, entry: os.DirEntry[str]) -> Path | None:
        """Take a file; a folder is handed back."""
        path = Path(entry.path)
        if entry.name.startswith("."):
            self.skipped.add(path, _hidden(path))
            return None
        try:
            found = path.stat()  # not entry.stat(): Windows gives it no inode, and an old size
        except OSError as error:
            self.skipped.add(path, unreadable(path, error))
            return None
        if stat.S_ISDIR(found.st_mode):
            if self._is_known(found):
                self.skipped.add(path, _seen_before(path))
                return None
            return path
        if stat.S_ISREG(found.st_mode) and kind_of(path) is None:
            self.skipped.add(path, _unknown_kind(path))
            return None
        self._take(path, path.relative_to(root).as_posix(), found)
        return None

    def _take(self, path: Path, name: str, found: os.stat_result) -> None:
        if not stat.S_ISREG(found.st_mode):
            self.skipped.add(path, no_file(path))
        elif found.st_size == 0:
            self.skipped.add(path, _empty(path))
        elif self._is_known(found):
            self.skipped.add(path, _seen_before(path))
        else:
            # macOS hands names out decomposed; the split must not depend on the system.
            name = unicodedata.normalize("NFC", name)
            self.files.append(SourceFile(path, name, found.st_size, found.st_mtime_ns))

    def _is_known(self, found: os.stat_result) -> bool:
        """Whether this file or folder was met before; from now on it was."""
        key = found.st_dev, found.st_ino
        known = key in self._seen
        if found.st_ino:  # some disks in a network number nothing
            self._seen.add(key)
        return known


def content_sum(file: SourceFile, told: Callable[[int], None]) -> bytes:
    """SHA-256 of a file's bytes; empty where it cannot be read (reading it will say why).

    `told` hears how many bytes are summed, and may end the reading by raising.
    """
    digest = hashlib.sha256()
    try:
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(file.path, flags), "rb", buffering=0) as source:
            while chunk := source.read(CHUNK):
                digest.update(chunk)
                told(source.tell())
    except OSError:
        return b""
    return digest.digest()


def nothing_long(paths: Sequence[Path], num_read: int, minimum: int) -> Fault:
    """The fault of a corpus whose files were read in vain: no document has `minimum` characters."""
    return Fault(
        translate("faults", "There is no text in {path}."),
        why=translate("faults", "{count} file(s) were read, and no document is long enough."),
        now=translate(
            "faults", "Add text, or lower “Shortest document” (now {minimum} characters)."
        ),
        path=", ".join(str(path) for path in paths),
        count=num_read,
        minimum=minimum,
    )


def nothing_found(
    paths: Sequence[Path], skipped: Sequence[Skipped], reasons: Mapping[str, int]
) -> Fault:
    """The fault of a corpus without a single file that could be read.

    `skipped` are the first of the files left out, `reasons` counts all by what was wrong.
    """
    where = ", ".join(str(path) for path in paths)
    what = translate("faults", "There is no text in {path}.")
    now = translate("faults", "Choose files or folders with text: {kinds}.")
    kinds = " ".join(KINDS)
    if set(reasons) <= {NO_FILES}:
        why = translate("faults", "The folder is empty.")
        return Fault(what, why=why, now=now, path=where, kinds=kinds)
    return Fault(
        what,
        why=translate("faults", "All that was found ({count}) was left out. {reasons}"),
        now=now,
        path=where,
        kinds=kinds,
        count=sum(reasons.values()),
        reasons=examples(skipped, reasons),
    )


def examples(skipped: Sequence[Skipped], reasons: Mapping[str, int]) -> Fault:
    """A file for each of the reasons that tell most, and how many more there are of its kind."""
    first: dict[str, Fault] = {}
    for one in skipped:
        first.setdefault(one.fault.what, one.fault)
    telling = sorted(first, key=lambda what: (what in (HIDDEN, EMPTY), -reasons.get(what, 1)))
    told: dict[str, Value] = {
        place: _example(first[what], reasons.get(what, 1) - 1)
        for place, what in zip(("first", "second", "third"), telling, strict=False)
    }
    sentences = " ".join(f"{{{place}}}" for place in told)
    return Fault(sentences, why="", now="", **told)


def _example(fault: Fault, num_more: int) -> Fault:
    """What is wrong with a file; which kinds are read is said once for all of them."""
    told = "kinds" in fault.values
    why, now = ("", "") if told else (fault.why, fault.now)
    bare = Fault(fault.what, why=why, now=now, **fault.values)
    if not num_more:
        return bare
    return Fault(
        translate("faults", "{example} ({count} more like this.)"), example=bare, count=num_more
    )


def _missing(path: Path, error: OSError) -> Fault:
    return Fault(
        translate("faults", "{path} cannot be found."),
        why="{reason}",
        now=translate("faults", "Choose the file or folder again."),
        path=str(path),
        reason=disk.reason_of(error),
    )


def _hidden(path: Path) -> Fault:
    return Fault(HIDDEN, path=str(path))


def _empty(path: Path) -> Fault:
    return Fault(EMPTY, path=str(path))


def _seen_before(path: Path) -> Fault:
    return Fault(SEEN_BEFORE, path=str(path))


def _unknown_kind(path: Path) -> Fault:
    return Fault(
        UNKNOWN_KIND,
        why=translate("faults", "Read are: {kinds}, and these with .gz."),
        now=translate("faults", "Choose the file itself if it holds text."),
        path=str(path),
        kinds=" ".join(KINDS),
    )
