"""The parts of the Train page that draw a run."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget
from pytestqt.qtbot import QtBot

from engine.history import History
from studio.desk import Desk
from studio.shown import ShownRun
from studio.theme import LIGHT
from studio.views.train.loss_panel import LossPanel
from studio.views.train.page import Page
from studio.views.train.panel import Panel, panel_classes
from studio.views.train.rates_panel import RatesPanel
from studio.widgets.candidate_bars import CandidateBars
from studio.widgets.curve_plot import CurvePlot
from studio.widgets.heat_map import HeatMap
from studio.widgets.plot_marks import baseline_pen
from studio.widgets.token_strip import TokenStrip
from studio.widgets.yardstick_row import YardstickRow
from tests.studio.scripted_run import step_event, write_run
from tests.studio.train.panels import panel


def test_the_numbers_are_those_measured_whatever_the_slider_says(
    page: Page, qtbot: QtBot, desk: Desk
) -> None:
    run = write_run(desk.workspace.runs_folder / "bert-tiny-01", 400)
    desk.open_run(run.path)
    loss = panel(page, LossPanel)
    qtbot.waitUntil(lambda: len(loss.plot._curves) > 0)
    loss.smoothing.setValue(60)
    loss.export.copy_numbers()
    qtbot.waitUntil(lambda: not desk.jobs.busy)
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


def test_a_yardstick_is_dotted_and_what_is_held_back_dashed(
    page: Page, qtbot: QtBot, desk: Desk
) -> None:
    """As the README says."""
    run = write_run(desk.workspace.runs_folder / "bert-tiny-01", 400)
    desk.open_run(run.path)
    plot = panel(page, LossPanel).plot
    qtbot.waitUntil(lambda: len(plot._curves) > 0)
    dots = baseline_pen(plot._baselines[0])
    assert dots.capStyle() is Qt.PenCapStyle.RoundCap
    assert dots.dashPattern()[0] < 1.0 < dots.dashPattern()[1]
    pen = plot._lines.items["masked_lm/validation"].opts["pen"]
    assert pen.style() is Qt.PenStyle.DashLine


def drawn(part: Panel) -> list[object]:
    """What a panel shows, as numbers and words."""
    plots = [
        [(curve.key, curve.label, list(curve.x), list(curve.y)) for curve in plot._curves]
        for plot in part.findChildren(CurvePlot)
    ]
    maps = [
        (found.row_names, found.values.tolist(), found.accessibleName())
        for found in part.findChildren(HeatMap)
    ]
    bars = [(found.bars, found.accessibleName()) for found in part.findChildren(CandidateBars)]
    chips = [found.text() for found in part.findChildren(TokenStrip)]
    lists = [
        [found.item(row).text() for row in range(found.count())]
        for found in part.findChildren(QListWidget)
    ]
    rows = [
        (found.accessibleName(), found.accessibleDescription())
        for found in part.findChildren(YardstickRow)
    ]
    return [part.title.text(), plots, maps, bars, chips, lists, rows]


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


def test_a_zoom_ends_with_the_run_it_was_made_on(page: Page, qtbot: QtBot, desk: Desk) -> None:
    plot = panel(page, LossPanel).plot
    for name, last in (("bert-tiny-01", 400), ("bert-tiny-02", 1400)):
        desk.open_run(write_run(desk.workspace.runs_folder / name, last).path)
        qtbot.waitUntil(lambda name=name: desk.shown is not None and desk.shown.name == name)
        qtbot.waitUntil(lambda last=last: plot._box.viewRange()[0][1] >= last)
        for _ in range(5):
            QTest.keyClick(plot, Qt.Key.Key_Plus)
        assert plot._box.viewRange()[0][1] < last


def test_a_chosen_accuracy_is_there_again_and_goes_with_its_objective(
    page: Page, qtbot: QtBot, desk: Desk
) -> None:
    rates = panel(page, RatesPanel)
    desk.open_run(write_run(desk.workspace.runs_folder / "bert-tiny-01", 400).path)
    qtbot.waitUntil(lambda: rates.choice.count() == 6)
    rates.choice.setCurrentIndex(rates.choice.findData("accuracy/next_sentence"))
    again = RatesPanel(desk, page.watch)
    qtbot.addWidget(again)
    again.show()
    assert again.choice.currentData() == "accuracy/next_sentence"
    assert again.plot._curves[0].key == "accuracy/next_sentence"
    history = History()
    history.record(step_event(20, objectives=("masked_lm",)))
    desk.show_run(ShownRun(Path("other"), desk.live, history=history))
    assert again.choice.findData("accuracy/next_sentence") == -1
    assert again.choice.currentData() == "lr"
    assert desk.settings.option("train.course", "") == "accuracy/next_sentence"
