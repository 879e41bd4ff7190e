"""What a tuned run makes of a text: a bar for each class, or a number on its scale."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from engine.answers import Classified, Rated
from studio.run_curves import objective_title
from studio.views.try_.answer_view import AnswerView
from studio.widgets.candidate_bars import Bar, CandidateBars
from studio.widgets.score_scale import DIGITS, ScoreScale
from studio.widgets.table import csv_text
from studio.widgets.text import label
from studio.wording import number

if TYPE_CHECKING:
    from studio.desk import Desk

WIDEST_CLASS = 240.0  # pixels
MOST = 10  # classes shown; of more the likeliest


class ClassifyView(AnswerView):
    """The likeliest class stands first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._answer: Classified | Rated | None = None
        self.bars = CandidateBars(desk.theme)
        self.bars.set_widest(WIDEST_CLASS)
        self.bars.setAccessibleName(self.tr("Classes"))
        self.bars.set_tip(self.tr("The probability the run gives each class."))
        self.more = label("", "dim", wrap=True)
        self.score = label("", "title")
        self.scale = ScoreScale(desk.theme)
        for part in (self.bars, self.more, self.score, self.scale):
            self.body.addWidget(part)
        self.clear()

    def show_answer(self, question: Any, answer: Any) -> None:
        self._answer = answer
        self.tell_fit(answer.fitted)
        self._show()

    def clear(self) -> None:
        self._answer = None
        self.tell_fit(None)
        self._show()

    def text(self) -> str:
        if isinstance(self._answer, Classified):
            shares = _ranked(self._answer)
            return csv_text([["class", "probability"], *([one, f"{p:.6f}"] for one, p in shares)])
        return "" if self._answer is None else f"{self._answer.score:.6f}"

    def recolour(self) -> None:
        for part in (self.bars, self.scale):
            part.set_theme(self.desk.theme)
        self._show()

    def _show(self) -> None:
        classes = isinstance(self._answer, Classified)
        self.bars.setVisible(classes)
        self.more.hide()
        self.score.setVisible(isinstance(self._answer, Rated))
        self.scale.setVisible(isinstance(self._answer, Rated))
        if isinstance(self._answer, Classified):
            self._show_classes(self._answer)
        elif self._answer is not None:
            self._show_score(self._answer)

    def _show_classes(self, answer: Classified) -> None:
        ranked = _ranked(answer)
        colour = self.desk.theme.objective_colour("classification")
        self.bars.show_bars([Bar(name, share) for name, share in ranked[:MOST]], colour=colour)
        words = self.tr("{count} classes more are less likely.")
        self.more.setText(words.format(count=number(len(ranked) - MOST)))
        self.more.setVisible(len(ranked) > MOST)

    def _show_score(self, answer: Rated) -> None:
        title = objective_title(self.desk, "regression")
        self.score.setText(f"{title}: {number(answer.score, DIGITS)}")
        self.scale.show_score(
            answer.score,
            mean=answer.mean,
            spread=answer.spread,
            colour=self.desk.theme.objective_colour("regression"),
        )


def _ranked(answer: Classified) -> list[tuple[str, float]]:
    return sorted(answer.shares.items(), key=lambda one: one[1], reverse=True)
