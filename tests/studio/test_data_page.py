"""The Data page: text comes in, is previewed, counted and cut; nothing of it is written to."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from engine.control import Control
from engine.events import Prepared, Progress
from engine.faults import Fault, FieldFault
from studio import engine_calls
from studio.desk import Desk
from studio.engine_calls import Checked
from studio.style_sheet import style_sheet
from studio.theme import LIGHT
from studio.views.data import source_list
from studio.views.data.page import Page
from studio.widgets.histogram import Histogram
from tests.studio.form_desk import load, open_desk, script_engine


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    script_engine(monkeypatch)
    with open_desk(tmp_path) as desk:
        yield desk


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> Page:
    page = Page(desk)
    qtbot.addWidget(page)
    qtbot.waitUntil(lambda: desk.draft.checked)
    return page


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "book.txt"
    path.write_text("The harbour town<br>\n\nEvery morning the boats went out.", "utf-8")
    return path


def test_an_empty_page_says_what_to_do(page: Page) -> None:
    assert page.preview._pages.currentIndex() == 0
    assert not page.preview.empty.button.isHidden()
    assert not page.health.empty.isHidden()
    assert not page.tokenizer.train_button.isEnabled()
    assert "text first" in page.tokenizer.told.text()


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
    assert page.health.documents.text() == "1,284"
    assert page.health.values["skipped"].text() == "1 of 15 files"
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


def test_text_that_cannot_be_read_is_said_in_place(
    page: Page, book: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: Any) -> None:
        raise Fault("There is no text in {path}.", now="Choose another.", path="here")

    monkeypatch.setattr(engine_calls, "read_corpus", fails)
    page.sources.add([str(book)])
    qtbot.waitUntil(lambda: page.health.fault.problem is not None)
    assert page.health.fault.what.text() == "There is no text in here."
    assert page.health.fault.now.text() == "Choose another."


def test_a_missing_file_is_said_where_the_preview_would_be(
    page: Page, tmp_path: Path, qtbot: QtBot
) -> None:
    page.sources.add([str(tmp_path / "gone.txt")])
    qtbot.waitUntil(lambda: page.preview.fault.problem is not None)
    assert "gone.txt" in page.preview.fault.what.text()


def test_reading_can_be_cancelled_and_begun_again(
    page: Page, desk: Desk, book: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless(_data: Any, control: Control, progress: Progress) -> None:
        while True:
            progress(Prepared("reading", 1, 2, "bytes", "book.txt"))
            control.check()

    monkeypatch.setattr(engine_calls, "read_corpus", endless)
    page.sources.add([str(book)])
    qtbot.waitUntil(lambda: not page.health.busy.isHidden())
    page.health.busy.cancel_button.click()
    qtbot.waitUntil(lambda: page.health.busy.isHidden())
    assert not page.health.again.isHidden()
    with qtbot.waitSignal(page.health._quiet.timeout):
        desk.draft.set("training.lr", 0.5)
    assert page.health.busy.isHidden()  # only its button begins it again
    page.health.again.click()
    assert not page.health.busy.isHidden()


def test_a_look_at_the_files_can_be_cancelled_and_begun_again(
    page: Page, book: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless(_data: Any, control: Control) -> list[Path]:
        while True:
            control.check()

    card = page.preview
    with monkeypatch.context() as slow:
        slow.setattr(engine_calls, "corpus_files", endless)
        page.sources.add([str(book)])
        qtbot.waitUntil(lambda: not card.busy.isHidden())
        assert card.after_cancel.isHidden()
        card.busy.cancel_button.click()
        qtbot.waitUntil(lambda: card.busy.isHidden())
    assert not card.after_cancel.isHidden()
    card.after_cancel.click()
    qtbot.waitUntil(lambda: card.preview is not None)
    assert card.after_cancel.isHidden()


def test_a_reading_that_failed_can_be_tried_again(
    page: Page, book: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, preview = engine_calls.read_corpus, engine_calls.corpus_preview

    def fails(*_: Any) -> None:
        raise Fault("The disk is gone.")

    with monkeypatch.context() as unplugged:
        unplugged.setattr(engine_calls, "read_corpus", fails)
        unplugged.setattr(engine_calls, "corpus_preview", fails)
        page.sources.add([str(book)])
        qtbot.waitUntil(lambda: page.health.fault.problem is not None)
        qtbot.waitUntil(lambda: page.preview.fault.problem is not None)
    assert (read, preview) == (engine_calls.read_corpus, engine_calls.corpus_preview)
    page.health.again.click()
    page.preview.again.click()
    qtbot.waitUntil(lambda: page.health.summary is not None)
    qtbot.waitUntil(lambda: page.preview.preview is not None)
    assert page.health.fault.problem is None
    assert page.preview.fault.problem is None


def test_nothing_is_read_while_a_field_of_the_corpus_is_wrong(
    page: Page, desk: Desk, book: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []
    for name in ("read_corpus", "corpus_preview"):
        monkeypatch.setattr(engine_calls, name, lambda *given: asked.append(given))

    def check(data: dict[str, Any]) -> Checked:
        return Checked({}, (FieldFault("corpus.minimum_characters", "too small"),))

    desk.draft.allow_checks(check)
    page.sources.add([str(book)])
    desk.draft.set("corpus.minimum_characters", -5)
    qtbot.waitUntil(lambda: "Mend" in page.health.hint.text())
    with qtbot.waitSignal(page.preview._quiet.timeout, raising=False, timeout=300):
        pass
    assert not asked
    assert page.health.fault.problem is None
    assert page.preview.fault.problem is None


def test_a_mended_field_gives_the_notes_of_the_text_back(
    page: Page, desk: Desk, book: Path, qtbot: QtBot
) -> None:
    page.sources.add([str(book)])
    qtbot.waitUntil(lambda: page.health.summary is not None)
    assert page.health.summary is not None
    page.health._show(replace(page.health.summary, notes=("duplicates",)))
    notes = page.health.hint.text()

    def check(data: dict[str, Any]) -> Checked:
        is_wrong = data["corpus"].get("minimum_characters", 0) < 0
        fault = FieldFault("corpus.minimum_characters", "too small")
        return Checked(data, (fault,) if is_wrong else ())

    desk.draft.allow_checks(check)
    desk.draft.set("corpus.minimum_characters", -5)
    qtbot.waitUntil(lambda: "Mend" in page.health.hint.text())
    desk.draft.undo_stack.undo()
    qtbot.waitUntil(lambda: page.health.hint.text() == notes)


def test_what_ended_a_preview_early_is_said_beside_it(
    page: Page, book: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = engine_calls.corpus_preview(book, {}, Control())
    looked.fault = Fault("The archive breaks off.")
    monkeypatch.setattr(engine_calls, "corpus_preview", lambda *_: looked)
    page.sources.add([str(book)])
    qtbot.waitUntil(lambda: page.preview.fault.problem is not None)
    assert page.preview.text.toPlainText()


def test_the_next_window_counts_nothing_again(
    page: Page, desk: Desk, book: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.sources.add([str(book)])
    qtbot.waitUntil(lambda: page.health.summary is not None)
    asked: list[Any] = []
    monkeypatch.setattr(engine_calls, "read_corpus", lambda *given: asked.append(given))
    again = Page(desk)
    qtbot.addWidget(again)
    assert again.health.documents.text() == "1,284"
    with qtbot.waitSignal(again.health._quiet.timeout):
        pass
    assert not asked


def test_the_raw_text_shows_what_the_file_holds(page: Page, book: Path, qtbot: QtBot) -> None:
    page.sources.add([str(book)])
    qtbot.waitUntil(lambda: page.preview.preview is not None)
    page.preview.which.button("raw").click()
    cursor = page.preview.text.textCursor()
    cursor.setPosition(18)
    assert not cursor.charFormat().fontStrikeOut()
    page.preview.which.button("cleaned").click()
    cursor = page.preview.text.textCursor()
    cursor.setPosition(18)
    assert cursor.charFormat().fontStrikeOut()


def test_the_own_sentence_is_cut_once_there_is_a_tokenizer(
    page: Page, desk: Desk, book: Path, qtbot: QtBot
) -> None:
    page.sources.add([str(book)])
    qtbot.waitUntil(page.tokenizer.train_button.isEnabled)
    page.tokenizer.train_button.click()
    qtbot.waitUntil(lambda: bool(page.tokenizer.strip.chips))
    page.tokenizer.sentence.setText("harbour")
    qtbot.waitUntil(lambda: page.tokenizer.strip.text() == "harbour")
    assert len(page.tokenizer.strip.chips) == 2
    assert "8,190" in page.tokenizer.told.text()


def test_the_sentence_is_of_the_text_until_one_is_typed(
    page: Page, desk: Desk, book: Path, qtbot: QtBot
) -> None:
    page.sources.add([str(book)])
    qtbot.waitUntil(lambda: page.preview.preview is not None)
    assert "Every morning the boats went out." in page.tokenizer.sentence.text()
    page.tokenizer.sentence.clear()
    qtbot.keyClicks(page.tokenizer.sentence, "harbour")
    page.preview.looked.emit("Something else.")
    assert page.tokenizer.sentence.text() == "harbour"


def test_another_vocabulary_asks_for_another_training(
    page: Page, desk: Desk, book: Path, qtbot: QtBot
) -> None:
    page.sources.add([str(book)])
    qtbot.waitUntil(page.tokenizer.train_button.isEnabled)
    page.tokenizer.train()
    qtbot.waitUntil(lambda: page.tokenizer.ready)
    assert not page.tokenizer.train_button.isEnabled()
    desk.draft.set("tokenizer.vocabulary", 4096)
    assert not page.tokenizer.ready
    qtbot.waitUntil(page.tokenizer.train_button.isEnabled)
    assert "changed" in page.tokenizer.told.text()


def test_the_page_opens_before_the_engine_is_loaded(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script_engine(monkeypatch)
    with open_desk(tmp_path, loaded=False) as desk:
        page = Page(desk)
        qtbot.addWidget(page)
        assert page.cleaning.fields is None
        load(desk)
        assert page.cleaning.fields is not None
        assert page.tokenizer.fields is not None


def test_the_page_survives_another_theme(page: Page, desk: Desk, book: Path) -> None:
    page.sources.add([str(book)])
    desk.set_theme(LIGHT)
    assert not page.grab().isNull()


def test_the_page_fits_a_small_window(page: Page, desk: Desk, book: Path, qtbot: QtBot) -> None:
    page.setStyleSheet(style_sheet(desk.theme))
    page.sources.add([str(book)])
    qtbot.waitUntil(lambda: page.health.summary is not None)
    qtbot.waitUntil(lambda: page.preview.preview is not None)
    page.ensurePolished()
    layout = page.layout()
    assert layout is not None
    assert layout.totalMinimumHeightForWidth(1112) <= 620  # 720 less the bars
    assert page.minimumSizeHint().width() <= 1112


def test_a_single_bar_is_no_wall(desk: Desk, qtbot: QtBot) -> None:
    histogram = Histogram(desk.theme, "Characters", "documents")
    qtbot.addWidget(histogram)
    histogram.resize(260, 120)
    histogram.show_counts(["2,048"], [30])
    (bar,) = histogram._bars()
    assert bar.width() <= 64
    assert abs(bar.center().x() - 130) < 1
    assert not histogram.grab().isNull()
