"""What was measured of tuned runs: read, measured anew and saved; each call made inside a job."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.control import Control
from engine.events import Progress
from engine.faults import Fault
from studio.jobs import needs
from studio.widgets.table import BOM

if TYPE_CHECKING:
    from engine.runs.evaluations import EvaluationEntry
    from engine.runs.run import Run
    from engine.tasks.report import TaskReport

ALIKE = ("task", "model")  # sections of recipes that make their results comparable


@dataclass(frozen=True, slots=True, eq=False)
class Reports:
    """The measurements kept in a run's folder, one of them read."""

    run: Path
    entries: tuple[EvaluationEntry, ...]  # newest first
    shown: Path | None = None
    report: TaskReport | None = None
    floor_name: str = ""  # a run of the same model drawn at random, tuned on the same
    floor: TaskReport | None = None


@needs("engine.tasks.report")
def read_reports(run: Path, wanted: Path | None, control: Control) -> Reports:
    """The measurement that is `wanted`, else the newest; Fault where its file is damaged."""
    from engine.runs.run import Run

    opened = Run.open(run)
    entries = _entries(opened)
    paths = [entry.path for entry in entries]
    shown = wanted if wanted in paths else next(iter(paths), None)
    if shown is None:
        return Reports(run, entries)
    report = _read(opened, shown)
    name, floor = _floor_of(opened, report, control)
    return Reports(run, entries, shown, report, name, floor)


@needs("engine.tasks.measured_run")
def measure_again(
    run: Path, step: int | None, test: Sequence[Path], control: Control, progress: Progress
) -> Path:
    """Measure a checkpoint on its examples or on those of other files; where that is kept."""
    from engine.runs.run import Run
    from engine.tasks.measured_run import measure_run

    return measure_run(Run.open(run), step, test, control=control, progress=progress)[1]


def save_predictions(path: Path, report: TaskReport) -> None:
    """Write what was said of every example as a table."""
    from engine import disk

    disk.write_bytes(path, BOM + report.as_csv().encode("utf-8", "replace"))


def _entries(run: Run) -> tuple[EvaluationEntry, ...]:
    from engine.tasks.report import NAME

    return tuple(entry for entry in run.evaluations.entries() if entry.name == NAME)


def _read(run: Run, path: Path) -> TaskReport:
    from engine.tasks.report import TaskReport

    return TaskReport.from_data(run.evaluations.read(path))


def _floor_of(run: Run, report: TaskReport, control: Control) -> tuple[str, TaskReport | None]:
    """What the same model, drawn at random, reached on the same examples; the newest such run."""
    from engine.runs.run import Run

    if _from_scratch(run.recipe_data):
        return "", None
    for path in _others(run.path):
        control.check()
        try:
            other = Run.open(path)
            if not (_from_scratch(other.recipe_data) and _alike(run, other)):
                continue
            for entry in _entries(other):
                found = _read(other, entry.path)
                if (found.files, found.split) == (report.files, report.split):
                    return other.name, found
        except (Fault, ValueError):
            continue  # no run, or a damaged one: told where somebody opens it
    return "", None


def _others(run: Path) -> list[Path]:
    """The folders beside a run's, the newest first; runs may go while they are looked through."""
    found: list[tuple[float, Path]] = []
    for path in run.parent.iterdir():
        with suppress(OSError):
            if path.is_dir() and path != run:
                found.append((-path.stat().st_mtime, path))
    return [path for _, path in sorted(found)]


def _from_scratch(recipe: Mapping[str, Any]) -> bool:
    return bool(recipe.get("start", {}).get("weights") == "random")


def _alike(one: Run, other: Run) -> bool:
    first, second = one.recipe_data, other.recipe_data
    same = all(first.get(section) == second.get(section) for section in ALIKE)
    return same and list(first.get("objectives", {})) == list(second.get("objectives", {}))
