"""What the papers measured when they changed only the objectives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from studio.widgets.eliding_label import ElidingLabel
from studio.widgets.rich_tip import tip_html
from studio.widgets.text import label

if TYPE_CHECKING:
    from studio.theme import Theme

translate = QCoreApplication.translate

TASKS = ("MNLI", "QNLI", "SST-2", "SQuAD 1.1")


@dataclass(frozen=True, slots=True)
class Result:
    """One row of a paper's table: development sets, per cent (SQuAD: F1)."""

    words: str
    scores: tuple[str, ...]  # in the order of TASKS
    source: str
    objectives: frozenset[str]


def results() -> tuple[Result, ...]:
    """The published ablations, in the language of the moment."""
    both, alone = frozenset({"masked_lm", "next_sentence"}), frozenset({"masked_lm"})
    bert = "Devlin et al. 2018, Table 5 (BERT base)"
    roberta = "Liu et al. 2019, Table 2"
    return (
        Result(
            translate("published", "Masked words + next sentence (BERT)"),
            ("84.4", "88.4", "92.7", "88.5"),
            bert,
            both,
        ),
        Result(
            translate("published", "Masked words alone (BERT)"),
            ("83.9", "84.9", "92.6", "87.9"),
            bert,
            alone,
        ),
        Result(
            translate("published", "Left to right alone (BERT)"),
            ("82.1", "84.3", "92.1", "77.8"),
            bert,
            frozenset({"causal_lm"}),
        ),
        Result(
            translate("published", "Masked words + next sentence (RoBERTa)"),
            ("84.0", "\u2013", "92.9", "90.4"),
            roberta,
            both,
        ),
        Result(
            translate("published", "Masked words, full rows (RoBERTa)"),
            ("84.7", "\u2013", "92.5", "90.4"),
            roberta,
            alone,
        ),
    )


class PublishedResults(QWidget):
    """A small table; the rows of the present choice stand out."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._marked: frozenset[str] = frozenset()
        self._rows: list[tuple[Result, list[QLabel]]] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 0, 0)
        grid.setHorizontalSpacing(0)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        heads = [self.tr("What the papers measured"), *TASKS]
        for column, words in enumerate(heads):
            head = label(words, "dim") if column else ElidingLabel(words, "dim")
            grid.addWidget(self._cell(head, column), 0, column)
        for line, result in enumerate(results(), start=1):
            cells = [ElidingLabel(result.words), *map(label, result.scores)]
            for column, cell in enumerate(cells):
                cell.setToolTip(tip_html(result.source))
                grid.addWidget(self._cell(cell, column), line, column)
            self._rows.append((result, cells))
        self.mark(frozenset())

    def mark(self, objectives: frozenset[str]) -> None:
        """Let the rows of these objectives stand out."""
        self._marked = objectives
        for result, cells in self._rows:
            chosen = result.objectives == objectives
            ground = self._theme.raised if chosen else "transparent"
            weight = 600 if chosen else 400
            sheet = f"background: {ground}; font-weight: {weight};"
            for cell in cells:
                if sheet != cell.styleSheet():
                    cell.setStyleSheet(sheet)

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        self._theme = theme
        self.mark(self._marked)

    def _cell(self, cell: QLabel, column: int) -> QLabel:
        cell.setContentsMargins(6 if column == 0 else 10, 3, 6, 3)
        if column:
            cell.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return cell
