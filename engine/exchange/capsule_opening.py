"""Opens a capsule as an ordinary run, to be read, gone on with or trained again from its start."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from engine import disk
from engine.control import Control
from engine.disk import NewFolder
from engine.events import Prepared, Progress
from engine.exchange.capsule import METRICS, NOTES, PINS, WEIGHTS, Contents
from engine.exchange.capsule_checks import (
    check_environment,
    check_state,
    check_status,
    checked_recipe,
    sealed,
    whole_rows,
)
from engine.exchange.capsule_zip import CapsuleZip
from engine.exchange.measurements import EVALUATIONS
from engine.runs.checkpoint import FOLDER as CHECKPOINTS
from engine.runs.finding import new_run_path, next_path
from engine.runs.folder import RECIPE
from engine.runs.run import ENVIRONMENT, TOKENIZER
from engine.runs.status import STATUS, Status, status_bytes
from engine.runs.workspace import name_fault
from engine.tokenizer.confined import open_child
from engine.training.carried_text import FOLDER as SHARDS
from engine.wording import translate

_SPARE = 64 << 20  # bytes that stay free on the disk


def open_capsule(
    path: Path,
    runs: Path,
    *,
    name: str | None = None,
    again: bool = False,
    sets: Sequence[str] = (),
    control: Control | None = None,
    progress: Progress = lambda _prepared: None,
) -> Path:
    """Make a run in the folder `runs` of the capsule `path`; the new run's folder.

    It is there whole or not at all, under its own name, another free one, or `name`. With `again`
    it stands at its beginning, without results: going on with it (`resume`) trains it anew, from
    the text in the capsule or from that of its recipe, which must be the same; `sets` change the
    recipe, such as `corpus.paths=["here"]`. Raises Fault where the capsule is refused or damaged,
    the name is taken or the disk refuses, RecipeFault where the recipe cannot be read; Cancelled
    when asked to stop.
    """
    control = control or Control()
    with CapsuleZip(path) as capsule:
        disk.make_folder(runs)
        target = _target(runs, capsule.contents.run, name)
        _check_room(runs, capsule.contents.num_bytes)
        with NewFolder(target) as new:
            for folder in _folders(capsule.contents, again=again):
                new.mkdir(folder)
            opening = _Opening(capsule, new, control, progress)
            opening.write_run(sets, again=again)
            opening.write_folders(again=again)
    return target


def _target(runs: Path, own: str, given: str | None) -> Path:
    if given is not None:
        return new_run_path(given, runs, given)
    path = runs.absolute() / (own if name_fault(own) is None else "capsule")
    return path if not path.exists() else next_path(path)


def _folders(contents: Contents, *, again: bool) -> list[str]:
    """Those of the new run: the ones every run has, and those something goes into."""
    found = [CHECKPOINTS, "probes"]
    if _evaluations(contents) and not again:
        found.append(EVALUATIONS)
    return [*found, SHARDS] if contents.inside(SHARDS) else found


def _evaluations(contents: Contents) -> list[str]:
    return [name for name in contents.parts if name.startswith(f"{EVALUATIONS}/")]


def _check_room(runs: Path, num_bytes: int) -> None:
    with disk.reaching(runs):
        free = disk.operations.free_bytes(runs)
    if free < num_bytes + _SPARE:
        raise disk.DiskFull(
            translate("faults", "There is no room on the disk for this capsule."),
            why=translate("faults", "It takes {needed} MB; {free} MB are free."),
            now=translate("faults", "Free some space, or choose a workspace on another disk."),
            needed=-(-num_bytes // 10**6),
            free=free // 10**6,
        )


class _Opening:
    """One capsule on its way into a new folder; what is small is checked before what is large."""

    def __init__(
        self, capsule: CapsuleZip, new: NewFolder, control: Control, progress: Progress
    ) -> None:
        self._capsule, self._new = capsule, new
        self._parts = capsule.contents.parts
        self._control, self._progress = control, progress
        self._done, self._total = 0, capsule.contents.num_bytes

    def write_run(self, sets: Sequence[str], *, again: bool) -> None:
        """The files of the run itself."""
        new, read = self._new, self._read
        new.write(RECIPE, checked_recipe(read(RECIPE), sets, new.path))
        tokenizer = read(TOKENIZER)
        open_child(tokenizer, new.path / TOKENIZER, self._control).close()
        new.write(TOKENIZER, tokenizer)
        environment = read(ENVIRONMENT)
        check_environment(environment, self._capsule.contents.inside(SHARDS))
        new.write(ENVIRONMENT, environment, managed=False)
        status = read(STATUS)
        check_status(status)
        new.write(STATUS, status_bytes(Status("new")) if again else status, managed=False)
        if NOTES in self._parts:
            new.write(NOTES, read(NOTES), managed=False)
        if METRICS in self._parts and not again:
            with new.stream(METRICS, managed=False) as file:
                for piece in whole_rows(self._pieces(METRICS)):
                    file.write(piece)

    def write_folders(self, *, again: bool) -> None:
        """The folders inside it."""
        self._sealed_files(PINS)
        if not again:
            self._sealed_files(*_evaluations(self._capsule.contents))
            for step in self._capsule.contents.inside(CHECKPOINTS):
                check_state(self._read(f"{CHECKPOINTS}/{step}/{WEIGHTS[0]}"), step)
                self._whole_folder(CHECKPOINTS, step, WEIGHTS)
        for key, files in self._capsule.contents.inside(SHARDS).items():
            self._whole_folder(SHARDS, key, files)

    def _sealed_files(self, *names: str) -> None:
        for name in names:
            if name in self._parts:
                data = self._read(name)
                sealed(data, name)
                self._new.write(name, data, managed=False)

    def _whole_folder(self, folder: str, inner: str, files: Sequence[str]) -> None:
        with self._new.inside(folder, inner) as new:
            for name in files:
                with new.stream(name) as file:
                    for piece in self._pieces(f"{folder}/{inner}/{name}"):
                        file.write(piece)

    def _read(self, name: str) -> bytes:
        return self._capsule.read(name, self._control.check)

    def _pieces(self, name: str) -> Iterator[bytes]:
        for piece in self._capsule.pieces(name, self._control.check):
            self._done += len(piece)
            self._progress(Prepared("reading", self._done, self._total, "bytes", name))
            yield piece
