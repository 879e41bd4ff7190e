"""Which examples a run is measured on; none is trained for it here."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from engine.control import Control
from engine.examples.task_data import TaskExamples
from engine.faults import Fault
from engine.recipe import Recipe, read_recipe, recipe_to_toml
from engine.runs.run import Run
from engine.tasks.measured_run import measure_run, read_examples, report_on
from engine.tasks.report import TaskReport
from tests.engine import task_samples as samples
from tests.engine.tasks.task_samples import tuned


def recipe_of(folder: Path, **more: object) -> Recipe:
    files = samples.classes(folder)
    data = {
        "task": {name: [str(path)] for name, path in files.items()} | more,
        "model": {"depth": 2, "width": 16, "heads": 2, "length": 32},
        "objectives": {"classification": {"classes": 2}},
        "training": {"steps": 1},
    }
    return read_recipe(data, folder=folder)


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A file of examples without labels."""
    rows = [(text, "") for text, _ in samples.class_rows(16, 9)]
    return samples.table(tmp_path / "bare.tsv", rows, ("sentence", "label"))


def read(recipe: Recipe, *test: Path) -> TaskExamples:
    return read_examples(recipe, test, Control(), lambda _prepared: None)


def test_files_nobody_labelled_are_not_passed_over_for_others(tmp_path: Path, bare: Path) -> None:
    """Who names them wants to know of these."""
    with pytest.raises(Fault, match="Nothing is labelled: 16 examples"):
        read(recipe_of(tmp_path), bare)
    assert len(read(recipe_of(tmp_path, test=[str(bare)])).test) == 16


def test_what_nobody_labelled_is_predicted_beside_what_is_measured(
    tmp_path: Path, bare: Path
) -> None:
    """Such a file is named for its predictions alone: they are in the table that is saved."""
    recipe = recipe_of(tmp_path, test=[str(bare)])
    given, control = read(recipe), Control()
    report = report_on(tuned("classification"), recipe, given, control, lambda _prepared: None)
    assert (report.split, report.measures.num_examples, len(report.rows)) == ("validation", 24, 24)
    assert [row.text for row in report.unlabelled] == [
        text for text, _ in samples.class_rows(16, 9)
    ]
    assert (
        TaskReport.from_data(json.loads(json.dumps(report.as_data()))).as_csv() == report.as_csv()
    )
    rows = list(csv.DictReader(io.StringIO(report.as_csv())))
    assert [row["part"] for row in rows] == ["validation"] * 24 + ["test"] * 16
    assert all(row["said"] in ("bad", "good", "so so") for row in rows)
    whole = report_on(
        tuned("classification"), recipe_of(tmp_path), read(recipe_of(tmp_path)), control,
        lambda _prepared: None,
    )  # fmt: skip
    assert (whole.split, whole.unlabelled) == ("test", ())


def test_a_run_that_came_without_its_examples_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its recipe names the folder it was imported from, which holds none."""
    run = Run(tmp_path, recipe_to_toml(recipe_of(tmp_path).as_file()), {})
    monkeypatch.setattr(Run, "environment", {"imported": {"name": "theirs"}})
    with pytest.raises(Fault, match=r"was imported.*Tune it on examples"):
        measure_run(run)
