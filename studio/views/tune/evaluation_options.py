"""How an evaluation is made: how much of the set, by which chance, from which columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from studio.widgets.number_input import NumberInput
from studio.widgets.rich_tip import tip_html
from studio.widgets.text import label
from studio.wording import number, say

if TYPE_CHECKING:
    from engine.evaluation.card import Card


class EvaluationOptions(QWidget):
    """Two numbers, and for tables with labels two names of columns."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._usual: int | None = None
        self.most = NumberInput(whole=True)
        self.most.name(self.tr("At most"))
        self.seed = NumberInput(whole=True)
        self.seed.set_placeholder("0")
        self.seed.name(self.tr("Seed"))
        self.seed.setToolTip(tip_html(self.tr("The same seed draws the same sample again.")))
        self.text, self.label = (
            self._column(self.tr("Column of the text")),
            self._column(self.tr("Column of the label")),
        )
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        self._names = [label(words, "dim") for words in self._words()]
        parts = (self.most, self.seed, self.text, self.label)
        for place, (name, part) in enumerate(zip(self._names, parts, strict=True)):
            row, column = divmod(place, 2)
            grid.addWidget(name, row, 2 * column)
            grid.addWidget(part, row, 2 * column + 1)
        for number_input in (self.most, self.seed):
            number_input.edited.connect(lambda _value: self.changed.emit())
        for line in (self.text, self.label):
            line.textEdited.connect(lambda _text: self.changed.emit())

    def ask_for(self, card: Card) -> None:
        """Offer what this evaluation heeds."""
        unit = say("evaluation", card.unit)
        self._usual = card.most
        self.most.set_placeholder(self.tr("all") if card.most is None else number(card.most))
        words = self.tr("How much is measured, as drawn by the seed. Counted: {unit}.")
        self.most.setToolTip(tip_html(words.format(unit=unit)))
        for part in (self.text, self.label, *self._names[2:]):
            part.setVisible(card.wants == "labelled")

    @property
    def most_value(self) -> int | None:
        """How many are measured; None: all there are."""
        value = self.most.value
        return int(value) if value is not None and value > 0 else self._usual

    @property
    def seed_value(self) -> int:
        """Of what is drawn."""
        return abs(int(self.seed.value or 0))

    def show_values(self, kept: dict[str, object]) -> None:
        """What was chosen before, without saying so."""
        for part, name in ((self.most, "most"), (self.seed, "seed")):
            value = kept.get(name)
            part.show_value(value if isinstance(value, int) else None)
        for line, name in ((self.text, "text"), (self.label, "label")):
            line.setText(str(kept.get(name, "")))

    def values(self) -> dict[str, object]:
        """What was chosen, as `show_values` takes it."""
        chosen: dict[str, object] = {"text": self.text.text(), "label": self.label.text()}
        for part, name in ((self.most, "most"), (self.seed, "seed")):
            if part.value is not None:
                chosen[name] = int(part.value)
        return chosen

    def _words(self) -> tuple[str, ...]:
        return self.tr("At most"), self.tr("Seed"), self.tr("Text"), self.tr("Label")

    def _column(self, name: str) -> QLineEdit:
        line = QLineEdit()
        line.setAccessibleName(name)
        line.setPlaceholderText(self.tr("found"))
        line.setToolTip(tip_html(self.tr("Name or number of the column; empty: it is looked for")))
        return line
