"""The schedule's curve: points are made, dragged, moved by keys, removed, and can be undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from engine.form import FieldSpec, section_spec
from studio.theme import DARK, LIGHT
from studio.widgets.points_curve import PointsCurve
from studio.widgets.points_editor import PointsEditor
from studio.widgets.recipe_form import RecipeFields
from tests.studio.form_desk import open_desk, script_engine
from tests.studio.scripted_form import NextSentenceConfig


@pytest.fixture
def curve(qtbot: QtBot) -> Iterator[PointsCurve]:
    curve = PointsCurve(DARK)
    qtbot.addWidget(curve)
    curve.resize(340, 112)
    curve.show_points([(0.0, 1.0), (1.0, 0.2)])
    curve.show()
    yield curve
    curve.hide()


def at(curve: PointsCurve, share: float, weight: float) -> QPoint:
    return curve.place_of((share, weight)).toPoint()


def test_a_point_is_dragged(curve: PointsCurve, qtbot: QtBot) -> None:
    qtbot.mousePress(curve, Qt.MouseButton.LeftButton, pos=at(curve, 0.0, 1.0))
    with qtbot.waitSignal(curve.moved):
        qtbot.mouseMove(curve, at(curve, 0.3, 0.5))
    qtbot.mouseRelease(curve, Qt.MouseButton.LeftButton, pos=at(curve, 0.3, 0.5))
    (share, weight), last = curve.points
    assert abs(share - 0.3) < 0.02
    assert abs(weight - 0.5) < 0.02
    assert last == (1.0, 0.2)


def test_a_point_never_passes_its_neighbour_nor_the_ends(curve: PointsCurve, qtbot: QtBot) -> None:
    qtbot.mousePress(curve, Qt.MouseButton.LeftButton, pos=at(curve, 1.0, 0.2))
    qtbot.mouseMove(curve, QPoint(-50, 500))
    assert curve.points == [(0.0, 1.0), (0.01, 0.0)]
    qtbot.mouseMove(curve, QPoint(900, -500))
    share, weight = curve.points[1]
    assert share == 1.0
    assert weight > 1.0


def test_a_click_makes_a_point_and_delete_removes_it(curve: PointsCurve, qtbot: QtBot) -> None:
    qtbot.mouseClick(curve, Qt.MouseButton.LeftButton, pos=at(curve, 0.5, 1.0))
    assert len(curve.points) == 3
    qtbot.keyClick(curve, Qt.Key.Key_Delete)
    assert curve.points == [(0.0, 1.0), (1.0, 0.2)]


def test_the_keyboard_does_all_of_it(curve: PointsCurve, qtbot: QtBot) -> None:
    qtbot.keyClick(curve, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert curve.current == 0
    qtbot.keyClick(curve, Qt.Key.Key_Right)
    qtbot.keyClick(curve, Qt.Key.Key_Down)
    assert curve.points[0] == (0.05, 0.95)
    assert "point 1 of 2: weight 0.95 at 5 % of the budget" in curve.accessibleDescription()
    qtbot.keyClick(curve, Qt.Key.Key_Space)
    assert len(curve.points) == 3
    curve.show_points([])
    qtbot.keyClick(curve, Qt.Key.Key_Space)
    assert curve.points == [(0.0, 1.0)]
    assert not curve.grab().isNull()


def test_a_dragged_schedule_stands_in_the_draft_and_is_undone(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script_engine(monkeypatch)
    spec: FieldSpec = next(
        one
        for one in section_spec("objectives.next_sentence", NextSentenceConfig).fields
        if one.kind == "points"
    )
    with open_desk(tmp_path) as desk:
        fields = RecipeFields(DARK, desk.draft, [spec], fold=False)
        qtbot.addWidget(fields)
        editor = fields.rows[spec.key].editor
        assert isinstance(editor, PointsEditor)
        editor.curve.moved.emit([(0.0, 1.0), (1.0, 0.5)])
        assert desk.draft.value(spec.key) == [[0.0, 1.0], [1.0, 0.5]]
        assert editor.line.text() == "0: 1, 1: 0.5"
        desk.draft.undo_stack.undo()
        assert editor.curve.points == []
        editor.line.setText("0: 2, 1: 0")
        editor.line.textEdited.emit("0: 2, 1: 0")
        assert editor.curve.points == [(0.0, 2.0), (1.0, 0.0)]
        fields.set_theme(LIGHT)
