"""Metrics as tables: every number there is, as it was measured, streaming."""

from __future__ import annotations

import csv
import math
import tracemalloc
from pathlib import Path

import pytest

from engine.control import Control
from engine.evaluation.result import Figure, Result
from engine.exchange.metrics_table import write_metrics_table
from engine.faults import Cancelled
from engine.tasks.metrics.measures import Confusion, Measures, Metric
from engine.tasks.report import Row, TaskReport
from tests.engine.measured_run import measured_run, step
from tests.engine.run_samples import new_run


def read(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def test_long_has_a_row_for_every_number(tmp_path: Path) -> None:
    run = measured_run(tmp_path / "run")
    count = write_metrics_table(run.path, tmp_path / "long.csv")
    rows = read(tmp_path / "long.csv")

    assert len(rows) == count == 4 * 9 + 3 + 3
    assert ",".join(rows[0]) == "step,tokens,seconds,split,measure,name,value,unit"
    assert rows[0] == {
        "step": "1",
        "tokens": "100",
        "seconds": "0.1",
        "split": "training",
        "measure": "loss",
        "name": "masked_lm",
        "value": "3.0",
        "unit": "nats",
    }
    losses = [row for row in rows if (row["measure"], row["name"]) == ("loss", "masked_lm")]
    assert [(row["split"], float(row["value"])) for row in losses[:3]] == [
        ("training", 3.0),
        ("training", 1 / 3),  # to the last bit
        ("validation", 2.5),
    ]
    assert math.isnan(float(losses[3]["value"]))
    evaluated = {row["name"]: row["value"] for row in rows if row["split"] == "evaluation"}
    assert evaluated == {"metric.f1": "0.5", "metric.classes.0": "0.25", "metric.classes.1": "0.75"}
    assert {row["step"] for row in rows if row["split"] == "evaluation"} == {"4"}


def test_wide_has_a_row_for_every_event(tmp_path: Path) -> None:
    run = measured_run(tmp_path / "run")
    assert write_metrics_table(run.path, tmp_path / "wide.csv", form="wide") == 6
    rows = read(tmp_path / "wide.csv")

    assert [(row["step"], row["split"]) for row in rows] == [
        ("1", "training"),
        ("2", "training"),
        ("2", "validation"),
        ("3", "training"),
        ("4", "training"),
        ("4", "evaluation"),
    ]
    assert [row["loss/masked_lm"] for row in rows] == ["3.0", str(1 / 3), "2.5", "nan", "0.25", ""]
    assert [row["baseline/masked_lm"] for row in rows] == ["", "", "2.75", "", "", ""]
    assert rows[0]["learning_rate"] == str(0.001 / 3)


def test_evaluations_are_told_by_their_figures(tmp_path: Path) -> None:
    """By name, and without what was said of every single example."""
    run = new_run(tmp_path / "run")
    accuracy = Metric("accuracy", "Accuracy", 0.75, 0.5, 1.0, 0.25, True, True, "")
    confusion = Confusion(("a", "b"), ((3, 1), (0, 4)))
    measures = Measures("accuracy", 8, "the commonest class", (accuracy,), confusion=confusion)
    rows = tuple(Row(n, "text", "", "a", "b", 0.5, 0.0) for n in range(1000))
    report = TaskReport("classification", 4, "validation", (), measures, rows, unlabelled=rows)
    run.evaluations.write("task", report.as_data())
    figure = Figure("top_1", "First answer right", 0.5, "share", low=0.25)
    result = Result("fill_mask", "run", 4, "a.txt", 0, "masked", (figure,))
    run.evaluations.write("fill_mask", result.as_data())
    write_metrics_table(run.path, tmp_path / "long.csv")
    told = {row["name"]: float(row["value"]) for row in read(tmp_path / "long.csv")}
    metric = "measures.metrics.accuracy"
    named = {f"{metric}.value": 0.75, f"{metric}.floor": 0.25, "measures.num_examples": 8.0}
    assert (named | {"figures.top_1.value": 0.5, "figures.top_1.low": 0.25}).items() <= told.items()
    assert len(told) < 20
    asked = ("rows", "unlabelled", "confusion")
    assert not [name for name in told if any(one in name for one in asked)]


@pytest.mark.parametrize("form", ["long", "wide"])
def test_memory_does_not_grow_with_the_run(tmp_path: Path, form: str) -> None:
    run = new_run(tmp_path / "run")
    for number in range(6000):
        run.metrics.append(step(number, loss=number / 7))
    run.metrics.close()

    tracemalloc.start()
    try:
        write_metrics_table(run.path, tmp_path / "table.csv", form=form)  # type: ignore[arg-type]
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (tmp_path / "table.csv").stat().st_size > 500_000
    assert peak < 3_000_000


def test_nothing_is_left_of_a_table_nobody_wants(tmp_path: Path) -> None:
    run = measured_run(tmp_path / "run")
    control = Control()
    control.stop()
    with pytest.raises(Cancelled):
        write_metrics_table(run.path, tmp_path / "new.csv", control=control)
    (tmp_path / "old.csv").write_text("before")
    with pytest.raises(Cancelled):
        write_metrics_table(run.path, tmp_path / "old.csv", control=control)
    assert (tmp_path / "old.csv").read_text() == "before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["old.csv", "run"]
