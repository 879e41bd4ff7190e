"""Where in a context the answer stands, and the other answers a run thought of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studio.views.try_.answer_view import AnswerView
from studio.views.try_.marked_text import MarkedText, Stretch
from studio.widgets.candidate_bars import Bar, CandidateBars
from studio.widgets.table import csv_text
from studio.widgets.text import label
from studio.wording import small_share

if TYPE_CHECKING:
    from engine.answers import Answered
    from studio.desk import Desk

WIDEST_ANSWER = 320.0  # pixels
DOUBTFUL = 0.5  # of what the model gives to answers and to none: worth a hint


class FoundAnswerView(AnswerView):
    """The likeliest is marked in the context; pressing another marks that one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._context = ""
        self._found: Answered | None = None
        self._chosen = 0
        self.verdict = label("", "title", wrap=True)
        self.marked = MarkedText(desk.theme, self.tr("Context with the answer marked"))
        self.bars = CandidateBars(desk.theme)
        self.bars.set_widest(WIDEST_ANSWER)
        self.bars.set_clickable(True)
        self.bars.setAccessibleName(self.tr("Answers, the likeliest first"))
        self.bars.set_tip(
            self.tr(
                "The probability of each among these, and no answer where the run learned to say "
                "so. Press one to see where it stands."
            )
        )
        self.bars.taken.connect(lambda text, _continues: self._choose(text))
        self.hint = label("", "dim", wrap=True)
        self._parts = (self.verdict, self.hint, self.marked, self.bars)
        for part in self._parts:
            self.body.addWidget(part)
        self.clear()

    def show_answer(self, question: Any, answer: Any) -> None:
        self._context, self._found = question.context, answer
        self._chosen = 0 if answer.best is not None else len(answer.spans)
        self.tell_fit(answer.fitted)
        for part in self._parts:
            part.show()
        self._draw(answer)

    def clear(self) -> None:
        self._found = None
        self.tell_fit(None)
        for part in self._parts:
            part.hide()

    def text(self) -> str:
        found = self._found
        if found is None:
            return ""
        rows = [["answer", "start", "probability"]]
        rows += [[one.text, str(one.start), f"{one.probability:.6f}"] for one in found.spans]
        return csv_text([*rows, ["", "", f"{found.nothing:.6f}"]])

    def recolour(self) -> None:
        for part in (self.marked, self.bars):
            part.set_theme(self.desk.theme)
        if self._found is not None:
            self._draw(self._found)

    def _draw(self, found: Answered) -> None:
        colour = self.desk.theme.objective_colour("answering")
        best = found.best.text if found.best is not None else ""
        self.verdict.setText(best or self.tr("The context does not tell."))
        self._hint(found)
        bars = [Bar(one.text, one.probability) for one in found.spans]
        if found.unanswerable:
            bars.append(Bar(self._nothing(), found.nothing))
        self.bars.show_bars(bars, colour=colour)
        self.marked.show_marked(self._context, self._stretches(found, colour))

    def _stretches(self, found: Answered, colour: str) -> list[Stretch]:
        if self._chosen >= len(found.spans):
            return []
        one = found.spans[self._chosen]
        tip = small_share(one.probability)
        return [Stretch(one.start, one.start + len(one.text), colour, tip=tip)]

    def _hint(self, found: Answered) -> None:
        """That the context may not tell, of a run that never learned to say so."""
        doubtful = not found.unanswerable and found.nothing > DOUBTFUL
        self.hint.setText(
            self.tr(
                "The context may not tell. This run learned from questions that all have an "
                "answer, so it always gives its best one."
            )
            if doubtful
            else ""
        )
        self.hint.setVisible(doubtful)

    def _choose(self, text: str) -> None:
        if self._found is not None:
            texts = [one.text for one in self._found.spans]
            self._chosen = texts.index(text) if text in texts else len(texts)
            self._draw(self._found)

    def _nothing(self) -> str:
        return self.tr("(no answer)")
