"""Rollout: the flow over the layers, and the map after each of them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from engine.probes.rollout import influence, rollout
from studio.desk import Desk
from studio.theme import DARK, LIGHT
from studio.views.look import rollout_view
from studio.views.look.rollout_view import RolloutView
from studio.widgets.export_button import picture, svg_bytes
from studio.widgets.flow import FlowPlot
from studio.widgets.flow_drawing import share_words
from studio.widgets.flow_map import FlowMap

TOKENS = ("a", "b", "c")
# Two layers. In the first c takes half of itself from a; in the second b takes half from c.
EDGES = np.array(
    [
        [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.5, 0.0, 0.5]],
        [[1.0, 0.0, 0.0], [0.0, 0.5, 0.5], [0.0, 0.0, 1.0]],
    ],
    dtype=np.float32,
)


def reach(token: int) -> np.ndarray:
    """By hand: b at the end is half b, a quarter c, a quarter a."""
    assert token == 1
    return np.array([[0.25, 0.5, 0.25], [0, 0.5, 0.5], [0, 1, 0]], dtype=np.float32)


@pytest.fixture
def plot(qtbot: QtBot) -> FlowPlot:
    made = FlowPlot(DARK)
    qtbot.addWidget(made)
    made.resize(560, 300)
    made.show_flow(FlowMap(EDGES, TOKENS, reach))
    made.show()
    return made


def test_between_tokens_go_only_edges_that_carry_something() -> None:
    crossing = FlowMap(EDGES, TOKENS, reach).crossing
    found = set(zip(crossing.layers, crossing.below, crossing.above, strict=True))
    assert found == {(0, 0, 2), (1, 2, 1)}


def test_a_token_at_the_end_is_traced_back_along_its_shares() -> None:
    parts = FlowMap(EDGES, TOKENS, reach).parts(1)
    found = {
        (layer, below, above): weight
        for layer, below, above, weight in zip(
            parts.layers, parts.below, parts.above, parts.weights.tolist(), strict=True
        )
    }
    assert found == {
        (1, 1, 1): 0.5,
        (1, 2, 1): 0.5,
        (0, 1, 1): 0.5,
        (0, 2, 2): 0.25,
        (0, 0, 2): 0.25,
    }


def test_pointing_at_a_token_tells_what_it_is_made_of(plot: FlowPlot) -> None:
    places = plot.places()
    at = QPoint(round(places.right) + 14, round(places.height("right", 1)))
    before = plot.grab().toImage()
    QTest.mouseMove(plot.viewport(), at)
    assert plot.traced == 1
    assert plot.reading() == "b at the end is made of b 50 % · a 25 % · c 25 %"
    assert plot.grab().toImage() != before


def test_a_click_holds_it_and_escape_lets_go(plot: FlowPlot, qtbot: QtBot) -> None:
    places = plot.places()
    at = QPoint(round(places.right) + 14, round(places.height("right", 1)))
    with qtbot.waitSignal(plot.held) as heard:
        QTest.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert heard.args == [1]
    QTest.keyClick(plot, Qt.Key.Key_Left)  # there is nothing to change to
    assert plot.traced == 1
    with qtbot.waitSignal(plot.held) as heard:
        QTest.keyClick(plot, Qt.Key.Key_Escape)
    assert heard.args == [-1]
    assert plot.accessibleDescription() == ""


def test_a_flow_is_saved_with_its_tokens_and_shares(plot: FlowPlot) -> None:
    plot.hold(1)
    saved = plot.picture()
    drawing = svg_bytes(saved, DARK.surface, "flow").decode()
    assert "50 %" in drawing
    assert "layer 2" in drawing
    assert picture(saved, DARK.surface).height() == 2 * saved.size().height()
    assert (saved.arrays()["flow"] == EDGES).all()
    rows = list(saved.table())
    assert ["1", "0", "a", "2", "c", "0.50000"] in rows
    assert len(rows) == 1 + int((EDGES > 0).sum())


def test_of_little_shares_a_digit_more_is_said() -> None:
    assert [share_words(share) for share in (0.5, 0.031, 0.004)] == ["50 %", "3.1 %", "0.4 %"]


@pytest.mark.parametrize("length", [0, 1, 512])
def test_a_text_of_any_length_can_be_drawn(plot: FlowPlot, length: int) -> None:
    edges = np.broadcast_to(np.eye(length, dtype=np.float32), (12, length, length)).copy()
    tokens = tuple(f"token{i}" for i in range(length))

    def same(token: int) -> np.ndarray:
        return np.tile(np.eye(length, dtype=np.float32)[token], (13, 1))

    before = plot.grab().toImage()
    plot.show_flow(FlowMap(edges, tokens, same))
    assert plot.grab().toImage() != before
    assert (plot.verticalScrollBar().maximum() > 5000) == (length == 512)


@pytest.fixture
def view(show_view: Callable[..., Any]) -> RolloutView:
    return show_view(RolloutView, 400)


def test_the_view_traces_by_the_rollout_of_all_layers(view: RolloutView) -> None:
    seen = view.looking.seen
    assert seen is not None
    expected = rollout(seen.attention)[-1]
    for token in (0, 3):
        reached = view.flow.shown.reach(token)
        np.testing.assert_allclose(reached[0], expected[token], atol=1e-5)
        np.testing.assert_allclose(reached, influence(seen.attention, token), atol=1e-5)
    view.looking.choice.hold_token(3)
    assert view.flow.traced == 3


def test_the_map_stands_after_the_last_layer_until_another_is_chosen(view: RolloutView) -> None:
    seen = view.looking.seen
    assert seen is not None
    view.forms.button("map").click()
    assert view.faces.currentIndex() == 1
    assert "3" in view.layer.text()
    np.testing.assert_allclose(view.map.values, rollout(seen.attention)[2], atol=1e-5)
    view.slider.setValue(1)
    np.testing.assert_allclose(view.map.values, rollout(seen.attention)[0], atol=1e-5)
    view.looking.choice.choose_head(1, 1)  # drawn anew: the layer stays
    assert view.slider.value() == 1


def test_hidden_special_tokens_are_left_out_of_the_picture_not_of_the_shares(
    view: RolloutView,
) -> None:
    whole = view.flow.shown.reach(2)[0]
    view.looking.choice.hide_special(True)
    shown = view.flow.shown
    assert "[CLS]" not in shown.tokens
    np.testing.assert_allclose(shown.reach(1)[0], whole[1:-1], atol=1e-6)


def test_of_a_long_text_it_is_worked_out_beside_the_window(
    view: RolloutView, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """With 144 heads of 512 tokens it takes a third of a second."""
    monkeypatch.setattr(rollout_view, "AT_ONCE", 0)
    threads: list[object] = []
    real = rollout_view.rollout

    def counted(weights: np.ndarray) -> np.ndarray:
        threads.append(threading.current_thread())
        return real(weights)

    monkeypatch.setattr(rollout_view, "rollout", counted)
    before, told = view.flow.shown, []
    view.told.connect(lambda words, _why: told.append(words))
    view.looking.recorded.choose_sentence(1)
    assert view.flow.shown is before  # until the next is there
    assert told == ["measuring…"]
    view.looking.recorded.choose_sentence(2)
    seen = view.looking.seen
    assert seen is not None
    qtbot.waitUntil(lambda: view.flow.shown.tokens == seen.tokens)
    assert threading.main_thread() not in threads
    np.testing.assert_allclose(view.flow.shown.reach(1)[0], real(seen.attention)[-1][1], atol=1e-5)


def test_cross_attention_says_why_it_has_none(view: RolloutView, desk: Desk) -> None:
    recorded, seen = view.looking.recorded, view.looking.seen
    assert recorded.probe is not None
    assert seen is not None
    maps = np.full((3, 4, 2, len(seen.tokens)), 1 / len(seen.tokens), dtype=np.float16)
    own = np.full((3, 4, 2, 2), 0.5, dtype=np.float16)
    pair = replace(seen, written=("un", "deux"), decoder=own, cross=maps)
    recorded._take(replace(recorded.probe, sentences=(pair,)))
    view.looking.choice.choose_side("cross")
    assert view.stack.currentIndex() == 1
    assert "same end of the encoder" in view.reason.sentence.text()
    assert view.subject() is None
    view.looking.choice.choose_side("decoder")
    assert view.stack.currentIndex() == 0
    assert view.flow.shown.tokens == ("un", "deux")


def test_another_theme_recolours_the_flow(view: RolloutView, desk: Desk) -> None:
    before = view.grab().toImage()
    desk.set_theme(LIGHT)
    assert view.grab().toImage() != before
