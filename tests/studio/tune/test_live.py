"""A run that is being tuned, as the page and Train show it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from engine.events import Evaluated, Prepared, RunStarted
from studio.live import State
from studio.task_metrics import measured_metrics, metric_title, told_figure
from studio.telling import run_news
from studio.views.train.rates_panel import RatesPanel
from studio.views.train.tiles import Tiles
from studio.views.train.watch import Watch
from studio.views.tune.tasks_part import TasksPart
from tests.studio.scripted_run import Script, started, step_event
from tests.studio.tune.conftest import recipe_of


def begun() -> RunStarted:
    return replace(
        started(100, objectives=("masked_lm",)),
        objectives=("classification",),
        chances={"classification": 0.693},
    )


def measured(step: int, accuracy: float) -> Evaluated:
    return Evaluated(
        step=step,
        tokens=step * 100,
        seconds=step / 10,
        losses={"classification": 0.4},
        accuracies={"classification": accuracy},
        baselines={"classification": 0.68},
        majorities={"classification": 0.55},
        metrics={"f1_macro": accuracy - 0.1, "accuracy": accuracy},
    )


@pytest.fixture
def training(tasks: TasksPart, script: Script, qtbot: QtBot) -> TasksPart:
    """The page while a run is tuned."""
    desk = tasks.desk
    script.recipe = recipe_of(desk.workspace.path)
    wanted = {"objectives": {"classification": {}}, "task": {"train": ["weather.csv"]}}
    desk.train(wanted, "base-tuned-01", renumber=True)
    script.tell(begun(), step_event(10), measured(10, 0.7), step_event(20), measured(20, 0.8))
    qtbot.waitUntil(lambda: desk.live.history.validation.num_rows == 2)
    return tasks


def test_its_main_figure_stands_beside_the_floor(training: TasksPart, qtbot: QtBot) -> None:
    live = training.outcome.live
    qtbot.waitUntil(lambda: live.tile.number.text() == "80.0")
    assert live.tile.name.text() == "Accuracy"
    assert live.tile.note.text() == "best 80.0 % · floor 55.0 %"
    curve = live.figure._curves[0]
    assert list(curve.y) == [70.0, 80.0]
    assert [level.value for level in live.figure._baselines] == [pytest.approx(55.0)]
    assert live.loss._curves


def test_it_is_stopped_from_here(training: TasksPart, qtbot: QtBot) -> None:
    live = training.desk.live
    training.outcome.live.stop.click()
    qtbot.waitUntil(lambda: live.state is State.IDLE)


def test_the_measuring_at_its_end_is_told(
    training: TasksPart, script: Script, qtbot: QtBot
) -> None:
    live = training.desk.live
    script.tell(Prepared("predicting", 30, 120, ""))
    qtbot.waitUntil(lambda: live.measuring is not None)
    news = run_news(live)
    assert news.state == "Measuring on the examples 25 %"
    assert news.share == 0.25


def test_train_tells_the_figure_of_the_task(training: TasksPart, qtbot: QtBot) -> None:
    tiles = Tiles(training.desk)
    qtbot.addWidget(tiles)
    tiles.show()
    assert tiles.accuracy.name.text() == "Accuracy"
    assert (tiles.accuracy.number.text(), tiles.accuracy.unit.text()) == ("80.0", "%")
    assert tiles.accuracy.note.text() == "majority 55 %"


def test_train_plots_the_figure_of_the_task_first(training: TasksPart, qtbot: QtBot) -> None:
    desk = training.desk
    panel = RatesPanel(desk, Watch(desk))
    qtbot.addWidget(panel)
    panel.show()
    assert panel.choice.currentText() == "Accuracy"
    assert list(panel.plot._curves[0].y) == [70.0, 80.0]
    panel.choice.setCurrentIndex(panel.choice.findData("lr"))
    assert desk.settings.option("train.course.task", "") == "lr"
    assert desk.settings.option("train.course", "") == ""  # that of other runs


def test_the_main_figure_comes_first(training: TasksPart) -> None:
    assert measured_metrics(training.desk.live.history) == ("accuracy", "f1_macro")


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("accuracy", 0.9345, ("93.5", "%")),
        ("matthews", -0.21, ("−0.210", "")),
        ("bleu", 31.25, ("31.25", "")),
        ("accuracy", float("nan"), ("–", "")),
    ],
)
def test_a_figure_is_told_as_people_write_it(
    name: str, value: float, told: tuple[str, str]
) -> None:
    assert told_figure(name, value) == told


def test_every_figure_the_engine_knows_has_its_name_here() -> None:
    from engine.tasks.metrics import answer_kinds, class_kinds, scores, tagging, translations
    from engine.tasks.metrics.measures import MetricKind
    from studio.task_metrics import NO_SHARE

    modules = (class_kinds, answer_kinds, scores, tagging, translations)
    known = [one for module in modules for one in vars(module).values()]
    kinds = [one for one in known if isinstance(one, MetricKind)]
    assert len({one.name for one in kinds}) >= 20
    assert {one.name: metric_title(one.name) for one in kinds} == {
        one.name: one.title for one in kinds
    }
    assert {one.name for one in kinds if not one.percent} == NO_SHARE
