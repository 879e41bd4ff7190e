"""Every loss stands beside what it must beat; what cannot be compared says so."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from engine.history import History
from studio.desk import Desk
from studio.shown import ShownRun
from studio.views.train.page import Page
from studio.views.train.rates_panel import WEIGHTS, RatesPanel
from studio.views.train.yardsticks_panel import YardsticksPanel, standings
from tests.studio.scripted_run import evaluated, started, step_event, write_run
from tests.studio.train.panels import panel


def test_losses_that_measure_different_things_are_marked(
    page: Page, qtbot: QtBot, desk: Desk
) -> None:
    run = write_run(desk.workspace.runs_folder / "bert-tiny-01", 1000)
    desk.open_run(run.path)
    found = panel(page, YardsticksPanel)
    rows = found.rows
    assert not found.waiting.isHidden()
    qtbot.waitUntil(lambda: set(rows) == {"masked_lm", "next_sentence"})
    assert "≠ per hidden token" in rows["masked_lm"].known.text()
    assert "≠ per pair" in rows["next_sentence"].known.text()
    assert found.hint.text() == "≠ not comparable"
    assert found.waiting.isHidden()
    assert "below its baseline, 6.36" in rows["masked_lm"].below.text()
    assert "% right" in rows["next_sentence"].known.text()
    assert "perplexity" not in rows["masked_lm"].known.text()


def test_no_loss_is_cut_off_where_the_panel_is_narrow(page: Page, qtbot: QtBot, desk: Desk) -> None:
    page.resize(1100, 760)  # both columns, as narrow as they get
    desk.open_run(write_run(desk.workspace.runs_folder / "bert-tiny-01", 1000).path)
    found = panel(page, YardsticksPanel)
    qtbot.waitUntil(lambda: set(found.rows) == {"masked_lm", "next_sentence"})
    area = found.findChild(QScrollArea)
    for row in found.rows.values():
        assert row.minimumSizeHint().width() <= area.viewport().width()


def test_losses_of_one_kind_are_not(page: Page, qtbot: QtBot, desk: Desk) -> None:
    history = History()
    history.record(started(objectives=("masked_lm",)))
    history.record(step_event(20, objectives=("masked_lm",)))
    history.record(evaluated(20, ("masked_lm",)))
    desk.show_run(ShownRun(Path("other"), desk.live, history=history))
    found = panel(page, YardsticksPanel)
    qtbot.waitUntil(lambda: set(found.rows) == {"masked_lm"})
    assert found.rows["masked_lm"].known.text().endswith("per hidden token")
    assert "≠" not in found.rows["masked_lm"].known.text() + found.hint.text()


def test_perplexity_is_told_beside_bits_per_byte_alone() -> None:
    history = History()
    history.record(started())
    history.record(replace(evaluated(400), bits_per_byte={"masked_lm": 2.5}))
    first, second = standings(history)
    assert first.perplexity == pytest.approx(math.exp(first.loss))
    assert second.perplexity is None


def test_the_weights_of_all_losses_are_one_plot(page: Page, qtbot: QtBot, desk: Desk) -> None:
    run = write_run(desk.workspace.runs_folder / "bert-tiny-01", 400)
    desk.open_run(run.path)
    course = panel(page, RatesPanel)
    qtbot.waitUntil(lambda: course.choice.findData(WEIGHTS) >= 0)
    course.choice.setCurrentIndex(course.choice.findData(WEIGHTS))
    assert {curve.group for curve in course.plot._curves} == {"masked_lm", "next_sentence"}
