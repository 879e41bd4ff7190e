"""The fields of the chosen objectives, beside the row they change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from studio.widgets.colour_dot import ColourDot
from studio.widgets.recipe_form import RecipeFields
from studio.widgets.text import label
from studio.wording import say

if TYPE_CHECKING:
    from engine.recipe.form import RecipeForm
    from studio.desk import Desk

ELSEWHERE = ("weight", "points", "turns")  # in the list, and where objectives are combined


class Sliders(QWidget):
    """One block an objective, named where there are several."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.fields: dict[str, RecipeFields] = {}
        self._blocks: dict[str, QWidget] = {}
        self._names: dict[str, QWidget] = {}
        self._dots: dict[str, ColourDot] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)

    def build(self, form: RecipeForm) -> None:
        """Make the fields of every objective that has any."""
        for name, card in form.cards.items():
            specs = [
                spec
                for spec in form.section(f"objectives.{name}").fields
                if spec.key.rpartition(".")[2] not in ELSEWHERE
            ]
            if not specs:
                continue
            title = say("objectives", card.title)
            fields = RecipeFields(self._desk.theme, self._desk.draft, specs)
            fields.setAccessibleName(title)
            block = QWidget()
            column = QVBoxLayout(block)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(4)
            column.addWidget(self._name(name, title))
            column.addWidget(fields)
            self._column.addWidget(block)
            self.fields[name], self._blocks[name] = fields, block

    def _name(self, name: str, title: str) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._dots[name] = ColourDot(self._desk.theme.objective_colour(name))
        row.addWidget(self._dots[name])
        row.addWidget(label(title, "dim"), 1)
        self._names[name] = head
        return head

    def show_only(self, objectives: set[str]) -> None:
        """Show the fields of these."""
        shown = objectives & set(self.fields)
        for name, block in self._blocks.items():
            block.setVisible(name in shown)
            self._names[name].setVisible(len(shown) > 1)

    def follow_theme(self) -> None:
        """Take the colours of the moment."""
        for name, fields in self.fields.items():
            fields.set_theme(self._desk.theme)
            self._dots[name].set_colour(self._desk.theme.objective_colour(name))
