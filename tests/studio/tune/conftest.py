"""The Tune page over real files and the real engine; only training is told and not done."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from pytestqt.qtbot import QtBot

from engine.recipe.form import RecipeForm, describe_recipe
from engine.runs import Run
from engine.tasks.metrics.class_kinds import ACCURACY, F1_MACRO, FREQUENCIES
from engine.tasks.metrics.measures import Bin, Column, Confusion, Measures, Table
from engine.tasks.report import NAME, Row, TaskReport
from studio.desk import Desk
from studio.shown import ShownRun
from studio.views.tune.page import Page
from studio.views.tune.tasks_part import TasksPart
from tests.engine.task_samples import pretrained
from tests.studio.plot_desk import open_desk
from tests.studio.scripted_run import Script, write_run

FAIR, FOUL = ("calm", "mild", "sunny"), ("stormy", "bitter", "grey")
TUNED = """preset = "bert-tiny"
[task]
train = ["{folder}/weather.csv"]
[start]
weights = "{weights}"
{run}
[objectives.classification]
classes = 2
[probes]
megabytes = 64
"""


@pytest.fixture(scope="session")
def form() -> RecipeForm:
    return describe_recipe()


@pytest.fixture
def script() -> Script:
    return Script()


@pytest.fixture
def desk(tmp_path: Path, form: RecipeForm, script: Script) -> Iterator[Desk]:
    with open_desk(tmp_path, script) as made:
        made.form = form
        made.tuning.attach(made.workspace.path)
        made.tuning.use_engine()
        yield made


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> Page:
    made = Page(desk)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    return made


@pytest.fixture
def tasks(page: Page) -> TasksPart:
    part = page.parts["tasks"]
    assert isinstance(part, TasksPart)
    return part


@pytest.fixture(scope="session")
def pretrained_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run that has read a little."""
    return pretrained(tmp_path_factory.mktemp("base"))


@pytest.fixture
def with_run(tasks: TasksPart, desk: Desk, qtbot: QtBot, pretrained_run: Path) -> TasksPart:
    """The page with a trained run on show."""
    copytree(pretrained_run, desk.workspace.runs_folder / "base")
    desk.open_run(desk.workspace.runs_folder / "base")
    qtbot.waitUntil(lambda: bool(desk.checkpoints))
    return tasks


@pytest.fixture
def weather(tmp_path: Path) -> Path:
    """A table of days and what they were called, in two columns after one that says nothing."""
    rng = random.Random(0)
    rows = []
    for number in range(80):
        words, label = ((FAIR, "fair"), (FOUL, "foul"))[number % 2]
        day = f"The {rng.choice(('morning', 'evening'))} of day {number} was {rng.choice(words)}"
        rows.append(f"{number},{day} and long,{label}")
    path = tmp_path / "weather.csv"
    path.write_text("\n".join(["number,day,kind", *rows]) + "\n", "utf-8")
    return path


@pytest.fixture
def read(with_run: TasksPart, weather: Path, qtbot: QtBot) -> TasksPart:
    """The page once these were read."""
    with_run.files.add([str(weather)])
    settled(with_run, qtbot)
    return with_run


def settled(part: TasksPart, qtbot: QtBot) -> None:
    """Nothing is read any more, and all that follows is known."""
    desk = part.desk

    def done() -> bool:
        at_rest = not desk.jobs.busy and not part.reading._quiet.isActive()
        return at_rest and desk.tuning.checked and part.reading.stage in ("read", "failed", "")

    qtbot.waitUntil(done)


def report(step: int = 40, files: tuple[str, ...] = ("test.csv",)) -> TaskReport:
    """What might have been measured of six days."""
    said = ["fair", "fair", "foul", "foul", "fair", "foul"]
    right = ["fair", "foul", "foul", "foul", "fair", "fair"]
    rows = tuple(
        Row(at + 2, f"A day like no. {at}", "", truth, told, 0.6 + 0.05 * at, float(truth == told))
        for at, (truth, told) in enumerate(zip(right, said, strict=True))
    )
    columns = (Column("Class"), Column("Precision", percent=True))
    measures = Measures(
        main="accuracy",
        num_examples=6,
        floor=FREQUENCIES,
        metrics=(
            ACCURACY.measured(4 / 6, (0.3, 0.9), 0.5),
            F1_MACRO.measured(0.66, (0.2, 0.9), 0.33),
        ),
        tables=(Table("classes", "Per class", columns, (("fair", 2 / 3), ("foul", 2 / 3))),),
        confusion=Confusion(("fair", "foul"), ((2, 1), (1, 2))),
        reliability=(Bin(0.0, 0.5, 0, 0.0, 0.0), Bin(0.5, 1.0, 6, 0.725, 4 / 6)),
        histogram=((0, 0), (4, 2)),
    )
    return TaskReport("classification", step, "test", files, measures, rows)


def tuned_run(desk: Desk, name: str, *, scratch: bool = False, measured: bool = True) -> Run:
    """A finished run that learned of the weather."""
    recipe = recipe_of(desk.workspace.path, scratch=scratch)
    run = write_run(desk.workspace.runs_folder / name, 1000, recipe=recipe)
    if measured:
        run.evaluations.write(NAME, report().as_data())
    return run


def recipe_of(workspace: Path, *, scratch: bool = False) -> str:
    """The recipe of a run that learned of the weather."""
    return TUNED.format(
        folder=workspace,
        weights="random" if scratch else "run",
        run="" if scratch else f'run = "{workspace / "runs" / "base"}"\nstep = 6',
    )


def show(desk: Desk, run: Run) -> None:
    """Put a run on show."""
    desk.show_run(ShownRun(run.path, desk.live, run=run, history=run.history()))
