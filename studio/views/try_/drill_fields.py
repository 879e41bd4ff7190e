"""How a lesson is made: how many exercises, how rare their words, and what is drawn."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QToolButton, QWidget

from engine.tasks.lesson import LEVELS
from studio.icons import icon
from studio.widgets.number_input import NumberInput
from studio.widgets.rich_tip import tip_html
from studio.widgets.segmented import Segmented
from studio.widgets.text import label

if TYPE_CHECKING:
    from studio.desk import Desk

ITEMS, LEVEL, SEED = "try.drill.items", "try.drill.level", "try.drill.seed"  # options
USUAL = {ITEMS: 10, LEVEL: 2, SEED: 0}
MOST = 100  # exercises
SEEDS = 10_000
ROOM = 64  # pixels


class DrillFields(QWidget):
    """They are remembered."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.levels = Segmented(desk.theme, [(str(one), str(one)) for one in LEVELS])
        self.levels.setAccessibleName(self.tr("Level"))
        self.levels.chosen.connect(lambda level: self._keep(LEVEL, int(level)))
        self.items = self._number(ITEMS, self.tr("Exercises"))
        self.seed = self._number(SEED, self.tr("Seed"))
        self.dice = QToolButton()
        self.dice.setIcon(icon("dice-five", desk.theme))
        self.dice.setAccessibleName(self.tr("Another seed"))
        self.dice.setToolTip(self.tr("Another seed, by chance"))
        self.dice.clicked.connect(lambda _checked=False: self._throw())
        self._lay_out()
        self.restore({})

    def _number(self, option: str, name: str) -> NumberInput:
        field = NumberInput(whole=True)
        field.line.setMaximumWidth(ROOM)
        field.name(name)
        field.edited.connect(lambda value: self._keep(option, value))
        return field

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(2)
        tips = (
            self.tr(
                "How rare the words are: 1 the commonest fifth of those in the text, 5 the rarest, "
                "by how often the run would expect each."
            ),
            self.tr("How many at most; where the text is short there are fewer."),
            self.tr("Another number draws other sentences, and shuffles otherwise."),
        )
        titles = (self.tr("Level"), self.tr("Exercises"), self.tr("Seed"))
        fields = (self.levels, self.items, self.seed)
        for at, (title, tip, field) in enumerate(zip(titles, tips, fields, strict=True)):
            words = label(title, "dim")
            for part in (words, field):
                part.setToolTip(tip_html(tip))
            grid.addWidget(words, 0, at)
            grid.addWidget(field, 1, at)
        grid.addWidget(self.dice, 1, len(fields))
        grid.setColumnStretch(len(fields) + 1, 1)

    @property
    def level(self) -> int:
        """1 … 5."""
        return int(self.levels.value or USUAL[LEVEL])

    @property
    def num_items(self) -> int:
        """0 where that is no number that can be."""
        value = self.items.value
        return int(value) if value is not None and 1 <= value <= MOST else 0

    @property
    def seed_number(self) -> int:
        """Of what is drawn; −1 where that is no number that can be."""
        value = self.seed.value
        return int(value) if value is not None and value >= 0 else -1

    def fault(self) -> str:
        """What cannot be as it is chosen; "" where all can."""
        if not self.num_items:
            return self.tr("Ask for 1 to {most} exercises.").format(most=MOST)
        return self.tr("A seed is a whole number, 0 or more.") if self.seed_number < 0 else ""

    def settings(self) -> dict[str, Any]:
        """What is chosen, as plain data."""
        return {ITEMS: self.num_items, LEVEL: self.level, SEED: self.seed_number}

    def restore(self, settings: Mapping[str, Any]) -> None:
        """Choose what was chosen before, as far as it makes sense; else what is remembered."""
        chosen = {}
        for option, usual in USUAL.items():
            value = settings.get(option, self._desk.settings.option(option, usual))
            chosen[option] = value if isinstance(value, int) and value >= 0 else usual
            self._desk.settings.set_option(option, chosen[option])
        level = chosen[LEVEL] if chosen[LEVEL] in LEVELS else USUAL[LEVEL]
        self.levels.choose(str(level))
        self.items.show_value(chosen[ITEMS])
        self.seed.show_value(chosen[SEED])

    def recolour(self) -> None:
        """Follow the theme of the desk."""
        self.levels.set_theme(self._desk.theme)
        self.dice.setIcon(icon("dice-five", self._desk.theme))

    def _throw(self) -> None:
        number = random.randrange(SEEDS)
        self.seed.show_value(number)
        self._keep(SEED, number)

    def _keep(self, option: str, value: object) -> None:
        self._desk.settings.set_option(option, value)
        self.changed.emit()
