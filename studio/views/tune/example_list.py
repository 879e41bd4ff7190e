"""Examples with what is right and what was said; the one chosen is shown whole beneath."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.views.tune.example_detail import ExampleDetail
from studio.widgets.sorted_table import SortedColumn, SortedTable
from studio.wording import number, small_share

if TYPE_CHECKING:
    from engine.tasks.metrics.measures import Confusion
    from engine.tasks.report import Row
    from studio.desk import Desk

TEXT, ANSWER = 30, 10  # letters there must be room for
LONGEST = 400  # characters of a cell
SURE = ("classification", "tagging", "answering")  # kinds with a probability
MERITS = ("tagging", "answering", "translation", "regression")  # right in part too


class ExampleList(QWidget):
    """Sorted by any column; the first row is chosen by itself."""

    def __init__(self, desk: Desk, *, answers: bool = True) -> None:
        """Without `answers` all have the same, told elsewhere."""
        super().__init__()
        self._answers = answers
        self._rows: Sequence[Row] = ()
        self._kind = ""
        self.table = SortedTable()
        self.table.setAccessibleName(self.tr("Examples"))
        self.table.chosen.connect(self._choose)
        self.detail = ExampleDetail(desk)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 3)
        column.addWidget(self.detail, 2)

    @property
    def rows(self) -> Sequence[Row]:
        """The examples listed."""
        return self._rows

    def show_rows(self, rows: Sequence[Row], kind: str, confusion: Confusion | None) -> None:
        """List these examples of a task; the confusions name the kinds of entities there are."""
        self._rows, self._kind = rows, kind
        self.detail.kinds = confusion.labels[1:] if confusion is not None else ()  # without "O"
        self.table.show_columns(self._columns(rows, kind))
        self.table.choose([0] if rows else [])
        self.detail.show_row(rows[0] if rows else None, kind)

    def recolour(self) -> None:
        """Hand the theme on."""
        self.detail.recolour()

    def _columns(self, rows: Sequence[Row], kind: str) -> list[SortedColumn]:
        texts = [" ".join(row.text[:LONGEST].split()) for row in rows]
        order = np.arange(len(rows), dtype=np.float64)
        columns = [SortedColumn(self.tr("Text"), self.tr("As they come"), texts, order, TEXT)]
        if kind != "tagging" and self._answers:
            columns += [
                self._words(self.tr("Right"), [row.right[:LONGEST] for row in rows], ANSWER),
                self._words(self.tr("Predicted"), [row.said[:LONGEST] for row in rows], ANSWER),
            ]
        if kind in SURE:
            shares = np.array([row.probability for row in rows])
            told = ["–" if np.isnan(share) else small_share(share) for share in shares]
            tip = self.tr("Probability of what was predicted")
            columns.append(SortedColumn(self.tr("Sure"), tip, told, shares))
        if kind in MERITS:
            merits = np.array([row.merit for row in rows])
            told = [small_share(merit) for merit in merits]
            tip = self.tr("How right it is: 100 % where nothing is missing")
            columns.append(SortedColumn(self.tr("Merit"), tip, told, merits))
        places = np.array([row.row for row in rows], dtype=np.float64)
        tip = self.tr("Row of its file, from 1")
        columns.append(SortedColumn(self.tr("Row"), tip, [number(at) for at in places], places))
        return columns

    def _words(self, title: str, texts: Sequence[str], wide: int) -> SortedColumn:
        order = {text: at for at, text in enumerate(sorted(set(texts)))}
        values = np.array([order[text] for text in texts], dtype=np.float64)
        return SortedColumn(title, title, texts, values, wide)

    def _choose(self, chosen: list[int]) -> None:
        self.detail.show_row(self._rows[chosen[0]] if chosen else None, self._kind)
