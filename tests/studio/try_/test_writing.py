"""Continue, Spans and Translate: what a run writes, and how it is told to."""

from __future__ import annotations

from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.desk import Desk
from studio.views.try_.continue_card import ContinueCard
from studio.views.try_.continue_view import ContinueView
from studio.views.try_.page import Page
from studio.views.try_.spans_card import SpansCard
from studio.views.try_.spans_view import SpansView
from studio.views.try_.translate_card import TranslateCard
from tests.studio.try_.conftest import FakeModel, at_rest, column, settled, show_run_of


def shown(page: Page, desk: Desk, qtbot: QtBot, objective: str, kind: str) -> Any:
    show_run_of(desk, {objective: {}})
    qtbot.waitUntil(lambda: page.faces.currentIndex() == 1 and page.kinds.value == kind)
    return page.card


@pytest.fixture
def going_on(page: Page, desk: Desk, qtbot: QtBot) -> ContinueCard:
    return cast(ContinueCard, shown(page, desk, qtbot, "causal_lm", "continue"))


def text_of(card: ContinueCard) -> ContinueView:
    return cast(ContinueView, column(card).view)


def test_nothing_is_written_before_somebody_asks(going_on: ContinueCard, model: FakeModel) -> None:
    going_on.field.setPlainText("The harbour")
    assert not going_on.timer.isActive()
    assert model.asked == []


def test_a_text_grows_while_it_is_written(
    going_on: ContinueCard, model: FakeModel, page: Page, qtbot: QtBot
) -> None:
    going_on.field.setPlainText("The harbour")
    model.free.clear()
    QTest.keyClick(going_on.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    view = text_of(going_on)
    qtbot.waitUntil(lambda: view.shown.words == "The harbour and")
    assert view.facts.text() == "being written…"
    assert not view.take.isEnabled()
    model.free.set()
    qtbot.waitUntil(lambda: view.shown.words == "The harbour and so on")
    assert view.facts.text() == "3 tokens, log probability −4.50 nats · ended by itself"
    assert page.tries.tries[0].answer == "and so on"
    view.take.click()
    assert going_on.field.toPlainText() == "The harbour and so on"


@pytest.mark.parametrize("how", ["button", "escape"])
def test_what_was_written_stays_where_somebody_stops_it(
    going_on: ContinueCard, model: FakeModel, qtbot: QtBot, how: str
) -> None:
    going_on.field.setPlainText("The harbour")
    model.free.clear()
    going_on.ask_button.click()
    view = text_of(going_on)
    qtbot.waitUntil(lambda: view.shown.words == "The harbour and")
    assert going_on.stop.isEnabled()
    if how == "button":
        going_on.stop.click()
    else:
        going_on.field.setFocus()
        QTest.keyClick(going_on.field, Qt.Key.Key_Escape)
    model.free.set()
    qtbot.waitUntil(lambda: at_rest(going_on))
    assert view.shown.words == "The harbour and"
    assert view.facts.text() == "stopped"
    assert view.take.isEnabled()
    assert not going_on.stop.isEnabled()
    assert not column(going_on).fault.isVisible()


def test_it_is_written_as_it_was_chosen(
    going_on: ContinueCard, model: FakeModel, desk: Desk, qtbot: QtBot
) -> None:
    inputs = going_on.manner.inputs
    for name, value in (("temperature", 1.5), ("top_k", 7), ("top_p", None), ("most", 9)):
        inputs[name].show_value(value)  # type: ignore[index]
        inputs[name].edited.emit(value)  # type: ignore[index]
    going_on.manner._throw()
    seed = going_on.manner.seed
    going_on.ask_button.click()
    qtbot.waitUntil(lambda: at_rest(going_on))
    manner = model.asked[-1][3]
    chosen = (manner.temperature, manner.top_k, manner.top_p, manner.most, model.asked[-1][4])
    assert chosen == (1.5, 7, None, 9, seed)
    assert manner.repetition_penalty == pytest.approx(1.1)
    assert desk.settings.option("try.continue.top_k", 0) == 7
    assert going_on.manner.greedy is not None
    going_on.manner.greedy.click()
    assert not inputs["temperature"].isEnabled()
    going_on.ask_button.click()
    qtbot.waitUntil(lambda: at_rest(going_on))
    assert model.asked[-1][3].temperature is None


def test_what_cannot_be_is_said_before_anybody_is_asked(going_on: ContinueCard) -> None:
    going_on.manner.inputs["top_p"].show_value(1.5)
    going_on.manner.inputs["top_p"].edited.emit(1.5)
    assert not going_on.ask_button.isEnabled()
    assert "A top_p of 1.5 cannot be." in going_on.hint_line.text()


def test_spans_are_put_where_they_were_cut_out(
    page: Page, desk: Desk, model: FakeModel, qtbot: QtBot
) -> None:
    card = cast(SpansCard, shown(page, desk, qtbot, "span_corruption", "spans"))
    card.take("He ran home fast.")
    assert "Press words" in card.hint_line.text()
    card.editor.strip.clicked.emit(1)
    card.editor.strip.clicked.emit(3)
    assert card.editor.line.text() == "He <extra_id_0> home <extra_id_1>."
    card.ask_button.click()
    settled(page, qtbot)
    assert model.asked[-1][2] == "He [MASK] home [MASK]."
    view = cast(SpansView, column(card).view)
    made = [chip.text for chip in view.strip.chips if chip.mark == "generated"]
    assert made == ["a span", "a span"]
    assert page.tries.tries[0].first == "He <extra_id_0> home <extra_id_1>."
    card.back.click()
    assert card.editor.text == "He ran home fast."
    page.tries.list.itemActivated.emit(page.tries.list.item(0))
    assert card.editor.text == "He <extra_id_0> home <extra_id_1>."
    settled(page, qtbot)


def test_where_nobody_can_tell_what_went_where_all_that_was_written_is_shown(
    page: Page, desk: Desk, model: FakeModel, qtbot: QtBot
) -> None:
    model.span = None
    card = cast(SpansCard, shown(page, desk, qtbot, "span_corruption", "spans"))
    card.take("He <extra_id_0> home.")
    card.ask_button.click()
    settled(page, qtbot)
    view = cast(SpansView, column(card).view)
    assert view.whole.isVisible()
    assert view.whole.words == "all of it"
    assert not view.strip.isVisible()


def test_each_beam_is_a_translation(page: Page, desk: Desk, model: FakeModel, qtbot: QtBot) -> None:
    card = cast(TranslateCard, shown(page, desk, qtbot, "translation", "translate"))
    card.manner.inputs["beams"].show_value(3)
    card.ask_button.click()
    settled(page, qtbot)
    assert column(card).view.text() == "翻译0\n翻译1\n翻译2"
    assert page.tries.tries[0].answer == "翻译0"


def test_a_try_is_asked_again_as_it_was(
    going_on: ContinueCard, model: FakeModel, page: Page, qtbot: QtBot
) -> None:
    seed = going_on.manner.inputs["seed"]
    seed.show_value(41)
    going_on.manner.inputs["top_k"].show_value(3)
    going_on.ask_button.click()
    qtbot.waitUntil(lambda: len(page.tries.tries) == 1)
    seed.show_value(7)
    going_on.manner.inputs["top_k"].show_value(None)
    page.tries.list.itemActivated.emit(page.tries.list.item(0))
    qtbot.waitUntil(lambda: at_rest(going_on))
    assert model.asked[-1][4] == 41
    assert model.asked[-1][3].top_k == 3


def test_an_answer_stays_under_its_own_name_until_the_next(
    going_on: ContinueCard, model: FakeModel, desk: Desk, qtbot: QtBot
) -> None:
    going_on.field.setPlainText("The harbour")
    going_on.ask_button.click()
    qtbot.waitUntil(lambda: at_rest(going_on))
    name = column(going_on).name
    assert name.isHidden()
    show_run_of(desk, {"causal_lm": {}}, name="another-01")
    qtbot.waitUntil(lambda: name.isVisible())
    assert name.text() == "other-tiny-01, step 1,000"
    assert text_of(going_on).shown.words == "The harbour and so on"
    going_on.ask_button.click()
    qtbot.waitUntil(lambda: at_rest(going_on) and name.isHidden())


def test_what_is_being_written_gives_way_to_the_next_question(
    going_on: ContinueCard, model: FakeModel, page: Page, qtbot: QtBot
) -> None:
    going_on.field.setPlainText("One")
    model.free.clear()
    going_on.ask_button.click()
    qtbot.waitUntil(lambda: len(model.asked) == 1)
    going_on.field.setPlainText("Two")
    going_on.ask_button.click()
    model.free.set()
    qtbot.waitUntil(lambda: len(model.asked) == 2 and at_rest(going_on))
    assert text_of(going_on).shown.words == "Two and so on"
    assert [tried.first for tried in page.tries.tries] == ["Two"]
