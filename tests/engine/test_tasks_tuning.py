"""Tuning from end to end: a run that read text learns a task, and is measured on others."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.assembly import start
from engine.events import Evaluated
from engine.examples.example import Kind
from engine.runs.run import Run
from engine.tasks.report import TaskReport
from tests.engine import task_samples as samples
from tests.engine.assembly_samples import train


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run that has read a little."""
    return samples.pretrained(tmp_path_factory.mktemp("base"))


def report_of(run: Run) -> TaskReport:
    (entry,) = run.evaluations.entries()
    return TaskReport.from_data(run.evaluations.read(entry.path))


@pytest.mark.parametrize("kind", samples.FILES)
def test_a_run_learns_each_task_and_is_measured(base: Path, tmp_path: Path, kind: Kind) -> None:
    files = samples.FILES[kind](tmp_path)
    more = ("training.steps=120", "training.lr=0.01") if kind != "classification" else ()
    planned = samples.planned(base, kind, files, *more)
    path = tmp_path / "runs" / "tuned"
    events, ended = train(start(planned.recipe, path))
    assert ended.ending == "finished"
    measured = [event for event in events if isinstance(event, Evaluated)]
    assert all(event.metrics for event in measured)
    report = report_of(Run.open(path))
    assert (report.kind, report.split) == (kind, "test")
    assert report.measures.num_examples == len(report.rows) == len(planned.read.test)
    main = report.measures.main_metric
    assert main.low > (main.floor or 0.0)
    best = max(measured, key=lambda event: event.metrics[main.name])
    assert report.step in {event.step for event in measured}
    assert Run.open(path).recipe_data["task"]["train"] == [str(files["train"])]
    assert best.metrics[main.name] > 0
