"""A text with the names in it coloured by their kinds, and each in a list with its probability."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studio.views.try_.answer_view import AnswerView
from studio.views.try_.marked_text import MarkedText, Stretch
from studio.widgets.candidate_bars import Bar, CandidateBars
from studio.widgets.table import csv_text
from studio.widgets.text import label
from studio.wording import number, small_share

if TYPE_CHECKING:
    from engine.answers import Entities, Entity
    from studio.desk import Desk

MOST = 12  # in the list
WIDEST_NAME = 260.0  # pixels


class EntitiesView(AnswerView):
    """Every kind has a hue, the same in every text, and its name behind each stretch."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._found: Entities | None = None
        self.marked = MarkedText(desk.theme, self.tr("Text with its names"))
        self.count = label("", "dim", wrap=True)
        self.bars = CandidateBars(desk.theme)
        self.bars.set_widest(WIDEST_NAME)
        self.bars.setAccessibleName(self.tr("Names"))
        self.bars.set_tip(
            self.tr("How sure the run is: the probability of the least likely tag in the name.")
        )
        for part in (self.marked, self.count, self.bars):
            self.body.addWidget(part)
        self.clear()

    def show_answer(self, question: Any, answer: Any) -> None:
        self._found = answer
        self.tell_fit(answer.fitted)
        self._draw(answer)

    def clear(self) -> None:
        self._found = None
        self.tell_fit(None)
        for part in (self.marked, self.count, self.bars):
            part.hide()

    def text(self) -> str:
        found = self._found
        if found is None:
            return ""
        rows = [["name", "kind", "start", "probability"]]
        rows += [
            [found.text[one.start : one.stop], one.kind, str(one.start), f"{one.probability:.6f}"]
            for one in found.found
        ]
        return csv_text(rows)

    def recolour(self) -> None:
        for part in (self.marked, self.bars):
            part.set_theme(self.desk.theme)
        if self._found is not None:
            self._draw(self._found)

    def colour(self, found: Entities, kind: str) -> str:
        """The hue of a kind."""
        hues = self.desk.theme.series
        return hues[found.kinds.index(kind) % len(hues)]

    def _draw(self, found: Entities) -> None:
        self.marked.show_marked(found.text, [self._stretch(found, one) for one in found.found])
        self.count.setText(self._counted(found))
        ranked = sorted(found.found, key=lambda one: one.probability, reverse=True)[:MOST]
        self.bars.show_bars(
            [
                Bar(f"{found.text[one.start : one.stop]} · {one.kind}", one.probability)
                for one in ranked
            ],
            colour=self.desk.theme.objective_colour("tagging"),
        )
        self.marked.show()
        self.count.show()
        self.bars.setVisible(bool(ranked))

    def _stretch(self, found: Entities, one: Entity) -> Stretch:
        words = self.tr("{kind}, {share}").format(kind=one.kind, share=small_share(one.probability))
        return Stretch(one.start, one.stop, self.colour(found, one.kind), one.kind, words)

    def _counted(self, found: Entities) -> str:
        kinds = ", ".join(found.kinds)
        if not found.found:
            return self.tr("No names found. The run knows: {kinds}.").format(kinds=kinds)
        words = self.tr("Found: {count}. The run knows: {kinds}.")
        return words.format(count=number(len(found.found)), kinds=kinds)
