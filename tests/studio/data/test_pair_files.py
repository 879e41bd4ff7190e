"""Files of pairs: typed, added and dropped, and on disk before anybody closes anything."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from studio.desk import Desk
from studio.saving import SAVE_MS
from studio.views.data.page import Page
from studio.widgets.text_editors import QUIET_MS, PathsEditor
from tests.studio.data.conftest import INFERENCE, learn


def drop_of(what: Path | QMimeData) -> QDropEvent:
    data = what if isinstance(what, QMimeData) else QMimeData()
    if isinstance(what, Path):
        data.setUrls([QUrl.fromLocalFile(str(what))])
    drop = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    drop.kept = data  # the event holds no reference of its own
    return drop


def test_files_dropped_on_the_page_go_where_it_stands(
    page: Page, desk: Desk, table: Path, qtbot: QtBot
) -> None:
    learn(desk, qtbot, INFERENCE)
    page.dropEvent(drop_of(table))
    assert desk.draft.value("labelled.paths") == [str(table)]
    assert desk.draft.value("corpus.paths") is None


def editor_of(page: Page) -> PathsEditor:
    fields = page.pairs["labelled"].fields
    assert fields is not None
    editor = fields.rows["labelled.paths"].editor
    assert isinstance(editor, PathsEditor)
    return editor


def begin_typing(page: Page, qtbot: QtBot) -> PathsEditor:
    page.show()
    editor = editor_of(page)
    page.activateWindow()
    editor.box.setFocus()
    qtbot.waitUntil(editor.box.hasFocus)
    return editor


def test_paths_are_added_once_and_dropped_beneath(
    page: Page, desk: Desk, table: Path, qtbot: QtBot
) -> None:
    learn(desk, qtbot, INFERENCE)
    editor = editor_of(page)
    editor.add(["/elsewhere/more.tsv", "/elsewhere/more.tsv"])
    editor.dropEvent(drop_of(table))
    editor.dropEvent(drop_of(table))
    assert desk.draft.value("labelled.paths") == ["/elsewhere/more.tsv", str(table)]


def test_what_is_typed_counts_once_the_line_is_left(
    page: Page, desk: Desk, table: Path, qtbot: QtBot
) -> None:
    learn(desk, qtbot, INFERENCE)
    editor = begin_typing(page, qtbot)
    qtbot.keyClicks(editor.box, str(table))
    assert desk.draft.value("labelled.paths") is None  # half a path may be a folder of everything
    desk.draft.set("tokenizer.vocabulary", 4096)  # the form is shown anew meanwhile
    qtbot.waitUntil(lambda: desk.draft.checked)
    assert editor.box.toPlainText() == str(table)
    page.tokenizer.sentence.setFocus()
    assert desk.draft.value("labelled.paths") == [str(table)]


def test_what_is_typed_is_on_disk_while_the_line_is_not_left(
    page: Page, desk: Desk, table: Path, qtbot: QtBot
) -> None:
    assert QUIET_MS + SAVE_MS < 2000  # no more than that may be lost
    desk.draft.attach(desk.workspace.path)
    learn(desk, qtbot, INFERENCE)
    editor = begin_typing(page, qtbot)
    qtbot.keyClicks(editor.box, str(table))
    file = desk.workspace.path / "draft.json"
    qtbot.waitUntil(lambda: file.is_file() and table.name in file.read_text("utf-8"))
    assert editor.box.hasFocus()
    assert desk.draft.value("labelled.paths") == [str(table)]
    qtbot.keyClick(editor.box, Qt.Key.Key_Return)
    desk.draft.set("tokenizer.vocabulary", 4096)
    assert editor.box.toPlainText() == f"{table}\n"  # the line begun stays


def test_a_value_from_elsewhere_replaces_what_is_being_typed(
    page: Page, desk: Desk, table: Path, qtbot: QtBot
) -> None:
    learn(desk, qtbot, INFERENCE)
    editor = begin_typing(page, qtbot)
    qtbot.keyClicks(editor.box, "/half/a/pa")
    desk.draft.set("labelled.paths", [str(table)])
    assert editor.box.toPlainText() == str(table)
    page.tokenizer.sentence.setFocus()
    assert desk.draft.value("labelled.paths") == [str(table)]


def test_words_dropped_among_pairs_are_text(page: Page, desk: Desk, qtbot: QtBot) -> None:
    learn(desk, qtbot, INFERENCE)
    data = QMimeData()
    data.setText("Every morning the boats went out.")
    page.dropEvent(drop_of(data))
    assert page.kind == "text"
    assert "boats" in page.sources.paste.box.toPlainText()
