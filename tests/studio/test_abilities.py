"""What a run can be asked, read off the objectives themselves."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from engine.recipe.form import describe_recipe
from studio.abilities import KINDS, can_answer, can_try, needed
from studio.desk import Desk

TAUGHT = {
    "fill": ("masked_lm", "masked_next_token"),
    "pair": ("next_sentence", "sentence_order", "natural_language_inference"),
    "continue": ("causal_lm", "prefix_lm"),
    "spans": ("span_corruption", "denoising"),
    "spot": ("replaced_token_detection",),
    "translate": ("translation",),
    "classify": ("classification", "regression"),
    "entities": ("tagging",),
    "answer": ("answering",),
    "similar": (),
    "drill": ("masked_lm", "masked_next_token"),
}


def desk(*objectives: str, form: Any = None) -> Desk:
    """One that shows a run of these objectives."""
    recipe = {"objectives": dict.fromkeys(objectives, True) | {"next_sentence": False}}
    shown = SimpleNamespace(recipe=recipe) if objectives else None
    return cast(Desk, SimpleNamespace(form=form or describe_recipe(), shown=shown))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_taught_by_some_objectives_or_by_all(kind: Any) -> None:
    assert set(needed(desk(), kind)) == set(TAUGHT[kind])
    for name in TAUGHT[kind]:
        if name != "next_sentence":
            assert can_try(desk(name), kind)
    others = [name for names in TAUGHT.values() for name in names if name not in TAUGHT[kind]]
    for name in others:
        if name != "next_sentence":
            assert can_try(desk(name), kind) == (kind == "similar")


def test_of_what_is_not_known_nothing_is_refused() -> None:
    assert all(can_try(desk(), kind) for kind in KINDS)
    assert can_try(desk("span_boundary"), "similar")  # sentences can be compared by any run
    recipe = {"objectives": {"causal_lm": {"weight": 1.0}, "masked_lm": False}}
    assert can_answer(desk(), "continue", recipe)
    assert not can_answer(desk(), "fill", recipe)
