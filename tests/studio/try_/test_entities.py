"""Names in a text, coloured by kind; answers marked in their context."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from engine.answers import Answered, AnswerSpan, Entities
from studio.desk import Desk
from studio.theme import DARK, LIGHT
from studio.views.try_.entities_view import EntitiesView
from studio.views.try_.found_answer_view import FoundAnswerView
from studio.views.try_.marked_text import MarkedText, Stretch
from studio.views.try_.page import Page
from tests.studio.try_.conftest import FakeModel, column, settled, show_run_of


def entities(page: Page) -> EntitiesView:
    found = column(page.cards["entities"]).view
    assert isinstance(found, EntitiesView)
    return found


def answer(page: Page) -> FoundAnswerView:
    found = column(page.cards["answer"]).view
    assert isinstance(found, FoundAnswerView)
    return found


def ground_at(marked: MarkedText, at: int) -> str:
    """The colour behind a character."""
    cursor = QTextCursor(marked.document())
    cursor.setPosition(at + 1)
    brush = cursor.charFormat().background()
    return brush.color().name().upper() if brush.style() != Qt.BrushStyle.NoBrush else ""


def ask(page: Page, desk: Desk, qtbot: QtBot, objective: str, kind: str) -> None:
    show_run_of(desk, {objective: {}})
    qtbot.waitUntil(lambda: page.kinds.value == kind)
    settled(page, qtbot)


def test_names_are_coloured_by_kind_and_their_kind_is_written_behind(
    page: Page, desk: Desk, model: FakeModel, qtbot: QtBot
) -> None:
    ask(page, desk, qtbot, "tagging", "entities")
    page.card.take("Nora lives in B")
    settled(page, qtbot)
    marked = entities(page).marked
    assert marked.words == "Nora lives in B"
    assert marked.toPlainText() == "Nora\u202fPER lives in B\u202fLOC"
    assert ground_at(marked, 0) == desk.theme.series[1]  # PER is the second kind
    assert ground_at(marked, 3) == desk.theme.series[1]
    assert ground_at(marked, 10) == ""
    assert marked.stretches[0].tip == "PER, 91 %"
    assert [bar.text for bar in entities(page).bars.bars] == ["Nora · PER", "B · LOC"]
    page.card.ask(by_hand=True)
    qtbot.waitUntil(lambda: len(page.tries.tries) == 1)
    assert page.tries.tries[0].answer == "Nora PER, B LOC"
    assert "Nora,PER,0,0.910000" in entities(page).text()


def test_a_text_without_names_says_so_and_what_the_run_knows(
    page: Page, desk: Desk, model: FakeModel, qtbot: QtBot
) -> None:
    ask(page, desk, qtbot, "tagging", "entities")
    entities(page).show_answer(None, Entities("nobody", (), ("LOC", "PER"), model.fitted))
    assert entities(page).count.text() == "No names found. The run knows: LOC, PER."
    assert not entities(page).bars.isVisible()
    assert entities(page).marked.toPlainText() == "nobody"


def test_the_colours_follow_the_theme(qtbot: QtBot) -> None:
    marked = MarkedText(DARK, "text")
    qtbot.addWidget(marked)
    marked.show_marked("in Oslo 𝒳 now", [Stretch(3, 7, "#FF0000", "LOC")])
    marked.set_theme(LIGHT)
    assert marked.toPlainText() == "in Oslo\u202fLOC 𝒳 now"
    assert ground_at(marked, 3) == "#FF0000"
    cursor = QTextCursor(marked.document())
    cursor.setPosition(1)
    assert cursor.charFormat().foreground().color().name() == LIGHT.text.lower()


CONTEXT = "1784 was the year the mill was built."


def test_the_answer_is_marked_in_its_context(
    page: Page, desk: Desk, model: FakeModel, qtbot: QtBot
) -> None:
    ask(page, desk, qtbot, "answering", "answer")
    page.card.take(CONTEXT, "When was it built?")
    settled(page, qtbot)
    shown = answer(page)
    assert shown.verdict.text() == "1784"
    assert ground_at(shown.marked, 0) == desk.theme.objective_colour("answering").upper()
    assert ground_at(shown.marked, 5) == ""
    assert [bar.text for bar in shown.bars.bars] == ["1784", "was", "(no answer)"]
    page.card.ask(by_hand=True)
    qtbot.waitUntil(lambda: len(page.tries.tries) == 1)
    assert page.tries.tries[0].answer == "1784 60 %"
    assert model.asked[-1][2:] == (CONTEXT, "When was it built?")


def test_another_answer_is_marked_when_it_is_pressed(
    page: Page, desk: Desk, model: FakeModel, qtbot: QtBot
) -> None:
    ask(page, desk, qtbot, "answering", "answer")
    page.card.take(CONTEXT, "When was it built?")
    settled(page, qtbot)
    shown = answer(page)
    shown.bars.taken.emit("was", False)
    assert [(one.start, one.stop) for one in shown.marked.stretches] == [(5, 8)]
    shown.bars.taken.emit("(no answer)", False)
    assert shown.marked.stretches == ()
    assert shown.verdict.text() == "1784"


def test_where_no_answer_is_likelier_the_context_does_not_tell(
    page: Page, desk: Desk, model: FakeModel, qtbot: QtBot
) -> None:
    model.nothing = 0.7
    ask(page, desk, qtbot, "answering", "answer")
    page.card.take(CONTEXT, "Who built it?")
    settled(page, qtbot)
    assert answer(page).verdict.text() == "The context does not tell."
    assert answer(page).marked.stretches == ()
    page.card.ask(by_hand=True)
    qtbot.waitUntil(lambda: len(page.tries.tries) == 1)
    assert page.tries.tries[0].answer == "no answer 70 %"


def test_a_try_again_puts_context_and_question_back_in_their_places(
    page: Page, desk: Desk, model: FakeModel, qtbot: QtBot
) -> None:
    ask(page, desk, qtbot, "answering", "answer")
    page.card.take(CONTEXT, "Who built it?", by_hand=True)
    qtbot.waitUntil(lambda: len(page.tries.tries) == 1)
    page.card.take("Something else.", "What?")
    settled(page, qtbot)
    page.tries.list.itemActivated.emit(page.tries.list.item(0))
    settled(page, qtbot)
    assert (page.card.typed().first, page.card.typed().second) == (CONTEXT, "Who built it?")


@pytest.mark.parametrize("typed", [("", "Who?"), (CONTEXT, ""), ("  ", "Who?")])
def test_a_question_needs_a_context_and_words(
    page: Page, desk: Desk, model: FakeModel, qtbot: QtBot, typed: tuple[str, str]
) -> None:
    ask(page, desk, qtbot, "answering", "answer")
    page.card.take(*typed)
    settled(page, qtbot)
    assert not page.card.ask_button.isEnabled()
    assert "context" in page.card.hint_line.text()
    assert answer(page).text() == ""


def test_an_answer_without_any_span_is_none(
    page: Page, desk: Desk, model: FakeModel, qtbot: QtBot
) -> None:
    ask(page, desk, qtbot, "answering", "answer")
    shown = answer(page)
    question = page.card.question()
    shown.show_answer(question, Answered((), 1.0, model.fitted))
    assert [bar.text for bar in shown.bars.bars] == ["(no answer)"]
    assert page.card.told(question, Answered((), 1.0, model.fitted)).answer == "no answer 100 %"


def test_a_run_that_never_learned_to_say_none_hints_at_it_only(
    page: Page, desk: Desk, model: FakeModel, qtbot: QtBot
) -> None:
    ask(page, desk, qtbot, "answering", "answer")
    question, shown = page.card.question(), answer(page)
    assert question is not None
    spans = (AnswerSpan("1784", question.context.index("1784"), 1.0),)
    shown.show_answer(question, Answered(spans, 0.99, model.fitted, unanswerable=False))
    assert shown.verdict.text() == "1784"
    assert "may not tell" in shown.hint.text()
    assert [bar.text for bar in shown.bars.bars] == ["1784"]
    unlikely = (AnswerSpan("1784", spans[0].start, 0.01),)
    shown.show_answer(question, Answered(unlikely, 0.99, model.fitted))
    assert shown.verdict.text() == "The context does not tell."
    assert not shown.hint.isVisible()
    assert len(shown.bars.bars) == 2
