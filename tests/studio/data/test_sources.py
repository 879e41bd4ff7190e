"""How text comes in: files and folders dropped or opened, text pasted, samples."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio import engine_calls
from studio.desk import Desk
from studio.views.data import source_list
from studio.views.data.page import Page


def test_files_dropped_anywhere_are_chosen_previewed_and_counted(
    page: Page, desk: Desk, book: Path, qtbot: QtBot
) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(book))])
    event = QDropEvent(
        QPointF(9, 9),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.dropEvent(event)
    assert desk.draft.value("corpus.paths") == [str(book)]
    qtbot.waitUntil(lambda: page.health.summary is not None)
    assert page.health.facts.documents.text() == "1,284"
    assert page.health.facts.values["skipped"].text().startswith("1 of 15 ")
    qtbot.waitUntil(lambda: page.preview.preview is not None)
    assert page.preview.text.toPlainText().startswith("The harbour town<br>")


def test_a_source_is_added_once_and_removing_it_can_be_undone(
    page: Page, desk: Desk, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("studio.draft.MERGE_SECONDS", -1.0)  # or both would be one change
    page.sources.add([str(book), str(book)])
    page.sources.add([str(book)])
    assert page.sources.paths == [str(book)]
    page.sources.remove(str(book))
    assert page.sources.list.count() == 0
    desk.draft.undo_stack.undo()
    assert page.sources.list.count() == 1


def test_many_sources_cost_no_widgets_and_the_disk_is_asked_elsewhere(
    page: Page, desk: Desk, book: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked_in: set[str] = set()
    real = os.path.isdir

    def noted(path: Any) -> bool:
        asked_in.add(threading.current_thread().name)
        return real(path)

    monkeypatch.setattr(source_list.os.path, "isdir", noted)
    before = len(page.sources.list.findChildren(QWidget))
    page.sources.add([str(book.parent), *(str(book.parent / f"{i}.txt") for i in range(300))])
    assert len(page.sources.list.findChildren(QWidget)) == before
    qtbot.waitUntil(lambda: page.sources.list.item(0).data(source_list.KIND) == "folder")
    assert page.sources.list.item(1).data(source_list.KIND) == "file"
    assert "MainThread" not in asked_in


def test_the_cross_and_the_delete_key_take_a_source_off(
    page: Page, book: Path, qtbot: QtBot
) -> None:
    page.show()
    page.sources.add([str(book), str(book.parent)])
    lines = page.sources.list
    box = lines.visualItemRect(lines.item(0))
    view = lines.viewport()
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=box.center())
    assert len(page.sources.paths) == 2
    cross = lines._lines.cross(box).center()
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=cross)
    assert page.sources.paths == [str(book.parent)]
    lines.setCurrentRow(0)
    lines.setFocus()
    qtbot.keyClick(lines, Qt.Key.Key_Delete)
    assert page.sources.paths == []
    page.hide()


def test_pasted_text_is_kept_in_the_workspace_and_chosen(
    page: Page, desk: Desk, qtbot: QtBot
) -> None:
    page.sources.take_text("Once upon a time.")
    assert page.sources.paste.keep.isEnabled()
    page.sources.paste.keep.click()
    qtbot.waitUntil(lambda: bool(page.sources.paths))
    kept = Path(page.sources.paths[0])
    assert kept.parent == desk.workspace.corpora_folder
    assert kept.read_text("utf-8") == "Once upon a time."


def test_text_being_pasted_is_there_again_in_the_next_window(
    page: Page, desk: Desk, qtbot: QtBot
) -> None:
    page.sources.take_text("Once upon")
    again = Page(desk)
    qtbot.addWidget(again)
    assert again.sources.paste.box.toPlainText() == "Once upon"
    assert again.sources._pages.currentWidget() is again.sources.paste
    again.sources.paste.keep.click()
    qtbot.waitUntil(lambda: bool(again.sources.paths))
    assert not desk.settings.option("data.pasting", "")


def test_dropped_text_stands_after_what_is_being_typed_and_can_be_taken_back(
    page: Page, desk: Desk, qtbot: QtBot
) -> None:
    paste = page.sources.paste
    page.sources.paste_button.click()
    qtbot.keyClicks(paste.box, "Once upon a time.")
    page.sources.take_text("A second passage.")
    assert paste.box.toPlainText() == "Once upon a time.\n\nA second passage."
    assert desk.settings.option("data.pasting", "") == paste.box.toPlainText()
    paste.box.undo()
    assert paste.box.toPlainText() == "Once upon a time."
    paste.box.appendPlainText("")
    page.sources.take_text("A third.")
    assert paste.box.toPlainText() == "Once upon a time.\n\nA third."


def test_dropped_text_stands_for_what_was_given_up_which_can_be_brought_back(
    page: Page, qtbot: QtBot
) -> None:
    paste = page.sources.paste
    page.sources.take_text("Once upon a time.")
    paste.back.click()
    page.sources.take_text("A second passage.")
    assert paste.box.toPlainText() == "A second passage."
    paste.box.undo()
    assert paste.box.toPlainText() == "Once upon a time."


def test_a_very_long_text_does_not_go_into_the_settings_and_says_so(page: Page, desk: Desk) -> None:
    paste = page.sources.paste
    page.sources.take_text("word " * 40_000)
    assert paste.under_way
    assert "once they are added" not in paste._counted.text()
    paste.box.appendPlainText("and one more")
    assert not paste.under_way
    assert "once they are added" in paste._counted.text()


def test_a_second_pasted_text_does_not_replace_the_first(
    page: Page, desk: Desk, qtbot: QtBot
) -> None:
    for count, text in enumerate(("first", "second"), start=1):
        page.sources.take_text(text)
        page.sources.paste.keep.click()
        qtbot.waitUntil(lambda count=count: len(page.sources.paths) == count)
    assert [Path(path).read_text("utf-8") for path in page.sources.paths] == ["first", "second"]


def test_a_sample_replaces_what_was_chosen(
    page: Page, desk: Desk, book: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_calls, "sample_path", {"english": book.parent}.__getitem__)
    page.sources.add([str(book)])
    page.preview.empty.asked.emit()
    qtbot.waitUntil(lambda: page.sources.paths == [str(book.parent)])
