"""What a person calls a field whose dotted name a fault gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from studio.wording import say

if TYPE_CHECKING:
    from engine.recipe.form import RecipeForm

translate = QCoreApplication.translate


def field_name(form: RecipeForm | None, place: str) -> str:
    """ "Files and folders"; of an objective's fields "Masked words · Share hidden".

    A whole section goes by its card or its page; the dotted name itself where the form knows none.
    """
    if form is None:
        return place
    for section in form.sections:
        card = form.every_card.get(section.name.removeprefix("objectives."))
        if card is not None and section.name == place:
            return say("objectives", card.title)
        for spec in section.fields:
            if spec.key == place:
                title = say("recipe", spec.title)
                return title if card is None else f"{say('objectives', card.title)} · {title}"
    return _pages().get(place, place)


def is_known(form: RecipeForm, place: str) -> bool:
    """Whether a section or a field of the form goes by this dotted name."""
    known = {spec.key for section in form.sections for spec in section.fields}
    return place in known | {section.name for section in form.sections} | set(_pages())


def _pages() -> dict[str, str]:
    """Where the sections of a recipe stand."""
    data, objective = translate("places", "Data"), translate("places", "Objective")
    train = translate("places", "Train")
    return {
        "preset": translate("StartCard", "Preset"),
        **dict.fromkeys(("corpus", "labelled", "parallel", "tokenizer"), data),
        **dict.fromkeys(("objectives", "combining"), objective),
        "model": translate("places", "Model"),
        **dict.fromkeys(("start", "training", "probes", "execution"), train),
    }
