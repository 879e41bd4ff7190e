"""Files that may hold the examples of a task, and which of them belong together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from engine.control import Control
from engine.corpus.bytesource import unreadable
from engine.corpus.pair_files import file_at
from engine.examples.example import SPLITS, Split
from engine.examples.format import Seen
from engine.examples.naming import language_of, lies_aside, set_of, split_of, without_language

MOST_FILES = 200  # looked at of a folder
DEEPEST = 4  # folders in folders
PREFERRED = ("en", "eng", "english")  # to translate from, where it is there


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file, and what the surest format sees in it."""

    path: Path
    format: str
    seen: Seen
    num_bytes: int
    depth: int = 0  # folders below the one chosen
    line: Seen | None = None  # as one of two texts, line by line

    @property
    def split(self) -> Split | None:
        """The part its name says it is."""
        return split_of(self.path)


@dataclass(frozen=True, slots=True)
class Group:
    """The files of one task: per part one or more, and as many answers where these are files."""

    parts: Mapping[Split, tuple[Candidate, ...]]
    targets: Mapping[Split, tuple[Candidate, ...]]
    promoted: bool = False  # no name said what is to be learned from

    @property
    def rank(self) -> tuple[int, int, int]:
        """Groups with more parts go before, then those less deep, then larger ones."""
        named = (*self.parts.values(), *self.targets.values())
        files = [one for part in named for one in part]
        return len(self.parts), -min(one.depth for one in files), sum(f.num_bytes for f in files)

    @property
    def first(self) -> Candidate:
        """The file that tells of what kind all are."""
        return self.parts["train"][0]


def files_in(paths: Iterable[Path], control: Control | None) -> list[tuple[Path, int, int]]:
    """The files at these paths: path, bytes and how deep in a folder. Fault where one is missing.

    Of folders those that may hold examples, and no more than so many.
    """
    found: dict[Path, tuple[Path, int, int]] = {}
    for path in paths:
        if path.is_dir():
            for file, depth in _walked(path, control):
                found.setdefault(file, (file, file.stat().st_size, depth))
        else:
            found.setdefault(path, (path, file_at(path, control).num_bytes, 0))
    return list(found.values())


def groups_of(candidates: Sequence[Candidate], *, named: bool) -> list[Group]:
    """The tasks among the files, the fullest first; `named` files are one set, whatever names."""
    folders: dict[Path, list[Candidate]] = defaultdict(list)
    for one in candidates:
        folders[Path() if named else one.path.parent].append(one)
    found: list[Group] = []
    for files in folders.values():
        aligned = _aligned(files)
        taken = {
            one.path
            for group in aligned
            for parts in (group.parts, group.targets)
            for own in parts.values()
            for one in own
        }
        labelled = [one for one in files if one.seen.kinds and one.seen.labelled]
        found += aligned + _sets([o for o in labelled if o.path not in taken], named=named)
    return sorted(found, key=lambda group: group.rank, reverse=True)


def _walked(root: Path, control: Control | None) -> Iterable[tuple[Path, int]]:
    waiting = [(root, 0)]
    count = 0
    while waiting:
        folder, depth = waiting.pop(0)
        try:
            entries = sorted(folder.iterdir())
        except OSError as error:
            if folder == root:
                raise unreadable(root, error) from error
            continue
        for entry in entries:
            if control is not None:
                control.check()
            found = None if lies_aside(entry) else _kind_of(entry)
            if found == "folder" and depth < DEEPEST:
                waiting.append((entry, depth + 1))
            elif found == "file" and count < MOST_FILES:
                count += 1
                yield entry, depth


def _kind_of(entry: Path) -> Literal["folder", "file"] | None:
    """What to do with it; None: nothing. A link to a folder may lead in a circle."""
    try:
        if entry.is_dir():
            return None if entry.is_symlink() else "folder"
        return "file" if entry.is_file() and entry.stat().st_size else None
    except OSError:  # not for us to see
        return None


def _sets(files: Sequence[Candidate], *, named: bool) -> list[Group]:
    """Files whose names differ in the part they are; what a set lacks comes from its neighbours."""
    by_name: dict[str, list[Candidate]] = defaultdict(list)
    for one in files:
        by_name["" if named and one.split is None else set_of(one.path)].append(one)
    learned = _learned(by_name)
    found = []
    for name, own in by_name.items():
        if learned and name not in learned:
            continue
        parts = _by_split(own)
        spare = [one for one in files if set_of(one.path) not in learned]
        for split in SPLITS if learned else ():
            other = [one for one in spare if one.split == split and _alike(one, own[0])]
            if split not in parts and other:
                parts[split] = other[:1]
        found.append(_group(parts, {}))
    return found


def _learned(by_name: Mapping[str, Sequence[Candidate]]) -> set[str]:
    """Sets that hold what is learned from: those that say so; else the one that says no part,
    where all others are of its kind.
    """
    told = {name for name, own in by_name.items() if any(one.split == "train" for one in own)}
    bare = [name for name, own in by_name.items() if all(one.split is None for one in own)]
    if told or len(bare) != 1:
        return told
    first = by_name[bare[0]][0]
    return set(bare) if all(_alike(one, first) for own in by_name.values() for one in own) else told


def _aligned(files: Sequence[Candidate]) -> list[Group]:
    """Texts whose names differ in their language alone, one of them to be translated."""
    texts = [
        replace(one, format="lines", seen=one.line)
        for one in files
        if one.line is not None and language_of(one.path)
    ]
    languages = sorted({language_of(one.path) or "" for one in texts})
    if len(languages) < 2:
        return []
    source = next((name for name in PREFERRED if name in languages), languages[0])
    groups = []
    for target in languages:
        parts: dict[Split | None, list[Candidate]] = defaultdict(list)
        targets: dict[Split | None, list[Candidate]] = defaultdict(list)
        for one in texts:
            other = _other(one, target, texts) if language_of(one.path) == source else None
            if other is not None and target != source:
                parts[one.split].append(one)
                targets[one.split].append(other)
        if parts:
            groups.append(_group(parts, targets))
    return groups


def _other(one: Candidate, language: str, texts: Sequence[Candidate]) -> Candidate | None:
    name = without_language(one.path)
    return next(
        (
            other
            for other in texts
            if language_of(other.path) == language and without_language(other.path) == name
        ),
        None,
    )


def _alike(one: Candidate, other: Candidate) -> bool:
    return one.format == other.format and bool(set(one.seen.kinds) & set(other.seen.kinds))


def _by_split(files: Iterable[Candidate]) -> dict[Split | None, list[Candidate]]:
    parts: dict[Split | None, list[Candidate]] = defaultdict(list)
    for one in files:
        parts[one.split].append(one)
    return parts


def _group(
    parts: Mapping[Split | None, list[Candidate]], targets: Mapping[Split | None, list[Candidate]]
) -> Group:
    """The parts as they are named; what to learn from is the largest where none is."""
    named: dict[Split, list[Candidate]] = {part: parts[part] for part in SPLITS if parts.get(part)}
    answers: dict[Split, list[Candidate]] = {
        part: targets[part] for part in SPLITS if targets.get(part)
    }
    promoted = "train" not in named
    if promoted:
        size = {part: sum(one.num_bytes for one in own) for part, own in parts.items() if own}
        chosen = None if parts.get(None) else max(size, key=lambda part: size[part])
        named["train"] = parts[chosen]
        if targets:
            answers["train"] = targets[chosen]
        if chosen is not None:
            named.pop(chosen, None)
            answers.pop(chosen, None)
    return Group(
        {part: tuple(own) for part, own in named.items()},
        {part: tuple(own) for part, own in answers.items()},
        promoted and parts.get(None) is None,
    )
