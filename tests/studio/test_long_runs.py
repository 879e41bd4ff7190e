"""A run of many hours costs a tick no more than one of a minute."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.run_curves import LossCurves
from studio.shown import ShownRun
from studio.theme import DARK
from studio.views.look.page import Page as LookPage
from studio.views.train.loss_panel import LossPanel
from studio.views.train.page import Page as TrainPage
from studio.views.train.watch import MOST_KEPT, Answers, thin
from studio.widgets.curves import MovingAverage, smooth
from studio.widgets.outline import Outline
from tests.studio.long_run import long_history, next_report
from tests.studio.plot_desk import open_desk

MANY = 40_000
TITLES = {"masked_lm": "Masked words", "next_sentence": "Next sentence"}


@given(
    st.lists(st.floats(-10, 10), min_size=1, max_size=300),
    st.lists(st.integers(1, 60), max_size=8),
    st.booleans(),
)
def test_an_outline_that_grew_is_the_one_of_the_whole_line(
    values: list[float], cuts: list[int], log: bool
) -> None:
    line = np.array(values)
    growing, end = Outline(16), 0
    for cut in cuts:
        end = min(end + cut, len(line))
        growing.rows(line[:end], log=log)
    grown, anew = growing.rows(line, log=log), Outline(16).rows(line, log=log)
    assert list(line[grown]) == list(line[anew])


@given(st.lists(st.floats(-10, 10), min_size=1, max_size=500))
def test_an_outline_is_short_and_keeps_lowest_highest_first_and_last(values: list[float]) -> None:
    line = np.array(values)
    drawn = line[Outline(16).rows(line)]
    assert len(drawn) <= 1 + 2 * 16 + max(1, len(values) // 8)
    assert (drawn.min(), drawn.max()) == (line.min(), line.max())
    assert (drawn[0], drawn[-1]) == (line[0], line[-1])


def test_another_line_of_the_same_length_has_its_own_outline() -> None:
    rng, outline = np.random.default_rng(0), Outline(16)
    first, second = rng.normal(size=400), rng.normal(size=400)
    outline.rows(first)
    assert list(outline.rows(second)) == list(Outline(16).rows(second))


@given(
    st.lists(st.floats(-1e3, 1e3), min_size=1, max_size=200),
    st.floats(0.01, 0.99),
    st.integers(1, 199),
)
def test_an_average_that_went_on_is_the_one_of_the_whole_line(
    values: list[float], weight: float, cut: int
) -> None:
    line, average = np.array(values), MovingAverage(weight)
    average.over(line[:cut])
    assert average.over(line) == pytest.approx(smooth(line, weight), abs=1e-6)


def test_a_tick_averages_the_new_report_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    averaged: list[int] = []
    extend = MovingAverage._extend

    def watched(average: MovingAverage, values: np.ndarray, known: int) -> None:
        averaged.append(len(values))
        extend(average, values, known)

    monkeypatch.setattr(MovingAverage, "_extend", watched)
    history, curves = long_history(MANY), LossCurves()
    curves.all(history, DARK, TITLES, "step", 0.6)
    next_report(history)
    curves.all(history, DARK, TITLES, "tokens", 0.6)
    assert averaged == [MANY, MANY, 1, 1]
    curves.all(history, DARK, TITLES, "step", 0.9)
    assert averaged[4:] == [MANY + 1, MANY + 1]
    curves.all(long_history(MANY), DARK, TITLES, "step", 0.9)
    assert averaged[6:] == [MANY, MANY]


def test_the_plot_draws_an_outline_and_every_point_once_somebody_zooms(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with open_desk(tmp_path) as desk:
        page = TrainPage(desk)
        qtbot.addWidget(page)
        page.resize(1200, 760)
        page.show()
        desk.show_run(ShownRun(tmp_path / "night", desk.live, history=long_history(MANY)))
        plot = next(p for p in page.panels if isinstance(p, LossPanel)).plot
        given = {key: len(item.getOriginalDataset()[0]) for key, item in plot._lines.items.items()}
        assert max(given.values()) < 5_000
        assert [len(c.x) for c in plot._curves if c.key == "masked_lm/raw"] == [MANY]
        QTest.keyClick(plot, Qt.Key.Key_Plus)
        item = plot._lines.items["masked_lm/train"]
        assert len(item.getOriginalDataset()[0]) == MANY
        QTest.keyClick(plot, Qt.Key.Key_0)
        assert len(item.getOriginalDataset()[0]) < 5_000


def test_thousands_of_recorded_steps_are_at_most_one_sign_a_pixel(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with open_desk(tmp_path) as desk:
        page = LookPage(desk)
        qtbot.addWidget(page)
        page.resize(1200, 760)
        page.show()
        history = long_history(MANY)
        desk.show_run(ShownRun(tmp_path / "night", desk.live, history=history))
        qtbot.waitUntil(lambda: not desk.jobs.busy)
        page.recorded.steps = tuple(range(4, 2 * MANY, 4))
        page.recorded.steps_changed.emit()
        page.redraw()
        marks, frame = page.film.plot._marks, page.film.plot._frame()
        pixels = marks._tick_pixels(frame)
        assert 100 < len(pixels) <= frame.area.width() + 1
        exact = [frame.place(float(step), 0.0).x() for step in (4, 40_000)]
        assert all(min(abs(x - pixel) for pixel in pixels) <= 1 for x in exact)


def test_answers_over_time_are_thinned_evenly() -> None:
    answers: dict[int, Answers] = {}
    for step in range(20, 20 * 5_001, 20):
        answers[step] = ()
        thin(answers)
    steps = sorted(answers)
    assert len(steps) == MOST_KEPT
    assert (steps[0], steps[-1]) == (20, 100_000)
    gaps = np.diff(steps)
    assert gaps.max() <= 4 * np.median(gaps)
