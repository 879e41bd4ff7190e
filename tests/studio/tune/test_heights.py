"""The part Tasks asks for no more height than a window of 1280 by 800 has for it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from studio.desk import Desk
from studio.views.tune.evaluate_part import EvaluatePart
from studio.views.tune.page import Page
from studio.views.tune.tasks_part import TasksPart
from studio.widgets.columns import Columns
from tests.studio.tune.conftest import show, tuned_run

WIDE, HIGH = 1112, 700  # of a window of 1280 by 800, its bars and the list of pages taken off


@pytest.fixture
def room(program_font: None, page: Page, qtbot: QtBot) -> QScrollArea:
    """The page as the window has it."""
    area = QScrollArea()
    qtbot.addWidget(area)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setWidget(page)
    area.resize(WIDE, HIGH)
    area.show()
    return area


def in_sight(room: QScrollArea, part: QWidget) -> bool:
    """Whether all of it is seen, and nothing of the page lies beyond the edge."""
    place = QRect(part.mapTo(room, QPoint(0, 0)), part.size())
    return room.widget().size() == room.size() and room.rect().contains(place)


def test_every_view_of_a_result_fits(
    room: QScrollArea, tasks: TasksPart, desk: Desk, qtbot: QtBot
) -> None:
    show(desk, tuned_run(desk, "base-tuned-01"))
    result = tasks.outcome.result
    qtbot.waitUntil(lambda: result.reports is not None and not desk.jobs.busy)
    for name in ("figures", "confusion", "tables", "examples", "shares", "figures"):
        result.views.choose(name)
        qtbot.waitUntil(lambda: in_sight(room, tasks.start), timeout=1000)


def test_the_list_of_a_cell_stands_beside_the_map(
    room: QScrollArea, tasks: TasksPart, desk: Desk, qtbot: QtBot
) -> None:
    show(desk, tuned_run(desk, "base-tuned-01"))
    result = tasks.outcome.result
    qtbot.waitUntil(lambda: result.reports is not None and not desk.jobs.busy)
    result.views.choose("confusion")
    view = result.views.confusion
    view.map.chosen.emit(0, 1)
    table = view.list.table

    def beside() -> bool:
        place = table.mapTo(room, QPoint(0, 0))
        right = place.x() >= view.map.mapTo(room, view.map.rect().topRight()).x()
        return right and place.y() + table.height() <= HIGH and table.height() > 100

    qtbot.waitUntil(beside, timeout=1000)


def test_what_was_stacked_in_a_narrow_window_takes_no_room_out_of_sight(
    room: QScrollArea, page: Page, tasks: TasksPart, desk: Desk, qtbot: QtBot
) -> None:
    show(desk, tuned_run(desk, "base-tuned-01"))
    result = tasks.outcome.result
    qtbot.waitUntil(lambda: result.reports is not None and not desk.jobs.busy)
    result.views.choose("confusion")
    room.resize(440, 2000)
    narrow = result.views.confusion.findChild(Columns)
    assert narrow is not None
    qtbot.waitUntil(lambda: narrow.stacked)
    result.views.choose("figures")
    page.choose("evaluate")
    room.resize(WIDE, HIGH)
    part = page.parts["evaluate"]
    assert isinstance(part, EvaluatePart)
    qtbot.waitUntil(lambda: in_sight(room, part.question.begin), timeout=1000)
    page.choose("tasks")
    tasks.show_face("examples")
    qtbot.waitUntil(lambda: in_sight(room, tasks.start), timeout=1000)
