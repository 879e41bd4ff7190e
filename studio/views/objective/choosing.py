"""Which objectives the draft switches on, and how that is changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from studio.wording import Words

if TYPE_CHECKING:
    from engine.recipe.form import RecipeForm
    from studio.draft import Draft

MISSING = object()


def preset_objectives(draft: Draft, form: RecipeForm) -> Mapping[str, Any]:
    """What the draft's preset switches on."""
    preset = form.presets.get(str(draft.value("preset", "")), {})
    objectives = preset.get("objectives", {})
    return objectives if isinstance(objectives, Mapping) else {}


def is_on(draft: Draft, form: RecipeForm, name: str) -> bool:
    """Whether an objective is switched on, without waiting for the check."""
    own = draft.value(f"objectives.{name}", MISSING)
    return name in preset_objectives(draft, form) if own is MISSING else own is not False


def switched_on(draft: Draft, form: RecipeForm) -> list[str]:
    """All objectives that are on, in the order of the form."""
    return [name for name in form.cards if is_on(draft, form, name)]


def weights(draft: Draft, form: RecipeForm) -> dict[str, float]:
    """Objective → weight of those that are on."""
    return {
        name: float(draft.effective(f"objectives.{name}.weight", 1.0))
        for name in switched_on(draft, form)
    }


def followed_points(draft: Draft, form: RecipeForm) -> set[str]:
    """The objectives whose weight follows points over the budget, and not the one given."""
    if draft.effective("combining.weighting", "fixed") != "scheduled":
        return set()
    on = switched_on(draft, form)
    return {name for name in on if draft.effective(f"objectives.{name}.points", ())}


def switch(draft: Draft, form: RecipeForm, name: str, on: bool, text: Words) -> None:
    """Switch an objective; `text` names the change in the Edit menu."""
    key = f"objectives.{name}"
    if not on:
        draft.set(key, False, text)
    elif name in preset_objectives(draft, form):
        draft.remove(key, text)
    else:
        draft.set(key, True, text)


def use_architecture(
    draft: Draft, form: RecipeForm, architecture: str, wanted: str, text: Words
) -> None:
    """Make the model one of this architecture, and learn `wanted`, or what is most like the choice.

    What such a model cannot learn is switched off, all as one change. Of several such the first
    decides: BERT's two tasks become one, and not a mixture that nobody asked for.
    """
    changes: dict[str, Any] = {"model.architecture": architecture}
    kept: list[str] = []
    unfit: list[str] = []
    for name in switched_on(draft, form):
        (kept if architecture in form.architectures[name] else unfit).append(name)
    for name in unfit:
        changes[f"objectives.{name}"] = False
    taken = [wanted] if wanted else [form.nearest[n].get(architecture, "") for n in unfit]
    taken = [name for name in taken if name in form.cards][:1]
    if not taken and not kept:
        taken = [next(n for n in form.cards if architecture in form.architectures[n])]
    for name in taken:
        if name not in kept:
            in_preset = name in preset_objectives(draft, form)
            changes[f"objectives.{name}"] = None if in_preset else True
    draft.update(changes, text)
