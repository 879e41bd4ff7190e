"""The editors of a form: one for each kind of field, each with a name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QPushButton
from pytestqt.qtbot import QtBot

from engine.form import FieldSpec
from studio.desk import Desk
from studio.widgets.field_editors import (
    AutoEditor,
    ChoicesEditor,
    ComboEditor,
    NumberEditor,
    SegmentedEditor,
    SwitchEditor,
    make_editor,
)
from studio.widgets.points_editor import PointsEditor
from studio.widgets.recipe_form import RecipeFields
from studio.widgets.text_editors import (
    FileEditor,
    FolderEditor,
    LinesEditor,
    OfferedEditor,
    PathsEditor,
    TextEditor,
)
from tests.studio.form_desk import open_desk
from tests.studio.scripted_form import spec

CASES = [
    (spec("integer", default=3), NumberEditor, 7),
    (spec("number", default=0.5), NumberEditor, 0.25),
    (spec("switch", default=False), SwitchEditor, True),
    (spec("choice", choices=("a", "b"), default="a"), SegmentedEditor, "b"),
    (spec("choice", choices=tuple("abcdef"), default="a"), ComboEditor, "c"),
    (spec("choices", choices=("a", "b"), default=["a"]), ChoicesEditor, ["a", "b"]),
    (spec("text", default="text"), TextEditor, "body"),
    (spec("device", default="auto"), OfferedEditor, "cuda:0"),
    (spec("file"), FileEditor, "/tmp/vocab.txt"),
    (spec("folder"), FolderEditor, "/tmp/runs/bert-tiny-01"),
    (spec("paths", default=[]), PathsEditor, ["/a", "/b"]),
    (spec("sentences", default=[]), LinesEditor, ["She sat.", "它坐着。"]),
    (spec("integer", default="auto", or_auto=True, minimum=1), AutoEditor, 4),
]


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path) as desk:
        yield desk


@pytest.mark.parametrize(("field", "kind", "value"), CASES, ids=lambda case: str(case)[:24])
def test_each_kind_of_field_has_its_editor_and_shows_without_telling(
    qtbot: QtBot, desk: Desk, field: FieldSpec, kind: type, value: Any
) -> None:
    editor = make_editor(desk.theme, field)
    qtbot.addWidget(editor)
    assert isinstance(editor, kind)
    with qtbot.assertNotEmitted(editor.edited):
        editor.show_value(value)
        editor.show_value(field.default)


def test_what_may_stay_empty_says_so(qtbot: QtBot, desk: Desk) -> None:
    for field, words in (
        (spec("integer", optional=True), "not set"),
        (spec("integer", default=3), ""),
        (spec("file", optional=True), "not set"),
    ):
        editor = make_editor(desk.theme, field)
        qtbot.addWidget(editor)
        line = editor.input.line if isinstance(editor, NumberEditor) else editor.line
        assert line.placeholderText() == words


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_a_button_that_opens_says_for_what(qtbot: QtBot, desk: Desk, kind: str) -> None:
    editor = make_editor(desk.theme, spec(kind))
    qtbot.addWidget(editor)
    editor.name("Run", "")
    (button,) = editor.findChildren(QPushButton)
    assert button.accessibleName() == "Open: Run"


def test_every_editor_is_named_and_reachable_by_keyboard(desk: Desk, qtbot: QtBot) -> None:
    fields = [
        spec(case[0].kind, f"training.f{i}", title=f"Field {i}", choices=case[0].choices)
        for i, case in enumerate(CASES)
    ]
    form = RecipeFields(desk.theme, desk.draft, fields)
    qtbot.addWidget(form)
    for i, field in enumerate(fields):
        editor = form.rows[field.key].editor
        parts = [editor.focusProxy()] if editor.focusProxy() else editor.findChildren(QCheckBox)
        if isinstance(editor, SegmentedEditor):
            buttons = [editor.buttons.button(value) for value in field.choices]
            assert all(f"Field {i}" in button.accessibleName() for button in buttons)
            parts = [buttons[0]]  # arrows reach the others
        assert parts
        for part in parts:
            assert part is not None
            assert f"Field {i}" in part.accessibleName(), field.kind
            assert part.focusPolicy() & Qt.FocusPolicy.TabFocus, field.kind


def test_points_are_typed_as_pairs_and_what_is_none_is_refused(qtbot: QtBot, desk: Desk) -> None:
    editor = make_editor(desk.theme, spec("points", default=[]))
    qtbot.addWidget(editor)
    assert isinstance(editor, PointsEditor)
    with qtbot.assertNotEmitted(editor.edited):
        editor.show_value([[0.0, 1.0], [1.0, 0.2]])
    assert editor.line.text() == "0: 1, 1: 0.2"
    editor.line.selectAll()
    with qtbot.waitSignal(editor.edited) as told:
        qtbot.keyClicks(editor.line, "0: 2")
    assert told.args == [[[0.0, 2.0]]]
    editor.line.selectAll()
    with qtbot.waitSignal(editor.refused, check_params_cb=bool):
        qtbot.keyClicks(editor.line, "much")
