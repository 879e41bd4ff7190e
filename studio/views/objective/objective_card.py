"""One objective to choose: what it does, its formula, what it is good for, and a sketch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from studio.views.objective.sketch import Sketch
from studio.widgets.colour_dot import ColourDot
from studio.widgets.number_input import NumberInput, Reach
from studio.widgets.rich_tip import tip_html
from studio.widgets.text import label
from studio.wording import say

if TYPE_CHECKING:
    from engine.objectives.objective import Card as Introduction
    from studio.theme import Theme

TALLEST = 640  # pixels; beyond, the sketch would stand in a desert
HEAVIEST = 2.0  # the slider's end; more can be typed


class ObjectiveCard(QFrame):
    """Chosen by its box or a click anywhere on it; the weight shows once it is."""

    toggled = Signal(bool)  # by the person
    weighed = Signal(float)

    def __init__(
        self, theme: Theme, name: str, card: Introduction, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.objective = name
        self._theme = theme
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.setMaximumHeight(TALLEST)
        title = say("objectives", card.title)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(4)
        column.addLayout(self._head(title))
        column.addWidget(self._scale(title))
        for line in card.lines:
            column.addWidget(label(say("objectives", line), wrap=True))
        formula = label(say("objectives", card.formula), "code", wrap=True)
        formula.setToolTip(tip_html(self.tr("What is minimised, in nats.")))
        column.addWidget(formula)
        self.sketch = Sketch(theme, name)
        column.addWidget(self.sketch, 1)
        column.addLayout(self._merits(card))
        self.fault = label("", "bad", wrap=True)
        self.fault.hide()
        column.addWidget(self.fault)
        self.show_choice(on=False, weight=1.0)

    def _head(self, title: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.dot = ColourDot(self._theme.objective_colour(self.objective))
        self.box = QCheckBox()
        self.box.setAccessibleName(title)
        self.box.setToolTip(tip_html(self.tr("Train with this objective")))
        self.box.toggled.connect(self.toggled.emit)
        row.addWidget(self.dot)
        row.addWidget(label(title, "title", wrap=True), 1)
        row.addWidget(self.box)
        return row

    def _merits(self, card: Introduction) -> QGridLayout:
        """Good for, poor for, and what the paper measured."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(1, 1)
        rows = (
            (self.tr("Good for"), card.good_for),
            (self.tr("Poor for"), card.poor_for),
            (self.tr("Measured"), card.figure),
        )
        for line, (name, words) in enumerate(rows):
            told = label(say("objectives", words), wrap=True)
            told.setToolTip(tip_html(say("objectives", card.source)))
            grid.addWidget(label(name, "dim"), line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(told, line, 1)
        return grid

    def _scale(self, title: str) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.weight = NumberInput(whole=False, reach=Reach(0.0, HEAVIEST))
        self.weight.name(self.tr("Weight of {objective}").format(objective=title))
        self.weight.edited.connect(self._weighed)
        name = label(self.tr("Weight"), "dim")
        name.setToolTip(tip_html(self.tr("How much this loss counts in the sum of the losses.")))
        row.addWidget(name)
        row.addWidget(self.weight, 1)
        self._weight_row = box
        kept = box.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        box.setSizePolicy(kept)
        return box

    def sizeHint(self) -> QSize:
        return QSize(280, super().sizeHint().height())

    def show_choice(self, *, on: bool, weight: float) -> None:
        """Show whether it is chosen, and how heavily; reports nothing."""
        blocked = self.box.blockSignals(True)
        self.box.setChecked(on)
        self.box.blockSignals(blocked)
        self.weight.show_value(weight)
        self._weight_row.setVisible(on)
        self._frame()

    def show_fault(self, words: str) -> None:
        """Say what is wrong with it; "" when nothing is."""
        self.fault.setText(words)
        self.fault.setVisible(bool(words))

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        self._theme = theme
        self.dot.set_colour(theme.objective_colour(self.objective))
        self.sketch.set_theme(theme)
        self._frame()

    def _frame(self) -> None:
        edge = self._theme.accent if self.box.isChecked() else self._theme.line
        self.setStyleSheet(
            f"ObjectiveCard {{ background: {self._theme.surface}; border: 2px solid {edge};"
            " border-radius: 10px; }"
        )

    def _weighed(self, value: object) -> None:
        if isinstance(value, (int, float)):
            self.weighed.emit(float(value))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self.rect().contains(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and inside:
            self.box.toggle()
