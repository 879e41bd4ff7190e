"""The loss a step minimises, as `Formula` reads it, with the weights as the trainer makes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from studio.wording import say

translate = QCoreApplication.translate

LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
Tasks = Mapping[tuple[str, ...], int]  # objectives that share a pass, and their turns in a round


@dataclass(frozen=True, slots=True)
class Weighed:
    """An objective of the sum."""

    title: str  # marked "objectives"
    weight: float
    pointed: bool = False  # its weight follows points over the budget


def loss_formulas(parts: Mapping[str, Weighed], weighting: str, tasks: Tasks) -> list[str]:
    """A line for each task that takes turns; one where all share a pass, or it is not known yet."""
    terms = _terms(parts, weighting)
    if len(tasks) < 2 or {name for task in tasks for name in task} != set(parts):
        return [_line("L", list(terms.values()))]
    words = translate("families", "{count} of {all} steps")
    every = sum(tasks.values())
    return [
        _line(
            f"L_{{{words.format(count=count, all=every)}}}", [terms[n] for n in parts if n in task]
        )
        for task, count in tasks.items()
    ]


def _line(loss: str, terms: Sequence[str]) -> str:
    return f"{loss} = {' + '.join(terms) if terms else '0'}"


def _terms(parts: Mapping[str, Weighed], weighting: str) -> dict[str, str]:
    """By name; what a rule moves is numbered where there are several."""
    moved = [name for name, part in parts.items() if _is_moved(part, weighting)]
    numbers = {name: str(place) if len(moved) > 1 else "" for place, name in enumerate(moved, 1)}
    return {
        name: _moved(part, weighting, numbers[name]) if name in numbers else _fixed(part)
        for name, part in parts.items()
    }


def _is_moved(part: Weighed, weighting: str) -> bool:
    """A weight of 0 stays 0 under every rule that moves weights by what it measures."""
    if weighting == "scheduled":
        return part.pointed
    return weighting != "fixed" and part.weight > 0


def _fixed(part: Weighed) -> str:
    loss = f"L_{{{say('objectives', part.title)}}}"
    return loss if part.weight == 1 else f"{part.weight:g} · {loss}"


def _moved(part: Weighed, weighting: str, number: str) -> str:
    index = f"_{{{number}}}" if number else ""
    if weighting == "scheduled":  # the points stand in the place of the weight
        return f"w{index}(t) · {_fixed(Weighed(part.title, 1.0))}"
    if weighting == "uncertainty":
        return f"e^{{−s{number.translate(LOWERED)}}} · {_fixed(part)} + s{index} / 2"
    return f"λ{index} · {_fixed(part)}"
