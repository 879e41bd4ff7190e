"""Spot and Similar: which words look replaced, which sentences are alike."""

from __future__ import annotations

from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.desk import Desk
from studio.views.try_.page import Page
from studio.views.try_.similar_card import SimilarCard
from studio.views.try_.similar_view import SimilarView
from studio.views.try_.spot_card import SpotCard
from studio.views.try_.spot_view import SpotView
from tests.studio.try_.conftest import FakeModel, column, settled, show_run_of


@pytest.fixture
def spotting(page: Page, desk: Desk, qtbot: QtBot) -> SpotCard:
    show_run_of(desk, {"replaced_token_detection": {}})
    qtbot.waitUntil(lambda: page.kinds.value == "spot")
    settled(page, qtbot)
    card = cast(SpotCard, page.card)
    card.take("one two three")
    settled(page, qtbot)
    return card


def test_the_most_suspicious_come_first_and_the_threshold_frames(
    spotting: SpotCard, desk: Desk
) -> None:
    view = cast(SpotView, column(spotting).view)
    assert [bar.text for bar in view.bars.bars] == ["three", "two", "one"]
    assert [chip.notes for chip in view.strip.chips] == [("25 %",), ("50 %",), ("75 %",)]
    assert view.strip._selected == {1, 2}
    spotting.threshold.show_value(0.7)
    spotting.threshold.edited.emit(0.7)
    assert view.strip._selected == {2}
    assert view.found.text() == "1 of 3 tokens are over 70 %"
    assert desk.settings.option("try.threshold", 0.0) == 0.7


def test_a_word_is_replaced_by_hand_and_looked_for(
    spotting: SpotCard, page: Page, model: FakeModel, qtbot: QtBot
) -> None:
    assert not spotting.replace.isEnabled()
    spotting.words.clicked.emit(1)
    QTest.keyClicks(spotting.other, "ate")
    spotting.replace.click()
    assert spotting.field.text == "one ate three"
    qtbot.waitUntil(lambda: model.asked[-1][2] == "one ate three")
    settled(page, qtbot)


def test_sentences_are_compared_and_ordered(
    page: Page, desk: Desk, model: FakeModel, qtbot: QtBot
) -> None:
    show_run_of(desk, {"contrastive_sentence": {}})
    qtbot.waitUntil(lambda: page.kinds.value == "similar")
    card = cast(SimilarCard, page.card)
    card.take("one\n\n  two  \nthree")
    settled(page, qtbot)
    assert model.asked[-1][2] == ("one", "two", "three")
    view = cast(SimilarView, column(card).view)
    assert view.measure.text() == "cosine of the mean vectors"
    assert [round(cosine, 2) for cosine, _one, _other in view.ranked()] == [0.75, 0.75, 0.5]
    assert view.pairs.rowCount() == 3
    QTest.keyClick(view.matrix, Qt.Key.Key_Right)
    assert view.matrix.accessibleDescription() == "one and two: 0.750"
    view.export.copy_numbers()
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    assert QGuiApplication.clipboard().text().splitlines()[1] == "one\t1.00000\t0.75000\t0.50000"
    card.take("alone")
    assert not view.matrix.isVisible()
    assert "two sentences or more" in card.hint_line.text()


def test_more_sentences_than_can_be_compared_are_named_and_none_is_dropped(
    page: Page, desk: Desk, model: FakeModel, qtbot: QtBot
) -> None:
    show_run_of(desk, {"contrastive_sentence": {}})
    qtbot.waitUntil(lambda: page.kinds.value == "similar" and bool(model.asked))
    settled(page, qtbot)
    page.card.take("\n".join(f"The boat {number}." for number in range(65)))
    assert page.card.hint_line.text() == "64 sentences are compared at once, and these are 65."
    assert not page.card.ask_button.isEnabled()
    page.card.take("\n".join(f"The boat {number}." for number in range(64)))
    settled(page, qtbot)
    assert len(model.asked[-1][2]) == 64


def test_a_long_question_takes_a_line_or_two_of_the_list(
    opened: Page, model: FakeModel, qtbot: QtBot
) -> None:
    opened.card.take("word " * 2000 + "[MASK]", by_hand=True)
    settled(opened, qtbot)
    assert len(opened.tries.list.item(0).text()) < 400
    assert opened.tries.tries[0].first.endswith("[MASK]")
