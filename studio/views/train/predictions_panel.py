"""What the model puts into the gaps of a pinned sentence, and how that came about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.abilities import can_try
from studio.views.train.panel import Panel
from studio.widgets.candidate_bars import Bar, CandidateBars
from studio.widgets.cloze_words import MASK, joining
from studio.widgets.text import label
from studio.widgets.token_strip import Chip, TokenStrip
from studio.wording import number

if TYPE_CHECKING:
    from engine.events import ProbeTaken, SentenceProbe
    from studio.desk import Desk
    from studio.views.train.watch import Watch

TOP, TOP_OF_SHORT = 5, 3  # answers shown, in a tall window and in a short one
SHORT = 740  # pixels of the window


class PredictionsPanel(Panel):
    """The sentence as chips, the five best answers, and each answer's course over the run."""

    place, order, stretch = "side", 1, 0

    def __init__(self, desk: Desk, watch: Watch) -> None:
        super().__init__(desk, watch)
        self.set_title(self.tr("Pinned prediction"))
        self._drawn: tuple[ProbeTaken, object] | None = None
        self._places: list[int] = []  # in the tokens, of the chips
        self.strip = TokenStrip(desk.theme)
        self.strip.setAccessibleName(self.tr("The pinned sentence; choose a mask"))
        self.strip.clicked.connect(self._choose)
        self.bars = CandidateBars(desk.theme)
        self.bars.set_tip(
            self.tr(
                "The five likeliest answers and their probability;\n"
                "the small curve shows it over the run so far."
            )
        )
        self.waiting = label(self.tr("The first look comes after a few steps."), "dim", wrap=True)
        self.none = label("", "dim", wrap=True)
        self.body.setSpacing(8)
        for part in (self.waiting, self.strip, self.none, self.bars):
            self.body.addWidget(part)

    def redraw(self) -> None:
        seen = self.watch.seen
        self.strip.setVisible(seen is not None)
        self.bars.setVisible(seen is not None and bool(seen.predictions))
        self.none.setVisible(seen is not None and not seen.predictions)
        self.waiting.setVisible(seen is None)
        if seen is None or self.watch.probe is None:
            self._drawn = None
            self.set_hint("")
            return
        watch = self.watch
        known = self.desk.form is not None
        key = (watch.sentence, watch.mask, len(watch.answers), self._top(), known)
        if self._drawn is not None and self._drawn[0] is watch.probe and self._drawn[1] == key:
            return
        self._drawn = (self.watch.probe, key)
        masks = [prediction.position for prediction in seen.predictions]
        self.strip.show_chips(self._chips(seen, masks))
        mask = min(self.watch.mask, len(masks) - 1)
        self.strip.select([self._places.index(masks[mask])] if len(masks) > 1 else [])
        self.none.setText(self._why_none())
        step = self.tr("probability over time · step {number}") if masks else self._step()
        self.set_hint(step.format(number=number(self.watch.probe.step)))
        candidates = seen.predictions[mask].candidates[: self._top()] if masks else ()
        self.bars.show_bars(
            [
                Bar(c.token, c.probability, watch.past(c.token, continues=c.continues), c.continues)
                for c in candidates
            ]
        )

    def _chips(self, seen: SentenceProbe, masks: list[int]) -> list[Chip]:
        """The tokens without the special ones put around them."""
        self._places = [at for at in range(len(seen.tokens)) if at not in seen.framing]
        joins = joining(seen.sentence, seen.tokens)
        chips = []
        for position in self._places:
            token = seen.tokens[position]
            if position in masks:
                chips.append(Chip(MASK, "masked", tip=self.tr("Hidden from the model")))
            else:
                chips.append(Chip(token, joins=joins[position]))
        return chips

    def _why_none(self) -> str:
        """What to say where nothing is predicted."""
        if can_try(self.desk, "fill"):
            return self.tr("No word of this sentence is hidden; [MASK] would be filled here.")
        return self.tr("This run fills no masks; the attention panel shows how it reads.")

    def _step(self) -> str:
        return self.tr("step {number}")

    def _top(self) -> int:
        return TOP_OF_SHORT if self.window().height() < SHORT else TOP

    def _choose(self, index: int) -> None:
        seen = self.watch.seen
        positions = [p.position for p in seen.predictions] if seen is not None else []
        if self._places[index] in positions:
            self.watch.choose_mask(positions.index(self._places[index]))

    def recolour(self) -> None:
        self.strip.set_theme(self.theme)
        self.bars.set_theme(self.theme)


PANEL = PredictionsPanel
