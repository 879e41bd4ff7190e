"""The sentences a row is made of: typed, or from the corpus."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from studio import engine_calls
from studio.beginnings import first_sentences
from studio.desk import Desk
from studio.views.objective.page import Page


def test_another_sentence_comes_from_the_corpus_and_can_be_undone(
    page: Page, desk: Desk, qtbot: QtBot
) -> None:
    sight = page.sight
    qtbot.waitUntil(lambda: sight.picture is not None)
    before = sight.text.toPlainText()
    sight.other.click()
    qtbot.waitUntil(lambda: sight.rows.targets.chips[0].text == "Sentence")
    assert desk.settings.option("objective.text", "") == ""
    sight.text.undo()
    assert sight.text.toPlainText() == before


def test_the_row_begins_as_the_corpus_does_and_then_keeps_what_was_typed(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_calls, "corpus_beginning", lambda *_: "Boats went out.")
    page = Page(desk)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.sight.picture is not None)
    assert page.sight.rows.targets.chips[0].text == "Boats"
    qtbot.keyClicks(page.sight.text, "Two ")
    page.hide()
    again = Page(desk)
    qtbot.addWidget(again)
    assert again.sight.text.toPlainText() == "Two Boats went out."


def test_the_row_follows_from_one_corpus_to_the_next(
    page: Page, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_calls, "corpus_beginning", lambda corpus, _: corpus["paths"][0])
    text = page.sight.text
    for name in ("one", "two"):
        desk.draft.set("corpus", {"paths": [name]})
        text.follow()
        qtbot.waitUntil(lambda name=name: text.toPlainText() == name)
    assert desk.settings.option("objective.text", "") == ""


def test_the_beginning_of_the_corpus_chosen_last_is_the_one_that_stays(
    page: Page, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = threading.Event()

    def beginning(corpus: Any, _control: Any) -> str:
        if "slow" in corpus["paths"][0]:
            assert slow.wait(20)
            return "The slow one."
        return "The quick one."

    monkeypatch.setattr(engine_calls, "corpus_beginning", beginning)
    text = page.sight.text
    for name in ("slow.txt", "quick.txt"):
        desk.draft.set("corpus", {"paths": [name]})
        text.follow()
    qtbot.waitUntil(lambda: text.toPlainText() == "The quick one.")
    slow.set()
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    assert text.toPlainText() == "The quick one."


@pytest.mark.parametrize("corpus", ["a word", None])
def test_a_draft_whose_corpus_is_no_table_has_no_beginning(
    page: Page, desk: Desk, corpus: object
) -> None:
    desk.draft.load({"corpus": corpus}, "Open")
    before = page.sight.text.toPlainText()
    page.sight.text.follow()
    assert not page.sight.text.waiting
    assert page.sight.text.toPlainText() == before


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("# Title\n\n## Part\n\nOne is\nhere. Two too! Three.\n", "One is here. Two too!"),
        ("# 河边的小镇\n\n小镇在一条\n大河的边上。河水流过。", "小镇在一条大河的边上。河水流过。"),
        ("no sentence at all", "no sentence at all"),
        ("", ""),
    ],
)
def test_a_text_begins_with_its_first_sentences(text: str, first: str) -> None:
    assert first_sentences(text) == first
