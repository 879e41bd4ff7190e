"""The map of one head and the mosaic of all."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.theme import DARK
from studio.widgets.colour_maps import LEVELS, colour_map
from studio.widgets.colour_scale import NOTHING, indexed_image, levels, nice_top
from studio.widgets.export_button import svg_bytes
from studio.widgets.head_grid import HeadGrid
from studio.widgets.head_mosaic import mosaic, pooled_heads
from studio.widgets.heat_map import HeatMap
from studio.widgets.token_labels import STEEP, lay_out_labels

TOKENS = ("[CLS]", "she", "opened", "the", "[MASK]", "[SEP]")


def weights(length: int = 6) -> np.ndarray:
    shares = np.eye(length, k=-1) * 0.8 + 0.2 / length
    return (shares / shares.sum(1, keepdims=True)).astype(np.float16)


@pytest.fixture
def heat_map(qtbot: QtBot) -> HeatMap:
    made = HeatMap(DARK)
    qtbot.addWidget(made)
    made.resize(420, 380)
    made.show_map(weights(), TOKENS)
    made.show()
    return made


@pytest.fixture
def grid(qtbot: QtBot) -> HeadGrid:
    made = HeadGrid(DARK)
    qtbot.addWidget(made)
    made.resize(500, 460)
    made.show_heads(np.broadcast_to(weights(), (3, 4, 6, 6)).copy())
    made.show()
    return made


def test_the_ends_of_the_scale_are_the_ends_of_viridis() -> None:
    image = indexed_image(levels(np.array([[0.0, 0.5, 7.0]]), 0.5))
    colours = [image.pixelColor(x, 0).getRgb()[:3] for x in range(3)]
    assert colours[0] == tuple(colour_map("viridis")[0])
    assert colours[1] == colours[2] == tuple(colour_map("viridis")[LEVELS - 1])


def test_nothing_is_see_through() -> None:
    image = indexed_image(np.array([[NOTHING]], dtype=np.uint8))
    assert image.pixelColor(0, 0).alpha() == 0


@pytest.mark.parametrize(("highest", "top"), [(0.41, 0.5), (0.05, 0.05), (1.0, 1.0), (0.0, 1.0)])
def test_a_scale_ends_at_a_round_number(highest: float, top: float) -> None:
    assert nice_top(highest) == pytest.approx(top)


@pytest.mark.parametrize("cell", [3.0, 8.0, 12.0, 20.0, 40.0])
def test_names_along_the_top_never_touch(qtbot: QtBot, cell: float) -> None:
    layout = lay_out_labels(TOKENS, QFont(), cell)
    height = QFontMetricsF(layout.font).height()
    turned = 0.87 if layout.angle == STEEP else 1.0
    assert cell * layout.every * turned >= height - 1


def test_pointing_at_a_cell_isolates_its_row_and_reads_it(heat_map: HeatMap) -> None:
    cells, cell = heat_map.placed().frame, heat_map.placed().cell
    at = QPoint(round(cells.left() + 2.5 * cell), round(cells.top() + 3.5 * cell))
    QTest.mouseMove(heat_map, at)
    assert heat_map.row == 3
    assert heat_map.reading().startswith("the looks at opened: 0.8")


def test_the_keyboard_reads_the_map_too(heat_map: HeatMap) -> None:
    QTest.keyClick(heat_map, Qt.Key.Key_Down)
    QTest.keyClick(heat_map, Qt.Key.Key_Down)
    QTest.keyClick(heat_map, Qt.Key.Key_Right)
    assert "she looks at [CLS]" in heat_map.accessibleDescription()
    QTest.keyClick(heat_map, Qt.Key.Key_Escape)
    assert heat_map.row == -1


def test_another_sentence_forgets_the_row(heat_map: HeatMap) -> None:
    heat_map.isolate(5)
    heat_map.show_map(weights(3), TOKENS[:3])
    assert heat_map.row == -1


def test_a_map_is_exported_with_its_names_and_numbers(heat_map: HeatMap) -> None:
    drawing = svg_bytes(heat_map, DARK.surface, "head").decode()
    assert "opened" in drawing
    rows = list(heat_map.table())
    assert rows[0][1:] == list(TOKENS)
    assert float(rows[2][1]) == pytest.approx(float(weights()[1, 0]), abs=1e-4)


def test_an_empty_map_and_one_of_512_tokens_can_be_drawn(heat_map: HeatMap) -> None:
    few = heat_map.grab().toImage()
    heat_map.clear()
    none = heat_map.grab().toImage()
    assert none != few
    heat_map.show_map(weights(512), [f"token{i}" for i in range(512)])
    assert heat_map.grab().toImage() not in (none, few)


def test_a_click_chooses_a_head(grid: HeadGrid, qtbot: QtBot) -> None:
    at = grid.places(QRectF(grid.rect())).head(1, 2).center().toPoint()
    with qtbot.waitSignal(grid.chosen) as heard:
        QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=at)
    assert heard.args == [1, 2] == list(grid.head)


def test_the_arrow_keys_walk_over_the_heads_and_stop_at_the_edge(grid: HeadGrid) -> None:
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Left):
        QTest.keyClick(grid, key)
    assert grid.head == (1, 0)
    assert "layer 2" in grid.accessibleDescription()


def test_the_grid_shows_where_the_keyboard_is(grid: HeadGrid, qtbot: QtBot) -> None:
    grid.setFocus()
    qtbot.waitUntil(grid.hasFocus)
    grid.clearFocus()
    before = grid.grab().toImage()
    grid.setFocus()
    assert grid.grab().toImage() != before


def test_a_smaller_model_keeps_the_choice_inside(grid: HeadGrid) -> None:
    grid.choose(2, 3)
    grid.show_heads(np.ones((1, 2, 6, 6), dtype=np.float16))
    assert grid.head == (0, 1)


@pytest.mark.parametrize(("length", "factor"), [(6, 2), (7, 3), (128, 5)])
def test_pooling_keeps_the_highest_weight_of_every_block(length: int, factor: int) -> None:
    given = np.random.default_rng(0).random((2, 2, length, length)).astype(np.float16)
    pooled = pooled_heads(given, factor)
    for row in range(0, length, factor):
        for column in range(0, length, factor):
            block = given[..., row : row + factor, column : column + factor]
            found = pooled[..., row // factor, column // factor]
            assert (found == block.max(axis=(2, 3))).all()


def test_every_head_reaches_its_own_brightest_colour_unless_one_scale_is_asked() -> None:
    heads = np.stack([np.eye(8) * 0.2, np.eye(8)])[None].astype(np.float16)
    own, alike = mosaic(heads, None), mosaic(heads, 1.0)
    half = own.shape[1] // 2
    for picture, dim in ((own, LEVELS - 1), (alike, 50)):
        assert abs(int(picture[:, :half].max()) - dim) <= 1


def test_the_grid_draws_144_heads_and_none(grid: HeadGrid) -> None:
    grid.show_heads(np.full((12, 12, 128, 128), 1 / 128, dtype=np.float16))
    grid.set_alike(True)
    full = grid.grab().toImage()
    grid.show_heads(np.zeros((0, 0, 0, 0), dtype=np.float16))
    assert grid.grab().toImage() != full
