"""What a run's losses are held against: each against its own, as far as it is known."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QCoreApplication

from studio.widgets.curves import Baseline

if TYPE_CHECKING:
    from engine.history import History
    from studio.theme import Theme

translate = QCoreApplication.translate

FEW_WAYS = 16  # an objective of at most this many answers is told by its accuracy

Kind = Literal["unigram", "classes", "guess", "mean"]

ERRORS = frozenset({"regression"})  # losses that are squared errors, in variances: no nats


@dataclass(frozen=True, slots=True)
class Yardstick:
    """The loss of somebody who sees no context, nats; of `ERRORS` variances."""

    value: float
    # Knows how often tokens or classes occur, or only how many answers there are; of numbers, the
    # mean.
    kind: Kind


def num_answers(chance: float) -> int:
    """Among how many answers an objective chooses, from the loss of a uniform guess."""
    return round(math.exp(chance))


def few_answers(history: History, name: str) -> bool:
    """Whether a loss is one of few classes."""
    if name in ERRORS:
        return False
    chances = history.started.chances if history.started else {}
    return name in chances and num_answers(chances[name]) <= FEW_WAYS


def yardstick_of(history: History, name: str) -> Yardstick | None:
    """What one loss must beat; before the first measurement the nearest that is known."""
    started, measured = history.started, history.last_evaluation
    chance = started.chances.get(name) if started else None
    if started is None or chance is None:
        return None
    if name in ERRORS:
        return Yardstick(chance, "mean")
    own = measured.baselines.get(name) if measured else None
    if own is not None:
        return Yardstick(own, "classes" if few_answers(history, name) else "unigram")
    unmeasured = measured is None or name not in measured.losses
    # A guess among few is below it: such a loss asks for no token.
    if unmeasured and started.unigram_entropy < chance:
        return Yardstick(started.unigram_entropy, "unigram")
    return Yardstick(chance, "guess")


def main_loss(history: History, *, few: bool = False) -> str:
    """The loss that stands for the run: one the recipe asks for, with many answers or with few.

    Another one of the recipe's where it has none of these; "" where nothing is known.
    """
    started = history.started
    if started is None:
        return ""
    own = [name for name in started.objectives if name in started.chances]
    names = own or list(started.chances)
    fitting = [name for name in names if few_answers(history, name) is few]
    return next(iter(fitting or names), "")


def measure_of(history: History, name: str) -> str:
    """What a loss is counted per, marked "objectives"; "" where an older run does not say."""
    return history.started.measures.get(name, "") if history.started else ""


def loss_levels(history: History, theme: Theme, titles: Mapping[str, str]) -> list[Baseline]:
    """A level for each loss in sight, in its colour."""
    found = []
    for name, title in titles.items():
        yardstick = yardstick_of(history, name)
        if yardstick is not None:
            words, colour = _words(yardstick, title), theme.objective_colour(name)
            known = yardstick.kind != "guess"
            found.append(Baseline(words, yardstick.value, colour, always=known))
    return found


def _words(yardstick: Yardstick, objective: str) -> str:
    if yardstick.kind == "unigram":
        return translate("curves", "{objective}: unigram entropy").format(objective=objective)
    if yardstick.kind == "classes":
        words = translate("curves", "{objective}: entropy of its classes")
        return words.format(objective=objective)
    if yardstick.kind == "mean":
        words = translate("curves", "{objective}: always the mean")
        return words.format(objective=objective)
    words = translate("curves", "{objective}: chance, ln {number}")
    return words.format(objective=objective, number=f"{num_answers(yardstick.value):,}")
