"""The chosen heads as a map: who looks at whom, or what became of that since another step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.views.look.habit_words import habit_name
from studio.views.look.heat_tools import HeatTools
from studio.views.look.part import Map
from studio.views.look.view import View
from studio.widgets.colour_scale import nice_top
from studio.widgets.heat_map import HeatMap
from studio.wording import number

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
        self.tools = HeatTools(desk, looking)
        self.map = HeatMap(desk.theme)
        self.map.held.connect(self._hold)
        self._scaled: object = None  # what the scale was made for
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.map, 1)

    @staticmethod
    def title() -> str:
        return translate("look", "Heatmap")

    @staticmethod
    def tip() -> str:
        return translate("look", "Who looks at whom: a row for every token that looks")

    def heading(self) -> str:
        if len(self.looking.heads) > 1:
            return self.tr("%n head(s) as one", "", len(self.looking.heads))
        layer, head = self.looking.head
        words = self.tr("Layer {layer} · head {head}")
        return words.format(layer=layer + 1, head=head + 1)

    def corner(self) -> QWidget | None:
        return self.tools

    def subject(self) -> Exportable | None:
        return self.map

    def redraw(self) -> None:
        part, shown, change = self.looking.part(), self.looking.map(), self.looking.difference()
        self.tools.redraw()
        if part is None or shown is None:
            self.map.clear()
            self.told.emit(self.tr("Everything is filtered out"), "")
            return
        drawn, diverging = (shown, False) if change is None else (change, True)
        self.map.set_colours(self.looking.choice.colours)
        self.map.show_map(
            drawn,
            part.row_names,
            part.column_names,
            top=self._top_of(np.abs(drawn) if diverging else drawn, diverging),
            diverging=diverging,
        )
        self.map.hold(part.row_at(self.looking.choice.token))
        self._tell(change)

    def _tell(self, change: Map | None) -> None:
        if change is not None:
            moved = float(np.abs(change).sum(axis=1).mean() / 2)
            since = self.tr("difference against step {step} · {share} % of the attention moved")
            step = number(self.looking.compared.step or 0)
            self.told.emit(
                since.format(step=step, share=f"{100 * moved:.0f}"),
                self.tr("Half of the sum of all differences of a row, on average over rows"),
            )
            return
        figures = self.looking.figures()
        if figures is None or len(self.looking.heads) > 1:  # they are of one head
            self.told.emit("", "")
            return
        layer, head = self.looking.head
        entropy, distance = figures.entropy[layer, head], figures.distance[layer, head]
        words = [habit_name(figures.habits[layer][head])]
        if np.isfinite(entropy):
            words.append(self.tr("entropy {bits} bits").format(bits=f"{entropy:.1f}"))
        if np.isfinite(distance):
            words.append(self.tr("distance {tokens}").format(tokens=f"{distance:.1f}"))
        self.told.emit(
            " · ".join(one for one in words if one),
            self.tr(
                "Of the whole text. Entropy: how spread the attention is (0: one token).\n"
                "Distance: tokens between the one that looks and the one looked at, on average."
            ),
        )

    def _top_of(self, values: Map, diverging: bool) -> float:
        """The end of the scale; it never falls while only the step changes.

        Or the colours of a film would mean something else at every step.
        """
        looking, choice = self.looking, self.looking.choice
        filters = (choice.hides_special, choice.renormalises, choice.passages)
        what = (looking.recorded.run, looking.words, looking.side, looking.heads, choice.how)
        before = self.map.top if (*what, *filters, diverging) == self._scaled else 0.0
        self._scaled = (*what, *filters, diverging)
        highest = float(values.max(initial=0.0))
        sums = not diverging and choice.how == "sum" and len(looking.heads) > 1
        return max(before, nice_top(highest, most=len(looking.heads) if sums else 1.0))

    def _hold(self, row: int) -> None:
        part = self.looking.part()
        self.looking.choice.hold_token(-1 if part is None else part.place_of(row))

    def recolour(self) -> None:
        self.tools.recolour()
        self.map.set_theme(self.theme)


VIEW = HeatView
