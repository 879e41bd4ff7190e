"""The answers for every gap of a sentence, and what else was asked of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from engine.answers import PseudoLikelihood
from studio.views.try_.answer_view import AnswerView, empty
from studio.views.try_.likelihood_part import LikelihoodPart
from studio.views.try_.looks_part import LooksPart
from studio.widgets.candidate_bars import Bar, CandidateBars, shown_answer
from studio.widgets.table import csv_text
from studio.widgets.text import label
from studio.wording import number

if TYPE_CHECKING:
    from engine.answers import Filled, TypedWord
    from studio.desk import Desk
    from studio.views.try_.fill_question import FillQuestion


class FillView(AnswerView):
    """Bars per gap with the typed word's beneath, what the mask looks at, how likely it all is."""

    taken = Signal(int, str, bool)  # the gap, an answer, whether it continues the word before
    all_heads = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._filled: Filled | None = None
        self._question: FillQuestion | None = None
        self._likely_of = ""
        self.gaps = QWidget()
        self._rows = QVBoxLayout(self.gaps)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(6)
        self.likelihood, self.looks = LikelihoodPart(desk), LooksPart(desk)
        self.looks.all_heads.connect(self.all_heads)
        for part in (self.gaps, self.looks, self.likelihood):
            self.body.addWidget(part)

    def show_answer(self, question: Any, answer: Any) -> None:
        if isinstance(answer, PseudoLikelihood):
            self._likely_of = question.whole
            self.likelihood.show_likelihood(answer)
            return
        if question.whole != self._likely_of:
            self.likelihood.show_likelihood(None)
        self._question, self._filled = question, answer
        self.tell_fit(answer.fitted, answer.tokens)
        self._show_gaps()
        self.looks.show_looks(answer.looks)

    def clear(self) -> None:
        self._filled = None
        self.tell_fit(None)
        self._show_gaps()
        self.looks.show_looks(())
        self.likelihood.show_likelihood(None)

    def text(self) -> str:
        if self._filled is None:
            return self.likelihood.words() if self.likelihood.found is not None else ""
        rows = [["gap", "token", "probability"]]
        for mask, prediction in enumerate(self._filled.predictions, start=1):
            for c in prediction.candidates:
                token = shown_answer(c.token, continues=c.continues)
                rows.append([str(mask), token, f"{c.probability:.6f}"])
        for mask, word in enumerate(self._filled.typed, start=1):
            rows.append([str(mask), self._typed(), f"{word.probability:.6g}"])
        return csv_text(rows)

    def recolour(self) -> None:
        self._show_gaps()
        self.looks.recolour()
        self.likelihood.recolour()

    def _show_gaps(self) -> None:
        empty(self._rows)
        if self._filled is None:
            return
        predictions = self._filled.predictions
        for mask, prediction in enumerate(predictions):
            if len(predictions) > 1:
                words = self.tr("Gap {number}").format(number=mask + 1)
                self._rows.addWidget(label(words, "name"))
            bars = self._bars(self.tr("Answers for gap {number}").format(number=mask + 1))
            bars.set_tip(self.tr("Press an answer to put it into the sentence"))
            bars.set_clickable(True)
            bars.show_bars(
                [Bar(c.token, c.probability, continues=c.continues) for c in prediction.candidates]
            )
            bars.taken.connect(partial(self._take, mask))
            if mask < len(self._filled.typed):
                self._show_typed(mask, self._filled.typed[mask])

    def _show_typed(self, mask: int, word: TypedWord) -> None:
        """The typed word's bar: of its own hue, for it may stand among the best as well."""
        bars = self._bars(self.tr("The typed word in gap {number}").format(number=mask + 1))
        bars.set_tip(self._explained(word))
        if word.rank is not None:
            shown = f"{self._typed()} #{number(word.rank)}"
        else:
            pieces = self.tr("{word} ({count} pieces)")
            shown = pieces.format(word=self._typed(), count=len(word.pieces))
        bars.show_bars([Bar(shown, word.probability)], colour=self.desk.theme.series[1])

    def _explained(self, word: TypedWord) -> str:
        if word.rank is not None:
            return self.tr("The word you typed, and its place among all tokens, 1 the likeliest")
        return self.tr(
            "The word you typed has several pieces: {pieces}.\n"
            "It is asked for with as many masks; its probability is the product of theirs."
        ).format(pieces=" · ".join(word.pieces))

    def _bars(self, name: str) -> CandidateBars:
        bars = CandidateBars(self.desk.theme)
        bars.setAccessibleName(name)
        self._rows.addWidget(bars)
        return bars

    def _typed(self) -> str:
        return self._question.typed if self._question is not None else ""

    def _take(self, mask: int, answer: str, continues: bool) -> None:
        self.taken.emit(mask, answer, continues)
