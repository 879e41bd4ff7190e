"""What the choice comes to: the family it belongs to, its loss, and why one would make it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from studio.views.objective.families import families, family_of, loss_formula
from studio.views.objective.published import PublishedResults
from studio.widgets.card import Card
from studio.widgets.picker import Picker, one_of
from studio.widgets.rich_tip import tip_html
from studio.widgets.segmented import Segmented
from studio.widgets.text import label

if TYPE_CHECKING:
    from studio.theme import Theme


class FamilyCard(Card):
    """Names the family and lets one take a family as published."""

    chosen = Signal(str)  # a family's name, as presets spell it

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._theme = theme
        self.buttons: Segmented | Picker | None = None
        self.formula = label("", "name", wrap=True)
        self.formula.setToolTip(
            tip_html(
                self.tr(
                    "The loss of a step: each objective's sum over its targets, divided by their "
                    "number, times its weight."
                )
            )
        )
        self.why = label("", wrap=True)
        self.body.setSpacing(6)
        inside = QWidget()
        inside.setObjectName("inside")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        column.addWidget(self.formula)
        column.addWidget(self.why)
        self.results = PublishedResults(theme)
        column.addWidget(self.results)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumHeight(48)
        area.setAccessibleName(self.tr("What is known of the family"))
        area.setWidget(inside)
        self.body.addWidget(area, 1)

    def offer(self, names: Collection[str]) -> None:
        """Let one take any of the families of these names; once it is known which there are."""
        known = [family for family in families().values() if family.name in names]
        self.buttons = one_of(self._theme, [(family.name, family.title) for family in known])
        self.buttons.setAccessibleName(self.tr("Recipe family"))
        for family in known:
            self.buttons.set_tip(family.name, family.why, family.source)
        self.buttons.chosen.connect(self.chosen.emit)
        self.add_to_header(self.buttons)

    def show_choice(self, weights: Mapping[str, float]) -> None:
        """Tell what these objectives with these weights come to."""
        family = family_of(frozenset(weights))
        self.set_title(self.tr("Family: {name}").format(name=family.title))
        self.set_hint(family.source)
        self.formula.setText(loss_formula(weights))
        self.why.setText(family.why)
        if self.buttons is not None:
            self.buttons.choose(family.name)
        self.results.mark(frozenset(weights))

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        self._theme = theme
        if self.buttons is not None:
            self.buttons.set_theme(theme)
        self.results.set_theme(theme)
