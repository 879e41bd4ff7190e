"""The parts of the Train page that draw a run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget
from pytestqt.qtbot import QtBot

from studio.desk import Desk
from studio.theme import LIGHT
from studio.views.train.loss_panel import LossPanel
from studio.views.train.page import Page
from studio.views.train.panel import Panel, panel_classes
from studio.widgets.candidate_bars import CandidateBars
from studio.widgets.curve_plot import CurvePlot
from studio.widgets.heat_map import HeatMap
from studio.widgets.token_strip import TokenStrip
from tests.studio.plot_desk import open_desk
from tests.studio.scripted_run import write_run

P = TypeVar("P", bound=Panel)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path) as made:
        yield made


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> Page:
    made = Page(desk)
    qtbot.addWidget(made)
    made.resize(1200, 760)
    made.show()
    return made


def panel(page: Page, kind: type[P]) -> P:
    return next(found for found in page.panels if isinstance(found, kind))


def test_the_numbers_are_those_measured_whatever_the_slider_says(
    page: Page, qtbot: QtBot, desk: Desk
) -> None:
    run = write_run(desk.workspace.runs_folder / "bert-tiny-01", 400)
    desk.open_run(run.path)
    loss = panel(page, LossPanel)
    qtbot.waitUntil(lambda: len(loss.plot._curves) > 0)
    loss.smoothing.setValue(60)
    loss.export.copy_numbers()
    rows = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    measured = run.history().series("loss/masked_lm")[1]
    named = [float(value) for name, _, value in rows if name == "Masked words, training"]
    assert named == pytest.approx(measured)
    smoothed = [float(v) for name, _, v in rows if name == "Masked words, training, smoothed 0.60"]
    assert len(smoothed) == len(measured)
    assert smoothed != pytest.approx(measured)
    loss.smoothing.setValue(0)
    assert not any("smoothed" in row[0] for row in loss.plot.table())


def test_the_axis_moves_checkpoints_along(page: Page, qtbot: QtBot, desk: Desk) -> None:
    run = write_run(desk.workspace.runs_folder / "bert-tiny-01", 1400)
    desk.open_run(run.path)
    loss = panel(page, LossPanel)
    qtbot.waitUntil(lambda: len(loss.plot._curves) > 0)
    loss.axes.button("tokens").click()
    assert loss.plot._marks.ticks == pytest.approx([1000 * 2048])
    assert desk.settings.option("train.axis", "step") == "tokens"


def test_a_hidden_objective_takes_its_yardstick_along(page: Page, qtbot: QtBot, desk: Desk) -> None:
    run = write_run(desk.workspace.runs_folder / "bert-tiny-01", 400)
    desk.open_run(run.path)
    loss = panel(page, LossPanel)
    qtbot.waitUntil(lambda: len(loss.plot._curves) > 0)
    loss.legend._buttons["masked_lm"].click()
    assert {curve.group for curve in loss.plot._curves} == {"Next sentence"}
    assert [round(b.value, 2) for b in loss.plot._baselines] == [0.69]


def drawn(part: Panel) -> list[object]:
    """What a panel shows, as numbers and words."""
    plots = [
        [(curve.key, curve.label, list(curve.x), list(curve.y)) for curve in plot._curves]
        for plot in part.findChildren(CurvePlot)
    ]
    maps = [
        (found._tokens, found._weights.tolist(), found.accessibleName())
        for found in part.findChildren(HeatMap)
    ]
    bars = [(found.bars, found.accessibleName()) for found in part.findChildren(CandidateBars)]
    chips = [found.text() for found in part.findChildren(TokenStrip)]
    lists = [
        [found.item(row).text() for row in range(found.count())]
        for found in part.findChildren(QListWidget)
    ]
    return [part.title.text(), plots, maps, bars, chips, lists]


@pytest.mark.parametrize("kind", panel_classes())
def test_every_panel_opens_empty_late_and_in_another_theme(
    kind: type[Panel], page: Page, qtbot: QtBot, desk: Desk
) -> None:
    panel(page, kind).redraw()
    drawn_before = drawn(panel(page, kind))
    run = write_run(desk.workspace.runs_folder / "bert-tiny-01", 400)
    desk.open_run(run.path)
    qtbot.waitUntil(lambda: page.watch.probe is not None and not desk.jobs.busy)
    late = kind(desk, page.watch)
    qtbot.addWidget(late)
    late.resize(400, 760)
    late.show()
    assert drawn(late) == drawn(panel(page, kind)) != drawn_before
    late.grab()
    desk.set_theme(LIGHT)
    late.grab()


def test_the_slider_smooths_training_only(page: Page, qtbot: QtBot, desk: Desk) -> None:
    run = write_run(desk.workspace.runs_folder / "bert-tiny-01", 400)
    desk.open_run(run.path)
    loss = panel(page, LossPanel)
    qtbot.waitUntil(lambda: len(loss.plot._curves) > 0)
    loss.smoothing.setFocus()
    QTest.keyClick(loss.smoothing, Qt.Key.Key_Home)
    rough = {curve.key: list(curve.y) for curve in loss.plot._curves}
    assert not any(curve.faint for curve in loss.plot._curves)
    QTest.keyClick(loss.smoothing, Qt.Key.Key_End)
    smooth = {curve.key: list(curve.y) for curve in loss.plot._curves}
    assert smooth["masked_lm/validation"] == rough["masked_lm/validation"]
    assert smooth["masked_lm/train"] != rough["masked_lm/train"]
    assert smooth["masked_lm/raw"] == rough["masked_lm/train"]
