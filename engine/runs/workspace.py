"""Workspace: the folder that holds a person's runs, tokenizers, corpora, queue and settings."""

from __future__ import annotations

import os
import re
from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from platformdirs import user_data_path

from engine import disk
from engine.disk import Lock
from engine.events import Evaluated, StepFinished
from engine.faults import Fault
from engine.runs.checkpoint import Checkpoints
from engine.runs.folder import RECIPE, objectives_of, read_recipe, read_trace
from engine.runs.metrics import last_event
from engine.runs.run import METRICS, Run
from engine.runs.status import AT_WORK, STATUS, Status, lock_path, read_status
from engine.wording import translate

FOLDERS = ("corpora", "tokenizers", "runs", "trash")

LONGEST = 200  # bytes of a name: systems take 255, and some are added while it is being written

_TRASHED = re.compile(r"(?P<name>.+)~(?P<number>\d+)")


@dataclass(frozen=True, slots=True)
class RunSummary:
    """A run as a list shows it, read without its metrics and what its checkpoints hold."""

    name: str
    path: Path
    status: Status
    preset: str | None = None
    objectives: tuple[str, ...] = ()
    validation: Mapping[str, float] = field(default_factory=dict)  # the last loss per name, nats
    damaged: Fault | None = None  # why it cannot be opened
    trace: str = ""  # what the process left that died with it
    saved: bool = True  # whether there is a checkpoint to go on from


class Workspace:
    """A workspace on disk. Several programs may read it; the window holds `lock()`."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @staticmethod
    def open(path: Path) -> Workspace:
        """Open a workspace, making what is missing; raises Fault where that is impossible."""
        if not (path / "runs").exists() and _holds_runs(path):
            raise Fault(
                translate("faults", "{path} is no workspace: there are runs in it."),
                why=translate("faults", "A workspace has its runs in a folder named runs."),
                now=translate("faults", "Open {parent}.")
                if path.name == "runs"
                else translate("faults", "Move them into a folder named runs there."),
                path=str(path),
                parent=str(path.parent),
            )
        for name in FOLDERS:
            disk.make_folder(path / name)
        return Workspace(path)

    @property
    def runs_folder(self) -> Path:
        """Where the runs are."""
        return self.path / "runs"

    @property
    def tokenizers_folder(self) -> Path:
        """Where tokenizers for more than one run are."""
        return self.path / "tokenizers"

    @property
    def corpora_folder(self) -> Path:
        """Where imported corpora are."""
        return self.path / "corpora"

    @property
    def settings_path(self) -> Path:
        """The window's settings."""
        return self.path / "settings.json"

    @property
    def queue_path(self) -> Path:
        """The runs that wait."""
        return self.path / "queue.json"

    def lock(self) -> Lock:
        """The lock of the one window that works here."""
        return Lock(self.path / ".lock")

    def run_path(self, name: str) -> Path:
        """The folder of the run of this name; Fault where that is no name for a folder here."""
        return self.runs_folder / checked_name(name)

    def runs(self) -> list[RunSummary]:
        """All runs, the most lately changed first; damaged ones are listed as such.

        Folders that hold nothing of a run are none.
        """
        with disk.reaching(self.runs_folder):
            paths = [path for path in self.runs_folder.iterdir() if path.is_dir()]
        shown = [path for path in paths if not disk.is_partial(path) and path.name[0] != "."]
        summaries = [summarise(path) for path in shown if _is_run(path)]
        return sorted(summaries, key=lambda summary: (-summary.status.updated, summary.name))

    def new_name(self, stem: str) -> str:
        """A free name such as "bert-tiny-07", also not that of a run in the trash."""
        return free_name(stem, self.runs_folder, self.path / "trash")

    def discard(self, name: str) -> None:
        """Put a run into the trash; Fault where it is at work."""
        path = self.run_path(name)
        if not path.is_dir():
            raise _no_run(name)
        if disk.is_locked(lock_path(path)):
            raise Fault(
                translate("faults", "The run {name} is at work and cannot be discarded."),
                now=translate("faults", "Stop it first."),
                name=name,
            )
        number = max(self._trashed(name), default=0) + 1
        disk.rename(path, self.path / "trash" / f"{name}~{number}")

    def restore(self, name: str) -> str:
        """Take the run discarded last under this name back; its name, a new one if it is taken."""
        numbers = self._trashed(checked_name(name))
        if not numbers:
            raise _no_run(name)
        target = name if not self.run_path(name).exists() else self.new_name(name)
        disk.rename(self.path / "trash" / f"{name}~{max(numbers)}", self.run_path(target))
        return target

    def trash(self) -> list[str]:
        """The names of the discarded runs."""
        matches = (_TRASHED.fullmatch(path.name) for path in (self.path / "trash").iterdir())
        return sorted({match["name"] for match in matches if match is not None})

    def empty_trash(self, spared: Container[str] = ()) -> None:
        """Remove discarded runs for good: at the start of a window that holds the lock.

        Runs of the names `spared` stay; it is asked before each removal, and may grow meanwhile.
        What cannot go now is passed over; the first such fault is raised at the end.
        """
        stuck: list[Fault] = []
        with disk.reaching(self.path / "trash"):
            discarded = list((self.path / "trash").iterdir())
        for path in discarded:
            match = _TRASHED.fullmatch(path.name)
            if match is not None and match["name"] in spared:
                continue
            try:
                disk.remove(path)
            except Fault as fault:
                stuck.append(fault)
        if stuck:
            raise stuck[0]

    def sweep(self) -> None:
        """Remove what a killed window left half-written: only for the holder of the lock."""
        for folder in (self.path, *(self.path / name for name in FOLDERS if name != "runs")):
            disk.sweep_partials(folder)
        disk.sweep_probes(self.runs_folder)  # other programs may be writing runs there

    def _trashed(self, name: str) -> list[int]:
        matches = (_TRASHED.fullmatch(path.name) for path in (self.path / "trash").iterdir())
        return [int(match["number"]) for match in matches if match and match["name"] == name]


def free_name(stem: str, *folders: Path) -> str:
    """A name such as "bert-tiny-07" that stands higher than all like it in `folders`."""
    stem = re.sub(r"[^\w.-]+", "-", stem).strip(".-_") or "run"
    numbered = re.compile(re.escape(stem) + r"-(\d+)(~\d+)?", re.IGNORECASE)
    names = [path.name for folder in folders if folder.is_dir() for path in folder.iterdir()]
    found = (numbered.match(name) for name in names)
    highest = max((int(match[1]) for match in found if match is not None), default=0)
    return f"{stem}-{highest + 1:02d}"


def _holds_runs(path: Path) -> bool:
    """Whether a folder that was chosen as a workspace is one of runs."""
    try:
        return any((one / RECIPE).is_file() for one in path.iterdir() if one.is_dir())
    except OSError:
        return False  # what stands in the way is said where the folders are made


def _is_run(path: Path) -> bool:
    """Whether a folder holds anything that a run writes: one that was damaged may lack some."""
    return any((path / name).exists() for name in (RECIPE, METRICS, STATUS, "checkpoints"))


def summarise(path: Path) -> RunSummary:
    """What a list shows of the run in a folder; no fault is raised, it is part of the summary."""
    status = read_status(path)
    try:
        if not (path / RECIPE).is_file():
            Run.open(path)  # says what is missing
        _, recipe = read_recipe(path)
        evaluated = last_event(path / METRICS, Evaluated)
        if status.state in ("crashed", *AT_WORK):  # said when it began, not since
            last = last_event(path / METRICS, StepFinished)
            step = max(status.step, last.step if last is not None else 0)
            status = replace(status, step=step)
    except Fault as fault:
        return RunSummary(path.name, path, status, damaged=fault)
    return RunSummary(
        path.name,
        path,
        status,
        preset=recipe.get("preset"),
        objectives=tuple(objectives_of(recipe)),
        validation=evaluated.losses if evaluated is not None else {},
        trace=read_trace(path) if status.state == "crashed" else "",
        saved=bool(Checkpoints(path / "checkpoints").infos()),
    )


def default_workspace() -> Path:
    """CLOZE_STUDIO_WORKSPACE, else the platform's folder for a program's data."""
    given = os.environ.get("CLOZE_STUDIO_WORKSPACE")
    return Path(given) if given else user_data_path("cloze-studio", appauthor=False)


def checked_name(name: str) -> str:
    """The name, if a run may have it: it names a folder beside the others, on every system."""
    fault = name_fault(name)
    if fault is not None:
        raise fault
    return name


def name_fault(name: str) -> Fault | None:
    """Why a run cannot have this name; None where it can."""
    if not re.fullmatch(r"[\w][\w .+-]*", name) or name != name.strip(". "):
        return Fault(
            translate("faults", "“{name}” cannot be the name of a run."),
            now=translate("faults", "Use letters, digits, spaces, points, hyphens, + and _."),
            name=name,
        )
    if len(os.fsencode(name)) > LONGEST:
        return Fault(
            translate("faults", "“{name}” is too long for the name of a run."),
            now=translate("faults", "Use a shorter one: {most} bytes at most."),
            name=name,
            most=LONGEST,
        )
    return None


def _no_run(name: str) -> Fault:
    return Fault(
        translate("faults", "There is no run named {name}."),
        now=translate("faults", "Choose one from the list of runs."),
        name=name,
    )
