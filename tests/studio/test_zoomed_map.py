"""A map that is zoomed, moved, read on both axes and kept as a drawing."""

from __future__ import annotations

import re

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.theme import DARK
from studio.widgets.colour_maps import LEVELS, MAPS, colour_map
from studio.widgets.colour_scale import levels
from studio.widgets.export_button import svg_bytes
from studio.widgets.heat_map import HeatMap
from studio.widgets.map_picture import pooled

ROWS = ("[CLS]", "sie", "ging")
COLUMNS = ("[CLS]", "she", "left", "the", "house", "[SEP]")


def cross() -> np.ndarray:
    """What three written tokens take from six read ones."""
    draw = np.random.default_rng(3).random((3, 6)).astype(np.float32)
    return draw / draw.sum(axis=1, keepdims=True)


@pytest.fixture
def heat_map(qtbot: QtBot) -> HeatMap:
    made = HeatMap(DARK)
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show_map(cross(), ROWS, COLUMNS)
    made.show()
    return made


@pytest.fixture
def large(heat_map: HeatMap) -> HeatMap:
    """512 tokens, one weight that stands alone."""
    weights = np.zeros((512, 512), dtype=np.float16)
    weights[300, 77] = 1.0
    heat_map.show_map(weights, [f"w{place}" for place in range(512)], top=1.0)
    return heat_map


def middle(heat_map: HeatMap, row: int, column: int) -> QPoint:
    rect = heat_map.placed().rect(range(row, row + 1), range(column, column + 1))
    return rect.center().toPoint()


def turn(heat_map: HeatMap, at: QPoint, notches: int) -> None:
    place = QPointF(at)
    event = QWheelEvent(
        place,
        heat_map.mapToGlobal(place),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(heat_map, event)


def test_a_map_need_not_be_square(heat_map: HeatMap) -> None:
    frame = heat_map.placed().frame
    assert frame.width() == pytest.approx(2 * frame.height())
    QTest.mouseMove(heat_map, middle(heat_map, 2, 4))
    assert heat_map.reading() == f"ging looks at house: {cross()[2, 4]:.3f}"


def test_the_name_of_a_column_isolates_it(heat_map: HeatMap) -> None:
    frame = heat_map.placed().frame
    at = QPoint(middle(heat_map, 0, 3).x(), round(frame.top()) - 6)
    QTest.mouseMove(heat_map, at)
    best = ROWS[int(cross()[:, 3].argmax())]
    assert heat_map.reading().startswith(f"the is looked at most by {best}")
    assert heat_map.row == -1


def test_a_click_holds_a_row_until_the_next_or_escape(heat_map: HeatMap, qtbot: QtBot) -> None:
    with qtbot.waitSignal(heat_map.held) as heard:
        QTest.mouseClick(heat_map, Qt.MouseButton.LeftButton, pos=middle(heat_map, 1, 2))
    assert heard.args == [1]
    QTest.mouseMove(heat_map, middle(heat_map, 2, 0))
    assert heat_map.row == 1
    assert heat_map.reading().startswith("ging looks at [CLS]")  # the value under the pointer
    with qtbot.waitSignal(heat_map.held) as heard:
        QTest.mouseClick(heat_map, Qt.MouseButton.LeftButton, pos=middle(heat_map, 1, 5))
    assert heard.args == [-1]
    QTest.mouseClick(heat_map, Qt.MouseButton.LeftButton, pos=middle(heat_map, 2, 5))
    QTest.keyClick(heat_map, Qt.Key.Key_Escape)
    assert heat_map.row == -1


def test_a_click_on_its_name_holds_a_column(heat_map: HeatMap, qtbot: QtBot) -> None:
    cell = middle(heat_map, 0, 2)
    name = QPoint(cell.x(), round(heat_map.placed().frame.top()) - 8)
    QTest.mouseClick(heat_map, Qt.MouseButton.LeftButton, pos=name)
    QTest.mouseMove(heat_map, middle(heat_map, 1, 4))
    assert heat_map.reading().startswith("sie looks at house")  # the value under the pointer
    heat_map.isolate(-1)  # the pointer is gone
    assert heat_map.reading().startswith("left is looked at most by")
    heat_map.hold(-1)  # as at every redraw
    assert heat_map.reading().startswith("left is looked at most by")
    before = heat_map.grab().toImage()
    with qtbot.assertNotEmitted(heat_map.held):
        QTest.keyClick(heat_map, Qt.Key.Key_Escape)
    assert heat_map.reading() == ""
    assert heat_map.grab().toImage() != before
    QTest.mouseClick(heat_map, Qt.MouseButton.LeftButton, pos=name)
    QTest.mouseClick(heat_map, Qt.MouseButton.LeftButton, pos=cell)
    assert heat_map.row == 0  # of a row and a column only one is held
    with qtbot.waitSignal(heat_map.held) as heard:
        QTest.mouseClick(heat_map, Qt.MouseButton.LeftButton, pos=name)
    assert heard.args == [-1]


def test_the_wheel_zooms_at_the_pointer(large: HeatMap) -> None:
    at = middle(large, 300, 77)
    turn(large, at, 12)
    row, column = large.placed().cells_at(QPointF(at))
    assert large.places.zoom > 5
    assert row == pytest.approx(300.5, abs=0.6)
    assert column == pytest.approx(77.5, abs=0.6)


def test_a_drag_moves_what_is_zoomed_and_holds_nothing(large: HeatMap) -> None:
    at = middle(large, 256, 256)
    turn(large, at, 16)
    before = large.placed().cells_at(QPointF(at))
    QTest.mousePress(large, Qt.MouseButton.LeftButton, pos=at)
    for part in range(1, 5):
        QTest.mouseMove(large, at + QPoint(10 * part, 5 * part))
    QTest.mouseRelease(large, Qt.MouseButton.LeftButton, pos=at + QPoint(40, 20))
    after = large.placed().cells_at(QPointF(at + QPoint(40, 20)))
    assert after == pytest.approx(before, abs=0.01)
    QTest.mouseMove(large, QPoint(1, 1))
    assert large.row == -1


def test_keys_zoom_and_a_double_click_shows_all(large: HeatMap) -> None:
    QTest.keyClick(large, Qt.Key.Key_Plus)
    QTest.keyClick(large, Qt.Key.Key_Plus)
    assert large.places.zoom == pytest.approx(2.25)
    QTest.keyClick(large, Qt.Key.Key_Minus)
    assert large.places.zoomed
    QTest.keyClick(large, Qt.Key.Key_0)
    assert not large.places.zoomed
    QTest.keyClick(large, Qt.Key.Key_Plus)
    QTest.mouseDClick(large, Qt.MouseButton.LeftButton, pos=middle(large, 256, 256))
    assert not large.places.zoomed


def test_the_keyboard_brings_its_cell_into_sight(large: HeatMap) -> None:
    turn(large, middle(large, 400, 400), 20)
    QTest.keyClick(large, Qt.Key.Key_Down)
    QTest.keyClick(large, Qt.Key.Key_Right)
    placed = large.placed()
    assert large._row in placed.rows
    assert large._column in placed.columns


def test_another_map_is_seen_whole(large: HeatMap) -> None:
    turn(large, middle(large, 300, 77), 12)
    large.show_map(cross(), ROWS, COLUMNS)
    assert not large.places.zoomed


def test_another_step_of_the_same_text_stays_zoomed(large: HeatMap) -> None:
    turn(large, middle(large, 300, 77), 12)
    zoom = large.places.zoom
    large.show_map(np.ones((512, 512), dtype=np.float16), large.row_names, top=1.0)
    assert large.places.zoom == zoom


def test_one_weight_of_262144_is_seen_in_the_whole(large: HeatMap) -> None:
    """Or an overview would lie: on the screen several cells share a pixel."""
    frame, at = large.placed().frame, middle(large, 300, 77)
    image = large.grab(frame.toRect()).toImage()
    ratio = image.devicePixelRatio()
    bright = colour_map("viridis")[LEVELS - 1]
    near = [
        image.pixelColor(
            round((at.x() - frame.left() + dx) * ratio), round((at.y() - frame.top() + dy) * ratio)
        ).getRgb()[:3]
        for dx in range(-2, 3)
        for dy in range(-2, 3)
    ]
    assert tuple(bright) in near


def test_pooled_differences_keep_what_is_farthest_from_zero() -> None:
    values = np.zeros((6, 9), dtype=np.float32)
    values[0, 0], values[1, 1] = -0.4, 0.3
    values[5, 8] = 0.1
    found = pooled(values, 2)
    assert found.shape == (3, 5)
    assert found[0, 0] == np.float32(-0.4)
    assert found[2, 4] == np.float32(0.1)


def test_a_difference_has_its_middle_at_zero() -> None:
    assert levels(np.array([[-0.5, 0.0, 0.5, 9.0]]), 0.5, diverging=True).tolist() == [
        [0, LEVELS // 2, LEVELS - 1, LEVELS - 1]
    ]


def test_differences_are_read_with_their_sign(heat_map: HeatMap) -> None:
    heat_map.show_map(cross() - 0.5, ROWS, COLUMNS, diverging=True)
    heat_map.isolate(0, 1)
    assert re.search(r"looks at she: [+−]0\.\d{3}$", heat_map.reading())


@pytest.mark.parametrize("name", MAPS)
def test_every_map_of_weights_grows_evenly_lighter(name: str) -> None:
    """So that it is read in grey, and by eyes that tell no red from green."""
    colours = colour_map(name) / 255.0  # type: ignore[arg-type]
    linear = np.where(colours <= 0.04045, colours / 12.92, ((colours + 0.055) / 1.055) ** 2.4)
    light = np.cbrt(linear @ np.array([0.2126, 0.7152, 0.0722]))
    grows = np.diff(np.convolve(light, np.ones(9) / 9, mode="valid"))
    assert (grows > 0).all()


@pytest.mark.parametrize("name", ["diverging", "diverging-dark"])
def test_both_ends_of_a_difference_stand_out_alike_from_zero(name: str) -> None:
    colours = colour_map(name).astype(float)  # type: ignore[arg-type]
    middle = colours[LEVELS // 2]
    low, high = (np.abs(colours[end] - middle).sum() for end in (0, LEVELS - 1))
    assert low == pytest.approx(high, rel=0.35)
    assert colours[0][2] > colours[0][0]  # blue beneath, orange above
    assert colours[-1][0] > colours[-1][2]


def test_a_drawing_has_a_rectangle_a_cell_and_real_names(heat_map: HeatMap) -> None:
    drawing = svg_bytes(heat_map, DARK.surface, "head").decode()
    for name in COLUMNS:
        assert re.search(rf"<text[^>]*>\s*{re.escape(name)}\s*</text>", drawing), name
    cells = [
        tuple(map(float, found))
        for found in re.findall(r'<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)"', drawing)
    ]
    side = heat_map.placed().cell
    assert sum(abs(width - side) < 0.01 for _, _, width in cells) == 18
    images = re.findall(r'<image[^>]*width="(\d+)"', drawing)
    assert len(images) <= 1  # the scale


def test_a_drawing_of_512_tokens_has_an_image_for_its_cells(large: HeatMap) -> None:
    drawing = svg_bytes(large, DARK.surface, "head").decode()
    assert "<image" in drawing
    assert len(drawing) < 4_000_000
