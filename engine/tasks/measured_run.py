"""Measures a tuned run on examples nobody learned from, and keeps what was found."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from engine.control import Control
from engine.events import Prepared, Progress
from engine.examples.example import Example
from engine.examples.making import is_labelled
from engine.examples.task_data import TaskData, TaskExamples
from engine.faults import Fault
from engine.inference.opening import Opened, open_checkpoint
from engine.recipe import Recipe, recipe_of_run
from engine.recipe.material import kind_of
from engine.runs.run import Run
from engine.tasks.measuring import measure, unseen_labels
from engine.tasks.predicting import Predictor
from engine.tasks.predictions import Predictions
from engine.tasks.report import NAME, TaskReport
from engine.tasks.reporting import rows_of
from engine.wording import translate


def measure_run(
    run: Run,
    step: int | None = None,
    test: Sequence[Path] = (),
    *,
    control: Control | None = None,
    progress: Progress = lambda _prepared: None,
) -> tuple[TaskReport, Path]:
    """Measure a run's checkpoint on its test examples, or on those of other files.

    Kept among the run's evaluations. Raises Fault where it has learned no task, or the files
    cannot be read; Cancelled once `control` is stopped.
    """
    control = control or Control()
    recipe = recipe_of_run(run.recipe_toml, run.path)
    if not recipe.tunes:
        raise Fault(
            translate("faults", "{run} has learned no task."),
            now=translate("faults", "Tune it on examples of one first."),
            run=run.name,
        )
    if "imported" in run.environment:
        raise Fault(
            translate("faults", "{run} was imported, and its training text did not come with it."),
            now=translate("faults", "Tune it on examples of one first."),
            run=run.name,
        )
    read = read_examples(recipe, test, control, progress)
    opened = open_checkpoint(run, step, control=control, progress=progress)
    report = report_on(opened, recipe, read, control, progress, test)
    return report, run.evaluations.write(NAME, report.as_data())


def read_examples(
    recipe: Recipe, test: Sequence[Path], control: Control, progress: Progress
) -> TaskExamples:
    """The examples of a recipe, those to measure with replaced where others are named.

    Fault where nobody labelled any of these others: nothing is measured in their place.
    """
    task = recipe.task
    if recipe.tunes == "translation":  # its rows are those of the parallel text
        task = task.model_copy(update={"share": recipe.parallel.validation})
    if test:
        task = task.model_copy(update={"test": tuple(test), "test_target": ()})
    read = TaskData(task, kind_of(recipe.tunes), recipe.training.seed).read(control, progress)
    if test and not any(map(is_labelled, read.test)):
        raise Fault(
            translate("faults", "Nothing is labelled: {count} examples, and no answer to any."),
            now=translate("faults", "Name the column of the labels, or choose other files."),
            count=len(read.test),
        )
    return read


def report_on(
    opened: Opened,
    recipe: Recipe,
    read: TaskExamples,
    control: Control,
    progress: Progress,
    test: Sequence[Path] = (),
) -> TaskReport:
    """What a loaded checkpoint makes of the examples to measure with.

    Of those held back where nobody labelled any of the others, which are then predicted alone;
    `test` are the files of these where they are not those of the recipe.
    """
    tested, task = any(map(is_labelled, read.test)), recipe.task
    examples: tuple[Example, ...] = read.test if tested else read.validation
    files = (tuple(test) or task.test if tested else ()) or task.validation or task.train

    def told(done: int, total: int) -> None:
        progress(Prepared("predicting", done, total, ""))

    def predicted(some: Sequence[Example]) -> Predictions:
        return Predictor.of(opened).predict(
            some, check=control.check, progress=told, stride=recipe.task.stride
        )

    predictions = predicted(examples)
    measures = measure(examples, predictions, learned=read.train, check=control.check)
    bare = () if tested or not read.test else rows_of(read.test, predicted(read.test))
    return TaskReport(
        kind=recipe.tunes,
        step=opened.step,
        split="test" if tested else "validation",
        files=tuple(map(str, files)),
        measures=measures,
        rows=rows_of(examples, predictions),
        unseen=unseen_labels(examples, read.classes),
        unlabelled=bare,
    )
