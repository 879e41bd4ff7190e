"""A run's measurements as the curves and names that plots show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from studio.widgets.curves import Curve, MovingAverage
from studio.wording import objective_name, say

if TYPE_CHECKING:
    from engine.history import History
    from studio.desk import Desk
    from studio.theme import Theme
    from studio.widgets.curves import Numbers
    from studio.widgets.plot_axes import XKind

translate = QCoreApplication.translate


def objective_title(desk: Desk, name: str) -> str:
    """What an objective is called; its plain name until the engine is loaded."""
    card = desk.form.every_card.get(name) if desk.form is not None else None
    return say("objectives", card.title) if card else objective_name(name)


class LossCurves:
    """The curves of a run that grows: a tick averages what is new and nothing twice."""

    def __init__(self) -> None:
        self._history: History | None = None
        self._averages: dict[str, MovingAverage] = {}

    def all(
        self, history: History, theme: Theme, titles: dict[str, str], axis: XKind, weight: float
    ) -> list[Curve]:
        """Training, validation and, where `weight` smooths, the smoothed training per objective.

        The measured values are then drawn faintly behind; every curve is called what it is, also
        in the files it is written to.
        """
        curves: list[Curve] = []
        for trained, (name, title) in zip(
            self.training(history, theme, titles, axis, weight), titles.items(), strict=True
        ):
            if weight > 0:
                words = translate("curves", "{objective}, training").format(objective=title)
                x, y = history.series(f"loss/{name}", axis=axis)
                curves.append(Curve(f"{name}/raw", title, words, trained.colour, x, y, faint=True))
            held = translate("curves", "{objective}, validation").format(objective=title)
            x, y = history.series(f"loss/{name}", axis=axis, validation=True)
            key = f"{name}/validation"
            curves += [trained, Curve(key, title, held, trained.colour, x, y, measured=True)]
        return curves

    def training(
        self, history: History, theme: Theme, titles: dict[str, str], axis: XKind, weight: float
    ) -> list[Curve]:
        """Each objective's training, smoothed by `weight`."""
        curves: list[Curve] = []
        for name, title in titles.items():
            x, y = history.series(f"loss/{name}", axis=axis)
            words = translate("curves", "{objective}, training").format(objective=title)
            if weight > 0:
                y = self._average(history, name, weight).over(y)
                words = translate("curves", "{objective}, training, smoothed {weight}").format(
                    objective=title, weight=f"{weight:.2f}"
                )
            curves.append(Curve(f"{name}/train", title, words, theme.objective_colour(name), x, y))
        return curves

    def _average(self, history: History, name: str, weight: float) -> MovingAverage:
        if history is not self._history:
            self._history, self._averages = history, {}
        found = self._averages.get(name)
        if found is None or found.weight != weight:
            found = self._averages[name] = MovingAverage(weight)
        return found


def places_of(history: History, steps: Sequence[int], axis: XKind) -> Numbers:
    """Where steps stand on an axis."""
    import numpy as np

    known, places = history.training.column("step"), history.training.column(axis)
    wanted = np.array(steps, dtype=np.float64)
    if axis == "step" or not len(known):
        return wanted
    found: Numbers = np.interp(wanted, known, places)
    return found
