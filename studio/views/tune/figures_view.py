"""All figures of a task, each with its interval and its floor."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.task_metrics import figure_words
from studio.views.tune.result_words import floor_words, interval_words
from studio.widgets.sorted_table import SortedColumn, SortedTable
from studio.widgets.text import label
from studio.wording import say

if TYPE_CHECKING:
    from engine.tasks.metrics.measures import Measures

WIDE = 26  # letters of a name


class FiguresView(QWidget):
    """What the figure chosen says stands beneath."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._measures: Measures | None = None
        self.table = SortedTable()
        self.table.setAccessibleName(self.tr("Figures"))
        self.table.chosen.connect(self._explain)
        self.words = label("", "dim", wrap=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addWidget(self.words)

    def show_measures(self, measures: Measures) -> None:
        """Show these."""
        self._measures = measures
        metrics = measures.metrics
        floors = [math.nan if one.floor is None else one.floor for one in metrics]
        order = np.arange(len(metrics), dtype=np.float64)
        self.table.show_columns(
            [
                SortedColumn(
                    self.tr("Figure"),
                    self.tr("As they come: the main one first"),
                    [say("measures", one.title) for one in metrics],
                    order,
                    wide=WIDE,
                ),
                SortedColumn(
                    self.tr("Value"),
                    self.tr("Measured on these examples"),
                    [figure_words(one) for one in metrics],
                    np.array([one.value for one in metrics]),
                ),
                SortedColumn(
                    self.tr("95 % interval"),
                    self.tr("Where it lies in 95 of 100 sets of as many examples (bootstrap)"),
                    [interval_words(one) for one in metrics],
                    np.array([one.low for one in metrics]),
                    wide=13,
                ),
                SortedColumn(
                    self.tr("Floor"),
                    say("measures", measures.floor),
                    [floor_words(one) for one in metrics],
                    np.array(floors),
                ),
            ]
        )
        self._explain([])

    def _explain(self, rows: list[int]) -> None:
        if self._measures is None:
            return
        metrics, floor = self._measures.metrics, say("measures", self._measures.floor)
        told = say("measures", metrics[rows[0]].words) if rows else floor
        self.words.setText(told)
