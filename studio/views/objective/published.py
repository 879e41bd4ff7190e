"""What the papers measured, of the objectives chosen and of no others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from studio.views.objective.studies import Result, Study, studies_of
from studio.widgets.eliding_label import ElidingLabel
from studio.widgets.rich_tip import tip_html
from studio.widgets.text import label

if TYPE_CHECKING:
    from studio.theme import Theme

GAP = 10  # pixels between two studies


class PublishedResults(QWidget):
    """A small table for each study; the rows of exactly the present choice stand out."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chosen: frozenset[str] = frozenset()
        self._rows: list[tuple[Result, list[QLabel]]] = []
        self.studies: tuple[Study, ...] = ()
        self._tables = QWidget()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 0)
        self._column.addWidget(self._tables)
        self.hide()

    def show_choice(self, objectives: frozenset[str]) -> None:
        """Show what is known of these objectives; nothing where no study is."""
        self._chosen = objectives
        studies = studies_of(objectives)
        if studies != self.studies:
            self.studies = studies
            self._build()
        self._mark()
        self.setVisible(bool(studies))

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        self._theme = theme
        self._mark()

    def _build(self) -> None:
        self._column.removeWidget(self._tables)
        self._tables.hide()
        self._tables.deleteLater()
        self._rows = []
        self._tables = QWidget()
        column = QVBoxLayout(self._tables)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        for place, study in enumerate(self.studies):
            title = study.measure if place else self.tr("What the papers measured")
            column.addLayout(self._table(study, title))
        self._column.addWidget(self._tables)

    def _table(self, study: Study, title: str) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(0)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        for column, words in enumerate([title, *study.tasks]):
            head = label(words, "dim") if column else ElidingLabel(words, "dim")
            head.setToolTip(tip_html(study.measure))
            grid.addWidget(_cell(head, column), 0, column)
        for line, result in enumerate(study.results, start=1):
            cells = [ElidingLabel(result.words), *map(label, result.scores)]
            for column, cell in enumerate(cells):
                cell.setToolTip(tip_html(result.source))
                grid.addWidget(_cell(cell, column), line, column)
            self._rows.append((result, cells))
        told = [study.measure, study.sources] if title != study.measure else [study.sources]
        cited = label(" ".join(told), "hint", wrap=True)
        grid.addWidget(_cell(cited, 0), len(study.results) + 1, 0, 1, 1 + len(study.tasks))
        return grid

    def _mark(self) -> None:
        for result, cells in self._rows:
            chosen = result.objectives == self._chosen
            ground = self._theme.raised if chosen else "transparent"
            weight = 600 if chosen else 400
            sheet = f"background: {ground}; font-weight: {weight};"
            for cell in cells:
                if sheet != cell.styleSheet():
                    cell.setStyleSheet(sheet)


def _cell(cell: QLabel, column: int) -> QLabel:
    cell.setContentsMargins(6 if column == 0 else 10, 3, 6, 3)
    if column:
        cell.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return cell
