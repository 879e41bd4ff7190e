"""Figures of each class, each kind of entity, each sort of question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.views.tune.result_words import cell_words
from studio.widgets.sorted_table import SortedColumn, SortedTable
from studio.widgets.text import label
from studio.wording import say

if TYPE_CHECKING:
    from engine.tasks.metrics.measures import Measures, Table

WIDE = 18  # letters of a name


class TablesView(QWidget):
    """One below the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tables: list[SortedTable] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def show_measures(self, measures: Measures) -> None:
        """Show the tables of these."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()  # at once; its end may wait for the event loop
                widget.deleteLater()
        self.tables = []
        for table in measures.tables:
            shown = SortedTable()
            shown.setAccessibleName(say("measures", table.title))
            shown.show_columns(_columns(table))
            self._column.addWidget(label(say("measures", table.title), "name"))
            self._column.addWidget(shown, 1)
            self.tables.append(shown)


def _columns(table: Table) -> list[SortedColumn]:
    columns = []
    for at, column in enumerate(table.columns):
        cells = [row[at] for row in table.rows]
        words = any(isinstance(cell, str) for cell in cells)
        title = say("measures", column.title)
        values = [
            float(cell) if isinstance(cell, (int, float)) else np.nan if not words else float(place)
            for place, cell in enumerate(cells)
        ]
        texts = [cell_words(column, cell) for cell in cells]
        columns.append(SortedColumn(title, title, texts, np.array(values), WIDE if words else 0))
    return columns
