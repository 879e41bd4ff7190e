"""How something is written: greedily or by chance, how boldly, how much; with its seed."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QToolButton, QWidget

from engine.faults import Fault
from engine.manner import Manner
from studio.icons import icon
from studio.widgets.number_input import NumberInput
from studio.widgets.rich_tip import tip_html
from studio.widgets.text import label
from studio.wording import fault_parts, sentences

if TYPE_CHECKING:
    from studio.desk import Desk

Name = Literal[
    "temperature", "top_k", "top_p", "repetition_penalty", "most", "seed", "beams", "length_penalty"
]
DRAWN: tuple[Name, ...] = ("temperature", "top_k", "top_p", "seed")  # mean nothing where greedy
WHOLE: tuple[Name, ...] = ("top_k", "most", "seed", "beams")
USUAL: dict[Name, float | int | None] = {
    "temperature": 0.8,
    "top_k": None,
    "top_p": 0.9,
    "repetition_penalty": 1.1,
    "most": 60,
    "seed": 1,
    "beams": 4,
    "length_penalty": 1.0,
}
SEEDS = 100_000
ROOM = 64  # pixels of a number


@dataclass(frozen=True, slots=True)
class Words:
    """What a number is called and what it does."""

    name: str
    tip: str
    source: str = ""


class MannerFields(QWidget):
    """Some of the numbers, kept between launches; an emptied one is off."""

    changed = Signal()

    def __init__(self, desk: Desk, kind: str, names: Sequence[Name]) -> None:
        super().__init__()
        self._desk, self._kind = desk, kind
        self.inputs: dict[Name, NumberInput] = {}
        self.greedy: QCheckBox | None = None
        self.dice: QToolButton | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(2)
        if "temperature" in names:
            self.greedy = self._make_greedy()
        words = self._words()
        for name in names:
            self._add(name, words[name])
        self._grid.setColumnStretch(self._grid.columnCount(), 1)
        self._follow_greedy()

    @property
    def draws(self) -> bool:
        """Whether tokens are drawn by chance."""
        return self.greedy is not None and not self.greedy.isChecked()

    @property
    def seed(self) -> int:
        """Of what is drawn."""
        value = self.inputs["seed"].value if "seed" in self.inputs else None
        return int(value or 0)

    def manner(self) -> Manner:
        """As it is chosen; raises Fault for what cannot be."""
        number = self._number
        return Manner(
            beams=int(number("beams") or 1),
            temperature=number("temperature") if self.draws else None,
            top_k=_whole(number("top_k")) if self.draws else None,
            top_p=number("top_p") if self.draws else None,
            repetition_penalty=_or_one(number("repetition_penalty")),
            length_penalty=_or_one(number("length_penalty")),
            most=_whole(number("most")),
        )

    def fault(self) -> str:
        """What cannot be as it is chosen; "" where all can."""
        if self.draws and self._number("temperature") is None:
            return self.tr("Give a temperature, or choose the likeliest token always.")
        try:
            self.manner()
        except Fault as fault:
            return sentences(*fault_parts(fault))
        return ""

    def settings(self) -> dict[str, Any]:
        """What is chosen, as plain data."""
        chosen: dict[str, Any] = {name: field.value for name, field in self.inputs.items()}
        return chosen if self.greedy is None else chosen | {"greedy": self.greedy.isChecked()}

    def restore(self, settings: Mapping[str, Any]) -> None:
        """Choose what was chosen before, as far as it makes sense."""
        for name, field in self.inputs.items():
            value = settings.get(name, field.value)
            if value is None or isinstance(value, int | float):
                field.show_value(value)
                self._desk.settings.set_option(f"try.{self._kind}.{name}", value)
        if self.greedy is not None and isinstance(settings.get("greedy"), bool):
            self.greedy.setChecked(settings["greedy"])

    def recolour(self) -> None:
        """Follow the theme of the desk."""
        if self.dice is not None:
            self.dice.setIcon(icon("dice-five", self._desk.theme))

    def _number(self, name: Name) -> float | None:
        field = self.inputs.get(name)
        if field is None:
            return None
        return None if field.value is None else float(field.value)

    def _make_greedy(self) -> QCheckBox:
        box = QCheckBox(self.tr("Greedy"))
        box.setToolTip(
            tip_html(
                self.tr("Always the likeliest token, so the same text every time; else drawn.")
            )
        )
        box.setChecked(self._desk.settings.option(f"try.{self._kind}.greedy", False))
        box.toggled.connect(self._greedy_chosen)
        self._grid.addWidget(label(self.tr("Choice"), "dim"), 0, 0)
        self._grid.addWidget(box, 1, 0)
        return box

    def _add(self, name: Name, words: Words) -> None:
        field = NumberInput(whole=name in WHOLE)
        field.line.setMaximumWidth(ROOM)
        field.name(words.name, words.tip)
        field.set_placeholder(self.tr("off"))
        tip = tip_html(words.tip, words.source)
        field.setToolTip(tip)
        kept = self._desk.settings.now.options.get(f"try.{self._kind}.{name}", USUAL[name])
        field.show_value(kept if isinstance(kept, int | float) else None)
        field.edited.connect(self._keeper(name))
        self.inputs[name] = field
        title = label(words.name, "dim")
        title.setToolTip(tip)
        title.setBuddy(field.line)
        at = self._grid.columnCount()
        self._grid.addWidget(title, 0, at)
        self._grid.addWidget(self._with_dice(field) if name == "seed" else field, 1, at)

    def _with_dice(self, field: NumberInput) -> QWidget:
        dice = self.dice = QToolButton()
        dice.setIcon(icon("dice-five", self._desk.theme))
        dice.setAccessibleName(self.tr("Another seed"))
        dice.setToolTip(self.tr("Another seed, by chance"))
        dice.setAutoRaise(True)
        dice.clicked.connect(lambda _checked=False: self._throw())
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(field)
        row.addWidget(dice)
        return both

    def _throw(self) -> None:
        number = random.randrange(SEEDS)
        self.inputs["seed"].show_value(number)
        self._keeper("seed")(number)

    def _keeper(self, name: Name) -> Callable[[object], None]:
        def keep(value: object) -> None:
            self._desk.settings.set_option(f"try.{self._kind}.{name}", value)
            self.changed.emit()

        return keep

    def _greedy_chosen(self, greedy: bool) -> None:
        self._desk.settings.set_option(f"try.{self._kind}.greedy", greedy)
        self._follow_greedy()
        self.changed.emit()

    def _follow_greedy(self) -> None:
        for name in DRAWN:
            if name in self.inputs:
                self.inputs[name].setEnabled(self.draws)
        if self.dice is not None:
            self.dice.setEnabled(self.draws)

    def _words(self) -> dict[Name, Words]:
        return {
            "temperature": Words(
                self.tr("Temperature"), self.tr("Below 1 safer, above 1 wilder; 1 as learned.")
            ),
            "top_k": Words(
                self.tr("Top-k"),
                self.tr("Draw from so many of the likeliest tokens; empty: from all."),
                "Fan et al. 2018, arXiv:1805.04833",
            ),
            "top_p": Words(
                self.tr("Top-p"),
                self.tr("Draw from as few tokens as have this share together; empty: from all."),
                "Holtzman et al. 2020, arXiv:1904.09751",
            ),
            "repetition_penalty": Words(
                self.tr("Repetition"),
                self.tr("Above 1: tokens that stand there already become less likely."),
                "Keskar et al. 2019, arXiv:1909.05858",
            ),
            "most": Words(
                self.tr("Length"),
                self.tr("Tokens at most; empty: as many as the model has room for."),
            ),
            "seed": Words(self.tr("Seed"), self.tr("The same seed draws the same text.")),
            "beams": Words(
                self.tr("Beams"),
                self.tr("Texts that are followed at once, and answers given; 1: greedy."),
                "Sutskever et al. 2014, arXiv:1409.3215",
            ),
            "length_penalty": Words(
                self.tr("Length penalty"),
                self.tr("0 favours short texts; 1 divides by their length as published."),
                "Wu et al. 2016, arXiv:1609.08144",
            ),
        }


def _whole(value: float | None) -> int | None:
    return None if value is None else int(value)


def _or_one(value: float | None) -> float:
    return 1.0 if value is None else value
