"""Where a model stands in `transformers`, in words; and the nearest recipe that stands there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from studio.field_names import field_name
from studio.widgets.recipe_form import told_value
from studio.wording import objective_name, say, sentences

if TYPE_CHECKING:
    from engine.exchange.fitting import Fit, Misfit
    from engine.form import FieldSpec
    from engine.recipe.form import RecipeForm

translate = QCoreApplication.translate

OBJECTIVES = "objectives."


def family_title(family: str) -> str:
    """What a family of `transformers` is called."""
    from engine.exchange.fitting import CALLED

    return (CALLED | {"distilbert": "DistilBERT"}).get(family, family)


def fit_words(fit: Fit) -> str:
    """What it is exported as, and what of it is left out; or that it has no equal."""
    if fit.family is None:
        words = translate("exchange", "No equal in transformers; the nearest is {family}.")
        return words.format(family=family_title(fit.nearest))
    words = translate("exchange", "Exports as {family}, opened by {class_name}.")
    told = words.format(family=family_title(fit.family), class_name=fit.auto_classes[0])
    return sentences(told, left_out_words(fit.left_out))


def left_out_words(names: tuple[str, ...]) -> str:
    """The heads that have no place there; "" where all have."""
    if not names:
        return ""
    titles = ", ".join(objective_name(name) for name in names)
    words = translate("exchange", "Without what was learned for {heads}: it has no place there.")
    return words.format(heads=titles)


def misfit_words(form: RecipeForm | None, misfit: Misfit) -> str:
    """One choice that has no equal, and the one that has."""
    spec = _spec(form, misfit.field)
    found, wanted = misfit.found, misfit.wanted
    if misfit.field == f"{OBJECTIVES}{found}":  # one learned instead of another
        found, wanted = objective_name(found), objective_name(wanted)
    elif spec is not None:
        found, wanted = told_value(spec, _value(found)), told_value(spec, misfit.value)
    field = field_name(form, misfit.field)
    return say("faults", misfit.words, {"field": field, "found": found, "wanted": wanted})


def nearest_choices(fit: Fit) -> dict[str, Any]:
    """What to choose so that a model has its equal there, by dotted key."""
    chosen: dict[str, Any] = {}
    for misfit in fit.misfits:
        if misfit.field.startswith(OBJECTIVES):
            chosen[f"{OBJECTIVES}{misfit.value}"] = {"weight": 1.0}  # learned beside the others
        else:
            chosen[misfit.field] = misfit.value
    return chosen


def _value(written: str) -> Any:
    """As a recipe has it."""
    if written in ("true", "false"):
        return written == "true"
    return int(written) if written.isdecimal() else written


def _spec(form: RecipeForm | None, key: str) -> FieldSpec | None:
    sections = form.sections if form is not None else ()
    fields = (spec for section in sections for spec in section.fields)
    return next((spec for spec in fields if spec.key == key), None)
