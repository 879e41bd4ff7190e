"""The health card tells of text without a token, and of held-back text that is learned from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from engine.tokenizer.unknown import Unknown
from studio import engine_calls
from studio.desk import Desk
from studio.views.data.page import Page


def test_leakage_is_told_and_marked_where_it_is_much(page: Page, book: Path, qtbot: QtBot) -> None:
    page.sources.add([str(book)])
    qtbot.waitUntil(lambda: page.health.summary is not None)
    value, summary = page.health.facts.values["leakage"], page.health.summary
    assert summary is not None
    assert value.text() == "⚠ 6.7 % of what is held back"
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


def test_a_text_all_of_whose_words_are_known_is_not_marked(page: Page) -> None:
    value = page.health.facts.values["unknown"]
    page.health.facts.show_unknown(Unknown(25_000, 0))
    assert value.text() == "none found"
    page.health.facts.show_unknown(Unknown(25_000, 100, ("☃",)))
    assert value.text() == "0.4 % of the tokens: ☃"
    assert not value.property("role")
