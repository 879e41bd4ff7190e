"""Which examples a run is measured on; none is trained for it here."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.control import Control
from engine.examples.task_data import TaskExamples
from engine.faults import Fault
from engine.recipe import Recipe, read_recipe, recipe_to_toml
from engine.runs.run import Run
from engine.tasks.measured_run import measure_run, read_examples
from tests.engine import task_samples as samples


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


def test_a_run_that_came_without_its_examples_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its recipe names the folder it was imported from, which holds none."""
    run = Run(tmp_path, recipe_to_toml(recipe_of(tmp_path).as_file()), {})
    monkeypatch.setattr(Run, "environment", {"imported": {"name": "theirs"}})
    with pytest.raises(Fault, match=r"was imported.*Tune it on examples"):
        measure_run(run)
