"""The chosen head as a map: who looks at whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.views.look.habits_table import habit_words
from studio.views.look.head_facts import head_facts
from studio.views.look.view import View
from studio.widgets.colour_scale import nice_top
from studio.widgets.heat_map import HeatMap

if TYPE_CHECKING:
    from studio.desk import Desk
    from studio.views.look.looking import Looking
    from studio.widgets.export_button import Exportable

translate = QCoreApplication.translate


class HeatView(View):
    """A map; the hint says how spread the attention is and how far it reaches."""

    name, order = "heat", 0

    def __init__(self, desk: Desk, looking: Looking, parent: QWidget | None = None) -> None:
        super().__init__(desk, looking, parent)
        self.map = HeatMap(desk.theme)
        self._scaled: object = None  # run, sentence and head the scale was made for
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.map, 1)

    @staticmethod
    def title() -> str:
        return translate("look", "Heatmap")

    def heading(self) -> str:
        layer, head = self.looking.head
        words = self.tr("Layer {layer} · head {head}")
        return words.format(layer=layer + 1, head=head + 1)

    def subject(self) -> Exportable | None:
        return self.map

    def redraw(self) -> None:
        seen, weights = self.looking.seen, self.looking.all_weights
        if seen is None or weights is None:
            return
        shown = weights[self.looking.head]
        self.map.show_map(shown, seen.tokens, top=self._top_of(shown))
        facts = head_facts(shown)
        numbers = self.tr("entropy {entropy} of {most} bits · distance {distance}").format(
            entropy=f"{facts.entropy:.1f}",
            most=f"{np.log2(len(shown)):.1f}",
            distance=f"{facts.distance:.1f}",
        )
        habit = habit_words(facts.habit)
        looks_at = self.tr("looks at: {what}").format(what=habit) if habit else ""
        self.told.emit(
            " · ".join(part for part in (looks_at, numbers) if part),
            self.tr(
                "Entropy: how spread the attention is (0: one token; all bits: all alike).\n"
                "Distance: tokens between the one that looks and the one looked at, on average."
            ),
        )

    def _top_of(self, weights: NDArray[np.float16]) -> float:
        """The end of the scale; it never falls while only the step changes.

        Or the colours of a film would mean something else at every step.
        """
        looking = self.looking
        what = (looking.recorded.run, looking.words, looking.side, looking.head)
        before = self.map.top if what == self._scaled else 0.0
        self._scaled = what
        return max(before, nice_top(float(weights.max(initial=0.0))))

    def recolour(self) -> None:
        self.map.set_theme(self.theme)


VIEW = HeatView
