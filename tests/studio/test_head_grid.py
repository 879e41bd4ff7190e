"""The grid of all heads: several chosen, rectangular ones, what each of them does."""

from __future__ import annotations

import re

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from engine.events import SentenceProbe
from studio.jobs import Jobs
from studio.theme import DARK
from studio.views.look.measured import AT_ONCE, Measured
from studio.widgets.colour_maps import LEVELS
from studio.widgets.export_button import svg_bytes
from studio.widgets.grid_places import LARGEST, place_heads
from studio.widgets.head_grid import HeadGrid
from studio.widgets.head_mosaic import mosaic, pooled_changes


def heads(*shape: int) -> np.ndarray:
    return np.random.default_rng(5).random(shape).astype(np.float16)


@pytest.fixture
def grid(qtbot: QtBot) -> HeadGrid:
    made = HeadGrid(DARK)
    qtbot.addWidget(made)
    made.resize(600, 500)
    made.show_heads(heads(3, 4, 6, 6))
    made.show()
    return made


def middle(grid: HeadGrid, layer: int, head: int) -> QPoint:
    return grid.places(QRectF(grid.rect())).head(layer, head).center().toPoint()


def test_ctrl_and_a_click_asks_for_one_more_head(grid: HeadGrid, qtbot: QtBot) -> None:
    with qtbot.waitSignal(grid.added) as heard, qtbot.assertNotEmitted(grid.chosen):
        QTest.mouseClick(
            grid,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.ControlModifier,
            middle(grid, 2, 1),
        )
    assert heard.args == [2, 1]


def test_shift_and_an_arrow_adds_and_back_takes_away(grid: HeadGrid, qtbot: QtBot) -> None:
    shift = Qt.KeyboardModifier.ShiftModifier
    with qtbot.waitSignal(grid.added) as heard:
        QTest.keyClick(grid, Qt.Key.Key_Right, shift)
    assert heard.args == [0, 1]
    grid.choose_all(((0, 1), (0, 0)))
    with qtbot.waitSignal(grid.added) as heard:
        QTest.keyClick(grid, Qt.Key.Key_Left, shift)
    assert heard.args == [0, 1]  # chosen already, so it goes


def test_escape_leaves_the_last_chosen(grid: HeadGrid, qtbot: QtBot) -> None:
    grid.choose_all(((2, 2), (0, 0), (1, 3)))
    with qtbot.waitSignal(grid.chosen) as heard:
        QTest.keyClick(grid, Qt.Key.Key_Escape)
    assert heard.args == [2, 2]
    assert grid.heads == ((2, 2),)


def test_several_are_told_by_hue_and_by_number(grid: HeadGrid) -> None:
    alone = grid.grab().toImage()
    grid.choose_all(((1, 1), (0, 2)))
    image = grid.grab().toImage()
    assert image != alone
    for at, (layer, head) in enumerate(grid.heads):
        rect = grid.places(QRectF(grid.rect())).head(layer, head)
        ratio = image.devicePixelRatio()
        badge = image.pixelColor(round((rect.left() - 2) * ratio), round((rect.top() + 3) * ratio))
        assert badge.name().upper() == DARK.series[at]
    drawing = svg_bytes(grid, DARK.surface, "heads").decode()
    assert re.search(r"<text[^>]*>\s*2\s*</text>", drawing)


def test_heads_of_another_shape_keep_square_cells() -> None:
    places = place_heads(QRectF(0, 0, 600, 500), (2, 3, 4, 8), with_names=False)
    assert places.width == pytest.approx(2 * places.height)
    assert places.whole.right() <= 600
    assert places.whole.bottom() <= 500


def test_a_very_long_head_is_squeezed_and_a_single_one_bounded() -> None:
    places = place_heads(QRectF(0, 0, 900, 900), (1, 1, 4, 400), with_names=True)
    assert places.width == LARGEST
    assert places.height == pytest.approx(LARGEST / 4)


def test_names_stand_under_heads_where_there_is_room(grid: HeadGrid, qtbot: QtBot) -> None:
    grid.show_habits([["previous token"] * 4] * 3, [["tip"] * 4] * 3)
    places = grid.places(QRectF(grid.rect()))
    assert places.named
    assert places.down > places.height + 15
    assert "previous token" in svg_bytes(grid, DARK.surface, "heads").decode()
    grid.resize(240, 220)
    assert not grid.places(QRectF(grid.rect())).named


def test_pointing_at_a_head_says_what_it_does(
    grid: HeadGrid, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _place, words, _widget: told.append(words))
    tips = [[f"{layer}-{head}" for head in range(4)] for layer in range(3)]
    grid.show_habits([[""] * 4] * 3, tips)
    at = middle(grid, 1, 3)
    QApplication.sendEvent(grid, QHelpEvent(QHelpEvent.Type.ToolTip, at, grid.mapToGlobal(at)))
    assert told == ["1-3"]


def test_another_model_forgets_what_its_heads_did(grid: HeadGrid) -> None:
    grid.show_habits([["next token"] * 4] * 3, [["tip"] * 4] * 3)
    grid.show_heads(heads(2, 2, 6, 6))
    grid.grab()
    assert grid.accessibleDescription() == "layer 1, head 1"


def test_changes_are_drawn_around_zero() -> None:
    changes = np.zeros((1, 1, 4, 4), dtype=np.float16)
    changes[0, 0, 0, 1], changes[0, 0, 3, 3] = -0.5, 0.25
    pooled = pooled_changes(changes, 2)
    assert pooled[0, 0].tolist() == [[-0.5, 0.0], [0.0, 0.25]]
    drawn = mosaic(pooled, 0.5, diverging=True)
    assert drawn[0, 0] == 0
    assert drawn[0, 1] == LEVELS // 2
    assert mosaic(pooled, None, diverging=True)[0, 0] == 0


def test_few_cells_are_drawn_as_rectangles_and_many_as_images(grid: HeadGrid) -> None:
    drawing = svg_bytes(grid, DARK.surface, "heads").decode()
    assert drawing.count("<image") <= 1  # the scale
    assert drawing.count("<rect") > 3 * 4 * 6 * 6
    grid.show_heads(heads(3, 4, 64, 64))
    drawing = svg_bytes(grid, DARK.surface, "heads").decode()
    assert 12 <= drawing.count("<image") <= 13


def test_large_heads_are_measured_in_a_job_and_small_ones_at_once(qtbot: QtBot, jobs: Jobs) -> None:
    measured = Measured(jobs)
    few, many = (
        SentenceProbe("", tuple("abcdefgh" * times), even(8 * times), ()) for times in (1, 30)
    )
    assert many.attention.size > AT_ONCE
    assert measured.figures(few, "trunk") is not None
    with qtbot.waitSignal(measured.changed):
        assert measured.figures(many, "trunk") is None
    found = measured.figures(many, "trunk")
    assert found is not None
    assert found.entropy[0, 0] == pytest.approx(np.log2(240), abs=0.01)


def even(length: int) -> np.ndarray:
    return np.full((2, 2, length, length), 1 / length, dtype=np.float16)
