"""The Data page as a whole, and its tokenizer; nothing of the text is written to."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from studio.desk import Desk
from studio.theme import LIGHT
from studio.views.data.page import Page
from tests.studio.form_desk import load, must_fit_a_small_window, open_desk, script_engine


def test_an_empty_page_says_what_to_do(page: Page) -> None:
    assert page.preview._pages.currentIndex() == 0
    assert not page.preview.empty.button.isHidden()
    assert not page.health.empty.isHidden()
    assert not page.tokenizer.train_button.isEnabled()
    assert "text first" in page.tokenizer.told.text()


def test_the_own_sentence_is_cut_once_there_is_a_tokenizer(
    page: Page, desk: Desk, book: Path, qtbot: QtBot
) -> None:
    page.sources.add([str(book)])
    qtbot.waitUntil(page.tokenizer.train_button.isEnabled)
    page.tokenizer.train_button.click()
    qtbot.waitUntil(lambda: bool(page.tokenizer.strip.chips))
    qtbot.waitUntil(lambda: page.preview.preview is not None)  # which offers a sentence too
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
    page.sources.add([str(book)])
    qtbot.waitUntil(lambda: page.health.summary is not None)
    qtbot.waitUntil(lambda: page.preview.preview is not None)
    must_fit_a_small_window(page, desk)
