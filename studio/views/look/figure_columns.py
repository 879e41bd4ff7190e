"""The figures of heads as columns: what they are called, what they mean, how they are written."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.probes.figures import HeadFigures, PerHead

translate = QCoreApplication.translate

FIGURES = (
    "entropy",
    "distance",
    "first",
    "separator",
    "previous",
    "next",
    "same",
    "itself",
    "mask",
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of every head."""

    name: str
    title: str
    tip: str
    share: bool  # of the attention, 0 … 1
    top: float  # where its scale ends

    def say(self, value: float, *, short: bool = False) -> str:
        """A value as people read it; `short` leaves the sign out."""
        if math.isnan(value):
            return "–"
        if self.share:
            return f"{100 * value:.0f}" if short else f"{100 * value:.0f} %"
        return f"{value:.1f}" if short else f"{value:.2f}"


def figures_of(found: HeadFigures, columns: Sequence[str]) -> list[Figure]:
    """All of them, for heads that look at the tokens `columns`."""
    titles, tips = _titles(columns), _tips()
    return [
        Figure(
            name,
            titles[name],
            tips[name],
            share=name not in ("entropy", "distance"),
            top=_top(name, getattr(found, name), len(columns)),
        )
        for name in FIGURES
    ]


def _top(name: str, values: PerHead, num_columns: int) -> float:
    """Shares end at 100 %, entropy at that of even attention, so that colours can be compared."""
    if name == "entropy":
        return max(1.0, math.log2(max(2, num_columns)))
    if name == "distance":
        highest = float(np.nanmax(values)) if np.isfinite(values).any() else 1.0
        return max(1.0, math.ceil(highest))
    return 1.0


def _titles(columns: Sequence[str]) -> dict[str, str]:
    first = columns[0] if columns else ""
    return {
        "entropy": translate("figures", "Entropy"),
        "distance": translate("figures", "Distance"),
        "first": first if first.startswith("[") else translate("figures", "First"),
        "separator": "[SEP]",
        "previous": translate("figures", "Before"),
        "next": translate("figures", "After"),
        "same": translate("figures", "Same"),
        "itself": translate("figures", "Itself"),
        "mask": "[MASK]",
    }


def _tips() -> dict[str, str]:
    return {
        "entropy": translate(
            "figures",
            "How spread the attention is, in bits, on average over the tokens that look.\n"
            "0: at one token alone; the end of the scale: at all alike.",
        ),
        "distance": translate(
            "figures",
            "Tokens between the one that looks and the one looked at, weighted by attention.",
        ),
        "first": translate(
            "figures",
            "Share of the attention on the first place, where [CLS] mostly stands.\n"
            "Heads with nothing to do often rest there (Clark et al. 2019).",
        ),
        "separator": translate(
            "figures",
            "Share of the attention on [SEP].\n"
            "Heads with nothing to do often rest there (Clark et al. 2019).",
        ),
        "previous": translate("figures", "Share of the attention on the token before."),
        "next": translate("figures", "Share of the attention on the token after."),
        "same": translate(
            "figures",
            "Share of the attention on other places with the same token, of tokens that occur "
            "more than once.",
        ),
        "itself": translate("figures", "Share of the attention on the token itself."),
        "mask": translate("figures", "Share of the attention on [MASK]."),
    }
