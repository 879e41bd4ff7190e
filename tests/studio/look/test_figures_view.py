"""Statistics: the figures of all heads as a table, and one of them as a map."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from engine.probes.figures import CLEAR, EVEN, LOCAL, head_figures
from studio.desk import Desk
from studio.theme import DARK, LIGHT
from studio.views.look.figures_view import FiguresView
from studio.views.look.pattern_words import HABITS, pattern_measure, pattern_sign
from studio.widgets.export_button import picture, svg_bytes
from studio.widgets.figure_map import FigureMap
from studio.widgets.head_cells import HeadCells
from studio.widgets.sorted_table import SortedColumn, SortedTable

VALUES = np.array([[0.1, 0.9], [np.nan, 0.5]])


@pytest.fixture
def table(qtbot: QtBot) -> SortedTable:
    made = SortedTable()
    qtbot.addWidget(made)
    made.resize(400, 240)
    made.show_columns(
        [
            SortedColumn("Head", "", ["1", "2", "3", "4"], np.arange(4.0), wide=5),
            SortedColumn("Share", "how much", ["10 %", "90 %", "–", "50 %"], VALUES.ravel()),
        ]
    )
    made.show()
    return made


def column_of(table: SortedTable, column: int) -> list[str]:
    count = table.model().rowCount()
    return [table.text(place, column) for place in range(count)]


def click_heading(table: SortedTable, column: int) -> None:
    header = table.header()
    at = header.sectionViewportPosition(column) + header.sectionSize(column) // 2
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(at, 8))


def test_numbers_are_sorted_as_numbers_and_what_is_missing_comes_last(table: SortedTable) -> None:
    click_heading(table, 1)
    assert column_of(table, 1) == ["90 %", "50 %", "10 %", "–"]
    click_heading(table, 1)
    assert column_of(table, 1) == ["10 %", "50 %", "90 %", "–"]


def test_a_row_stays_chosen_wherever_sorting_moves_it(table: SortedTable) -> None:
    table.choose([0])
    click_heading(table, 1)
    assert [index.row() for index in table.selectionModel().selectedRows()] == [2]


def test_a_click_chooses_a_row_and_ctrl_adds_one(table: SortedTable, qtbot: QtBot) -> None:
    click_heading(table, 1)  # 2, 4, 1, 3
    spots = [table.visualRect(table.model().index(place, 0)).center() for place in range(4)]
    with qtbot.waitSignal(table.chosen) as heard:
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spots[0])
    assert heard.args == [[1]]
    ctrl = Qt.KeyboardModifier.ControlModifier
    for place in (3, 2):
        with qtbot.waitSignal(table.chosen) as heard:
            QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, ctrl, spots[place])
    assert heard.args == [[0, 1, 2]]  # the newest first


def test_headings_are_explained(table: SortedTable) -> None:
    tip = table.model().headerData(1, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    assert "how much" in str(tip)


def cells() -> HeadCells:
    texts = [["10", "90"], ["–", "50"]]
    return HeadCells("Share", texts, texts, VALUES, ends=("0", "50", "100"))


@pytest.fixture
def figure_map(qtbot: QtBot) -> FigureMap:
    made = FigureMap(DARK)
    qtbot.addWidget(made)
    made.resize(360, 180)
    made.show_cells(cells())
    made.choose([(0, 0)])
    made.show()
    return made


def test_a_cell_chooses_its_head_and_ctrl_adds_it(figure_map: FigureMap, qtbot: QtBot) -> None:
    place = figure_map._place(QRectF(figure_map.rect()))
    at = figure_map._rect(place, (1, 1)).center().toPoint()
    with qtbot.waitSignal(figure_map.chosen) as heard:
        QTest.mouseClick(figure_map, Qt.MouseButton.LeftButton, pos=at)
    assert heard.args == [1, 1]
    with qtbot.waitSignal(figure_map.added) as heard:
        ctrl = Qt.KeyboardModifier.ControlModifier
        QTest.mouseClick(figure_map, Qt.MouseButton.LeftButton, ctrl, at)
    assert heard.args == [1, 1]


def test_the_arrow_keys_walk_over_the_cells(figure_map: FigureMap, qtbot: QtBot) -> None:
    with qtbot.waitSignal(figure_map.chosen) as heard:
        QTest.keyClick(figure_map, Qt.Key.Key_Down)
    assert heard.args == [1, 0]
    with qtbot.assertNotEmitted(figure_map.chosen):
        QTest.keyClick(figure_map, Qt.Key.Key_Up)


def test_the_cell_pointed_at_is_read(figure_map: FigureMap) -> None:
    assert figure_map.accessibleDescription() == "layer 1, head 1: Share 10"
    place = figure_map._place(QRectF(figure_map.rect()))
    QTest.mouseMove(figure_map, figure_map._rect(place, (0, 1)).center().toPoint())
    assert figure_map.reading() == "layer 1, head 2: Share 90"


def test_numbers_stand_in_the_cells_as_text_where_they_fit(figure_map: FigureMap) -> None:
    assert ">90<" in svg_bytes(figure_map, DARK.surface, "figures").decode()
    place = figure_map._place(QRectF(figure_map.rect()))
    image = figure_map.grab().toImage()
    ends = [figure_map._rect(place, head).topLeft().toPoint() for head in ((0, 1), (1, 1))]
    assert image.pixelColor(ends[0] + QPoint(3, 3)) != image.pixelColor(ends[1] + QPoint(3, 3))
    assert figure_map._number_type(8, 8) is None


def test_no_model_and_144_heads_can_be_drawn(figure_map: FigureMap) -> None:
    few = figure_map.grab().toImage()
    figure_map.show_cells(HeadCells("", (), (), np.zeros((0, 0))))
    none = figure_map.grab().toImage()
    assert none != few
    many = [["88"] * 12] * 12
    figure_map.show_cells(HeadCells("Share", many, many, np.full((12, 12), 0.88)))
    assert figure_map.grab().toImage() not in (none, few)


@pytest.fixture
def view(show_view: Callable[..., Any]) -> FiguresView:
    return show_view(FiguresView, 4000)


def test_every_head_has_a_row_with_what_was_measured(view: FiguresView) -> None:
    seen = view.looking.seen
    assert seen is not None
    found = head_figures(seen.attention, seen.tokens, seen.tokens)
    assert column_of(view.table, 0)[:5] == ["1 · 1", "1 · 2", "1 · 3", "1 · 4", "2 · 1"]
    assert column_of(view.table, 2) == [f"{value:.2f}" for value in found.entropy.ravel()]
    assert column_of(view.table, 1)[1] == "previous token"
    assert found.habits[0][1] == "previous"


def test_a_heading_sorts_and_shows_its_figure_on_the_map(view: FiguresView) -> None:
    click_heading(view.table, 2)
    assert view.combo.currentText() == "Entropy"
    assert view.map.cells.name == "Entropy"
    assert view.map.cells.values.shape == (3, 4)
    entropies = [float(text) for text in column_of(view.table, 2)]
    assert entropies == sorted(entropies, reverse=True)


def test_rows_and_cells_choose_heads_for_every_view(view: FiguresView) -> None:
    choice = view.looking.choice
    view.table.chosen.emit([5, 0])
    assert choice.heads == ((1, 1), (0, 0))
    view.map.chosen.emit(2, 3)
    assert choice.heads == ((2, 3),)
    assert [index.row() for index in view.table.selectionModel().selectedRows()] == [11]
    view.map.added.emit(0, 1)
    assert choice.heads == ((0, 1), (2, 3))


def test_patterns_are_shown_by_sign_and_explained_with_their_threshold(view: FiguresView) -> None:
    view._pick(0)
    assert view.map.cells.kinds
    assert view.map.cells.texts[0][1] == pattern_sign("previous")
    view.explains.click()
    assert view.faces.currentIndex() == 1
    assert column_of(view.names, 2)[0] == "3"  # one in each layer looks at the token before
    view.names.chosen.emit([0])
    assert view.looking.choice.heads == ((0, 1), (1, 1), (2, 1))


def test_every_name_tells_its_measured_threshold() -> None:
    shares = {"local": LOCAL, "broadcast": EVEN}
    for habit in HABITS:
        assert f"{100 * shares.get(habit, CLEAR):g} %" in pattern_measure(habit)
        assert pattern_sign(habit)


def test_what_is_saved_is_the_map_and_all_figures(view: FiguresView) -> None:
    view._pick(2)
    saved = view.subject()
    assert saved is not None
    rows = list(saved.table())
    assert rows[0][:5] == ["layer", "head", "pattern", "entropy", "distance"]
    assert len(rows) == 13
    arrays = view.arrays()
    assert arrays["pattern"][0, 1] == "previous"
    assert arrays["entropy"].shape == (3, 4)
    assert "layer 3" in svg_bytes(saved, DARK.surface, "figures").decode()
    assert picture(saved, DARK.surface).width() == 2 * view.map.width()


def test_what_was_measured_stays_until_the_next_is(view: FiguresView, qtbot: QtBot) -> None:
    recorded, seen = view.looking.recorded, view.looking.seen
    assert recorded.probe is not None
    assert seen is not None
    before = column_of(view.table, 2)
    length = 140  # more weights than are measured at once
    long = np.full((3, 4, length, length), 1 / length, dtype=np.float16)
    text = replace(seen, tokens=tuple(f"t{i}" for i in range(length)), attention=long, framing=())
    recorded._take(replace(recorded.probe, sentences=(text,)))
    assert column_of(view.table, 2) == before
    qtbot.waitUntil(lambda: column_of(view.table, 2)[0] == f"{np.log2(length):.2f}")


def test_cross_attention_leaves_out_what_asks_for_a_distance(view: FiguresView) -> None:
    recorded, seen = view.looking.recorded, view.looking.seen
    assert recorded.probe is not None
    assert seen is not None
    maps = np.full((3, 4, 2, len(seen.tokens)), 1 / len(seen.tokens), dtype=np.float16)
    own = np.full((3, 4, 2, 2), 0.5, dtype=np.float16)
    pair = replace(seen, written=("un", "deux"), decoder=own, cross=maps)
    recorded._take(replace(recorded.probe, sentences=(pair,)))
    view.looking.choice.choose_side("cross")
    assert set(column_of(view.table, 3)) == {"–"}
    view._pick(2)
    view.grab()


def test_the_map_stands_beside_the_table_where_there_is_room(view: FiguresView) -> None:
    assert view.map.mapTo(view, QPoint()).y() < view.table.y()
    view.resize(1300, 500)
    view.layout().activate()
    assert view.faces.x() > view.table.x()


def test_another_theme_recolours_the_map(view: FiguresView, desk: Desk) -> None:
    view._pick(0)
    before = view.map.grab().toImage()
    desk.set_theme(LIGHT)
    assert view.map.grab().toImage() != before
