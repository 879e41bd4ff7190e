"""Forms made from field metadata: every edit goes to the draft, every fault stands at its field."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from engine.form import FieldSpec
from studio.desk import Desk
from studio.widgets.field_editors import (
    AutoEditor,
    NumberEditor,
)
from studio.widgets.recipe_form import RecipeFields
from studio.widgets.text_editors import (
    OfferedEditor,
)
from tests.studio.form_desk import open_desk
from tests.studio.scripted_form import spec


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path) as desk:
        yield desk


@pytest.fixture
def checked(desk: Desk, qtbot: QtBot) -> Desk:
    """A desk whose draft has been checked."""
    qtbot.waitUntil(lambda: desk.draft.checked)
    return desk


def form_of(desk: Desk, qtbot: QtBot, *specs: FieldSpec) -> RecipeFields:
    form = RecipeFields(desk.theme, desk.draft, specs)
    qtbot.addWidget(form)
    return form


def test_a_typed_number_reaches_the_draft_and_can_be_undone(checked: Desk, qtbot: QtBot) -> None:
    field = spec("integer", "training.batch", default=16)
    form = form_of(checked, qtbot, field)
    editor = form.rows[field.key].editor
    assert isinstance(editor, NumberEditor)
    editor.input.line.selectAll()
    qtbot.keyClicks(editor.input.line, "32")
    assert checked.draft.value("training.batch") == 32
    checked.draft.undo_stack.undo()
    assert checked.draft.value("training.batch") is None
    assert editor.input.value == 16


def test_a_device_is_picked_from_what_is_found_or_typed(checked: Desk, qtbot: QtBot) -> None:
    field = spec("device", "execution.device", default="auto")
    editor = form_of(checked, qtbot, field).rows[field.key].editor
    assert isinstance(editor, OfferedEditor)
    assert editor.combo.currentText() == "auto"
    with qtbot.assertNotEmitted(editor.edited):
        editor.offer([("auto", "Automatic"), ("cuda:0", "cuda:0"), ("cpu", "cpu")])
    assert editor.combo.currentText() == "Automatic"
    editor.combo.setCurrentIndex(1)
    editor.combo.activated.emit(1)
    assert checked.draft.value("execution.device") == "cuda:0"
    line = editor.combo.lineEdit()
    line.selectAll()
    qtbot.keyClicks(line, "cuda:3")
    assert checked.draft.value("execution.device") == "cuda:3"
    assert line.text() == "cuda:3"
    line.selectAll()
    qtbot.keyClicks(line, "Automatic")
    assert checked.draft.value("execution.device") == "auto"
    line.selectAll()
    qtbot.keyClick(line, Qt.Key.Key_Delete)
    assert checked.draft.value("execution.device") is None


def test_nonsense_is_said_beneath_the_field_and_changes_nothing(
    checked: Desk, qtbot: QtBot
) -> None:
    field = spec("integer", "training.batch", default=16)
    row = form_of(checked, qtbot, field).rows[field.key]
    assert isinstance(row.editor, NumberEditor)
    row.editor.input.line.selectAll()
    qtbot.keyClicks(row.editor.input.line, "x")
    assert "“x” is no whole number" in row.fault.text()
    assert checked.draft.value("training.batch") is None
    row.editor.input.line.editingFinished.emit()
    assert row.fault.text() == ""


def test_an_emptied_field_falls_back_to_what_preset_and_default_say(
    checked: Desk, qtbot: QtBot
) -> None:
    field = spec("integer", "training.batch", default=16)
    row = form_of(checked, qtbot, field).rows[field.key]
    checked.draft.set("training.batch", 64)
    assert isinstance(row.editor, NumberEditor)
    row.editor.input.line.clear()
    row.editor.input.line.textEdited.emit("")
    assert checked.draft.value("training.batch") is None


def test_an_optional_field_with_a_default_can_be_emptied(checked: Desk, qtbot: QtBot) -> None:
    field = spec("number", "training.clip", default=1.0, optional=True)
    row = form_of(checked, qtbot, field).rows[field.key]
    row.editor.edited.emit(None)
    assert checked.draft.data()["training"]["clip"] is None


def test_the_way_back_stands_only_at_ones_own_choices(checked: Desk, qtbot: QtBot) -> None:
    field = spec("switch", "model.biases", default=False)
    row = form_of(checked, qtbot, field).rows[field.key]
    assert row.back.isHidden()
    checked.draft.set("model.biases", True)
    assert not row.back.isHidden()
    row.back.click()
    assert checked.draft.value("model.biases") is None
    assert row.back.isHidden()


def test_a_fault_stands_at_its_field_and_opens_the_fold(checked: Desk, qtbot: QtBot) -> None:
    heads = spec("integer", "model.heads", default=2, advanced=True)
    form = form_of(checked, qtbot, heads)
    assert form.details.isHidden()
    checked.draft.set("model.heads", 3)
    qtbot.waitUntil(lambda: bool(checked.draft.faults) and checked.draft.checked)
    row = form.rows["model.heads"]
    assert row.fault.text() == "3 heads do not divide it"
    assert not row.fault.isHidden()
    assert not form.details.isHidden()
    assert "do not divide" in row.editor.focusProxy().accessibleDescription()


def test_changing_one_budget_clears_the_others(checked: Desk, qtbot: QtBot) -> None:
    minutes = spec("number", "training.minutes", optional=True)
    steps = spec("integer", "training.steps", optional=True)
    form = form_of(checked, qtbot, minutes, steps)
    form.rows["training.steps"].editor.edited.emit(500)
    assert checked.draft.value("training.steps") == 500
    assert checked.draft.value("training.minutes") is None
    editor = form.rows["training.minutes"].editor
    assert isinstance(editor, NumberEditor)
    line = editor.input.line
    qtbot.waitUntil(lambda: line.text() == "")


def test_auto_leaves_the_value_to_the_machine_and_remembers_ones_own(
    checked: Desk, qtbot: QtBot
) -> None:
    field = spec("integer", "execution.threads", default="auto", or_auto=True, minimum=1)
    editor = form_of(checked, qtbot, field).rows[field.key].editor
    assert isinstance(editor, AutoEditor)
    assert editor.box.isChecked()
    editor.box.setChecked(False)
    assert checked.draft.value("execution.threads") == 1
    editor.inner.edited.emit(6)
    assert checked.draft.value("execution.threads") == 6
    editor.box.setChecked(True)
    assert checked.draft.value("execution.threads") == "auto"
    editor.box.setChecked(False)
    assert checked.draft.value("execution.threads") == 6


def test_a_share_is_shown_per_cent_and_kept_as_a_share(checked: Desk, qtbot: QtBot) -> None:
    field = spec(
        "number", "corpus.validation", default=0.05, unit="share", minimum=0.0, maximum=0.5
    )
    editor = form_of(checked, qtbot, field).rows[field.key].editor
    assert isinstance(editor, NumberEditor)
    assert editor.input.line.text() == "5"
    editor.input.line.selectAll()
    qtbot.keyClicks(editor.input.line, "12.5")
    assert checked.draft.value("corpus.validation") == 0.125


def test_dragging_a_slider_is_one_step_back(checked: Desk, qtbot: QtBot) -> None:
    field = spec("number", "objectives.masked_lm.rate", default=0.15, minimum=0.01, maximum=0.9)
    editor = form_of(checked, qtbot, field).rows[field.key].editor
    assert isinstance(editor, NumberEditor)
    assert editor.input.slider is not None
    before = checked.draft.undo_stack.count()
    for tick in range(100, 140, 4):
        editor.input.slider.setValue(tick)
    assert checked.draft.undo_stack.count() == before + 1
    assert checked.draft.value("objectives.masked_lm.rate") == editor.input.value
