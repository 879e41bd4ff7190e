"""Finds the files that hold pairs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from engine.control import Control
from engine.corpus.files import FileSearch, SourceFile
from engine.corpus.pairs import PairFile
from engine.faults import Fault
from engine.wording import translate

SOURCE, TARGET = "source", "target"  # files of these names in a folder belong together


def tables_in(
    paths: Sequence[Path], control: Control | None = None, *, aligned: bool = False
) -> list[PairFile]:
    """The files at these paths and those in the folders; Fault where one is missing or empty.

    With `aligned`, a file `source.…` in a folder goes with its neighbour `target.…`.
    """
    found: list[PairFile] = []
    for path in paths:
        search = FileSearch(control)
        search.add(path)
        is_folder = path.is_dir()
        if not search.files and not is_folder:
            raise search.skipped.named[0].fault
        named = not is_folder
        files = [PairFile((file,), named=named) for file in search.files]
        found += _joined(files) if is_folder and aligned else files
    return _once(found)


def texts_at(
    sources: Sequence[Path], targets: Sequence[Path], control: Control | None = None
) -> list[PairFile]:
    """Each of the texts with its translation; Fault where a file is missing or a folder."""
    return [
        PairFile((file_at(source, control), file_at(target, control)))
        for source, target in zip(sources, targets, strict=True)
    ]


def file_at(path: Path, control: Control | None = None) -> SourceFile:
    """The one file at a path; Fault where it is missing, empty or a folder."""
    search = FileSearch(control)
    if path.is_dir():
        raise Fault(
            translate("faults", "{path} is a folder."),
            why=translate("faults", "A text and its translation are two files, line by line."),
            now=translate("faults", "Name the files."),
            path=str(path),
        )
    search.add(path)
    if not search.files:
        raise search.skipped.named[0].fault
    return search.files[0]


def held_back(files: Sequence[PairFile], others: Sequence[PairFile]) -> list[PairFile]:
    """The `others` as what is held back of `files`; Fault where one is among these."""
    known = {_key(file): file for file in files}
    for file in others:
        if _key(file) in known:
            raise Fault(
                translate("faults", "{path} is to be learned from and held back as well."),
                why=translate("faults", "What is held back shows how well a model does on new."),
                now=translate("faults", "Name it in one place only."),
                path=str(file.sources[0].path),
            )
    return [replace(file, validation=True) for file in others]


def _joined(files: Sequence[PairFile]) -> list[PairFile]:
    by_path = {file.sources[0].path: file for file in files}
    found = []
    for path, file in by_path.items():
        stem, dot, ending = path.name.partition(".")
        if stem == TARGET and path.with_name(f"{SOURCE}{dot}{ending}") in by_path:
            continue
        other = by_path.get(path.with_name(f"{TARGET}{dot}{ending}"))
        if stem == SOURCE and other is not None:
            file = PairFile((*file.sources, *other.sources))
        found.append(file)
    return found


def _once(files: Sequence[PairFile]) -> list[PairFile]:
    return list({_key(file): file for file in reversed(files)}.values())[::-1]


def _key(file: PairFile) -> tuple[str, ...]:
    return tuple(str(source.path.resolve()) for source in file.sources)
