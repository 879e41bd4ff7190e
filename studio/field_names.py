"""What a person calls a field whose dotted name a fault gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.wording import say

if TYPE_CHECKING:
    from engine.recipe.form import RecipeForm


def field_name(form: RecipeForm | None, place: str) -> str:
    """ "Files and folders"; of an objective's fields "Masked words · Share hidden".

    The dotted name itself where the form has no such field.
    """
    if form is None:
        return place
    for section in form.sections:
        for spec in section.fields:
            if spec.key == place:
                card = form.cards.get(section.name.removeprefix("objectives."))
                title = say("recipe", spec.title)
                return title if card is None else f"{say('objectives', card.title)} · {title}"
    return place
