"""What the choice comes to: its loss, how its parts are combined, and what is known of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.families import families, family_of, recipe_title
from studio.views.objective.choosing import followed_points
from studio.views.objective.family_button import FamilyButton
from studio.views.objective.loss_formula import Tasks, Weighed, loss_formulas
from studio.views.objective.published import PublishedResults
from studio.widgets.card import Card
from studio.widgets.formula_lines import FormulaLines
from studio.widgets.recipe_form import RecipeFields
from studio.widgets.rich_tip import tip_html
from studio.widgets.scrolling import scrolling
from studio.widgets.text import label
from studio.wording import say

if TYPE_CHECKING:
    from engine.form import FieldSpec
    from engine.recipe.form import RecipeForm
    from studio.draft import Draft
    from studio.theme import Theme

translate = QCoreApplication.translate

LEAST = 48  # pixels, the rest scrolls


class TogetherCard(Card):
    """Names the family, says what a step will learn, and lets one weigh and schedule."""

    chosen = Signal(str)  # a family's name, as presets spell it

    def __init__(self, theme: Theme, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._theme, self._draft = theme, draft
        self._form: RecipeForm | None = None
        self.buttons = FamilyButton()
        self.buttons.chosen.connect(self.chosen.emit)
        self.add_to_header(self.buttons)
        self.formula = FormulaLines(theme)
        self._parts: dict[str, Weighed] = {}
        self._tasks: Tasks = {}
        self.sentence = label("", wrap=True)
        self.why = label("", "dim", wrap=True)
        self.combining: RecipeFields | None = None
        self.turns: dict[str, RecipeFields] = {}
        self.points: dict[str, RecipeFields] = {}
        self._fields = QVBoxLayout()
        self._fields.setSpacing(6)
        self.results = PublishedResults(theme)
        self.body.setSpacing(6)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        column.addWidget(self.formula)
        column.addWidget(self.sentence)
        column.addLayout(self._fields)
        column.addWidget(self.why)
        column.addWidget(self.results)
        column.addStretch(1)
        area = scrolling(column)
        area.setMinimumHeight(LEAST)
        area.setAccessibleName(self.tr("What the choice comes to"))
        self.body.addWidget(area, 1)

    def build(self, form: RecipeForm) -> None:
        """Make the fields, now that it is known which there are."""
        self._form = form
        self.buttons.offer(families(form).values())
        self.combining = self._add(form.section("combining").fields)
        for name, card in form.cards.items():
            for spec in form.section(f"objectives.{name}").fields:
                kept = {"turns": self.turns, "points": self.points}.get(spec.key.split(".")[-1])
                if kept is not None:
                    kept[name] = self._add([_named(spec, say("objectives", card.title))])

    def _add(self, specs: Any) -> RecipeFields:
        fields = RecipeFields(self._theme, self._draft, list(specs))
        self._fields.addWidget(fields)
        return fields

    def show_choice(self, weights: Mapping[str, float]) -> None:
        """Tell what these objectives with these weights come to."""
        form = self._form
        if form is None or self.combining is None:
            return
        preset = str(self._draft.value("preset", ""))
        family = family_of(form, frozenset(weights), preset)
        self.set_title(recipe_title(form, frozenset(weights), preset))
        self.set_hint(family.source.partition(";")[0], family.source)
        weighting = str(self._draft.effective("combining.weighting", "fixed"))
        pointed = followed_points(self._draft, form)
        self._parts = {
            name: Weighed(form.cards[name].title, weight, name in pointed)
            for name, weight in weights.items()
        }
        self._show_formula(weighting)
        self.why.setText(family.why)
        self.buttons.choose(family.name)
        self.results.show_choice(frozenset(weights))
        scheduled = weighting == "scheduled"
        self.combining.setVisible(bool(weights))
        for name, fields in self.points.items():
            # Those that nobody follows are refused, so one must be able to take them away.
            drawn = bool(self._draft.effective(f"objectives.{name}.points", ()))
            fields.setVisible((scheduled or drawn) and name in weights)

    def show_tasks(self, tasks: Tasks) -> None:
        """Say what a step will learn; turns are asked for only where there are any."""
        if self._form is None:
            return
        self._tasks = dict(tasks)
        self._show_formula(str(self._draft.effective("combining.weighting", "fixed")))
        titles = {n: say("objectives", card.title) for n, card in self._form.cards.items()}
        self.sentence.setText(what_happens(tasks, titles))
        self.sentence.setVisible(bool(tasks))
        for name, fields in self.turns.items():
            fields.setVisible(len(tasks) > 1 and any(name in task for task in tasks))

    def _show_formula(self, weighting: str) -> None:
        self.formula.show_formulas(loss_formulas(self._parts, weighting, self._tasks))
        tip = self.tr(
            "The loss of a step: each objective's sum over its targets, divided by their number, "
            "times its weight."
        )
        self.formula.setToolTip(tip_html("\n".join((tip, *_rule(weighting)))))

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        self._theme = theme
        self.formula.set_theme(theme)
        self.results.set_theme(theme)
        made = [] if self.combining is None else [self.combining]
        for fields in (*made, *self.turns.values(), *self.points.values()):
            fields.set_theme(theme)


def _rule(weighting: str) -> tuple[str, ...]:
    """What the letters of the formula stand for."""
    known = {
        "scheduled": translate("together", "w(t): what its points give at time t of the run."),
        "uncertainty": translate(
            "together", "s: how noisy a loss is, learned with everything else; it starts at 0."
        ),
        "dynamic_average": translate(
            "together", "λ: the larger, the slower that loss fell lately; it starts at 1."
        ),
        "gradnorm": translate(
            "together", "λ: moved so that all losses learn at one pace; it starts at 1."
        ),
    }
    return (known[weighting],) if weighting in known else ()


def _named(spec: FieldSpec, objective: str) -> FieldSpec:
    """A field of an objective among those of others."""
    title = translate("together", "{field}: {objective}")
    words = title.format(field=say("recipe", spec.title), objective=objective)
    return replace(spec, title=words, advanced=False)


def what_happens(tasks: Tasks, titles: Mapping[str, str]) -> str:
    """One plain sentence of what a step learns."""
    if not tasks:
        return ""
    if len(tasks) == 1:
        (names,) = tasks
        if len(names) == 1:
            alone = translate("together", "{objective} is learned in every step.")
            return alone.format(objective=titles.get(names[0], names[0]))
        shared = translate("together", "{objectives} share one pass.")
        return shared.format(objectives=_listed(names, titles))
    part = translate("together", "{count} × {objectives}")
    parts = [
        part.format(count=count, objectives=_listed(names, titles))
        for names, count in tasks.items()
    ]
    turns = translate("together", "They take turns, a step each. Of every {all} steps: {parts}.")
    return turns.format(all=sum(tasks.values()), parts=", ".join(parts))


def _listed(names: tuple[str, ...], titles: Mapping[str, str]) -> str:
    told = [titles.get(name, name) for name in names]
    if len(told) == 1:
        return told[0]
    both = translate("together", "{first} and {last}")
    return both.format(first=translate("together", ", ").join(told[:-1]), last=told[-1])
