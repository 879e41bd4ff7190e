"""A run's measurements as the curves, levels and names that plots show."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from studio.widgets.curves import Baseline, Curve, smooth
from studio.wording import say

if TYPE_CHECKING:
    from engine.history import History
    from studio.desk import Desk
    from studio.theme import Theme
    from studio.widgets.plot_axes import XKind

translate = QCoreApplication.translate

FEW_WAYS = 16  # an objective of at most this many answers is told by its accuracy


def objective_title(desk: Desk, name: str) -> str:
    """What an objective is called; its plain name until the engine is loaded."""
    card = desk.form.cards.get(name) if desk.form is not None else None
    return say("objectives", card.title) if card else name.replace("_", " ").capitalize()


def num_answers(chance: float) -> int:
    """Among how many answers an objective chooses, from the loss of a uniform guess."""
    return round(math.exp(chance))


def loss_curves(
    history: History, theme: Theme, titles: dict[str, str], axis: XKind, weight: float
) -> list[Curve]:
    """Training, validation and, where `weight` smooths, the smoothed training per objective.

    The measured values are then drawn faintly behind; every curve is called what it is, also in
    the files it is written to.
    """
    curves: list[Curve] = []
    for name, title in titles.items():
        colour = theme.objective_colour(name)
        x, y = history.series(f"loss/{name}", axis=axis)
        train = translate("curves", "{objective}, training").format(objective=title)
        if weight > 0:
            curves.append(Curve(f"{name}/raw", title, train, colour, x, y, faint=True))
            train = translate("curves", "{objective}, training, smoothed {weight}").format(
                objective=title, weight=f"{weight:.2f}"
            )
        curves.append(Curve(f"{name}/train", title, train, colour, x, smooth(y, weight)))
        x, y = history.series(f"loss/{name}", axis=axis, validation=True)
        held = translate("curves", "{objective}, validation").format(objective=title)
        curves.append(Curve(f"{name}/validation", title, held, colour, x, y, measured=True))
    return curves


def loss_levels(history: History, theme: Theme, shown: set[str]) -> list[Baseline]:
    """Unigram entropy and the loss of a uniform guess, for the objectives in sight."""
    started = history.started
    if started is None:
        return []
    chances = {name: chance for name, chance in started.chances.items() if name in shown}
    found: list[Baseline] = []
    if any(num_answers(chance) > FEW_WAYS for chance in chances.values()):
        words = translate("curves", "unigram entropy")
        found.append(Baseline(words, started.unigram_entropy, theme.dim, always=True))
    for chance in dict.fromkeys(chances.values()):
        words = translate("curves", "chance, ln {number}").format(number=f"{num_answers(chance):,}")
        found.append(Baseline(words, chance, theme.border))
    return found


def checkpoint_places(history: History, axis: XKind) -> list[float]:
    """Where on the axis checkpoints were saved."""
    steps = [float(saved.step) for saved in history.checkpoints]
    return steps if axis == "step" else [place_of(history, step, axis) for step in steps]


def place_of(history: History, step: float, axis: XKind) -> float:
    """Where a step stands on another axis."""
    import numpy as np

    known, places = history.training.column("step"), history.training.column(axis)
    if axis == "step" or not len(known):
        return step
    return float(np.interp(step, known, places))
