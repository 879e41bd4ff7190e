"""Which published recipe a choice of objectives comes to, and why one would make it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from studio.presets import family_and_size
from studio.wording import family_name

if TYPE_CHECKING:
    from engine.recipe.form import RecipeForm

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Family:
    """A known combination of objectives: its name, its reason and where it is measured."""

    name: str  # as presets spell it; "" where it is nobody's
    title: str
    why: str
    source: str


def _reasons() -> dict[str, tuple[str, str]]:
    """What is known beyond a family's own line, and where it was measured."""
    return {
        "bert": (
            translate(
                "families",
                "Words and the bond between passages are learned together. Leaving next sentence "
                "out cost BERT 0.5 points on MNLI and 3.5 on QNLI; RoBERTa found no loss without "
                "it. On your own text only a comparison can tell.",
            ),
            "Devlin et al. 2018, Table 5",
        ),
        "roberta": (
            translate(
                "families",
                "Masked words alone, with new masks every time a text comes round. Every row is "
                "full of running text, so more is learned per minute; pairs of passages are left "
                "to fine-tuning.",
            ),
            "Liu et al. 2019, Tables 1 and 2",
        ),
    }


def _lines() -> dict[str, str]:
    """What the shipped families learn from text, in the language of the moment."""
    return {
        "albert": translate(
            "families",
            "Hidden words, and whether two passages that follow one another were swapped.",
        ),
        "spanbert": translate(
            "families",
            "Spans of whole words are hidden, and named also from the two tokens beside each.",
        ),
        "gpt": translate("families", "Every token is named from those before it."),
        "unilm": translate(
            "families", "The first part of a text is seen as a whole, the rest named in order."
        ),
        "t5": translate(
            "families",
            "Spans are cut out of what is read; a decoder writes what stood in each gap.",
        ),
        "bart": translate(
            "families",
            "A passage is spoiled, its sentences shuffled; a decoder writes it as it was.",
        ),
        "electra": translate(
            "families",
            "A small model fills hidden words in; the large one tells which tokens it wrote.",
        ),
        "gpt-bert": translate(
            "families",
            "Fifteen steps fill gaps, one writes on: one decoder learns both with one head.",
        ),
    }


def _lines_of_pairs() -> dict[str, str]:
    """As `_lines`, of those that learn from pairs."""
    return {
        "nli": translate(
            "families",
            "Does one sentence follow from another, contradict it, or neither? From labelled "
            "pairs.",
        ),
        "translation": translate(
            "families",
            "A sentence is read in one language and written in another. From parallel text.",
        ),
        "simcse": translate(
            "families",
            "A passage is known again after another dropout, among others; hidden words beside it.",
        ),
    }


def families(form: RecipeForm) -> dict[str, Family]:
    """All families there are presets of, in their order."""
    reasons, lines = _reasons(), _lines() | _lines_of_pairs()
    found = {}
    for name in form.families:
        line, source = form.family_lines.get(name, ("", ""))
        why, where = reasons.get(name, (lines.get(name, line), source))
        found[name] = Family(name, family_name(name), why, where)
    return found


def family_of(form: RecipeForm, objectives: frozenset[str], preset: str = "") -> Family:
    """The family that learns these objectives, that of `preset` first; else one of no name."""
    known = families(form)
    fitting = [name for name in known if objectives_of(form, name) == objectives]
    own = next((name for name, presets in form.families.items() if preset in presets), "")
    if fitting:
        return known[own if own in fitting else fitting[0]]
    if not objectives:
        return Family(
            "",
            translate("families", "Nothing chosen"),
            translate("families", "Switch on at least one objective: without it nothing is asked."),
            "",
        )
    return Family(
        "",
        translate("families", "A recipe of your own"),
        translate(
            "families",
            "No paper reports this combination. Train it beside a published one at the same "
            "budget to see what it is worth on your text.",
        ),
        "",
    )


def recipe_title(form: RecipeForm, objectives: frozenset[str], preset: str) -> str:
    """What a recipe is called everywhere: its family, and its preset's where that is another."""
    family = family_of(form, objectives, preset)
    begun = family_and_size(preset, form.families)[0]
    if not objectives or not begun or family.name == begun:
        return family.title
    words = translate("families", "{recipe}, begun with {preset}")
    return words.format(recipe=family.title, preset=family_name(begun))


def objectives_of(form: RecipeForm, family: str) -> frozenset[str]:
    """What a family learns in every size."""
    presets = form.families.get(family, ())
    given = form.presets[presets[0]].get("objectives", {}) if presets else {}
    return frozenset(given)
