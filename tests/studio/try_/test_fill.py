"""What else a sentence with gaps is asked: a word, its likelihood, what a gap looks at."""

from __future__ import annotations

from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from engine.answers import Fitted, TypedWord
from studio.desk import Desk
from studio.views.try_.fill_view import FillView
from studio.views.try_.page import Page
from tests.studio.try_.conftest import FakeModel, answers, column, fill, settled


def view(page: Page) -> FillView:
    return cast(FillView, column(fill(page)).view)


def test_a_typed_word_has_its_bar_and_its_place(
    opened: Page, model: FakeModel, qtbot: QtBot
) -> None:
    fill(opened).word.setText("garden")
    qtbot.waitUntil(lambda: len(answers(opened)) == 2)
    (bar,) = answers(opened)[1].bars
    assert (bar.text, bar.share) == ("garden #37", pytest.approx(0.02))
    assert "garden,0.02" in view(opened).text()


def test_a_word_of_several_pieces_is_explained(
    opened: Page, model: FakeModel, qtbot: QtBot
) -> None:
    model.typed = TypedWord(("gar", "##den"), (0.2, 0.5), None)
    fill(opened).word.setText("garden")
    qtbot.waitUntil(lambda: len(answers(opened)) == 2)
    assert answers(opened)[1].bars[0].share == pytest.approx(0.1)
    assert "gar · ##den" in answers(opened)[1].toolTip()


def test_a_gap_shows_what_it_looks_at_by_one_head_or_all(
    opened: Page, desk: Desk, qtbot: QtBot
) -> None:
    looks = view(opened).looks
    assert looks.isVisible()
    assert looks.strip.text() == "[CLS] She [MASK] it [SEP]"
    assert looks.weights().tolist() == pytest.approx([0.1, 0.1, 0.1, 0.6, 0.1])
    looks.head.setCurrentIndex(2)
    assert looks.weights().tolist() == [0, 0, 0, 1, 0]
    told: list[str] = []
    desk.look_asked.connect(told.append)
    desk.go_to.connect(told.append)
    looks.more.click()
    assert told == ["look", "She opened the [MASK] and looked out."]
    fill(opened).looks.click()
    qtbot.waitUntil(lambda: not looks.isVisible())


def test_the_sentence_s_likelihood_is_asked_by_hand_and_stays_with_its_sentence(
    opened: Page, model: FakeModel, qtbot: QtBot
) -> None:
    card = fill(opened)
    card.take("He ran.")
    card.editor.toggle(1)  # the word behind the mask is known
    settled(opened, qtbot)
    card.likelihood.click()
    likelihood = view(opened).likelihood
    qtbot.waitUntil(likelihood.isVisible)
    assert model.asked[-1][2] == "He ran."
    assert likelihood.words() == "The sentence: −3.0 nats, 0.62 bits per byte"
    assert [chip.notes for chip in likelihood.strip.chips] == [("−1.0",), ("−2.0",)]
    assert opened.tries.tries[0].answer == "−3.0 nats, 0.62 bits per byte"
    card.editor.toggle(0)  # another gap in the same sentence
    settled(opened, qtbot)
    assert likelihood.isVisible()
    card.take("She [MASK].")
    settled(opened, qtbot)
    assert not likelihood.isVisible()
    assert not card.likelihood.isEnabled()
    assert "not known" in card.likelihood.toolTip()


def test_a_long_likelihood_can_be_cancelled(opened: Page, model: FakeModel, qtbot: QtBot) -> None:
    card = fill(opened)
    card.take("He ran.")
    card.editor.toggle(1)
    settled(opened, qtbot)
    model.free.clear()
    card.likelihood.click()
    assert column(card).busy.isVisible()
    column(card).busy.cancel_button.click()
    model.free.set()
    settled(opened, qtbot)
    assert not view(opened).likelihood.isVisible()
    assert not column(card).fault.isVisible()
    assert len(answers(opened)) == 1


@pytest.mark.parametrize(
    ("fitted", "words"),
    [
        (Fitted((300,), (0,), 128, 3), "300 tokens and the model reads 128 at once"),
        (Fitted((9,), (0,), 128, unknown=0.5), "50 % of the text is unknown to this run"),
        (Fitted((200,), (74,), 128), "reads 128 tokens at once: 74 of 200 were left out"),
    ],
)
def test_how_much_was_read_is_said(
    opened: Page, model: FakeModel, qtbot: QtBot, fitted: Fitted, words: str
) -> None:
    model.fitted = fitted
    fill(opened).take("long [MASK]")
    qtbot.waitUntil(lambda: view(opened).fit.isVisible())
    assert words in view(opened).fit.text()
    model.fitted = Fitted((9,), (0,), 128)
    fill(opened).take("short [MASK]")
    qtbot.waitUntil(lambda: not view(opened).fit.isVisible())


def test_enter_in_the_field_of_the_word_asks(opened: Page, model: FakeModel, qtbot: QtBot) -> None:
    settled(opened, qtbot)
    QTest.keyClicks(fill(opened).word, "it")
    QTest.keyClick(fill(opened).word, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(opened.tries.tries) == 1)


def test_a_likelihood_that_is_tried_again_is_asked_again(
    opened: Page, model: FakeModel, qtbot: QtBot
) -> None:
    card = fill(opened)
    card.take("The boats came back.")
    card.likelihood.click()
    settled(opened, qtbot)
    card.take("She opened the [MASK].")
    settled(opened, qtbot)
    assert not view(opened).likelihood.isVisible()
    opened.tries.list.itemActivated.emit(opened.tries.list.item(0))
    settled(opened, qtbot)
    assert card.editor.text == "The boats came back."
    assert view(opened).likelihood.isVisible()
