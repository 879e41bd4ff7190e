"""Signed numbers as colours, each read and copied."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.theme import DARK, LIGHT, Theme
from studio.widgets.diverging import even_top, shade, shaded_image
from studio.widgets.export_button import svg_bytes
from studio.widgets.number_map import NumberMap
from studio.widgets.sorted_rows import Cell, SortedRows
from studio.widgets.table import small_table
from studio.widgets.widget_picture import WidgetPicture


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])
def test_below_zero_is_blue_above_is_orange_and_zero_is_grey(theme: Theme) -> None:
    low, zero, high = (shade(number, 2.0, theme) for number in (-2.0, 0.0, 2.0))
    assert low.blue() > low.red() + 60
    assert high.red() > high.blue() + 60
    assert abs(zero.red() - zero.blue()) < 12
    image = shaded_image(np.array([[-2.0, 0.0, 2.0]]), 2.0, theme)
    assert [image.pixelColor(x, 0).name() for x in range(3)] == [
        colour.name() for colour in (low, zero, high)
    ]


@pytest.mark.parametrize(
    ("highest", "top"), [(0.0, 1.0), (0.7, 1.0), (-1.4, 2.0), (3.1, 5.0), (0.012, 0.02)]
)
def test_a_scale_ends_at_a_round_number_that_holds_all(highest: float, top: float) -> None:
    assert even_top(np.array([0.0, highest])) == pytest.approx(top)


def test_names_columns_and_the_scale_are_told(qtbot: QtBot) -> None:
    made = NumberMap(DARK, "numbers")
    qtbot.addWidget(made)
    made.show_numbers(np.array([[1.0, -2.5], [0.5, 0.0]]), ["she", "a b"], columns=["x", "y"])
    made.show()
    assert made.reading() == "4 number(s), from \u22122.50 to 1.00"
    made.read(1, 1)
    assert made.accessibleDescription() == "a␣b y = 0"
    made.setFocus()
    QTest.keyClick(made, Qt.Key.Key_Up)
    assert made.reading() == "she y = \u22122.50"
    made.copy_row()
    assert QGuiApplication.clipboard().text() == "1\t-2.5\n"
    QTest.keyClick(made, Qt.Key.Key_Escape)
    assert made.reading().startswith("4")


def test_many_rows_share_the_room(qtbot: QtBot) -> None:
    made = NumberMap(DARK, "numbers")
    qtbot.addWidget(made)
    made.show_numbers(np.zeros((1, 8)))
    one = made.sizeHint().height()
    made.show_numbers(np.zeros((100, 8)), [f"t{row}" for row in range(100)], marked=3)
    assert one < made.sizeHint().height() < 300
    made.resize(400, made.sizeHint().height())
    made.grab()


def test_in_a_drawing_every_number_is_a_rectangle(qtbot: QtBot) -> None:
    made = NumberMap(DARK, "numbers")
    qtbot.addWidget(made)
    made.resize(400, 60)
    made.show_numbers(np.arange(40.0).reshape(2, 20))
    whole = WidgetPicture(made, lambda: small_table([], []), dict)
    drawing = svg_bytes(whole, DARK.surface, "numbers").decode()
    assert "<image" not in drawing
    assert drawing.count("<rect") + drawing.count("<path") >= 40
    made.show_numbers(np.zeros((200, 200)))
    assert "<image" in svg_bytes(whole, DARK.surface, "numbers").decode()  # or it opens slowly


def test_in_a_drawing_nothing_of_a_table_is_pixels(qtbot: QtBot) -> None:
    made = SortedRows(["name"])
    qtbot.addWidget(made)
    made.show_rows([(Cell("a", 1.0),)])
    whole = WidgetPicture(made, made.table, dict)
    assert "<image" not in svg_bytes(whole, DARK.surface, "rows").decode()
    assert made.header().isSortIndicatorShown()
