"""Checkpoints of a run: folders that are whole or not there, newest by step.

`checkpoints/step-00001000/{model.safetensors, optimizer.safetensors, state.json, manifest.json}`;
`checkpoints/passed-over-00002000` is one of a history that was not gone on with.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, count, islice
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from engine import disk
from engine.control import Check
from engine.disk import Damaged, NewFolder
from engine.events import Noticed
from engine.faults import Fault
from engine.runs.tensors import Arrays, header_bytes, pieces, read_arrays
from engine.wording import translate

MODEL, OPTIMIZER, STATE = "model.safetensors", "optimizer.safetensors", "state.json"
KEEP = 3
AT_LEAST = 2  # valid ones are kept whatever is asked for

NOT_SAVED = translate("notices", "A checkpoint could not be saved: {reason}")

FOLDER = "checkpoints"  # of a run's
_STEP = re.compile(r"step-(\d{8,})$")

Report = Callable[[int, int], None]  # bytes written, bytes in all


@dataclass(frozen=True, slots=True)
class CheckpointInfo:
    """A checkpoint on disk."""

    step: int
    path: Path
    num_bytes: int
    saved: float  # seconds since 1970


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A checkpoint in memory; the arrays may be written to."""

    step: int
    model: dict[str, NDArray[Any]]
    optimizer: dict[str, NDArray[Any]]
    state: dict[str, Any]


class Checkpoints:
    """All checkpoints of one run. One thread saves; any may read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.damaged: dict[int, Fault] = {}  # by step: noticed while listing, verifying or loading
        self._verified: dict[
            Path, object
        ] = {}  # what a folder looked like when its sums were right

    def infos(self) -> list[CheckpointInfo]:
        """The whole ones, oldest first, by names and lengths; sums are checked on loading."""
        return [info for info in map(self._info, self._paths()) if info is not None]

    def latest(self) -> CheckpointInfo | None:
        """The newest by step whose every byte is right; damaged ones are skipped and noted."""
        valid = (info for info in reversed(self.infos()) if self._is_valid(info))
        return next(valid, None)

    def load(
        self, info: CheckpointInfo, *, optimizer: bool = True, check: Check = lambda: None
    ) -> Checkpoint:
        """Read a checkpoint once, checking every byte on the way; raises Damaged."""
        try:
            state = _load_state(info)
            model = _load_arrays(info.path, MODEL, check)
            moments = _load_arrays(info.path, OPTIMIZER, check) if optimizer else {}
        except Fault as fault:
            self._verified.pop(info.path, None)
            if not info.path.is_dir():
                raise _gone(info) from fault
            self.damaged[info.step] = fault
            raise
        return Checkpoint(info.step, model, moments, state)

    def load_latest(
        self, *, optimizer: bool = True, check: Check = lambda: None
    ) -> Checkpoint | None:
        """Load the newest valid one, reading nothing twice; None where none can be read."""
        for info in reversed(self.infos()):
            with suppress(Fault):  # noted in `damaged`
                return self.load(info, optimizer=optimizer, check=check)
        return None

    def save(
        self,
        step: int,
        model: Arrays,
        optimizer: Arrays,
        state: dict[str, Any],
        *,
        keep: int = KEEP,
        report: Report | None = None,
    ) -> CheckpointInfo:
        """Write a checkpoint; when this returns it survives a crash. Older ones are thinned."""
        path = self.folder / _name(step)
        disk.make_folder(self.folder)
        with NewFolder(path, replace=True) as folder:  # after a roll-back the newer state counts
            data = {"step": step, "state": state}
            folder.write(STATE, f"{disk.to_json(data)}\n".encode("ascii"))
            _save_arrays(folder, {MODEL: model, OPTIMIZER: optimizer}, report)
        self.damaged.pop(step, None)
        self._verified[path] = _looks(path)
        with suppress(Fault):  # the new one is safe; what cannot go now goes next time
            self._thin(step, max(keep, AT_LEAST))
        info = self._info(path)
        if info is None:
            raise self.damaged.get(step) or _taken_away(step, self.folder)
        return info

    def set_aside_after(self, step: int) -> list[Path]:
        """Give those of later steps names that count for nothing; under which they are kept.

        They were passed over as unreadable, and belong to another history once `step` is gone on
        from: where they can be read again, a later resume must not take them for the newest.
        """
        aside = []
        for path in self._paths():
            later = _step_of(path)
            if later > step:
                target = _free_name(self.folder / f"passed-over-{later:08d}")
                disk.rename(path, target)
                self.damaged.pop(later, None)
                self._verified.pop(path, None)
                aside.append(target)
        return aside

    def passed_over(self, step: int) -> list[Noticed]:
        """What to tell of the damaged ones newer than the one of `step`, which is used instead."""
        what = translate(
            "notices",
            "The checkpoint of step {damaged} was passed over: it cannot be read. {reason}",
        )
        return [
            Noticed(step, "warning", what, {"damaged": damaged, "reason": fault.without_advice()})
            for damaged, fault in sorted(self.damaged.items())
            if damaged > step
        ]

    def sweep(self) -> None:
        """Mend what a killed writer left; only for the holder of the run's lock."""
        disk.sweep_partials(self.folder)

    def _thin(self, step: int, keep: int) -> None:
        """Keep the `keep` newest valid ones up to `step`, which was saved last.

        What is older than them goes, damaged or not.
        """
        newest_first = (info for info in reversed(self.infos()) if info.step <= step)
        valid = list(islice(filter(self._is_valid, newest_first), keep))
        if len(valid) == keep:
            for path in self._paths():
                if _step_of(path) < valid[-1].step:
                    disk.remove(path)
                    self.damaged.pop(_step_of(path), None)
                    self._verified.pop(path, None)

    def _paths(self) -> list[Path]:
        if not self.folder.is_dir():
            return []
        found = [path for path in self.folder.iterdir() if _STEP.fullmatch(path.name)]
        return sorted(found, key=_step_of)

    def _info(self, path: Path) -> CheckpointInfo | None:
        step = _step_of(path)
        try:
            files = disk.verify_sizes(path)
            for name in (MODEL, OPTIMIZER, STATE):
                if name not in files:
                    raise Damaged(path / name, translate("faults", "It is missing."))
            with disk.reaching(path):
                saved = (path / disk.MANIFEST).stat().st_mtime
        except Fault as fault:
            if path.exists():  # else it was thinned out this moment
                self.damaged[step] = fault
            return None
        return CheckpointInfo(step, path, sum(facts["bytes"] for facts in files.values()), saved)

    def _is_valid(self, info: CheckpointInfo) -> bool:
        """Whether every byte is right; files that look as when they were verified are trusted."""
        looks = _looks(info.path)
        if looks is not None and self._verified.get(info.path) == looks:
            return True
        try:
            disk.verify_folder(info.path)
        except Fault as fault:
            if info.path.exists():
                self.damaged[info.step] = fault
            return False
        self._verified[info.path] = looks
        return True


def _gone(info: CheckpointInfo) -> Fault:
    return Fault(
        translate("faults", "The checkpoint of step {step} is no longer there."),
        why=translate("faults", "Only the newest are kept while a run trains."),
        now=translate("faults", "Choose a newer one."),
        step=info.step,
    )


def _taken_away(step: int, folder: Path) -> Fault:
    return Fault(
        translate("faults", "The checkpoint of step {step} is no longer there."),
        why=translate("faults", "Somebody took it away as soon as it was written."),
        now=translate("faults", "See what else writes to {path}."),
        step=step,
        path=str(folder),
    )


def _free_name(path: Path) -> Path:
    """The path, or with a number where it is taken."""
    names = (path.with_name(f"{path.name}-{number}") for number in count(2))
    return next(name for name in chain([path], names) if not name.exists())


def _step_of(path: Path) -> int:
    return int(path.name.removeprefix("step-"))


def checkpoint_looks(run_path: Path, step: int) -> object:
    """What tells a run's checkpoint from another in its place; None where it is not whole."""
    return _looks(run_path / FOLDER / _name(step))


def _name(step: int) -> str:
    return f"step-{step:08d}"


def _looks(path: Path) -> object:
    """Lengths, times and inodes of a checkpoint's files; None where one is missing."""
    try:
        found = [(path / name).stat() for name in (disk.MANIFEST, STATE, MODEL, OPTIMIZER)]
    except OSError:
        return None
    return tuple((stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns) for stat in found)


def _save_arrays(folder: NewFolder, files: dict[str, Arrays], report: Report | None) -> None:
    total = sum(array.nbytes for arrays in files.values() for array in arrays.values())
    done = 0
    for name, arrays in files.items():
        with folder.stream(name) as file:
            file.write(header_bytes(arrays))
            for piece in pieces(arrays):
                file.write(piece)
                done += len(piece)
                if report is not None:
                    report(done, total)


def _load_state(info: CheckpointInfo) -> dict[str, Any]:
    path = info.path / STATE
    try:
        data = json.loads(disk.read_verified(info.path, STATE))
        step, state = data["step"], data["state"]
    except (ValueError, KeyError, TypeError) as error:
        raise Damaged(path, translate("faults", "It is no state of a training.")) from error
    if step != info.step:  # whole folders were swapped
        why = translate("faults", "It belongs to step {step}.")
        raise Damaged(path, why, step=str(step))
    return dict(state)


def _load_arrays(folder: Path, name: str, check: Check) -> dict[str, NDArray[Any]]:
    arrays, _ = read_arrays(disk.read_verified(folder, name, check=check), folder / name)
    return arrays
