"""What pre-training is worth: nine tasks tuned from our own pre-training, and from scratch.

Every figure is of test examples that nobody learned from, with three seeds a side.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from engine.assembly import start
from engine.control import Control
from engine.runs.run import Run
from engine.tasks.metrics.bootstrap import difference_of_means
from engine.tasks.report import NAME, TaskReport
from engine.tasks.tuning import Wish, plan_tuning
from tests.benchmarks import ground
from tests.benchmarks.nine_tasks import TASKS, TRUNKS, NamedTask
from tests.benchmarks.table import Row, skipped

ONLY_NAMED = "an hour and a half"
MINUTES = 10  # of pre-training
SEEDS = (0, 1, 2)
LEAST = 4  # of the nine must gain


def measure() -> list[Row]:
    """A row for each task, and one that counts."""
    with _folder() as folder:
        rows = [_row(task, folder) for task in TASKS]
    gains = sum(row.interval is not None and row.interval[0] > 0 for row in rows)
    return [*rows, _count(gains, sum(row.verdict != "skipped" for row in rows))]


@contextmanager
def _folder() -> Iterator[Path]:
    """Where runs are kept: CLOZE_STUDIO_BENCH keeps them, so that a broken measurement goes on."""
    kept = os.environ.get("CLOZE_STUDIO_BENCH")
    if kept:
        Path(kept).mkdir(parents=True, exist_ok=True)
        yield Path(kept)
        return
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def _row(task: NamedTask, folder: Path) -> Row:
    try:
        task.config(folder)
    except FileNotFoundError as error:
        return skipped(task.name, str(error))
    trunk = _pretrained(task.trunk, folder)
    ours = [_tuned(task, trunk, folder, seed, from_scratch=False) for seed in SEEDS]
    theirs = [_tuned(task, trunk, folder, seed, from_scratch=True) for seed in SEEDS]
    metric = ours[0].measures.main_metric
    scale = 100 if metric.percent else 1
    figures = [[scale * one.measures.main_metric.value for one in side] for side in (ours, theirs)]
    difference = difference_of_means(*figures)
    floor = scale * (metric.floor or 0.0)
    spread = [float(np.std(side, ddof=1)) for side in figures]
    return Row(
        row=task.name,
        ours=float(np.mean(figures[0])),
        rival=float(np.mean(figures[1])),
        unit=metric.title,
        ratio=difference.value,
        interval=(difference.low, difference.high),
        target="",
        aim="",
        verdict="told",
        note=(
            f"floor {floor:.1f}; over {len(SEEDS)} seeds ± {spread[0]:.1f} and ± {spread[1]:.1f}; "
            f"{ours[0].measures.num_examples:,} test examples; the ratio is the difference"
        ),
    )


def _count(gains: int, measured: int) -> Row:
    return Row(
        row="tasks that gain by pre-training",
        ours=float(gains),
        rival=float(measured),
        unit="tasks",
        ratio=None,
        interval=None,
        target=f"≥ {LEAST} of 9",
        aim="",
        verdict="met" if gains >= LEAST else "missed",
        note="the 95 % interval (Welch's t over the seeds) of the difference lies above 0",
    )


def _pretrained(name: str, folder: Path) -> Path:
    """A trunk, trained once for all its tasks."""
    path, trunk = folder / f"pretrained-{name}", TRUNKS[name]
    if not _finished(path):
        print(f"  pre-training {trunk.preset} on {trunk.corpus}", file=sys.stderr, flush=True)
        wanted = ground.recipe(trunk.preset, trunk.corpus, training={"minutes": MINUTES})
        ground.train(wanted, keep=path)
    return path


def _tuned(
    task: NamedTask, trunk: Path, folder: Path, seed: int, *, from_scratch: bool
) -> TaskReport:
    side = "scratch" if from_scratch else "ours"
    path = folder / "-".join([*task.name.lower().replace(",", "").split(), side, str(seed)])
    if not _finished(path):
        wish = Wish(run=trunk, kind=task.kind, task=task.config(folder), from_scratch=from_scratch)
        settings = {**task.settings, "training": {"seed": seed}}
        planned = plan_tuning(wish, settings)
        start(planned.recipe, path)(lambda event: None, Control())
    report = _report(path)
    figure = report.measures.main_metric
    print(f"  {path.name}: {figure.name} {figure.value:.4f}", file=sys.stderr, flush=True)
    return report


def _finished(path: Path) -> bool:
    return path.is_dir() and Run.open(path).status().state == "finished"


def _report(path: Path) -> TaskReport:
    evaluations = Run.open(path).evaluations
    newest = next(entry for entry in evaluations.entries() if entry.name == NAME)
    return TaskReport.from_data(evaluations.read(newest.path))
