"""The grid of all heads, and what each of them does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QHBoxLayout

from studio.views.look.habits_table import HabitsTable
from studio.views.look.looking import Looking
from studio.widgets.card import Card
from studio.widgets.export_button import ExportButton
from studio.widgets.head_grid import HeadGrid

if TYPE_CHECKING:
    from engine.events import SentenceProbe
    from studio.desk import Desk


class HeadsCard(Card):
    """Choose a head in the grid or in the table."""

    def __init__(self, desk: Desk, looking: Looking) -> None:
        super().__init__()
        self._desk, self._looking = desk, looking
        self._drawn: SentenceProbe | None = None
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
        self.alike.toggled.connect(self.grid.set_alike)
        self.table = HabitsTable()
        self.table.chosen.connect(self._choose)
        self.export = ExportButton(self.grid, "heads", desk.theme.surface, desk.jobs)
        self.export.began.connect(self.show_work)
        self.export.failed.connect(lambda fault: desk.report(fault, self.tr("Saving the heads")))
        self.add_to_header(self.export)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addStretch(1)
        row.addWidget(self.alike)
        self.body.addLayout(row)
        self.body.addWidget(self.grid, 62)
        self.body.addWidget(self.table, 38)
        self.recolour()

    def redraw(self) -> None:
        """Show what is seen at the step chosen."""
        looking = self._looking
        seen, weights = looking.seen, looking.all_weights
        if seen is None or weights is None:
            return
        if seen is not self._drawn:
            self._drawn = seen
            self.grid.show_heads(weights)
            self.table.show_heads(weights)
        self.grid.choose(*looking.head)
        self.table.choose(*looking.head)
        num_layers, num_heads = weights.shape[:2]
        self.set_hint(
            " × ".join(
                (self.tr("%n layer(s)", "", num_layers), self.tr("%n head(s)", "", num_heads))
            )
        )
        name = self._desk.shown.name if self._desk.shown is not None else "run"
        self.export.set_name(f"{name}-heads-{looking.step}")

    def _choose(self, layer: int, head: int) -> None:
        self._looking.choice.choose_head(layer, head)

    def recolour(self) -> None:
        """Follow the theme."""
        self.grid.set_theme(self._desk.theme)
        self.export.set_theme(self._desk.theme)
