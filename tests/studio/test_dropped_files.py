"""A file dropped on text is a file, never the words of its address."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from pytestqt.qtbot import QtBot

from studio.desk import Desk
from studio.widgets.text_editors import FileEditor, FolderEditor
from studio.window import Window
from tests.studio.fresh_window import desk, window

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
COPY = Qt.DropAction.CopyAction


__all__ = ["desk", "window"]


@pytest.fixture
def book(tmp_path: Path) -> str:
    path = tmp_path / "book.txt"
    path.write_text("The harbour town.", "utf-8")
    return str(path)


def drop(on: QWidget, *paths: str, text: str = "") -> bool:
    """Drag these over a widget, as a file manager does, and let go; whether anybody took them."""
    data = QMimeData()
    if paths:
        data.setUrls([QUrl.fromLocalFile(path) for path in paths])
    data.setText(text or "\n".join(url.toString() for url in data.urls()))
    at = on.viewport() if isinstance(on, QAbstractScrollArea) else on
    enter = QDragEnterEvent(QPoint(3, 3), COPY, data, LEFT, NONE)
    QApplication.sendEvent(at, enter)
    if enter.isAccepted():
        QApplication.sendEvent(at, QDropEvent(QPointF(3, 3), COPY, data, LEFT, NONE))
    return enter.isAccepted()


@pytest.mark.parametrize(
    "part",
    [
        "sources.paste.box",
        "tokenizer.sentence",
        "tokenizer.fields.rows/tokenizer.vocabulary.editor.input.line",
    ],
)
def test_a_file_dropped_on_a_text_of_the_data_page_is_chosen(
    window: Window, desk: Desk, book: str, part: str
) -> None:
    page = window.pages["data"]
    if part == "sources.paste.box":
        page.sources.paste_button.click()  # type: ignore[attr-defined]
    field = field_of(page, part)
    before = words_of(field)
    assert drop(field, book)
    assert desk.draft.value("corpus.paths") == [book]
    assert words_of(field) == before


def test_text_can_still_be_dropped_into_a_text(window: Window, desk: Desk) -> None:
    line = window.pages["data"].tokenizer.sentence  # type: ignore[attr-defined]
    line.clear()
    assert drop(line, text="plain words")
    assert line.text() == "plain words"


def test_where_no_page_takes_files_none_is_taken(window: Window, book: str, qtbot: QtBot) -> None:
    window.show_page("try_")
    card = window.pages["try_"].cards["pair"]  # type: ignore[attr-defined]
    before = card.first.toPlainText()
    assert not drop(card.first, book)
    assert not drop(window.pages["try_"].cards["fill"].editor.line, book)  # type: ignore[attr-defined]
    assert card.first.toPlainText() == before


@pytest.mark.parametrize("kind", [FileEditor, FolderEditor])
def test_a_field_of_a_path_takes_the_one_that_is_dropped(
    qtbot: QtBot, book: str, kind: type[FileEditor] | type[FolderEditor]
) -> None:
    editor = kind()
    qtbot.addWidget(editor)
    told: list[object] = []
    editor.edited.connect(told.append)
    inner = editor.line if isinstance(editor, FileEditor) else editor.combo.lineEdit()
    assert inner is not None
    assert drop(inner, book)
    assert inner.text() == book
    assert told[-1] == book
    assert not drop(inner, book, book + "2")  # it holds but one


def field_of(page: QWidget, path: str) -> QWidget:
    whole, _, rest = path.partition("/")
    found: object = page
    for name in whole.split("."):
        found = getattr(found, name)
    if rest:
        key, _, inner = rest.partition(".editor.")
        found = found[key].editor  # type: ignore[index]
        for name in inner.split("."):
            found = getattr(found, name)
    assert isinstance(found, QWidget)
    return found


def words_of(field: QWidget) -> str:
    return field.toPlainText() if hasattr(field, "toPlainText") else field.text()  # type: ignore[attr-defined,no-any-return]
