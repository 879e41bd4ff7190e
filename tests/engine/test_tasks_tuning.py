"""Tuning from end to end: a run that read text learns a task, and is measured on others."""

from __future__ import annotations

import json
import math
from collections import Counter
from pathlib import Path
from shutil import copytree

import pytest

from engine.assembly import resume, start
from engine.control import Control
from engine.events import Evaluated, ProbeTaken
from engine.examples.example import Kind, Labelled
from engine.examples.recognising import METRICS
from engine.faults import Cancelled, Fault, RecipeFault
from engine.inference.reader import Reader
from engine.recipe import recipe_of_run, recipe_to_toml
from engine.runs.run import Run
from engine.tasks.evaluator import chosen
from engine.tasks.measured_run import measure_run
from engine.tasks.report import TaskReport
from engine.training.other_text import OtherText
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
    assert main.name == METRICS[kind]
    assert main.low > (main.floor or 0.0)
    assert report.step == ended.step
    recipe = recipe_of_run(Run.open(path).recipe_toml, path)
    assert recipe.tunes == kind
    assert recipe.task.train == (files["train"],)
    assert recipe.differences(planned.recipe).keys() <= {"start.step"}
    assert recipe_to_toml(recipe.as_file()) == Run.open(path).recipe_toml
    # It opens as any run does: its attention, and what was pinned while it learned.
    seen = Reader.open(Run.open(path)).probe("baraso keloni")
    assert len(seen.tokens) >= 4
    assert [event.step for event in events if isinstance(event, ProbeTaken)]


@pytest.fixture(scope="module")
def tuned(base: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run that learned classes; copy it before it is changed."""
    folder = tmp_path_factory.mktemp("tuned")
    planned = samples.planned(base, "classification", samples.classes(folder))
    path = folder / "runs" / "tuned"
    train(start(planned.recipe, path))
    return path


@pytest.fixture
def again(tuned: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(copytree(tuned, tmp_path / "runs" / "again"))


def test_going_on_with_a_finished_one_measures_it_again(again: Path) -> None:
    before = report_of(Run.open(again))
    _, ended = train(resume(again))
    assert ended.ending == "finished"
    run = Run.open(again)
    newest, oldest = run.evaluations.entries()
    assert TaskReport.from_data(run.evaluations.read(newest.path)).rows == before.rows
    assert run.evaluations.read(newest.path) == run.evaluations.read(oldest.path)


def test_a_stopped_one_goes_on_to_the_same_measures(base: Path, tmp_path: Path) -> None:
    files = samples.classes(tmp_path)
    more = ("training.steps=24", "tuning.patience=0")
    reports = []
    for name, stop in (("straight", None), ("broken", 13)):
        path = tmp_path / "runs" / name
        planned = samples.planned(base, "classification", files, *more)
        _, ended = train(start(planned.recipe, path), stop_at=stop)
        if stop is not None:
            assert ended.ending == "stopped"
            assert not Run.open(path).evaluations.entries()
            _, ended = train(resume(path))
        assert ended.ending == "finished"
        reports.append(report_of(Run.open(path)))
    assert reports[0] == reports[1]


def test_with_other_examples_it_does_not_go_on(base: Path, tmp_path: Path) -> None:
    files = samples.classes(tmp_path)
    path = tmp_path / "runs" / "one"
    train(start(samples.planned(base, "classification", files).recipe, path), stop_at=5)
    with files["train"].open("a", encoding="utf-8") as file:
        file.write("one sentence more\tgood\n")
    with pytest.raises(OtherText, match="The examples of one have changed"):
        train(resume(path))


def test_other_files_are_measured_too(again: Path, tmp_path: Path) -> None:
    rows = samples.class_rows(16, 9)
    path = samples.table(tmp_path / "more.tsv", rows, ("sentence", "label"))
    run = Run.open(again)
    report, kept = measure_run(run, test=[path])
    assert report.measures.num_examples == 16
    assert report.files == (str(path),)
    assert TaskReport.from_data(run.evaluations.read(kept)) == report
    assert report.worst(3) == [row for row in report.worst(20) if row.merit < 1][:3]
    cell = report.of_cell("good", "good")
    confusion = report.measures.confusion
    assert confusion is not None
    at = confusion.labels.index("good")
    assert len(cell) == confusion.counts[at][at]


def test_a_run_that_learned_no_task_is_not_measured(base: Path) -> None:
    with pytest.raises(Fault, match="has learned no task"):
        measure_run(Run.open(base))


def test_measuring_can_be_stopped(again: Path) -> None:
    control = Control()
    control.stop()
    run = Run.open(again)
    with pytest.raises(Cancelled):
        measure_run(run, control=control)
    assert len(run.evaluations.entries()) == 1


def test_a_report_comes_back_from_json_with_what_is_no_number(base: Path, tmp_path: Path) -> None:
    """Scores have no probability, and what nobody labelled has no merit."""
    files = samples.scores(tmp_path)
    with files["test"].open("a", encoding="utf-8") as file:
        file.write("baraso\tkeloni\t\n")
    planned = samples.planned(base, "regression", files, "training.steps=10")
    path = tmp_path / "runs" / "one"
    train(start(planned.recipe, path))
    report = report_of(Run.open(path))
    assert all(math.isnan(row.probability) for row in report.rows)
    assert [row.right for row in report.rows if math.isnan(row.merit)] == [""]
    assert report.measures.num_examples == 40
    again = TaskReport.from_data(json.loads(json.dumps(report.as_data())))
    assert repr(again) == repr(report)


@pytest.mark.parametrize("from_run", [True, False])
def test_a_translation_is_tuned_and_its_test_set_written(tmp_path: Path, from_run: bool) -> None:
    base = samples.pretrained(
        tmp_path,
        *("model.architecture=encoder_decoder", "objectives.masked_lm=false"),
        *("objectives.next_sentence=false", "objectives.denoising=true"),
    )
    files = samples.translations(tmp_path / "examples")
    planned = samples.planned(
        base,
        "translation",
        files,
        *("training.steps=150", "training.lr=0.01", "training.validate_every=25"),
        from_scratch=not from_run,
    )
    path = tmp_path / "runs" / "tuned"
    events, ended = train(start(planned.recipe, path))
    assert ended.ending == "finished"
    report = report_of(Run.open(path))
    assert (report.kind, report.split, report.measures.main) == ("translation", "test", "bleu")
    assert report.measures.num_examples == 30
    measured = [event for event in events if isinstance(event, Evaluated)]
    assert not any(event.metrics for event in measured)  # its loss says when to stop
    assert measured[-1].losses["translation"] < measured[0].losses["translation"]


@pytest.mark.parametrize(
    ("architecture", "pretrains"), [("decoder", "causal_lm"), ("encoder_decoder", "denoising")]
)
def test_other_architectures_learn_classes(
    tmp_path: Path, architecture: str, pretrains: str
) -> None:
    base = samples.pretrained(
        tmp_path,
        *(f"model.architecture={architecture}", "objectives.masked_lm=false"),
        *("objectives.next_sentence=false", f"objectives.{pretrains}=true"),
    )
    planned = samples.planned(
        base, "classification", samples.classes(tmp_path / "examples"), "training.steps=60"
    )
    path = tmp_path / "runs" / "tuned"
    train(start(planned.recipe, path))
    figure = report_of(Run.open(path)).measures.metric("accuracy")
    assert figure.low > 0.5


def test_the_seed_that_draws_examples_draws_those_that_were_looked_at(
    base: Path, tmp_path: Path
) -> None:
    """Else the recipe could name another number of classes than the run then finds."""
    files = samples.classes(tmp_path)
    with pytest.raises(RecipeFault):
        samples.planned(base, "classification", files, "training.seed=-5")
    planned = samples.planned(base, "classification", files, "training.seed=5", most=20)
    readings = planned.recipe.readings
    assert readings.examples is not None
    assert readings.examples.read().train == planned.read.train
    assert len(planned.read.train) == 20


def test_what_is_measured_while_tuning_is_from_all_over_the_file() -> None:
    """A file sorted by its labels would else be measured on one of them."""
    given = [Labelled(str(at), None, "ab"[at >= 500]) for at in range(1000)]
    few = chosen(given, 100)
    assert few == chosen(given, 100)
    assert len(few) == 100
    counts = Counter(one.label for one in few if isinstance(one, Labelled))
    assert min(counts.values()) > 30
    assert chosen(given, 5000) == given
