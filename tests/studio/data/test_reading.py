"""The text is read, previewed and counted in the background, and what fails is said in place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from engine.control import Control
from engine.corpus.health import Health
from engine.events import Prepared, Progress
from engine.faults import Fault, FieldFault
from studio import engine_calls
from studio.desk import Desk
from studio.engine_calls import Checked
from studio.language import Speech
from studio.views.data.page import Page
from studio.widgets.histogram import Histogram
from tests.studio.form_desk import SUMMARY, fake_preview


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


def test_files_that_changed_on_disk_are_read_anew_by_a_button(
    page: Page, book: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    health, preview = page.health, page.preview
    assert health.again.isHidden()  # there is nothing to read
    page.sources.add([str(book)])
    qtbot.waitUntil(lambda: health.summary is not None and preview.preview is not None)
    assert not health.again.isHidden()
    grown = Health(replace(SUMMARY, documents=2_000), ("More of it.",))
    longer = fake_preview(book, {}, None)
    longer.raw = "Another harbour."
    monkeypatch.setattr(engine_calls, "read_corpus", lambda *_: grown)
    monkeypatch.setattr(engine_calls, "corpus_preview", lambda *_: longer)
    preview.which.button("raw").click()
    health.again.click()
    qtbot.waitUntil(lambda: health.facts.documents.text() == "2,000")
    qtbot.waitUntil(lambda: preview.text.toPlainText() == "Another harbour.")
    assert not health.again.isHidden()
    page.sources.remove(str(book))
    qtbot.waitUntil(health.again.isHidden)


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
    assert page.health.again.isHidden()
    desk.draft.undo_stack.undo()
    qtbot.waitUntil(lambda: page.health.hint.text() == notes)
    assert not page.health.again.isHidden()


def test_what_ended_a_preview_early_is_said_beside_it(
    page: Page, book: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = engine_calls.corpus_preview(book, {}, Control())
    looked.fault = Fault("The archive breaks off.")
    monkeypatch.setattr(engine_calls, "corpus_preview", lambda *_: looked)
    page.sources.add([str(book)])
    qtbot.waitUntil(lambda: page.preview.fault.problem is not None)
    assert page.preview.text.toPlainText()


def test_the_files_left_out_are_named_where_they_are_counted(
    page: Page, book: Path, qtbot: QtBot
) -> None:
    page.show()
    page.sources.add([str(book)])
    qtbot.waitUntil(lambda: page.health.summary is not None)
    facts = page.health.facts
    assert facts.why.text().startswith("1 of 15 ")
    assert facts.beneath.currentWidget() is facts.histogram
    facts.why.click()
    assert facts.beneath.currentWidget() is facts.left_out
    assert facts.left_out.item(0).text() == "/books/cover.png is of no kind read."
    page.hide()


def test_what_was_looked_at_before_does_not_stand_over_a_folder_without_text(
    page: Page, desk: Desk, book: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    page.sources.add([str(book)])
    qtbot.waitUntil(lambda: page.preview.files.count() == 1)
    (tmp_path / "empty").mkdir()
    desk.draft.set("corpus.paths", [str(tmp_path / "empty")])
    qtbot.waitUntil(lambda: page.preview.fault.problem is not None)
    assert page.preview.files.count() == 0
    assert page.preview.text.isHidden()
    desk.draft.set("corpus.paths", [str(book)])
    qtbot.waitUntil(lambda: page.preview.files.count() == 1)
    qtbot.waitUntil(lambda: not page.preview.text.isHidden())


def test_a_single_character_is_one_character(
    page: Page, book: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    speech = Speech()
    speech.speak("en")
    removed = SimpleNamespace(text="\u200b", kind="removed")
    looked = engine_calls.corpus_preview(book, {}, Control())
    looked.pieces = (removed,)
    monkeypatch.setattr(engine_calls, "corpus_preview", lambda *_: looked)
    page.sources.add([str(book)])
    qtbot.waitUntil(lambda: page.preview.preview is not None)
    assert page.preview.hint.text() == "utf-8 · 1 character taken out"
    looked.pieces = (removed,) * 1234
    page.preview._show(looked)
    assert page.preview.hint.text() == "utf-8 · 1,234 characters taken out"


def test_the_next_window_counts_nothing_again(
    page: Page, desk: Desk, book: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.sources.add([str(book)])
    qtbot.waitUntil(lambda: page.health.summary is not None)
    asked: list[Any] = []
    monkeypatch.setattr(engine_calls, "read_corpus", lambda *given: asked.append(given))
    again = Page(desk)
    qtbot.addWidget(again)
    assert again.health.facts.documents.text() == "1,284"
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


def test_a_single_bar_is_no_wall(desk: Desk, qtbot: QtBot) -> None:
    histogram = Histogram(desk.theme, "Characters", "documents")
    qtbot.addWidget(histogram)
    histogram.resize(260, 120)
    histogram.show_counts(["2,048"], [30])
    (bar,) = histogram._bars()
    assert bar.width() <= 64
    assert abs(bar.center().x() - 130) < 1
    assert not histogram.grab().isNull()
