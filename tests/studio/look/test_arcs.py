"""Arcs between the tokens that look and those looked at."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.desk import Desk
from studio.theme import DARK, LIGHT
from studio.views.look.arcs_view import ArcsView
from studio.widgets.arc_map import ArcHead, ArcMap
from studio.widgets.arc_places import visible
from studio.widgets.arcs import ArcsPlot
from studio.widgets.export_button import picture, svg_bytes
from studio.widgets.head_legend import HeadLegend
from tests.studio.scripted_run import attention

TOKENS = ("[CLS]", "she", "opened", "the", "[MASK]", "[SEP]")
HEADS = (ArcHead("layer 1 · head 1", "#56B4E9"), ArcHead("layer 2 · head 3", "#E69F00"))


def two_heads(length: int = 6) -> np.ndarray:
    """One looks at the token before, one at the token after; all else is weak."""
    shares = np.stack([np.eye(length, k=-1), np.eye(length, k=1)]) * 0.8 + 0.2 / length
    return (shares / shares.sum(-1, keepdims=True)).astype(np.float32)


def arc_map(length: int = 6, least: float = 0.1, hidden: frozenset[int] = frozenset()) -> ArcMap:
    tokens = TOKENS if length == 6 else tuple(f"token{i}" for i in range(length))
    return ArcMap(two_heads(length), tokens, tokens, HEADS, least, hidden=hidden)


@pytest.fixture
def plot(qtbot: QtBot) -> ArcsPlot:
    made = ArcsPlot(DARK)
    qtbot.addWidget(made)
    made.resize(620, 320)
    made.show_arcs(arc_map())
    made.show()
    return made


def middle(plot: ArcsPlot, column: str, index: int) -> QPoint:
    places = plot.places()
    x = places.left - 20 if column == "left" else places.right + 20
    return QPoint(round(x), round(float(places.middle(column, index))))  # type: ignore[arg-type]


def test_only_arcs_as_strong_as_asked_are_drawn_the_strongest_last() -> None:
    arcs = arc_map(least=0.5).arcs
    # Of each head all but the token that has no neighbour there.
    assert len(arcs) == 10
    assert (np.diff(arcs.weights) >= 0).all()
    assert all(abs(row - column) == 1 for row, column in zip(arcs.rows, arcs.columns, strict=True))


def test_a_head_that_is_switched_off_has_no_arcs() -> None:
    assert set(arc_map(hidden=frozenset({0})).arcs.heads.tolist()) == {1}


def test_pointing_at_a_token_isolates_its_arcs_and_reads_them(plot: ArcsPlot) -> None:
    QTest.mouseMove(plot.viewport(), middle(plot, "left", 2))
    assert plot.isolated == ("left", 2)
    assert plot.reading().startswith("opened looks most at she 0.83")
    QTest.mouseMove(plot.viewport(), middle(plot, "right", 2))
    assert plot.isolated == ("right", 2)
    assert plot.reading().startswith("opened is looked at most by she 0.83")


def test_a_click_holds_a_token_and_lets_it_go_again(plot: ArcsPlot, qtbot: QtBot) -> None:
    at = middle(plot, "left", 3)
    with qtbot.waitSignal(plot.held) as heard:
        QTest.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert heard.args == [3]
    QTest.mouseMove(plot.viewport(), middle(plot, "left", 1))
    assert plot.isolated == ("left", 3)  # held, whatever the pointer does
    QTest.mouseMove(plot.viewport(), middle(plot, "right", 2))
    assert "the looks at opened: layer 1 · head 1 0.83" in plot.reading()
    with qtbot.waitSignal(plot.held) as heard:
        QTest.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert heard.args == [-1]


def test_the_keyboard_walks_over_the_tokens_and_lets_go(plot: ArcsPlot) -> None:
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        QTest.keyClick(plot, key)
    assert plot.isolated == ("left", 1)
    assert "she looks most at" in plot.accessibleDescription()
    QTest.keyClick(plot, Qt.Key.Key_Right)
    assert plot.isolated == ("right", 1)
    QTest.keyClick(plot, Qt.Key.Key_Escape)
    assert plot.isolated is None


def test_walking_scrolls_a_long_text(plot: ArcsPlot) -> None:
    plot.show_arcs(arc_map(512))
    assert plot.verticalScrollBar().maximum() > 5000
    plot._hold(("left", 300))
    QTest.keyClick(plot, Qt.Key.Key_Down)
    places = plot.places()
    assert places.top <= float(places.middle("left", 301)) <= places.area.bottom()
    assert float(places.middle("right", 301)) == float(places.middle("left", 301))


def test_of_a_long_text_only_arcs_in_view_are_drawn(plot: ArcsPlot) -> None:
    plot.show_arcs(arc_map(512))
    seen = visible(plot.shown.arcs, plot.places(), 600)
    assert 0 < len(seen) < 60  # two heads, some 15 tokens in view
    assert seen.rows.max() < 32
    assert len(visible(plot.shown.arcs, plot.places(), 5)) == 5
    plot.verticalScrollBar().setValue(plot.verticalScrollBar().maximum())
    assert visible(plot.shown.arcs, plot.places(), 600).rows.min() > 480


def test_columns_of_unlike_length_reach_both_ends_together(plot: ArcsPlot) -> None:
    weights = np.full((1, 4, 200), 1 / 200, dtype=np.float32)
    read = tuple(f"token{i}" for i in range(200))
    plot.show_arcs(ArcMap(weights, TOKENS[:4], read, HEADS[:1], 0.001))
    plot.verticalScrollBar().setValue(plot.verticalScrollBar().maximum())
    places = plot.places()
    assert float(places.middle("right", 199)) <= places.area.bottom()
    assert float(places.middle("left", 0)) >= places.top  # a short column stays


def test_too_high_a_threshold_says_how_strong_the_strongest_is(plot: ArcsPlot) -> None:
    plot.show_arcs(arc_map(least=0.9))
    assert "0.83" in plot.reading()


def test_no_text_and_one_token_can_be_drawn(plot: ArcsPlot) -> None:
    few = plot.grab().toImage()
    plot._hold(("left", 5))
    one = ArcMap(np.ones((2, 1, 1), dtype=np.float32), ("a",), ("a",), HEADS, 0.1)
    plot.show_arcs(one)
    assert plot.isolated is None
    assert plot.grab().toImage() != few


def test_what_is_saved_holds_all_tokens_as_text_and_arcs_as_paths(plot: ArcsPlot) -> None:
    plot.show_arcs(arc_map(60))
    saved = plot.picture()
    drawing = svg_bytes(saved, DARK.surface, "arcs").decode()
    assert "token59" in drawing
    assert "layer 2 · head 3" in drawing
    assert drawing.count(" C") + drawing.count("C") >= len(plot.shown.arcs)
    assert picture(saved, DARK.surface).height() == 2 * saved.size().height()
    assert saved.arrays()["weights"].shape == (2, 60, 60)
    rows = list(saved.table())
    assert len(rows) == 1 + len(plot.shown.arcs)
    assert rows[1][0] in {head.name for head in HEADS}


def test_the_legend_keeps_what_was_hidden_by_its_name(qtbot: QtBot) -> None:
    legend = HeadLegend(DARK)
    qtbot.addWidget(legend)
    legend.show_heads(HEADS)
    with qtbot.waitSignal(legend.toggled):
        legend.button(1).click()
    assert legend.hidden() == {1}
    legend.show_heads(HEADS[::-1])
    assert legend.hidden() == {0}


@pytest.fixture
def view(show_view: Callable[..., Any]) -> ArcsView:
    return show_view(ArcsView, 400)


def test_the_view_draws_every_chosen_head_in_a_colour_of_its_own(view: ArcsView) -> None:
    choice = view.looking.choice
    choice.choose_head(1, 2)
    choice.add_head(0, 1)
    shown = view.plot.shown
    seen = view.looking.seen
    assert seen is not None
    assert [head.name for head in shown.heads] == ["layer 1 · head 2", "layer 2 · head 3"]
    assert [head.colour for head in shown.heads] == list(DARK.series[:2])
    expected = attention(400, 3, 4, len(seen.tokens))[0, 1]
    assert (shown.weights[0] == expected.astype(np.float32)).all()
    view.legend.button(0).click()
    assert set(view.plot.shown.arcs.heads.tolist()) == {1}


def test_a_token_held_is_held_in_every_view(view: ArcsView) -> None:
    view.plot._hold(("left", 2))
    assert view.looking.choice.token == 2
    view.looking.choice.hold_token(4)
    assert view.plot.isolated == ("left", 4)


def test_the_threshold_is_kept_and_thins_the_arcs(view: ArcsView, desk: Desk) -> None:
    before = len(view.plot.shown.arcs)
    view.slider.setValue(view.slider.value() + 4)
    assert len(view.plot.shown.arcs) < before
    again = ArcsView(desk, view.looking)
    assert again.slider.value() == view.slider.value()


def test_another_theme_recolours_the_arcs(view: ArcsView, desk: Desk) -> None:
    desk.set_theme(LIGHT)
    assert view.plot.shown.heads[0].colour == LIGHT.series[0]


def test_more_heads_than_hues_are_dashed(view: ArcsView) -> None:
    view.looking.choice.choose_heads(tuple((n, h) for n in range(3) for h in range(4)))
    heads = view.plot.shown.heads
    assert [head.dashed for head in heads] == [False] * 6 + [True] * 6
    assert len({(head.colour, head.dashed) for head in heads}) == 12
