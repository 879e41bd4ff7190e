"""Pairs on the Data page: offered where an objective reads them, read as they are, told of."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from engine.faults import Fault
from studio import places
from studio.desk import Desk
from studio.views.data.page import Page
from tests.studio.data.conftest import INFERENCE, TABLE, TRANSLATION, learn


def test_where_all_learn_from_text_nothing_else_is_offered(page: Page) -> None:
    assert page.kinds.isHidden()
    assert page.kind == "text"


def test_an_objective_that_reads_pairs_brings_their_face(
    page: Page, desk: Desk, qtbot: QtBot
) -> None:
    learn(desk, qtbot, INFERENCE)
    assert page.kind == "labelled"
    assert not page.kinds.isHidden()
    assert page.kinds.button("parallel").isHidden()
    page.show_kind("text")  # as a vocabulary's source
    desk.draft.set("tokenizer.vocabulary", 4096)
    qtbot.waitUntil(lambda: desk.draft.checked)
    assert page.kind == "text"
    learn(desk, qtbot, TRANSLATION)
    assert page.kind == "parallel"
    learn(desk, qtbot, {})
    assert page.kind == "text"
    assert page.kinds.isHidden()


def test_pairs_are_read_and_told_of(page: Page, desk: Desk, table: Path, qtbot: QtBot) -> None:
    page.show()
    learn(desk, qtbot, INFERENCE)
    assert not places.standings(desk)["data"].mark
    assert places.standings(desk)["data"].wished
    assert places.standings(desk)["objective"].mark == "done"  # nothing is to be mended there
    assert "labelled pairs" in places.standings(desk)["data"].why
    assert not page.tokenizer.train_button.isEnabled()
    page.pairs["labelled"].add([str(table)])
    preview = page.pairs_previews["labelled"]
    qtbot.waitUntil(lambda: preview.table.rowCount() == 4)
    assert preview.table.item(1, 1).text() == "The boat is green."
    headings = [preview.table.horizontalHeaderItem(column).text() for column in range(3)]
    assert headings == ["First passage (premise)", "Second passage (hypothesis)", "Label (label)"]
    assert "4 pairs" in preview.facts.text()
    assert "neutral 2" in preview.facts.text()
    assert "1 without a label" in preview.facts.text()
    assert places.standings(desk)["data"].mark == "done"
    qtbot.waitUntil(page.tokenizer.train_button.isEnabled)
    table.write_text(TABLE + "It thaws.\tThe roof drips.\tneutral\n", encoding="utf-8")
    preview.again.click()  # nothing tells of a file that changed
    qtbot.waitUntil(lambda: preview.table.rowCount() == 5)


def test_pairs_nobody_judged_are_none(page: Page, desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    page.show()
    learn(desk, qtbot, INFERENCE)
    rows = [f"It rains.\tThe road is wet {n}.\t{n % 3 - 1}\n" for n in range(360)]
    table = tmp_path / "numbers.tsv"
    table.write_text("premise\thypothesis\tlabel\n" + "".join(rows), encoding="utf-8")
    page.pairs["labelled"].add([str(table)])
    preview = page.pairs_previews["labelled"]
    qtbot.waitUntil(lambda: preview.table.rowCount() == 100)
    assert {preview.table.item(row, 2).text() for row in range(100)} == {"0", "1"}
    assert preview.table.item(99, 1).text() == "The road is wet 149."
    assert "240 pairs" in preview.facts.text()
    assert "0 120 · 1 120\n" in preview.facts.text()
    assert "120 without a label" in preview.facts.text()
    assert "120 of them have the label “-1”" in preview.facts.text()


def test_tables_of_a_folder_without_pairs_are_told(
    page: Page, desk: Desk, table: Path, qtbot: QtBot
) -> None:
    page.show()
    learn(desk, qtbot, INFERENCE)
    folder = table.parent / "folder"
    folder.mkdir()
    table.rename(folder / table.name)
    odd = "one\ttwo\tthree\n" + TABLE.partition("\n")[2] * 3
    for letter in "abcde":
        (folder / f"{letter}.tsv").write_text(odd, encoding="utf-8")
    page.pairs["labelled"].add([str(folder)])
    preview = page.pairs_previews["labelled"]
    qtbot.waitUntil(lambda: preview.table.rowCount() == 4)
    told = preview.facts.text()
    assert "in 5 of the tables: a.tsv, b.tsv, c.tsv, d.tsv, …" in told
    assert "It has: one, two, three." in told


def test_what_is_no_table_of_pairs_is_told_in_place(
    page: Page, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    page.show()
    learn(desk, qtbot, INFERENCE)
    notes = tmp_path / "notes.tsv"
    notes.write_text("one column\nof words\n", encoding="utf-8")
    page.pairs["labelled"].add([str(notes)])
    preview = page.pairs_previews["labelled"]
    qtbot.waitUntil(lambda: not preview.fault.isHidden())
    assert "notes.tsv" in preview.fault.what.text()
    assert places.standings(desk)["data"].mark == "warning"
    assert preview.table.isHidden()
    notes.write_text(TABLE, encoding="utf-8")
    preview.again.click()
    qtbot.waitUntil(lambda: preview.table.rowCount() == 4)
    assert preview.fault.isHidden()
    assert places.standings(desk)["data"].mark == "done"


def test_pairs_get_no_tick_before_somebody_looked(
    page: Page, desk: Desk, table: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    """The page is not shown: a recipe may be opened, and trained, from elsewhere."""
    learn(desk, qtbot, INFERENCE)
    desk.draft.set("labelled.paths", [str(table)])
    qtbot.waitUntil(lambda: desk.draft.checked)
    assert places.standings(desk)["data"].mark == ""
    qtbot.waitUntil(lambda: places.standings(desk)["data"].mark == "done")
    notes = tmp_path / "notes.tsv"
    notes.write_text("one column\nof words\n", encoding="utf-8")
    desk.draft.set("labelled.paths", [str(notes)])
    qtbot.waitUntil(lambda: places.standings(desk)["data"].mark == "warning")
    assert "notes.tsv" in places.standings(desk)["data"].why


def test_a_glance_at_the_first_pair_does_not_outdo_who_read_them_all(
    desk: Desk, table: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two texts of which one ends early: the first lines say nothing of it."""
    read_all = Fault("One ends before the other.")

    def glance(*_: object) -> None:
        desk.found_pairs.read("labelled", {"paths": [str(table)]}, read_all)

    monkeypatch.setattr("studio.found_pairs.first_pair", glance)
    answers: list[str] = []
    desk.found_pairs.changed.connect(lambda: answers.append("told"))
    learn(desk, qtbot, INFERENCE)
    desk.draft.set("labelled.paths", [str(table)])
    qtbot.waitUntil(lambda: bool(answers))
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    found = desk.found_pairs.of("labelled")
    assert found is not None
    assert found.fault is read_all


def test_what_nobody_foresaw_is_told_and_gives_no_tick(
    page: Page, desk: Desk, table: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("nobody thought of this")

    monkeypatch.setattr("studio.found_pairs.first_pair", broken)
    told: list[str] = []
    desk.jobs.failed.connect(lambda _error, title: told.append(title))
    learn(desk, qtbot, INFERENCE)
    desk.draft.set("labelled.paths", [str(table)])
    qtbot.waitUntil(lambda: told == ["Looking for pairs"])
    assert places.standings(desk)["data"].mark == ""


def test_columns_that_are_named_wrong_wait_for_their_name(
    page: Page, desk: Desk, table: Path, qtbot: QtBot
) -> None:
    page.show()
    learn(desk, qtbot, INFERENCE)
    desk.draft.update({"labelled.paths": [str(table)], "labelled.label": "hypothesis"})
    preview = page.pairs_previews["labelled"]
    qtbot.waitUntil(lambda: preview.table.rowCount() > 0 or not preview.fault.isHidden())
    desk.draft.set("labelled.label", "label")
    qtbot.waitUntil(lambda: preview.table.rowCount() == 4)
    assert preview.fault.isHidden()


@pytest.mark.parametrize("language", ["english", "chinese"])
def test_a_sample_stands_in_for_all_that_was_chosen(
    page: Page, desk: Desk, table: Path, qtbot: QtBot, language: str
) -> None:
    page.show()
    learn(desk, qtbot, INFERENCE)
    desk.draft.update({"labelled.paths": [str(table)], "labelled.label": "gold"})
    page.pairs["labelled"].use_sample(language)
    preview = page.pairs_previews["labelled"]
    qtbot.waitUntil(lambda: preview.table.rowCount() > 0)
    assert "held back" in preview.facts.text()
    assert Path(desk.draft.value("labelled.validation_paths")[0]).name.startswith(language)
    assert desk.draft.value("labelled.label") is None  # was the name of a column elsewhere
    desk.draft.undo_stack.undo()
    assert desk.draft.value("labelled.paths") == [str(table)]
    assert desk.draft.value("labelled.label") == "gold"


def test_what_a_sample_held_back_goes_when_other_pairs_are_named(
    page: Page, desk: Desk, table: Path, qtbot: QtBot
) -> None:
    learn(desk, qtbot, INFERENCE)
    card = page.pairs["labelled"]
    assert card.fields is not None
    card.use_sample("english")
    qtbot.waitUntil(lambda: desk.draft.value("labelled.validation_paths") is not None)
    learned, held = (desk.draft.value(f"labelled.{n}") for n in ("paths", "validation_paths"))
    share, paths = (card.fields.rows[f"labelled.{name}"] for name in ("validation", "paths"))
    assert not share.editor.isEnabled()
    assert "Files to hold back are named" in share.editor.toolTip()
    paths.changed.emit("labelled.paths", [*learned, str(table)])
    assert desk.draft.value("labelled.validation_paths") == held
    before = desk.draft.undo_stack.count()
    paths.changed.emit("labelled.paths", [str(table)])
    assert desk.draft.value("labelled.validation_paths") is None
    assert share.editor.isEnabled()
    assert desk.draft.undo_stack.count() == before + 1
    desk.draft.undo_stack.undo()
    assert desk.draft.value("labelled.validation_paths") == held
    own = [*held, str(table)]
    desk.draft.set("labelled.validation_paths", own)
    paths.back.click()
    assert desk.draft.value("labelled.validation_paths") == [str(table)]


def test_the_parallel_sample_stands_beside_its_translation(
    page: Page, desk: Desk, qtbot: QtBot
) -> None:
    page.show()
    learn(desk, qtbot, TRANSLATION)
    desk.draft.update({"parallel.source": ["/my/a.en"], "parallel.target": ["/my/a.de"]})
    page.pairs["parallel"].use_sample("english")
    preview = page.pairs_previews["parallel"]
    qtbot.waitUntil(lambda: preview.table.rowCount() > 0)
    assert preview.table.columnCount() == 2
    qtbot.waitUntil(lambda: places.standings(desk)["data"].mark == "done")
    assert desk.draft.value("parallel.source") is None
    assert places.standings(desk)["data"].mark == "done"


def test_nobody_reads_pairs_that_nobody_sees(
    page: Page, desk: Desk, table: Path, qtbot: QtBot
) -> None:
    page.show()
    learn(desk, qtbot, INFERENCE)
    page.show_kind("text")
    page.pairs["labelled"].add([str(table)])
    preview = page.pairs_previews["labelled"]
    preview.read()
    assert preview._job is None
    page.show_kind("labelled")
    qtbot.waitUntil(lambda: preview.table.rowCount() == 4)


def test_the_arrow_keys_pass_over_what_is_not_offered(page: Page, desk: Desk, qtbot: QtBot) -> None:
    page.show()
    learn(desk, qtbot, INFERENCE)
    qtbot.keyClick(page.kinds, Qt.Key.Key_Right)
    assert page.kind == "labelled"
    qtbot.keyClick(page.kinds, Qt.Key.Key_Left)
    assert page.kind == "text"


def test_a_missing_file_is_a_fault_with_a_name(tmp_path: Path) -> None:
    from engine.control import Control
    from studio.pair_calls import read_pairs

    with pytest.raises(Fault, match=r"gone\.tsv"):
        read_pairs(
            "labelled", {"paths": [str(tmp_path / "gone.tsv")]}, Control(), lambda event: None
        )
