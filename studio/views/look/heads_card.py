"""The grid of all heads, and the sentence they look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QHBoxLayout

from studio.views.look.habits_table import HabitsTable
from studio.views.look.recorded import Recorded
from studio.widgets.card import Card
from studio.widgets.eliding_combo import ElidingCombo
from studio.widgets.export_button import ExportButton
from studio.widgets.head_grid import HeadGrid

if TYPE_CHECKING:
    from engine.events import SentenceProbe
    from studio.desk import Desk


class HeadsCard(Card):
    """Choose a sentence above, a head in the grid."""

    def __init__(self, desk: Desk, recorded: Recorded) -> None:
        super().__init__()
        self._desk, self._recorded = desk, recorded
        self._drawn: SentenceProbe | None = None
        self.set_title(self.tr("Heads"))
        self.sentence = ElidingCombo()
        self.sentence.setAccessibleName(self.tr("Pinned sentence"))
        self.sentence.activated.connect(recorded.choose_sentence)
        self.alike = QCheckBox(self.tr("One scale"))
        self.alike.setToolTip(
            self.tr(
                "On: the same colour means the same weight in every head.\n"
                "Off: every head is drawn up to its own highest weight."
            )
        )
        self.grid = HeadGrid(desk.theme)
        self.grid.chosen.connect(recorded.choose_head)
        self.alike.toggled.connect(self.grid.set_alike)
        self.table = HabitsTable()
        self.table.chosen.connect(self._choose)
        self.export = ExportButton(self.grid, "heads", desk.theme.surface, desk.jobs)
        self.export.began.connect(self.show_work)
        self.export.failed.connect(lambda fault: desk.report(fault, self.tr("Saving the heads")))
        self.add_to_header(self.export)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.sentence, 1)
        row.addWidget(self.alike)
        self.body.addLayout(row)
        self.body.addWidget(self.grid, 62)
        self.body.addWidget(self.table, 38)
        self.recolour()

    def redraw(self) -> None:
        """Show the recorded step chosen."""
        seen, probe = self._recorded.seen, self._recorded.probe
        if seen is None or probe is None:
            return
        sentences = [sentence.sentence for sentence in probe.sentences]
        self.sentence.offer(sentences, min(self._recorded.sentence, len(sentences) - 1))
        if seen is not self._drawn:
            self._drawn = seen
            self.grid.show_heads(seen.attention)
            self.table.show_heads(seen.attention)
        self.grid.choose(*self._recorded.head_in(seen))
        self.table.choose(*self._recorded.head_in(seen))
        num_layers, num_heads = seen.attention.shape[:2]
        self.set_hint(
            " × ".join(
                (self.tr("%n layer(s)", "", num_layers), self.tr("%n head(s)", "", num_heads))
            )
        )
        name = self._desk.shown.name if self._desk.shown is not None else "run"
        self.export.set_name(f"{name}-heads-{probe.step}")

    def _choose(self, layer: int, head: int) -> None:
        self._recorded.choose_head(layer, head)

    def recolour(self) -> None:
        """Follow the theme."""
        self.grid.set_theme(self._desk.theme)
        self.export.set_theme(self._desk.theme)
