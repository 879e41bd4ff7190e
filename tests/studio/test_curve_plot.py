"""The plot of curves."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.theme import DARK, LIGHT
from studio.widgets.curve_plot import CurvePlot
from studio.widgets.curves import Baseline, Curve
from studio.widgets.export_button import picture, png_bytes, svg_bytes
from studio.widgets.plot_picture import PlotPicture
from studio.widgets.plot_words import Word, level_word


def curves(last: int = 1000) -> list[Curve]:
    x = np.arange(1, last + 1, dtype=float)
    y = 3 + 5 * np.exp(-x / 200)
    held = slice(99, None, 100)
    return [
        Curve("train", "words", "Words", "#56B4E9", x, y),
        Curve("held", "words", "Words, held", "#56B4E9", x[held], y[held], measured=True),
    ]


@pytest.fixture
def plot(qtbot: QtBot) -> CurvePlot:
    made = CurvePlot(DARK)
    qtbot.addWidget(made)
    made.resize(600, 320)
    made.show()
    made.show_curves(curves(), [Baseline("unigram", 6.3, DARK.dim, always=True)], [500.0])
    return made


def right_edge(plot: CurvePlot) -> float:
    return float(plot._box.viewRange()[0][1])


def test_where_words_stand_is_worked_out_once(
    plot: CurvePlot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A plot is painted at every movement of the pointer."""
    placed: list[str] = []

    def place(text: str, *rest: Any) -> Word:
        placed.append(text)
        return level_word(text, *rest)

    monkeypatch.setattr("studio.widgets.plot_words.level_word", place)
    plot.show_curves(curves(900), [Baseline("unigram", 6.2, DARK.dim, always=True)])
    for _ in range(3):
        plot.grab()
    assert placed == ["unigram = 6.20"]
    changes: list[Callable[[], object]] = [
        lambda: plot.show_curves(curves(900), [Baseline("unigram", 6.1, DARK.dim)]),
        lambda: plot.resize(500, 320),
        lambda: QTest.keyClick(plot, Qt.Key.Key_Plus),
        lambda: plot.set_log(True),
    ]
    for change in changes:
        placed.clear()
        change()
        plot.grab()
        assert placed


def test_the_view_follows_until_somebody_zooms_and_again_after_a_fit(
    plot: CurvePlot, qtbot: QtBot
) -> None:
    plot.show_curves(curves(2000))
    assert right_edge(plot) >= 2000
    with qtbot.waitSignal(plot.zoomed, check_params_cb=bool):
        QTest.keyClick(plot, Qt.Key.Key_Plus)
    zoomed = right_edge(plot)
    plot.show_curves(curves(4000))
    assert right_edge(plot) == zoomed
    QTest.keyClick(plot, Qt.Key.Key_0)
    assert right_edge(plot) >= 4000


def test_a_line_is_kept_by_its_key_and_dropped_without_one(plot: CurvePlot) -> None:
    before = plot._lines.items["train"]
    plot.show_curves(curves()[:1])
    assert plot._lines.items == {"train": before}


def test_a_line_that_did_not_change_is_not_drawn_anew(
    plot: CurvePlot, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    for key, item in plot._lines.items.items():
        monkeypatch.setattr(item, "setData", lambda *_, key=key: drawn.append(key))
    grown = [curves(1050)[0], curves(1000)[1]]
    plot.show_curves(grown)
    assert drawn == ["train"]


def test_a_tick_paints_once(plot: CurvePlot, qtbot: QtBot) -> None:
    plot.show_curves(curves(1100))
    qtbot.waitExposed(plot)
    before = plot._box.viewRange()
    for last in range(1101, 1104):
        plot.show_curves(curves(last))
    assert plot._box.viewRange() == before  # there was room, so the view stands still
    plot.show_curves(curves(3000))
    assert not plot._box._matrixNeedsUpdate


def test_many_points_are_drawn_as_peaks_of_what_is_seen(plot: CurvePlot) -> None:
    plot.show_curves(curves(200_000))
    drawn = plot._lines.items["train"].curve.xData
    assert len(drawn) < 5_000
    assert plot._lines.items["train"].opts["clipToView"]


def test_a_logarithmic_axis_leaves_out_what_has_no_logarithm(plot: CurvePlot) -> None:
    x = np.arange(3, dtype=float)
    plot.set_log(True)
    plot.show_curves([Curve("a", "a", "A", "#56B4E9", x, np.array([0.0, 1.0, 10.0]))])
    assert list(plot._lines.items["a"].getOriginalDataset()[1]) == [0.0, 1.0]
    plot.grab()


def test_the_arrow_keys_move_the_crosshair_for_those_without_a_mouse(plot: CurvePlot) -> None:
    QTest.keyClick(plot, Qt.Key.Key_Right)
    first = plot._marks.crosshair
    QTest.keyClick(plot, Qt.Key.Key_Right)
    second = plot._marks.crosshair
    assert first is not None
    assert second is not None
    assert second.x() > first.x()
    step = plot._box.mapSceneToView(second).x()
    read = plot._curves[0].y[round(step) - 1]
    assert plot.accessibleDescription().startswith(f"step {step:,.0f}, Words: {read:.2f}, Words, h")


def test_the_plot_shows_where_the_keyboard_is_but_not_in_its_picture(
    plot: CurvePlot, qtbot: QtBot
) -> None:
    plot.setFocus()
    qtbot.waitUntil(plot.hasFocus)
    plot.clearFocus()
    before, saved = plot.grab().toImage(), svg_bytes(plot, DARK.surface, "loss")
    plot.setFocus()
    assert plot.grab().toImage() != before
    assert svg_bytes(plot, DARK.surface, "loss") == saved
    plot.clearFocus()
    assert plot.grab().toImage() == before


def test_a_click_tells_its_place(plot: CurvePlot, qtbot: QtBot) -> None:
    area = plot._box.sceneBoundingRect()
    at = plot._view.mapFromScene(QPointF(area.center().x(), area.center().y()))
    with qtbot.waitSignal(plot.pointed) as heard:
        QTest.mouseClick(plot._view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert 300 < heard.args[0] < 700


@pytest.mark.parametrize("kind", ["step", "tokens", "seconds"])
def test_every_axis_has_readable_numbers(plot: CurvePlot, kind: str) -> None:
    plot.set_x(kind)  # type: ignore[arg-type]
    axis = plot._item.getAxis("bottom")
    low, high = plot._box.viewRange()[0]
    (spacing, places), *_ = axis.tickValues(low, high, 500)
    words = axis.tickStrings(list(places), 1.0, spacing)
    assert len(set(words)) == len(words) >= 2
    expected = {"step": "1,000", "tokens": "1,000", "seconds": "16:40"}
    assert all("." not in word for word in words)
    assert expected[kind] in axis.tickStrings([1000.0], 1.0, spacing)


def test_another_theme_changes_the_ground(plot: CurvePlot) -> None:
    plot.set_theme(LIGHT)
    corner = plot.grab().toImage().pixelColor(plot.width() - 2, 2)
    assert corner == QColor(LIGHT.surface)


def test_the_picture_is_written_as_png_and_svg_with_its_words(plot: CurvePlot) -> None:
    assert png_bytes(picture(plot, DARK.surface)).startswith(b"\x89PNG")
    drawing = svg_bytes(plot, DARK.surface, "loss").decode()
    assert "unigram" in drawing
    assert "<polyline" in drawing or "<path" in drawing
    assert picture(plot, DARK.surface).width() == 2 * plot.width()


def two_objectives() -> list[Curve]:
    again = [replace(c, key=c.key + "2", group="pairs", label="P" + c.label) for c in curves()]
    return [*curves(), *again]


def test_a_saved_picture_says_which_curve_is_which(plot: CurvePlot) -> None:
    plot.show_curves(two_objectives())
    drawing = svg_bytes(PlotPicture(plot), DARK.surface, "loss").decode()
    for name in ("Words", "Words, held", "PWords", "PWords, held"):
        assert f">{name}</text>" in drawing
    assert PlotPicture(plot).size().height() > plot.height()


def test_curves_of_two_objectives_are_named_at_their_ends(plot: CurvePlot) -> None:
    alone = right_edge(plot)
    assert ">words" not in svg_bytes(plot, DARK.surface, "loss").decode()
    plot.show_curves(two_objectives())
    drawing = svg_bytes(plot, DARK.surface, "loss").decode()
    assert re.search(r">words 3\.0\d</text>", drawing)
    assert re.search(r">pairs 3\.0\d</text>", drawing)
    assert right_edge(plot) > alone  # there is room for the names


def test_an_empty_plot_can_be_looked_at_read_and_fitted(qtbot: QtBot) -> None:
    empty = CurvePlot(DARK)
    qtbot.addWidget(empty)
    empty.show()
    empty.fit()
    empty.grab()
    assert list(empty.table()) == [["series", "step", "value"]]
