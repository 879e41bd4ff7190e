"""Packs a run into a capsule: piece by piece, every byte summed on the way."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from io import RawIOBase
from pathlib import Path
from typing import IO, Literal, cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from engine import disk
from engine.control import Control
from engine.disk import Damaged
from engine.disk.system import READ
from engine.events import Prepared, Progress
from engine.exchange.capsule import (
    CONTENTS,
    METRICS,
    NOTES,
    PINS,
    REQUIRED,
    WEIGHTS,
    Contents,
    Part,
    contents_bytes,
    most_bytes,
)
from engine.exchange.measurements import EVALUATIONS
from engine.faults import Fault
from engine.recipe import recipe_of_run
from engine.runs.checkpoint import FOLDER, CheckpointInfo
from engine.runs.run import Run
from engine.tokenizer.tokenizer import Tokenizer
from engine.training.carried_text import FOLDER as SHARDS
from engine.training.carried_text import carried_text
from engine.training.preparing import KINDS, Changed, PreparedText, prepare_again
from engine.wording import translate

Weights = Literal["newest", "all", "none"]
WEIGHTS_OF: tuple[Weights, ...] = ("newest", "all", "none")

_PIECE = 1 << 20  # bytes read at a time
_BEGINNING = (1980, 1, 1, 0, 0, 0)  # of the time of zips: one that never changes
_MODE = (stat.S_IFREG | 0o644) << 16
_UNIX = 3


@dataclass(frozen=True, slots=True)
class _Source:
    """A file on its way into a capsule; `sha256` where its sum is known already."""

    name: str
    path: Path
    sha256: str | None = None


def pack_run(
    path: Path,
    file: Path,
    *,
    weights: Weights = "newest",
    shards: bool = False,
    control: Control | None = None,
    progress: Progress = lambda _prepared: None,
) -> Contents:
    """Pack the run in the folder `path` into `file`, which is there whole or not at all.

    `weights` says which checkpoints go with it. With `shards` the text it learned from goes too,
    as tokens, from which its words can be read again: then it can be trained again where there is
    no text. Raises Fault where the run is at work, damaged or has no checkpoint to give, where its
    text is no longer what it began with, or where the disk refuses; Cancelled when asked to stop.
    """
    control = control or Control()
    run = Run.open(path)
    if run.at_work():
        raise Fault(
            translate("faults", "The run {name} is at work and cannot be packed."),
            now=translate("faults", "Stop it first."),
            name=run.name,
        )
    sources = [*_of_the_run(run), *_of_checkpoints(run, weights)]
    if shards:
        sources += _of_text(run, control, progress)
    return _write(run.name, sources, file, control, progress)


def _of_the_run(run: Run) -> list[_Source]:
    sums = disk.read_manifest(run.path)
    names = [*REQUIRED, *(name for name in (METRICS, NOTES, PINS) if (run.path / name).is_file())]
    names += [f"{EVALUATIONS}/{entry.path.name}" for entry in run.evaluations.entries()]
    return [
        _Source(name, run.path / name, sums[name]["sha256"] if name in sums else None)
        for name in names
    ]


def _of_checkpoints(run: Run, weights: Weights) -> list[_Source]:
    infos: list[CheckpointInfo] = []
    if weights != "none":
        newest = run.latest()
        if newest is None:
            raise Fault(
                translate("faults", "{run} has no checkpoint to pack."),
                now=translate("faults", "Pack it without weights, or train it first."),
                run=run.name,
            )
        infos = [newest] if weights == "newest" else run.checkpoints()
    return [
        source
        for info in infos
        for source in _managed(info.path, f"{FOLDER}/{info.path.name}", WEIGHTS)
    ]


def _of_text(run: Run, control: Control, progress: Progress) -> list[_Source]:
    with closing(_text(run, control, progress)) as text:
        folders = [text.shards.train.folder] if text.shards is not None else []
        pairs = (text.labelled, text.parallel)
        folders += [each.train.tokens.folder for each in pairs if each is not None]
        return [
            source
            for folder in folders
            for source in _managed(folder, f"{SHARDS}/{folder.name}", disk.read_manifest(folder))
        ]


def _text(run: Run, control: Control, progress: Progress) -> PreparedText:
    """What the run began with, prepared again where it is no longer kept."""
    recipe = recipe_of_run(run.recipe_toml, run.path)
    if recipe.readings.examples is not None:
        raise Fault(
            translate("faults", "{run} learns from the examples of a task, which stay in files."),
            now=translate("faults", "Pack it without its text, and give their files along."),
            run=run.name,
        )
    if not any(map(run.environment.get, KINDS)):
        raise Fault(
            translate("faults", "{run} has read no text that could be packed."),
            now=translate("faults", "Pack it without its text."),
            run=run.name,
        )
    tokenizer = Tokenizer.open(run.tokenizer_path, control)
    carried = carried_text(run, recipe, tokenizer, control)
    if carried is not None:
        return carried
    try:
        return prepare_again(recipe, tokenizer, run.environment, control, progress)
    except Changed as changed:
        raise Fault(
            translate("faults", "The text of {run} is no longer what it began with."),
            now=translate("faults", "Put it back as it was, or pack the run without its text."),
            run=run.name,
        ) from changed


def _managed(folder: Path, inside: str, names: Iterable[str]) -> list[_Source]:
    sums = disk.read_manifest(folder)
    return [_Source(f"{inside}/{name}", folder / name, sums[name]["sha256"]) for name in names]


def _write(
    run: str, sources: list[_Source], file: Path, control: Control, progress: Progress
) -> Contents:
    total = sum(map(_fitting_bytes, sources))
    parts: dict[str, Part] = {}
    done = 0

    def follow(count: int, name: str) -> None:
        nonlocal done
        control.check()
        done += count
        progress(Prepared("saving", done, total, "bytes", name))

    contents = Contents(run, parts)
    disk.write_pieces(file, _pieces(contents, parts, sources, follow))
    return contents


def _fitting_bytes(source: _Source) -> int:
    """How large a file is; Fault where no capsule that held it could be opened again."""
    with disk.reaching(source.path):
        num_bytes = source.path.stat().st_size
        most = most_bytes(source.name)
        fits = most is None or num_bytes <= most
        if fits and source.name.endswith(".json"):
            fits = not disk.swells(source.path.read_bytes())
    if not fits:
        raise Fault(
            translate("faults", "{path} is too large for a capsule."),
            now=translate("faults", "Remove it or keep it elsewhere, then pack the run again."),
            path=str(source.path),
        )
    return num_bytes


class _Waiting:
    """What the zip has written and is not on disk yet."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._parts.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing waits anywhere else."""

    def taken(self) -> bytes:
        parts, self._parts = self._parts, []
        return b"".join(parts)


def _pieces(
    contents: Contents,
    parts: dict[str, Part],
    sources: list[_Source],
    follow: Callable[[int, str], None],
) -> Iterator[bytes]:
    """The bytes of the zip; `parts` are filled on the way."""
    waiting = _Waiting()
    with ZipFile(cast(IO[bytes], waiting), "w") as archive:
        for source in sorted(sources, key=lambda source: source.name):
            with disk.reaching(source.path), _opened(source.path) as read:
                info = _info(source.name, os.fstat(read.fileno()).st_size)
                digest = hashlib.sha256()
                with archive.open(info, "w") as member:
                    while piece := read.read(_PIECE):
                        digest.update(piece)
                        member.write(piece)
                        follow(len(piece), source.name)
                        yield waiting.taken()
            parts[source.name] = Part(info.file_size, digest.hexdigest())
            if source.sha256 not in (None, digest.hexdigest()):
                why = translate("faults", "Its content and its checksum differ.")
                raise Damaged(source.path, why)
        last = contents_bytes(contents)
        with archive.open(_info(CONTENTS, len(last)), "w") as member:
            member.write(last)
    yield waiting.taken()


def _opened(path: Path) -> RawIOBase:
    return os.fdopen(disk.operations.open(path, READ), "rb", buffering=0)


def _info(name: str, num_bytes: int) -> ZipInfo:
    """A member that says nothing of the machine it was made on."""
    info = ZipInfo(name, _BEGINNING)
    info.create_system, info.external_attr, info.file_size = _UNIX, _MODE, num_bytes
    # Weights hardly shrink; as they are they need no time, and cannot grow when they are read.
    info.compress_type = ZIP_STORED if name.endswith(".safetensors") else ZIP_DEFLATED
    return info
