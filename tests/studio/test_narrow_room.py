"""Where there is little room: forms, long choices, drawings and plots stay readable."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QHelpEvent
from PySide6.QtWidgets import QApplication, QLabel, QToolButton, QToolTip, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from studio.theme import DARK
from studio.widgets.block_diagram import Block, BlockDiagram, Diagram, Row
from studio.widgets.block_drawing import side_by_side
from studio.widgets.columns import Columns
from studio.widgets.eliding_combo import ElidingBox
from studio.widgets.eliding_label import ElidingLabel
from studio.widgets.field_editors import ComboEditor
from studio.widgets.form_grid import NAME, FormGrid
from studio.widgets.plot_words import end_words, level_word
from studio.widgets.scrolling import scrolling
from studio.widgets.stat_tile import StatTile
from studio.widgets.top_bar import Choice, Picker
from tests.studio.cut_words import cut_in

LONG = "With the paper's own spread, as its authors trained it"


class Line:
    """A row of a form."""

    def __init__(self, kind: str = LONG) -> None:
        self.label, self.fault = QLabel("First weights"), QLabel()
        self.label.setWordWrap(True)
        self.editor = ComboEditor([("a", "By style"), ("b", kind)])
        self.back = QToolButton()
        self.wide = False


@pytest.fixture
def room(qtbot: QtBot) -> QWidget:
    """Gives what stands in it any width: a window would keep to its layout's least."""
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show()
    return made


@pytest.fixture
def grid(room: QWidget) -> FormGrid:
    """A form without rows."""
    return FormGrid(room)


def test_a_row_of_a_form_is_never_wider_than_its_room(grid: FormGrid, qtbot: QtBot) -> None:
    line = Line()
    grid.add(line)
    grid.show()
    assert grid.minimumSizeHint().width() < 200  # the longest choice does not decide it
    combo = line.editor.combo
    for width in (grid.minimumSizeHint().width(), 200, 369):
        grid.resize(width, 200)
        qtbot.waitUntil(lambda: line.back.geometry().right() < grid.width())
        qtbot.waitUntil(lambda: combo.geometry().right() < line.editor.width())


def test_a_name_stands_above_an_editor_that_has_no_room_beside_it(
    grid: FormGrid, qtbot: QtBot
) -> None:
    line = Line()
    grid.add(line)
    grid.show()
    grid.resize(NAME + 60, 200)
    qtbot.waitUntil(lambda: line.label.geometry().bottom() < line.editor.geometry().top())
    grid.resize(500, 200)
    qtbot.waitUntil(lambda: line.label.geometry().right() < line.editor.geometry().left())


def test_an_area_asks_for_the_width_its_content_cannot_do_without(qtbot: QtBot) -> None:
    wide = QLabel("as it is")
    column = QVBoxLayout()
    column.addWidget(wide)
    area = scrolling(column)
    qtbot.addWidget(area)
    area.show()
    wide.setMinimumWidth(500)
    qtbot.waitUntil(lambda: area.minimumSizeHint().width() > 500)


def test_columns_stack_where_they_are_narrow_and_ask_for_no_more(qtbot: QtBot) -> None:
    columns, parts = Columns(400), [QWidget(), QWidget()]
    qtbot.addWidget(columns)
    for part in parts:
        part.setMinimumWidth(180)
        columns.add(part, 1, 90)
    columns.resize(600, 50)
    columns.show()
    assert columns.minimumSizeHint().width() == 180
    assert parts[0].geometry().right() < parts[1].geometry().left()
    columns.resize(300, 300)
    qtbot.waitUntil(lambda: parts[0].geometry().bottom() < parts[1].geometry().top())
    assert all(part.height() >= 90 for part in parts)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What tooltips said."""
    found: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _place, text, *_: found.append(text))
    return found


def point_at(widget: QWidget) -> bool:
    """Rest the pointer on it; whether it showed a tooltip itself."""
    event = QHelpEvent(QEvent.Type.ToolTip, QPoint(5, 5), widget.mapToGlobal(QPoint(5, 5)))
    return widget.event(event)


def test_what_is_elided_says_itself_whole_beside_its_explanation(
    qtbot: QtBot, told: list[str]
) -> None:
    line, box, picker = ElidingLabel(LONG), ElidingBox(), Picker("Run", "The run that is shown")
    box.addItem(LONG)
    picker.offer([Choice(LONG, 1)], 1)
    line.setToolTip("what it means")
    for widget in (line, box, picker):
        qtbot.addWidget(widget)
        widget.setFixedSize(100, 30)
        assert widget.text_is_cut()
        assert point_at(widget)
        assert "as its authors trained it" in told[-1]
    assert "what it means" in told[0]
    assert "The run that is shown" in told[2]
    line.setFixedSize(900, 30)
    assert not line.text_is_cut()


def test_a_small_tile_cuts_no_word(qtbot: QtBot) -> None:
    tile = StatTile("Validation loss")
    qtbot.addWidget(tile)
    tile.set("49.2k", "tok/s", "2.36 below unigram")
    tile.setFixedWidth(130)
    tile.show()
    assert not cut_in(tile)
    assert tile.note.text_is_cut()


def test_heads_take_another_line_before_their_names_are_cut(qtbot: QtBot) -> None:
    heads = tuple(Block(f"Objective {n}", parameters=24_704) for n in range(4))
    diagram = Diagram((Block("Tokens"), Row(heads)))
    assert side_by_side(diagram, 700, QFont()) >= 2
    few = side_by_side(diagram, 300, QFont())
    assert few == 1
    assert [len(line) for line in Row(heads).lines(3)] == [2, 2]
    drawing = BlockDiagram(DARK)
    qtbot.addWidget(drawing)
    drawing.show_diagram(diagram)
    drawing.resize(700, 600)
    flat = drawing.minimumSizeHint().height()
    drawing.resize(300, 600)
    assert drawing.minimumSizeHint().height() > flat
    assert diagram.height(few) > diagram.height()


@pytest.mark.parametrize("height", [70.0, 120.0, 300.0])
def test_no_word_of_a_plot_stands_on_another(qapp: QApplication, height: float) -> None:
    metrics, area = QFontMetricsF(QFont()), QRectF(0, 0, 700, height)
    ends = [  # validation ends half-way, training at the right: two at almost one height each
        ("5.83", QPointF(400, height * 0.31)),
        ("0.403", QPointF(400, height * 0.90)),
        ("Masked words 5.34", QPointF(560, height * 0.33)),
        ("Next sentence 0.708", QPointF(560, height * 0.89)),
    ]
    words = end_words(ends, area, metrics)
    taken = [word.box(metrics).adjusted(0, 1, 0, -1) for word in words]
    for name, y in (("unigram entropy = 5.79", 0.32), ("chance, ln 2 = 0.693", 0.89)):
        word = level_word(name, y * height, area, metrics, taken)
        taken.append(word.box(metrics).adjusted(0, 1, 0, -1))
    for one, other in combinations(taken, 2):
        assert not one.intersects(other), (one, other)
    apart = [word for word in words if word.text in ("5.83", "0.403")]
    assert [word.at.y() for word in apart] == [
        point.y() + metrics.capHeight() / 2 for _, point in ends[:2]
    ], "what stands elsewhere need not move"
