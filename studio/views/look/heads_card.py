"""The grid of all heads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtWidgets import QCheckBox

from engine.probes.figures import HeadFigures
from studio.asking import Asker
from studio.views.look.habit_words import habit_meaning, habit_name
from studio.views.look.looking import Looking
from studio.views.look.part import Part
from studio.widgets.card import Card
from studio.widgets.export_button import ExportButton
from studio.widgets.head_grid import HeadGrid
from studio.widgets.rich_tip import tip_html

if TYPE_CHECKING:
    from studio.desk import Desk


class HeadsCard(Card):
    """Choose one head, or several."""

    def __init__(self, desk: Desk, looking: Looking) -> None:
        super().__init__()
        self._desk, self._looking = desk, looking
        self._drawn: tuple[object, object] | None = None
        self._told: HeadFigures | None = None
        self._asker = Asker(desk.jobs, self.tr("Sharing the attention anew"), self)
        self._asker.failed.connect(lambda fault: desk.report(fault, self.tr("Heads")))
        self._wished: object = None
        self.set_title(self.tr("Heads"))
        self.alike = QCheckBox(self.tr("One scale"))
        self.alike.setToolTip(
            self.tr(
                "On: the same colour means the same weight in every head.\n"
                "Off: every head is drawn up to its own highest weight."
            )
        )
        self.grid = HeadGrid(desk.theme)
        self.grid.chosen.connect(looking.choice.choose_head)
        self.grid.added.connect(looking.choice.add_head)
        self.alike.toggled.connect(self.grid.set_alike)
        self.export = ExportButton(self.grid, "heads", desk.theme.surface, desk.jobs)
        self.export.began.connect(self.show_work)
        self.export.failed.connect(lambda fault: desk.report(fault, self.tr("Saving the heads")))
        self.add_to_header(self.alike)
        self.add_to_header(self.export)
        self.body.addWidget(self.grid, 1)
        self.recolour()

    def redraw(self) -> None:
        """Show what is seen at the step chosen, or what changed since the one compared with."""
        looking = self._looking
        part, then = looking.part(), looking.part_then()
        if part is None:
            return
        self._tell(part)
        costly = [one for one in (part, then) if one is not None and one.takes_long]
        if costly:
            self.grid.choose_all(looking.heads)
            self._fetch(costly)
            return
        if self._drawn is None or self._drawn[0] is not part or self._drawn[1] is not then:
            self._drawn = (part, then)
            changes = looking.differences() if then is not None else None
            shown = part.all if changes is None else changes
            names = part.row_names, part.column_names
            self.grid.show_heads(shown, *names, diverging=changes is not None)
        self._tell_habits()
        self.grid.set_colours(looking.choice.colours)
        self.grid.choose_all(looking.heads)

    def _fetch(self, parts: list[Part]) -> None:
        """Work out in a job what is to be shown; what was shown before stays until then."""
        if self._wished is parts[0]:
            return
        self._wished = parts[0]
        self._asker.ask(lambda: [part.all for part in parts], lambda _all: self._arrived())

    def _arrived(self) -> None:
        self._wished = None
        if self.isVisible():
            self.redraw()

    def _tell(self, part: Part) -> None:
        looking = self._looking
        num_layers, num_heads = part.weights.shape[:2]
        words = [
            self.tr("%n layer(s)", "", num_layers),
            self.tr("%n head(s)", "", num_heads),
        ]
        chosen = len(looking.heads)
        more = self.tr("%n head(s) chosen", "", chosen) if chosen > 1 else ""
        self.set_hint(" · ".join(one for one in (" × ".join(words), more) if one))
        name = self._desk.shown.name if self._desk.shown is not None else "run"
        self.export.set_name(f"{name}-heads-{looking.step}")

    def _tell_habits(self) -> None:
        """What is known of the heads; what was known before stands until then."""
        figures = self._looking.figures()
        if figures is None or figures is self._told:
            return
        self._told = figures
        names = [[habit_name(habit) for habit in layer] for layer in figures.habits]
        tips = [
            [self._tip(figures, layer, head) for head in range(len(row))]
            for layer, row in enumerate(names)
        ]
        self.grid.show_habits(names, tips)

    def _tip(self, figures: HeadFigures, layer: int, head: int) -> str:
        habit = figures.habits[layer][head]
        words, source = habit_meaning(habit)
        title = self.tr("Layer {layer} · head {head}").format(layer=layer + 1, head=head + 1)
        lines = [": ".join(part for part in (title, habit_name(habit)) if part), words]
        entropy, distance = figures.entropy[layer, head], figures.distance[layer, head]
        if np.isfinite(entropy):
            lines.append(self.tr("entropy {bits} bits").format(bits=f"{entropy:.1f}"))
        if np.isfinite(distance):
            lines[-1] += " · " + self.tr("distance {tokens}").format(tokens=f"{distance:.1f}")
        return tip_html("\n".join(lines), source)

    def recolour(self) -> None:
        """Follow the theme."""
        self.grid.set_theme(self._desk.theme)
        self.export.set_theme(self._desk.theme)
