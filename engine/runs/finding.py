"""Where a run is, or where a new one goes, by what a person calls it."""

from __future__ import annotations

from pathlib import Path

from engine import disk
from engine.faults import Fault
from engine.runs.run import Run
from engine.runs.workspace import Workspace, checked_name, default_workspace, free_name
from engine.wording import translate


def new_run_path(stem: str, runs: Path | None = None, name: str | None = None) -> Path:
    """The folder of a new run: under `runs` or the workspace, `name` or `stem` and a number.

    Raises Fault where a run of this name is there already, it cannot be a run's name, or nothing
    can be written there.
    """
    if runs is None:
        runs = Workspace.open(default_workspace()).runs_folder
    runs = runs.absolute()
    disk.check_writable(runs)  # said now, not after minutes of reading
    if name is None:
        return next_path(runs / stem)
    if (runs / checked_name(name)).exists():
        raise Fault(
            translate("faults", "There is a run “{name}” already in {folder}."),
            now=translate("faults", "Choose another name, or resume that run."),
            name=name,
            folder=str(runs),
        )
    return runs / name


def next_path(taken: Path) -> Path:
    """The next free numbered name beside a run, also not that of a run in the trash."""
    stem = taken.name.rstrip("0123456789").removesuffix("-")
    return taken.with_name(free_name(stem, taken.parent, taken.parent.with_name("trash")))


def find_run(name: str, runs: Path | None = None) -> Run:
    """The run at the path `name`, or of this name under `runs` or the workspace's runs."""
    folder = runs if runs is not None else default_workspace() / "runs"
    for path in (folder / name, Path(name)):
        if path.is_dir():
            return Run.open(path.absolute())
    raise Fault(
        translate("faults", "There is no run “{name}” in {folder}."),
        now=translate("faults", "Name a run of that folder, or give its path."),
        name=name,
        folder=str(folder),
    )
