"""All there is to know of an objective: what it does, its formula, its merits, and a sketch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from studio.views.objective.sketch import Sketch
from studio.widgets.formula_lines import FormulaLines
from studio.widgets.rich_tip import tip_html
from studio.widgets.text import label
from studio.wording import say

if TYPE_CHECKING:
    from engine.objectives.objective import Card as Introduction
    from studio.theme import Theme

INDENT = 28  # as far as the name in the line above


class CardDetails(QWidget):
    """What folds out beneath an objective's line."""

    fit_asked = Signal()

    def __init__(
        self, theme: Theme, name: str, card: Introduction, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(INDENT, 0, 8, 10)
        column.setSpacing(6)
        column.addWidget(self._unfit_line())
        for line in card.lines:
            column.addWidget(label(say("objectives", line), wrap=True))
        self.formula = FormulaLines(theme)
        self.formula.show_formulas(say("objectives", card.formula).splitlines())
        self.formula.setToolTip(tip_html(self.tr("What is minimised, in nats.")))
        column.addSpacing(2)
        column.addWidget(self.formula)
        self.sketch = Sketch(theme, name)
        column.addWidget(self.sketch)
        column.addLayout(self._merits(card))

    def _unfit_line(self) -> QWidget:
        self._unfit = QWidget()
        row = QHBoxLayout(self._unfit)
        row.setContentsMargins(0, 0, 0, 0)
        self.reason = label("", "warn", wrap=True)
        self.fit = QPushButton()
        self.fit.clicked.connect(self.fit_asked.emit)
        row.addWidget(self.reason, 1)
        row.addWidget(self.fit)
        self._unfit.hide()
        return self._unfit

    def _merits(self, card: Introduction) -> QGridLayout:
        """Good for, poor for, and what the paper measured."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(1, 1)
        rows = (
            (self.tr("Good for"), say("objectives", card.good_for), ""),
            (self.tr("Poor for"), say("objectives", card.poor_for), ""),
            (self.tr("Measured"), say("objectives", card.figure), ""),
            (self.tr("Source"), say("objectives", card.source), "dim"),
        )
        for line, (name, words, role) in enumerate(rows):
            told = label(words, "dim" if role else "", wrap=True)
            told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(label(name, "dim"), line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(told, line, 1)
        return grid

    def show_unfit(self, reason: str, words: str) -> None:
        """Why the model cannot learn it, with the way out; "" where it can."""
        self.reason.setText(reason)
        self.fit.setText(words)
        self._unfit.setVisible(bool(reason))

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        self.formula.set_theme(theme)
        self.sketch.set_theme(theme)
