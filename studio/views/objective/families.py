"""Which published recipe a choice of objectives comes to, and why one would make it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Family:
    """A known combination of objectives: its name, its reason and where it is measured."""

    name: str  # as presets spell it; "" where it is nobody's
    title: str
    why: str
    source: str


def families() -> dict[frozenset[str], Family]:
    """The known combinations, in the language of the moment."""
    return {
        frozenset({"masked_lm", "next_sentence"}): Family(
            "bert",
            translate("families", "BERT"),
            translate(
                "families",
                "Words and the bond between passages are learned together. Leaving next sentence "
                "out cost BERT 0.5 points on MNLI and 3.5 on QNLI; RoBERTa found no loss without "
                "it. On your own text only a comparison can tell.",
            ),
            "Devlin et al. 2018, Table 5",
        ),
        frozenset({"masked_lm"}): Family(
            "roberta",
            translate("families", "RoBERTa"),
            translate(
                "families",
                "Masked words alone, with new masks every time a text comes round. Every row is "
                "full of running text, so more is learned per minute; pairs of passages are left "
                "to fine-tuning.",
            ),
            "Liu et al. 2019, Tables 1 and 2",
        ),
    }


def family_of(objectives: frozenset[str]) -> Family:
    """The family of a choice; one of no name where nobody published it."""
    known = families().get(objectives)
    if known is not None:
        return known
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
            "No paper reports this combination. Train it beside BERT and RoBERTa at the same "
            "budget to see what it is worth on your text.",
        ),
        "",
    )


def loss_formula(weights: Mapping[str, float]) -> str:
    """The loss that is minimised: "L = 1.0 · masked_lm + 0.6 · next_sentence"."""
    terms = [f"{weight:g} · {name}" if weight != 1 else name for name, weight in weights.items()]
    return "L = " + (" + ".join(terms) if terms else "0")


def chosen_weights(objectives: Mapping[str, Any]) -> dict[str, float]:
    """Objective → weight of those switched on, from a recipe's `objectives` table."""
    return {
        name: float(table.get("weight", 1.0)) if isinstance(table, Mapping) else 1.0
        for name, table in objectives.items()
        if table is not False
    }
