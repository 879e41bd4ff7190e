"""What is nearest to a word or a text, as rows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from engine.probes.vectors import Neighbour
from studio.widgets.candidate_bars import shown_answer
from studio.widgets.sheet import Sheet
from studio.widgets.sorted_rows import Cell, SortedRows
from studio.widgets.table import Table
from studio.widgets.text import label


class NearList(Sheet):
    """A title and rows; a row goes on from its word."""

    chosen = Signal(str)  # a whole word among the nearest

    def __init__(self) -> None:
        super().__init__()
        self.word = ""  # that they are near to
        self.found: tuple[Neighbour, ...] = ()
        self.title = label("", "name", wrap=True)
        self.rows = SortedRows([self.tr("Nearest"), self.tr("Cosine")])
        self.rows.setAccessibleName(self.tr("The nearest"))
        self.rows.setToolTip(
            self.tr(
                "Cosine of two vectors: 1 alike, 0 nothing in common. Of words, what all have in "
                "common is taken off first (Mu and Viswanath 2018).\nClick a word to go on from it."
            )
        )
        self.rows.setMinimumWidth(150)
        self.rows.chosen.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.title)
        column.addWidget(self.rows, 1)
        self.forget(self.tr("Click a point, or search a word"))

    def forget(self, words: str) -> None:
        """Show none, and say why."""
        self.word, self.found = "", ()
        self.title.setText(words)
        self.rows.show_rows([])

    def show_near(self, word: str, found: Sequence[Neighbour]) -> None:
        """Show what is near, the nearest first."""
        self.word, self.found = word, tuple(found)
        self.title.setText(self.tr("Nearest to “{word}”").format(word=word))
        self.rows.show_rows(
            [
                (
                    Cell(shown_answer(one.word, continues=one.continues), one.word),
                    Cell(f"{one.similarity:.3f}".replace("-", "\u2212"), one.similarity),
                )
                for one in found
            ]
        )
        self.rows.sortByColumn(1, Qt.SortOrder.DescendingOrder)

    def table(self) -> Table:
        """The rows, for a spreadsheet."""
        return self.rows.table()

    def _choose(self, place: int) -> None:
        if not self.found[place].continues:
            self.chosen.emit(self.found[place].word)
