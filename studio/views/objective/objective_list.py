"""All objectives in a calm list, grouped by the architecture that can learn them."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from studio.views.objective.architectures import (
    group_hint,
    group_title,
    groups,
    needs_words,
    unfit_words,
    use_words,
)
from studio.views.objective.objective_card import ObjectiveCard
from studio.widgets.card import Card
from studio.widgets.eliding_label import ElidingLabel
from studio.widgets.rich_tip import tip_html
from studio.widgets.scrolling import scrolling
from studio.widgets.text import label

if TYPE_CHECKING:
    from engine.recipe.form import RecipeForm
    from studio.theme import Theme

LEAST = 120  # pixels of the list, the rest scrolls


class GroupHead(QWidget):
    """Names a group; where the model cannot learn it, says so and offers another model."""

    fit_asked = Signal()

    def __init__(self, architecture: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._architecture = architecture
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 8, 6, 2)
        row.setSpacing(10)
        row.addWidget(label(group_title(architecture), "name"))
        self.hint = ElidingLabel("", "dim")
        row.addWidget(self.hint, 1)
        self.fit = QPushButton(use_words(architecture))
        self.fit.setProperty("kind", "link")
        self.fit.clicked.connect(self.fit_asked.emit)
        row.addWidget(self.fit)

    def follow(self, architecture: str) -> None:
        """Show whether the model is the one these need."""
        fits = architecture == self._architecture
        hint = group_hint(self._architecture) if fits else needs_words(self._architecture)
        self.hint.setText(hint)
        words = hint if fits else unfit_words((self._architecture,), architecture)
        self.hint.setToolTip(tip_html(words))
        self.fit.setVisible(not fits)


class ObjectiveList(Card):
    """The entries; one at a time is open."""

    switched = Signal(str, bool)
    weighed = Signal(str, float)
    data_asked = Signal()
    fit_asked = Signal(str, str)  # architecture, the objective it is wanted for or ""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("Objectives"))
        self._theme = theme
        self.cards: dict[str, ObjectiveCard] = {}
        self.heads: dict[str, GroupHead] = {}
        self._needs: dict[str, tuple[str, ...]] = {}
        self._reads: dict[str, str] = {}
        self._open = ""
        self._chosen: set[str] = set()
        self._wrong: dict[str, str] = {}
        self._settled = QTimer(self)  # what folded out has its height once the event is over
        self._settled.setSingleShot(True)
        self._settled.setInterval(0)
        self._settled.timeout.connect(self._reveal_what_counts)
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(2)
        self._waiting = label(self.tr("Loading the objectives…"), "dim")
        self._column.addWidget(self._waiting)
        self._area = scrolling(self._column)
        self._area.setMinimumHeight(LEAST)
        self.body.addWidget(self._area, 1)

    def build(self, form: RecipeForm) -> None:
        """Make an entry of every objective there is."""
        self._waiting.hide()
        self._needs = dict(form.architectures)
        self._reads = dict(form.reads)
        for group in groups(form):
            head = GroupHead(group.architecture)
            head.fit_asked.connect(lambda one=group.architecture: self.fit_asked.emit(one, ""))
            self.heads[group.architecture] = head
            self._column.addWidget(head)
            for name in group.objectives:
                self._column.addWidget(self._entry(form, name))
        self._column.addStretch(1)

    def _entry(self, form: RecipeForm, name: str) -> ObjectiveCard:
        card = ObjectiveCard(self._theme, name, form.cards[name])
        card.toggled.connect(lambda on: self._switched(name, on))
        card.weighed.connect(lambda weight: self.weighed.emit(name, weight))
        card.opened.connect(lambda open_: self.open(name if open_ else ""))
        card.fit_asked.connect(lambda: self.fit_asked.emit(self._needs[name][0], name))
        card.data_asked.connect(self.data_asked.emit)
        card.stepped.connect(lambda by: self._step(name, by))
        self.cards[name] = card
        return card

    def open(self, name: str) -> None:
        """Show the whole card of one objective, and of no other; "" closes all."""
        for other, card in self.cards.items():
            card.show_open(other == name)
        self._open = name
        if name:
            self._settled.start()

    def follow(
        self,
        architecture: str,
        weights: dict[str, float],
        faults: dict[str, str],
        pointed: Collection[str] = (),
    ) -> None:
        """Show what is chosen, how heavily, what cannot be learned and what is wrong.

        The weights of those `pointed` follow points over the budget.
        """
        for head in self.heads.values():
            head.follow(architecture)
        wrong = {name: self._fault_of(name, faults) for name in weights}
        if (set(weights), wrong) != (self._chosen, self._wrong):
            self._chosen, self._wrong = set(weights), wrong
            self._settled.start()
        for name, card in self.cards.items():
            needs = self._needs[name]
            fits = architecture in needs
            card.show_unfit(
                "" if fits else unfit_words(needs, architecture),
                "" if fits else use_words(needs[0]),
            )
            card.show_choice(on=name in weights, weight=weights.get(name, 1.0))
            card.show_pointed(name in pointed)
            own = f"objectives.{name}" in faults
            card.show_fault(wrong.get(name, ""), on_data=not own)

    def _fault_of(self, name: str, faults: dict[str, str]) -> str:
        """What is wrong with an objective, or with the pairs it learns from."""
        own = faults.get(f"objectives.{name}", "")
        reads = self._reads.get(name, "text")
        if own or reads == "text":
            return own
        return next((words for place, words in faults.items() if place.startswith(reads)), "")

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        self._theme = theme
        for card in self.cards.values():
            card.set_theme(theme)

    def _switched(self, name: str, on: bool) -> None:
        if on:
            self.open(name)
        self.switched.emit(name, on)

    def _step(self, name: str, by: int) -> None:
        names = list(self.cards)
        place = names.index(name) + by
        if 0 <= place < len(names):
            self.cards[names[place]].focus_here()
            self._reveal(self.cards[names[place]])

    def _reveal_what_counts(self) -> None:
        card = self.cards.get(self._open)
        if card is None:
            self._reveal_chosen()
            return
        self._reveal(card)
        if card.height() > self._area.viewport().height():  # then its line counts, not its end
            self._area.verticalScrollBar().setValue(card.y())

    def _reveal_chosen(self) -> None:
        """A family may choose what stands out of sight, or a fault make it longer than is seen."""
        chosen = [card for name, card in self.cards.items() if name in self._chosen]
        if chosen and not any(map(_is_whole, chosen)):
            self._reveal(chosen[0])

    def _reveal(self, card: ObjectiveCard) -> None:
        self._area.ensureWidgetVisible(card, 0, 8)


def _is_whole(card: ObjectiveCard) -> bool:
    return card.visibleRegion().boundingRect().height() >= card.height()
