"""A text with what an encoder-decoder wrote into its gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studio.views.try_.answer_view import AnswerView
from studio.views.try_.inked_text import InkedText
from studio.views.try_.written_words import written_words
from studio.widgets.cut_text import read_cut, stretches
from studio.widgets.text import label
from studio.widgets.token_strip import Chip, TokenStrip

if TYPE_CHECKING:
    from engine.answers import Written
    from studio.desk import Desk


class SpansView(AnswerView):
    """Chips: the text's own words, and what was written in the place of each gap."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._written: Written | None = None
        self.strip = TokenStrip(desk.theme)
        self.strip.set_clickable(False)
        self.strip.setAccessibleName(self.tr("The text with its gaps filled"))
        self.whole = InkedText(desk.theme, self.tr("The text as it was written"))
        self.unplaced = label(
            self.tr("What went into each gap cannot be told; this is all that was written:"),
            "dim",
            wrap=True,
        )
        self.facts = label("", "dim", wrap=True)
        for part in (self.strip, self.unplaced, self.whole, self.facts):
            self.body.addWidget(part)
        self.clear()

    def show_answer(self, question: Any, answer: Any) -> None:
        self._written = answer
        self.tell_fit(answer.fitted)
        placed = bool(answer.spans) and all(span.text is not None for span in answer.spans)
        if placed:
            self.strip.show_chips(self._chips(question.text, answer))
        self.whole.show_parts((answer.restored or answer.text, True))
        self.strip.setVisible(placed)
        self.whole.setVisible(not placed)
        self.unplaced.setVisible(not placed and bool(answer.spans))
        self.facts.setText(written_words(answer))
        self.facts.show()

    def clear(self) -> None:
        self._written = None
        self.tell_fit(None)
        for part in (self.strip, self.unplaced, self.whole, self.facts):
            part.hide()

    def text(self) -> str:
        return "" if self._written is None else self._written.restored or self._written.text

    def recolour(self) -> None:
        self.strip.set_theme(self.desk.theme)
        self.whole.set_theme(self.desk.theme)

    def _chips(self, text: str, written: Written) -> list[Chip]:
        words, _rest = read_cut(text)
        chips: list[Chip] = []
        for stretch in stretches(words):
            word = words[stretch.words[0]]
            if stretch.gap is None:
                chips.append(Chip(word.text, joins=not word.space and bool(chips)))
            elif stretch.gap < len(written.spans):
                span = written.spans[stretch.gap]
                shown = (span.text or "").strip() or self.tr("(nothing)")
                tip = self.tr("Written in the place of {gap}").format(gap=span.gap)
                chips.append(Chip(shown, "generated", tip=tip))
        return chips
