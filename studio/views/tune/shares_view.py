"""How sure the model was: of right and wrong predictions, and whether that can be believed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QWidget

from studio.widgets.export_button import ExportButton
from studio.widgets.probability_bars import ProbabilityBars
from studio.widgets.reliability_plot import ReliabilityPlot, ShareBin

if TYPE_CHECKING:
    from engine.tasks.metrics.measures import Measures
    from studio.desk import Desk


class SharesView(QWidget):
    """Two plots side by side."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        theme = desk.theme
        self.bars = ProbabilityBars(theme, self.tr("How sure it was"))
        self.reliability = ReliabilityPlot(theme, self.tr("How often it was right"))
        self.exports = [
            ExportButton(self.bars, "probabilities", theme.surface, desk.jobs),
            ExportButton(self.reliability, "reliability", theme.surface, desk.jobs),
        ]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        for at, (plot, export) in enumerate(
            zip((self.bars, self.reliability), self.exports, strict=True)
        ):
            export.set_theme(theme)
            export.failed.connect(lambda fault: desk.report(fault, self.tr("Saving the picture")))
            grid.addWidget(export, 0, 2 * at + 1)
            grid.addWidget(plot, 0, 2 * at, 2, 1)
            grid.setColumnStretch(2 * at, 1)
        grid.setRowStretch(1, 1)

    def show_measures(self, measures: Measures) -> None:
        """Show the probabilities of these."""
        self.bars.show_counts(measures.histogram)
        self.reliability.show_bins(
            [
                ShareBin(one.low, one.high, one.count, one.confidence, one.accuracy)
                for one in measures.reliability
            ]
        )

    def recolour(self) -> None:
        """Hand the theme on."""
        self.bars.set_theme(self._desk.theme)
        self.reliability.set_theme(self._desk.theme)
        for export in self.exports:
            export.set_theme(self._desk.theme)
