"""What a run makes of two passages: a bar for each class, by every objective that judges pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.run_curves import objective_title
from studio.views.try_.answer_view import AnswerView, empty
from studio.widgets.candidate_bars import Bar, CandidateBars
from studio.widgets.table import csv_text
from studio.widgets.text import label
from studio.wording import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.answers import Judged
    from studio.desk import Desk

WIDEST_CLASS = 240.0  # pixels
MOST = 10  # classes shown; of more the likeliest


class PairView(AnswerView):
    """Bars in the hue of their objective."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.bars: dict[str, CandidateBars] = {}  # by objective
        self._judged: Judged | None = None
        self._inside = QWidget()
        self._rows = QVBoxLayout(self._inside)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(6)
        self.body.addWidget(self._inside)

    def show_answer(self, question: Any, answer: Any) -> None:
        self._judged = answer
        self.tell_fit(answer.fitted)
        self._show(answer.shares)

    def clear(self) -> None:
        self._judged = None
        self.tell_fit(None)
        self._show({})

    def text(self) -> str:
        if self._judged is None:
            return ""
        rows = [["objective", "class", "probability"]]
        for objective, shares in self._judged.shares.items():
            rows += [[objective, name, f"{share:.6f}"] for name, share in shares.items()]
        return csv_text(rows)

    def recolour(self) -> None:
        for bars in self.bars.values():
            bars.set_theme(self.desk.theme)
        self._show(self._judged.shares if self._judged is not None else {})

    def _show(self, found: Mapping[str, Mapping[str, float]]) -> None:
        if list(found) != list(self.bars):
            self._rebuild(list(found))
        for objective, shares in found.items():
            ranked = list(shares.items())
            if len(ranked) > MOST:
                ranked = sorted(ranked, key=lambda one: one[1], reverse=True)[:MOST]
            colour = self.desk.theme.objective_colour(objective)
            rows = [Bar(class_name(self.desk, objective, name), share) for name, share in ranked]
            self.bars[objective].show_bars(rows, colour=colour)

    def _rebuild(self, objectives: list[str]) -> None:
        empty(self._rows)
        self.bars = {}
        for objective in objectives:
            title = objective_title(self.desk, objective)
            if len(objectives) > 1:
                self._rows.addWidget(label(title, "name"))
            bars = self.bars[objective] = CandidateBars(self.desk.theme)
            bars.set_widest(WIDEST_CLASS)
            bars.setAccessibleName(self.tr("Judgement: {objective}").format(objective=title))
            words = self.tr("The probability the run gives each class of “{objective}”.")
            bars.set_tip(words.format(objective=title))
            self._rows.addWidget(bars)


def class_name(desk: Desk, objective: str, name: str) -> str:
    """A class as people read it: a label of their own stays as they wrote it."""
    known = desk.form.judges.get(objective, ()) if desk.form is not None else ()
    return say("objectives", name) if name in known else name
