"""The chosen head, large: names, numbers, and what it does in a few words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from studio.views.look.habits_table import habit_words
from studio.views.look.head_facts import head_facts
from studio.views.look.recorded import Recorded
from studio.widgets.card import Card
from studio.widgets.colour_scale import nice_top
from studio.widgets.export_button import ExportButton
from studio.widgets.heat_map import HeatMap

if TYPE_CHECKING:
    from studio.desk import Desk


class HeadCard(Card):
    """A map; the hint says how spread the attention is and how far it reaches."""

    def __init__(self, desk: Desk, recorded: Recorded) -> None:
        super().__init__(" ")
        self._desk, self._recorded = desk, recorded
        self.map = HeatMap(desk.theme)
        self._scaled: object = None  # run, sentence and head the scale was made for
        self.export = ExportButton(self.map, "head", desk.theme.surface, desk.jobs)
        self.export.began.connect(self.show_work)
        self.export.failed.connect(lambda fault: desk.report(fault, self.tr("Saving the map")))
        self.add_to_header(self.export)
        self.body.addWidget(self.map, 1)
        self.recolour()

    def redraw(self) -> None:
        """Show the chosen head at the recorded step chosen."""
        seen, weights = self._recorded.seen, self._recorded.weights
        if seen is None or weights is None or self._recorded.probe is None:
            return
        layer, head = self._recorded.head_in(seen)
        self.set_title(
            self.tr("Layer {layer} · head {head}").format(layer=layer + 1, head=head + 1)
        )
        self.map.show_map(weights, seen.tokens, top=self._top_of(weights))
        facts = head_facts(weights)
        numbers = self.tr("entropy {entropy} of {most} bits · distance {distance}").format(
            entropy=f"{facts.entropy:.1f}",
            most=f"{np.log2(len(weights)):.1f}",
            distance=f"{facts.distance:.1f}",
        )
        habit = habit_words(facts.habit)
        looks_at = self.tr("looks at: {what}").format(what=habit) if habit else ""
        self.set_hint(
            " · ".join(part for part in (looks_at, numbers) if part),
            self.tr(
                "Entropy: how spread the attention is (0: one token; all bits: all alike).\n"
                "Distance: tokens between the one that looks and the one looked at, on average."
            ),
        )
        name = self._desk.shown.name if self._desk.shown is not None else "run"
        step = self._recorded.probe.step
        self.export.set_name(f"{name}-layer-{layer + 1}-head-{head + 1}-step-{step}")

    def _top_of(self, weights: NDArray[np.float16]) -> float:
        """The end of the scale; it never falls while only the step changes.

        Or the colours of a film would mean something else at every step.
        """
        what = (self._recorded.run, self._recorded.sentence, self._recorded.head)
        before = self.map.top if what == self._scaled else 0.0
        self._scaled = what
        return max(before, nice_top(float(weights.max(initial=0.0))))

    def recolour(self) -> None:
        """Follow the theme."""
        self.map.set_theme(self._desk.theme)
        self.export.set_theme(self._desk.theme)
