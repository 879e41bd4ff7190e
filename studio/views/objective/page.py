"""The Objective page: the cards, what the model sees, and the family the choice belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from studio.views.objective.choosing import choose_family, is_on, switch, switched_on, weights
from studio.views.objective.family_card import FamilyCard
from studio.views.objective.objective_card import TALLEST, ObjectiveCard
from studio.views.objective.sight import SightCard
from studio.widgets.recipe_form import RecipeFields
from studio.widgets.sheet import Sheet
from studio.widgets.text import label
from studio.wording import fault_words, say

if TYPE_CHECKING:
    from studio.desk import Desk

GAP, MARGIN, COLUMNS, CARDS = 12, 16, 2, 448

translate = QCoreApplication.translate


class Page(Sheet):
    """What the model is asked. Several objectives can be combined with weights."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._desk = desk
        self.cards: dict[str, ObjectiveCard] = {}
        self.fields: dict[str, RecipeFields] = {}
        self.sight = SightCard(desk)
        self.family = FamilyCard(desk.theme)
        self.family.chosen.connect(self._take_family)
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        row.setSpacing(GAP)
        left = QVBoxLayout()
        left.setSpacing(GAP)
        left.addWidget(self._card_area(), 5)
        left.addWidget(self.family, 3)
        row.addLayout(left, 52)
        row.addWidget(self.sight, 48)
        desk.draft.changed.connect(self._follow)
        desk.draft.faults_changed.connect(self._follow)
        desk.theme_changed.connect(self._recolour)
        desk.form_ready.connect(self._build)
        self._build()

    def title(self) -> str:
        """What the rail calls it."""
        return self.tr("Objective")

    def _card_area(self) -> QScrollArea:
        inside = QWidget()
        inside.setObjectName("inside")
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP)
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1)
        self._waiting = label(self.tr("Loading the objectives…"), "dim")
        self._grid.addWidget(self._waiting, 0, 0)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        area.setMinimumHeight(CARDS)
        self._area = area
        return area

    def _build(self) -> None:
        form = self._desk.form
        if form is None or self.cards:
            return
        self._waiting.hide()
        self.family.offer(tuple(form.families))
        for index, (name, card) in enumerate(form.cards.items()):
            shown = ObjectiveCard(self._desk.theme, name, card)
            shown.toggled.connect(lambda on, name=name: self._switch(name, on))
            shown.weighed.connect(lambda weight, name=name: self._weigh(name, weight))
            self._grid.addWidget(shown, 1 + index // COLUMNS, index % COLUMNS)
            self.cards[name] = shown
            specs = [
                spec
                for spec in form.section(f"objectives.{name}").fields
                if not spec.key.endswith(".weight")
            ]
            if specs:
                fields = RecipeFields(self._desk.theme, self._desk.draft, specs)
                fields.setAccessibleName(say("objectives", card.title))
                self.fields[name] = fields
                self.sight.fields.addWidget(fields)
        rows = -(-len(self.cards) // COLUMNS)
        self._area.setMaximumHeight(rows * (TALLEST + GAP) - GAP)
        self._follow()

    def _switch(self, name: str, on: bool) -> None:
        form = self._desk.form
        if form is not None:
            sentence = form.cards[name].title
            switch(self._desk.draft, form, name, on, lambda: _switched(sentence, on=on))

    def _weigh(self, name: str, weight: float) -> None:
        key = f"objectives.{name}.weight"
        self._desk.draft.set(key, weight, lambda: translate("changes", "Change a weight"))

    def _take_family(self, family: str) -> None:
        form = self._desk.form
        if form is not None:
            text = lambda: translate("changes", "Choose a family")  # noqa: E731
            choose_family(self._desk.draft, form, family, text)

    def _follow(self, *_: object) -> None:
        form, draft = self._desk.form, self._desk.draft
        if form is None or not self.cards:
            return
        faults = {fault.place: fault_words(fault) for fault in reversed(draft.faults)}
        weighed = weights(draft, form)
        for name, card in self.cards.items():
            card.show_choice(on=name in weighed, weight=weighed.get(name, 1.0))
            card.show_fault(faults.get(f"objectives.{name}", ""))
        for name, fields in self.fields.items():
            fields.setVisible(is_on(draft, form, name))
        self.family.show_choice({name: weighed[name] for name in switched_on(draft, form)})

    def _recolour(self) -> None:
        theme = self._desk.theme
        self.family.set_theme(theme)
        for card in self.cards.values():
            card.set_theme(theme)
        for fields in self.fields.values():
            fields.set_theme(theme)


def _switched(title: str, *, on: bool) -> str:
    words = (
        translate("changes", "Switch on {objective}")
        if on
        else translate("changes", "Switch off {objective}")
    )
    return words.format(objective=say("objectives", title))
