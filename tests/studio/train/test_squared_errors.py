"""The loss of scores is a squared error: nothing of it is told in nats or as chance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from engine.events import Evaluated, RunStarted
from studio.desk import Desk
from studio.run_yardsticks import few_answers, loss_levels, yardstick_of
from studio.theme import DARK
from studio.views.train.tiles import Tiles
from studio.views.train.watch import Watch
from studio.views.train.yardsticks_panel import YardsticksPanel
from tests.studio.plot_desk import open_desk
from tests.studio.scripted_run import Script, started, step_event


def begun() -> RunStarted:
    return replace(
        started(100, objectives=("masked_lm",)),
        objectives=("regression",),
        chances={"regression": 1.0},
        measures={"regression": "squared error per example"},
        unigram_entropy=0.7,
    )


def measured(loss: float) -> Evaluated:
    return Evaluated(
        step=10,
        tokens=1000,
        seconds=1.0,
        losses={"regression": loss},
        accuracies={},
        metrics={"spearman": 0.4, "squared_error": 1.2},
    )


@pytest.fixture
def script() -> Script:
    return Script()


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, script: Script) -> Iterator[Desk]:
    with open_desk(tmp_path, script) as made:
        made.train({}, "scores-01", renumber=True)
        script.tell(begun(), step_event(10))
        qtbot.waitUntil(lambda: made.live.history.last_step is not None)
        yield made


@pytest.fixture
def tiles(qtbot: QtBot, desk: Desk) -> Tiles:
    made = Tiles(desk)
    qtbot.addWidget(made)
    made.show()
    return made


def measure(desk: Desk, script: Script, qtbot: QtBot, loss: float) -> None:
    script.tell(measured(loss))
    qtbot.waitUntil(lambda: desk.live.history.last_evaluation is not None)


def test_before_it_is_measured_nobody_speaks_of_chance(tiles: Tiles, desk: Desk) -> None:
    assert tiles.accuracy.note.text().strip() == ""
    assert not few_answers(desk.live.history, "regression")


@pytest.mark.parametrize(
    ("loss", "told"), [(0.4, "0.60 below the mean"), (1.3, "0.30 above the mean")]
)
def test_the_loss_is_held_against_the_mean(
    tiles: Tiles, desk: Desk, script: Script, qtbot: QtBot, loss: float, told: str
) -> None:
    measure(desk, script, qtbot, loss)
    qtbot.waitUntil(lambda: tiles.loss.note.text() == told)
    assert tiles.loss.unit.text() == ""
    assert "nats" not in tiles.loss.toolTip()
    assert "Squared error" in tiles.loss.toolTip()


def test_the_level_is_the_mean(desk: Desk) -> None:
    stick = yardstick_of(desk.live.history, "regression")
    assert stick is not None
    assert (stick.value, stick.kind) == (1.0, "mean")
    (level,) = loss_levels(desk.live.history, DARK, {"regression": "Scores"})
    assert level.label == "Scores: always the mean"


def test_the_panel_of_yardsticks_tells_no_nats(desk: Desk, script: Script, qtbot: QtBot) -> None:
    panel = YardsticksPanel(desk, Watch(desk))
    qtbot.addWidget(panel)
    panel.show()
    measure(desk, script, qtbot, 0.4)
    qtbot.waitUntil(lambda: "regression" in panel.rows)
    assert panel.rows["regression"].value.text() == "0.400"
