"""Rows that are sorted by what they stand for, ticked, chosen and copied."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.widgets.sorted_rows import Cell, SortedRows

NUMBERS = (2.0, 10.0, -3.0)


@pytest.fixture
def rows(qtbot: QtBot) -> SortedRows:
    made = SortedRows(["name", "number"], ticks=True)
    qtbot.addWidget(made)
    made.show_rows([(Cell(f"row {n:g}", n), Cell(f"{n:g}", n)) for n in NUMBERS])
    made.show()
    return made


def test_numbers_are_sorted_as_numbers(rows: SortedRows) -> None:
    rows.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert rows.shown() == [2, 0, 1]
    rows.show_rows([(Cell("a", 1.0), Cell("9", 9.0)), (Cell("b", 2.0), Cell("-80", -80.0))])
    assert rows.shown() == [1, 0]  # they stay sorted as they were


def test_a_row_is_told_by_its_number_however_it_is_sorted(rows: SortedRows, qtbot: QtBot) -> None:
    rows.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    first = rows.topLevelItem(0)
    with qtbot.waitSignal(rows.chosen) as heard:
        rows.setCurrentItem(first)
    assert heard.args == [1]
    with qtbot.waitSignal(rows.ticked) as heard:
        first.setCheckState(0, Qt.CheckState.Checked)
    assert heard.args == [1, True]


def test_what_is_chosen_or_ticked_for_somebody_is_not_told(rows: SortedRows) -> None:
    told: list[object] = []
    rows.chosen.connect(told.append)
    rows.ticked.connect(lambda *news: told.append(news))
    rows.choose(2)
    rows.tick([0, 2])
    assert not told
    states = [rows._item(place).checkState(0) is Qt.CheckState.Checked for place in range(3)]
    assert states == [True, False, True]


def test_a_row_is_copied_with_its_numbers_in_full(rows: SortedRows) -> None:
    rows.show_rows([(Cell("one third", "third"), Cell("0.333", 1 / 3))])
    rows.choose(0)
    QTest.keyClick(rows, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "third\t0.3333333\n"


@pytest.mark.parametrize(("count", "whole"), [(3, 3), (40, 8)])
def test_no_row_is_cut_in_half(rows: SortedRows, count: int, whole: int) -> None:
    rows.show_rows([(Cell(f"row {n}", n), Cell(f"{n}", n)) for n in range(count)])
    rows.fit(rows.header().height() + 8 * rows.sizeHintForRow(0) + 15)
    QApplication.processEvents()
    last = rows.visualItemRect(rows.topLevelItem(whole - 1))
    assert rows.viewport().height() == last.bottom() + 1
