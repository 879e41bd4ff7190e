"""How it is tuned: how much of the model learns, for how long, how fast."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from studio.widgets.card import Card
from studio.widgets.recipe_form import RecipeFields
from studio.widgets.text import label
from studio.wording import number

if TYPE_CHECKING:
    from engine.form import FieldSpec
    from studio.desk import Desk

PLAIN = ("tuning.trains", "tuning.layers", "training.epochs", "training.lr", "training.batch")
FOLDED = ("tuning.patience", "tuning.keep_best", "training.seed", "training.validate_every")
LAYERS, TRAINS = "tuning.layers", "tuning.trains"


class MannerCard(Card):
    """The fields of the recipe that matter here; what is not chosen follows from the examples."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.set_title(self.tr("How"))
        self.told = label("", "dim", wrap=True)
        self.fields: RecipeFields | None = None
        self.body.setSpacing(8)
        self.body.addWidget(self.told)
        desk.form_ready.connect(self._build)
        desk.tuning.changed.connect(self.follow)
        desk.tuning.confirmed.connect(self.follow)
        self._build()
        self.follow()

    def follow(self, *_: object) -> None:
        """Say what follows of the choices; the number of layers matters for some of them alone."""
        if self.fields is not None:
            chosen = self._desk.tuning.effective(TRAINS, "all")
            row = self.fields.rows.get(LAYERS)
            if row is not None:
                row.set_visible(chosen == "last")
        self.told.setText(self._words())

    def recolour(self) -> None:
        """Hand the theme on."""
        if self.fields is not None:
            self.fields.set_theme(self._desk.theme)

    def _words(self) -> str:
        draft = self._desk.tuning
        epochs, batch = draft.effective("training.epochs"), draft.effective("training.batch")
        rows = draft.effective("rows")
        known = isinstance(epochs, (int, float)) and isinstance(batch, int) and batch > 0
        if not rows or not known:
            return self.tr("What suits the model and the examples is filled in once they are read.")
        steps = max(1, round(epochs * rows / batch))
        words = self.tr("About {steps} steps at most; fewer where it gets no better any more.")
        return words.format(steps=number(steps))

    def _build(self) -> None:
        form = self._desk.form
        if form is None or self.fields is not None:
            return
        known: dict[str, FieldSpec] = {}
        for section in ("training", "tuning"):
            known |= {spec.key: spec for spec in form.section(section).fields}
        specs = [_following(known[key], advanced=False) for key in PLAIN if key in known]
        specs += [_following(known[key], advanced=True) for key in FOLDED if key in known]
        self.fields = RecipeFields(self._desk.theme, self._desk.tuning, specs)
        self.body.addWidget(self.fields)
        self.follow()


def _following(spec: FieldSpec, *, advanced: bool) -> FieldSpec:
    """Of training nothing holds before the examples are read, for all of it follows from them."""
    if spec.key.startswith("training.") and spec.key != "training.seed":
        return replace(spec, advanced=advanced, default=None, optional=True)
    return replace(spec, advanced=advanced)
