"""What a run can be asked: to fill masks, to go on with a text, to compare sentences …"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, get_args

if TYPE_CHECKING:
    from engine.recipe.form import RecipeForm
    from studio.desk import Desk

Kind = Literal[
    "fill",
    "pair",
    "continue",
    "spans",
    "spot",
    "translate",
    "classify",
    "entities",
    "answer",
    "similar",
    "drill",
]
KINDS: tuple[Kind, ...] = get_args(Kind)


def learned_by(recipe: Mapping[str, Any]) -> tuple[str, ...]:
    """The objectives of a recipe, by name; none where that is not known yet."""
    trained = recipe.get("objectives", {})
    return tuple(name for name, given in trained.items() if given is not False)


def learned(desk: Desk) -> tuple[str, ...]:
    """The objectives of the shown run, by name; none where that is not known yet."""
    return learned_by(desk.shown.recipe) if desk.shown is not None else ()


def needed(desk: Desk, kind: Kind) -> tuple[str, ...]:
    """The objectives any of which teaches a run to answer.

    None where every run can, or until the engine is loaded.
    """
    return _teachers(desk.form, kind) if desk.form is not None else ()


def _teachers(form: RecipeForm, kind: Kind) -> tuple[str, ...]:
    """Any run compares sentences: each has vectors."""
    teachers: dict[Kind, tuple[str, ...]] = {
        "fill": form.fills,
        "pair": tuple(form.judges),
        "continue": form.continues,
        "spans": form.fills_spans,
        "spot": form.spots,
        "translate": form.translates,
        "classify": form.classifies,
        "entities": form.tags,
        "answer": form.answers,
        "drill": form.fills,
    }
    return teachers.get(kind, ())


def can_answer(desk: Desk, kind: Kind, recipe: Mapping[str, Any]) -> bool:
    """Whether a run of this recipe can answer such a question, as far as is known."""
    known, teaching = learned_by(recipe), needed(desk, kind)
    return not known or not teaching or bool(set(known) & set(teaching))


def can_try(desk: Desk, kind: Kind) -> bool:
    """Whether the shown run can answer such a question, as far as is known."""
    return can_answer(desk, kind, desk.shown.recipe if desk.shown is not None else {})
