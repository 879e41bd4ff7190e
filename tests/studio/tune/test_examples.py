"""Examples: chosen, recognised, corrected, read, told of."""

from __future__ import annotations

import threading
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from engine.control import Control
from engine.examples.example import Question
from studio import tuning_calls
from studio.desk import Desk
from studio.views.tune.preview_table import PreviewTable
from studio.views.tune.tasks_part import TasksPart
from studio.widgets.text_editors import OfferedEditor
from tests.studio.tune.conftest import settled


def headings(table: PreviewTable) -> list[str]:
    found = (table.horizontalHeaderItem(at) for at in range(table.columnCount()))
    return [item.text() for item in found if item is not None]


def test_nothing_is_chosen_at_first_and_the_page_says_what_to_do(tasks: TasksPart) -> None:
    assert tasks.examples.empty.isVisible()
    assert not tasks.start.button.isEnabled()
    assert "run" in tasks.start.why.text().lower()


def test_a_table_is_recognised_and_read_at_once(read: TasksPart) -> None:
    examples = read.examples
    assert examples.recognised.text().startswith("Classes · Table")
    assert "80 examples" in examples.counts.text()
    assert "none to measure with" in examples.counts.text()
    assert headings(examples.table) == ["number", "day · text", "kind · label"]
    assert "fair" in examples.bars.accessibleDescription()
    assert "To learn from, Held back" in examples.bars.toolTip()
    assert read.desk.tuning.value("task.train") is not None
    assert read.desk.tuning.value("task.label") is None  # seen, not chosen


def test_words_the_run_does_not_know_are_told_before_it_begins(
    with_run: TasksPart, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "chinese.csv"
    days = (f"第{at}天下着大雪，很冷,{'坏' if at % 2 else '好'}" for at in range(40))
    path.write_text("\n".join(["text,label", *days]) + "\n", "utf-8")
    with_run.files.add([str(path)])
    settled(with_run, qtbot)
    qtbot.waitUntil(lambda: bool(with_run.examples.words.findings))
    assert any("unknown to base" in line for line in with_run.examples.findings.lines)


def test_what_follows_for_the_training_is_filled_in(read: TasksPart) -> None:
    fields = read.manner.fields
    assert fields is not None
    assert read.desk.tuning.effective("training.epochs") == 20
    assert fields.rows["training.lr"].editor.input.line.text() == "0.008"  # type: ignore[attr-defined]
    assert "steps" in read.manner.told.text()
    assert read.start.button.isEnabled()


def test_a_column_is_corrected_and_the_correction_taken_back(read: TasksPart, qtbot: QtBot) -> None:
    examples, draft = read.examples, read.desk.tuning
    examples.correct.click()
    fields = examples.correction.fields
    assert fields is not None
    editor = fields.rows["task.first"].editor
    assert isinstance(editor, OfferedEditor)
    assert [editor.combo.itemData(at) for at in range(editor.combo.count())] == [
        "number",
        "day",
        "kind",
    ]
    editor.combo.setCurrentIndex(0)
    editor.combo.activated.emit(0)
    settled(read, qtbot)
    assert draft.value("task.first") == "number"
    assert headings(examples.table)[0] == "number · text"
    examples.correction.undo.click()
    settled(read, qtbot)
    assert headings(examples.table)[1] == "day · text"
    examples.correction.redo.click()
    settled(read, qtbot)
    examples.correction.reset.click()
    settled(read, qtbot)
    assert list(draft.value("task")) == ["train"]
    assert headings(examples.table)[1] == "day · text"


def test_what_makes_no_sense_is_refused_with_the_reason(read: TasksPart, qtbot: QtBot) -> None:
    read.desk.tuning.set("kind", "regression")  # of labels that are no numbers
    settled(read, qtbot)
    assert not read.start.button.isEnabled()
    assert read.start.why.property("role") == "bad"
    assert read.examples.findings.lines[0] in read.start.why.text()


def test_other_files_bring_no_columns_of_the_old_ones(
    read: TasksPart, qtbot: QtBot, tmp_path: Path
) -> None:
    read.desk.tuning.update({"task.label": "kind", "training.lr": 0.002})
    other = tmp_path / "other.tsv"
    other.write_text("good\tA fine thing\n" * 6 + "bad\tA poor thing\n" * 6, "utf-8")
    read.files.add([str(other)])
    settled(read, qtbot)
    assert list(read.desk.tuning.value("task")) == ["train"]
    assert read.desk.tuning.value("training.lr") == 0.002
    assert headings(read.examples.table) == ["1 · label", "2 · text"]


def test_a_folder_is_one_task(with_run: TasksPart, qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "task"
    folder.mkdir()
    for part, count in (("train", 40), ("dev", 8), ("test", 10)):
        rows = [f"it was {word}\t{word}" for word in ("warm", "cold")] * (count // 2)
        (folder / f"{part}.tsv").write_text("\n".join(["text\tlabel", *rows]), "utf-8")
    with_run.files.add([str(folder)])
    settled(with_run, qtbot)
    value = with_run.desk.tuning.value
    names = {
        part: [Path(one).name for one in value(f"task.{part}")]
        for part in ("train", "validation", "test")
    }
    assert names == {"train": ["train.tsv"], "validation": ["dev.tsv"], "test": ["test.tsv"]}
    assert "40 examples · 8 held back · 10 to measure with" in with_run.examples.counts.text()
    assert any("learned from too" in line for line in with_run.examples.findings.lines)


def test_what_is_no_examples_is_told_where_it_was_dropped(
    with_run: TasksPart, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "empty.csv").write_text("", "utf-8")
    with_run.files.add([str(tmp_path / "empty.csv")])
    qtbot.waitUntil(with_run.files.fault.isVisible)
    assert not with_run.start.button.isEnabled()


def test_a_file_that_has_gone_is_told_and_read_once_it_is_back(
    read: TasksPart, qtbot: QtBot, weather: Path
) -> None:
    away = weather.rename(weather.with_name("away.csv"))
    read.reading.again()
    settled(read, qtbot)
    assert read.examples.fault.isVisible()
    assert "beside" in read.start.why.text()
    away.rename(weather)
    read.examples.again.click()
    settled(read, qtbot)
    assert not read.examples.fault.isVisible()
    assert read.start.button.isEnabled()


def test_reading_can_be_cancelled(with_run: TasksPart, qtbot: QtBot, weather: Path) -> None:
    with_run.desk.tuning.set("task.train", [str(weather)])
    qtbot.waitUntil(lambda: with_run.reading.stage == "looking")
    with_run.examples.busy.cancelled.emit()
    assert with_run.reading.stage == "cancelled"
    assert with_run.examples.again.isVisible()
    assert "again" in with_run.start.why.text()


def test_what_was_chosen_is_kept_in_the_workspace(read: TasksPart, weather: Path) -> None:
    desk = read.desk
    desk.tuning.save()
    desk.tuning.load({})
    desk.tuning.attach(desk.workspace.path.parent)
    assert desk.tuning.value("task") is None
    desk.tuning.attach(desk.workspace.path)
    assert (desk.workspace.path / "tuning.json").is_file()


def test_a_sample_of_our_own_is_read_at_once(with_run: TasksPart, qtbot: QtBot) -> None:
    actions = {action.text(): action for action in with_run.files.samples.menu().actions()}
    actions["Sentiment, English"].trigger()
    settled(with_run, qtbot)
    assert with_run.desk.tuning.value("kind") == "classification"
    assert "to measure with" in with_run.examples.counts.text()
    assert with_run.start.button.isEnabled()


def test_a_window_built_anew_reads_nothing_twice(
    read: TasksPart, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def again(*_given: object) -> None:
        raise AssertionError("it was read already")

    monkeypatch.setattr(tuning_calls, "read_examples", again)
    other = TasksPart(read.desk)
    qtbot.addWidget(other)
    other.show()
    settled(other, qtbot)
    assert "80 examples" in other.examples.counts.text()
    assert other.start.button.isEnabled()


def test_the_corrections_are_opened_changed_and_folded_away(
    read: TasksPart, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    examples, correction = read.examples, read.examples.correction
    examples.correct.click()
    assert not correction.undo.isEnabled()  # the choice of the files is no correction
    fields = correction.fields
    assert fields is not None
    editor = fields.rows["task.label"].editor
    assert isinstance(editor, OfferedEditor)
    opened: list[bool] = []
    monkeypatch.setattr(editor.combo, "showPopup", lambda: opened.append(True))
    qtbot.mouseClick(editor.combo.lineEdit(), Qt.MouseButton.LeftButton)
    assert opened == [True]
    editor.edited.emit("number")
    settled(read, qtbot)
    assert correction.undo.isEnabled()
    correction.undo.click()
    assert not correction.undo.isEnabled()
    correction.done.click()
    assert not correction.isVisible()
    assert not examples.correct.isChecked()


def test_the_files_wanted_last_are_taken_however_long_others_take(
    with_run: TasksPart, weather: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    really, slow = tuning_calls.sort_files, threading.Event()

    def sort(paths: list[str], control: Control) -> dict[str, list[str] | str]:
        if paths != [str(weather)]:
            assert slow.wait(20)
            return {"train": paths}
        return really(paths, control)

    monkeypatch.setattr(tuning_calls, "sort_files", sort)
    with_run.files.add(["slow.csv"])
    with_run.files.add([str(weather)])
    qtbot.waitUntil(lambda: with_run.desk.tuning.value("task.train") == [str(weather)])
    slow.set()
    settled(with_run, qtbot)
    assert with_run.desk.tuning.value("task.train") == [str(weather)]


def test_no_cell_of_another_file_stays_in_the_preview(desk: Desk, qtbot: QtBot) -> None:
    table = PreviewTable(desk)
    qtbot.addWidget(table)
    config = SimpleNamespace(first="", second="", label="", word="", tag="")
    for preview in ((("a", "b"), ("c", "d")), (("e",),)):
        found = SimpleNamespace(columns=("one", "two"), preview=preview, config=config)
        table.show_rows(cast(Any, found), "classification")
    assert table.rowCount() == 1
    assert table.item(0, 1) is None


def test_steps_are_counted_by_the_rows_long_contexts_make(tasks: TasksPart) -> None:
    asked = Question("1", "The mill stands by the river. " * 60, "Where does it stand?", ())
    config = SimpleNamespace(stride=0.5)
    found = SimpleNamespace(
        read=SimpleNamespace(train=(asked,) * 32), recognised=SimpleNamespace(config=config)
    )
    rows = tuning_calls._num_rows({"model": {"length": 128}}, cast(Any, found))
    assert rows > 3 * 32
    tasks.desk.tuning.resolved = {"rows": rows, "training": {"epochs": 4, "batch": 32}}
    tasks.manner.follow()
    assert tasks.manner.told.text().startswith(f"About {rows * 4 // 32} steps at most")
