"""The health card tells of text without a token, and of held-back text that is learned from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from engine.control import Control
from engine.tokenizer.unknown import Unknown
from studio import engine_calls
from studio.desk import Desk
from studio.views.data.page import Page
from tests.studio.form_desk import SUMMARY


def test_leakage_is_told_and_marked_where_it_is_much(page: Page, book: Path, qtbot: QtBot) -> None:
    page.sources.add([str(book)])
    qtbot.waitUntil(lambda: page.health.summary is not None)
    value, summary = page.health.facts.values["leakage"], page.health.summary
    assert summary is not None
    assert value.text() == "⚠ 6.7 % of what is held back: drop repeated documents and lines"
    assert value.property("role") == "warn"
    assert "word for word" in value.toolTip()
    for share, words in ((0.0123, "1.2 % of what is held back"), (0.0, "none found")):
        page.health.facts.show_summary(replace(summary, leakage=share))
        assert value.text() == words
        assert not value.property("role")
    page.health.facts.show_summary(replace(summary, leakage=0.0004))
    assert value.text() == "< 0.1 % of what is held back"
    page.health.facts.show_summary(replace(summary, leakage=None))
    assert value.text() == "not known"


def test_unknown_words_are_counted_once_there_is_a_tokenizer(
    page: Page, desk: Desk, book: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []

    def count(data: Any, texts: Any, _control: Any) -> Unknown:
        asked.append(texts)
        return Unknown(25_000, 1_000, ("☃", "a" * 40))

    monkeypatch.setattr(engine_calls, "count_unknown", count)
    value = page.health.facts.values["unknown"]
    page.sources.add([str(book)])
    qtbot.waitUntil(lambda: page.health.summary is not None)
    assert value.text() == "known once there is a tokenizer"
    qtbot.waitUntil(page.tokenizer.train_button.isEnabled)
    page.tokenizer.train()
    qtbot.waitUntil(lambda: "4.0 %" in value.text())
    assert value.text() == f"⚠ 4.0 % of the tokens: ☃ {'a' * 11}…"
    assert value.property("role") == "warn"
    assert asked == [("The harbour town.",)]
    desk.draft.set("tokenizer.vocabulary", 4096)  # another tokenizer, which is not there yet
    assert value.text() == "known once there is a tokenizer"
    assert not value.property("role")


def test_a_tokenizer_file_that_nobody_opened_is_asked_for_and_outlasts_cleaning(
    page: Page, desk: Desk, book: Path, qtbot: QtBot
) -> None:
    value, card = page.health.facts.values["unknown"], page.tokenizer
    page.sources.add([str(book)])
    qtbot.waitUntil(lambda: page.health.summary is not None)
    desk.draft.set("tokenizer.file", "/my/vocab.txt")
    assert value.text() == "known once the tokenizer is opened, below"
    qtbot.waitUntil(card.train_button.isEnabled)
    card.train()
    qtbot.waitUntil(lambda: card.ready)
    desk.draft.set("corpus.cleaning", ["html"])
    assert card.ready  # nothing of the text decides what a file holds
    desk.draft.set("tokenizer.file", "/my/other.txt")
    assert value.text() == "known once the tokenizer is opened, below"


def test_the_box_shows_what_an_opened_file_does_with_capitals(
    page: Page, desk: Desk, book: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.sources.add([str(book)])
    facts = replace(engine_calls.train_tokenizer({}, Control(), print), lowercase=False)
    monkeypatch.setattr(engine_calls, "train_tokenizer", lambda *_: facts)
    card = page.tokenizer
    desk.draft.set("tokenizer.file", "/my/vocab.txt")
    qtbot.waitUntil(card.train_button.isEnabled)
    card.train()
    qtbot.waitUntil(lambda: card.ready)
    assert card.fields is not None
    box = card.fields.rows["tokenizer.lowercase"].editor.findChild(QAbstractButton)
    assert box is not None
    assert not box.isChecked()
    desk.draft.set("training.lr", 0.5)
    assert not box.isChecked()


def test_a_text_all_of_whose_words_are_known_is_not_marked(page: Page) -> None:
    value = page.health.facts.values["unknown"]
    page.health.facts.show_unknown(Unknown(25_000, 0))
    assert value.text() == "none found"
    page.health.facts.show_unknown(Unknown(25_000, 100, ("☃",)))
    assert value.text() == "0.4 % of the tokens: ☃"
    assert not value.property("role")


def test_encodings_that_are_not_named_are_hinted_at(page: Page) -> None:
    value = page.health.facts.values["encodings"]
    found = {"utf-8": 13, "gb18030": 4, "big5": 2}
    page.health.facts.show_summary(replace(SUMMARY, encodings=found))
    assert value.text() == "utf-8 13 · gb18030 4 · big5 2"
    doubtful = replace(SUMMARY, encodings=found | {"latin-1": 1}, uncertain_files=1)
    page.health.facts.show_summary(doubtful)
    assert value.text().startswith("⚠ utf-8 13 · gb18030 4 · big5 2 · …; 1 file")
