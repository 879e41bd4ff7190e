"""Each loss with what it must be held against, and which losses cannot be compared."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.run_curves import objective_title
from studio.run_yardsticks import ERRORS
from studio.views.train.panel import Panel
from studio.widgets.scrolling import ScrollColumn
from studio.widgets.text import label
from studio.widgets.yardstick_row import YardstickRow
from studio.wording import number, say

if TYPE_CHECKING:
    from engine.history import History
    from studio.desk import Desk
    from studio.views.train.watch import Watch

LARGEST = 20.0  # nats; beyond, a perplexity tells nothing
FELT = 0.01  # nats; a lower floor nobody sees


@dataclass(frozen=True, slots=True)
class Standing:
    """How one loss stands, as far as it was measured on text held back."""

    name: str
    loss: float
    baseline: float | None
    accuracy: float | None
    bits_per_byte: float | None
    measure: str  # marked "objectives"
    floor: float = 0.0  # the least it can be while training

    @property
    def perplexity(self) -> float | None:
        """Among how many tokens it wavers; told beside bits per byte alone."""
        told = self.bits_per_byte is not None and self.loss < LARGEST
        return math.exp(self.loss) if told else None


def standings(history: History) -> list[Standing]:
    """All losses of the last measurement, in the order they are learned."""
    measured, started = history.last_evaluation, history.started
    if measured is None or started is None:
        return []
    return [
        Standing(
            name=name,
            loss=loss,
            baseline=measured.baselines.get(name),
            accuracy=measured.accuracies.get(name),
            bits_per_byte=measured.bits_per_byte.get(name),
            measure=started.measures.get(name, ""),
            floor=started.floors.get(name, 0.0),
        )
        for name, loss in measured.losses.items()
    ]


class YardsticksPanel(Panel):
    """A row per loss; where they measure different things each is marked with "≠"."""

    place, order, stretch = "foot", 1, 3
    every = 2

    def __init__(self, desk: Desk, watch: Watch) -> None:
        super().__init__(desk, watch)
        self.set_title(self.tr("Yardsticks"))
        self.rows: dict[str, YardstickRow] = {}
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.waiting = label(self.tr("Told once text held back is measured."), "dim", wrap=True)
        self._column.addWidget(self.waiting)
        self._column.addStretch(1)
        area = ScrollColumn(inside)
        area.setMinimumHeight(60)
        area.setAccessibleName(self.tr("Every loss and what it is held against"))
        self.body.addWidget(area, 1)

    def redraw(self) -> None:
        history = self.history
        found = standings(history) if history is not None else []
        self._keep({one.name for one in found})
        self.waiting.setVisible(not found)
        several = len({one.measure for one in found}) > 1
        self.set_hint(self.tr("≠ not comparable") if several else "", self._tip())
        for one in found:
            row = self.rows.get(one.name) or self._new_row(one.name)
            title = objective_title(self.desk, one.name)
            told = number(one.loss, 3)
            words = told if one.name in ERRORS else self.tr("{value} nats").format(value=told)
            row.show_loss(self.theme.objective_colour(one.name), title, words)
            row.show_yardsticks(self._held_against(one), self._known(one, several), self._tip())

    def _held_against(self, one: Standing) -> str:
        if one.baseline is None:
            return ""
        words = (
            self.tr("{difference} below its baseline, {baseline}")
            if one.loss <= one.baseline
            else self.tr("{difference} above its baseline, {baseline}")
        )
        difference = number(abs(one.baseline - one.loss), 2)
        return words.format(difference=difference, baseline=number(one.baseline, 2))

    def _known(self, one: Standing, several: bool) -> str:
        parts = []
        if one.accuracy is not None:
            parts.append(self.tr("{share} % right").format(share=f"{one.accuracy * 100:.1f}"))
        if one.bits_per_byte is not None:
            bits = number(one.bits_per_byte, 3)
            parts.append(self.tr("{bits} bits per byte").format(bits=bits))
        if one.perplexity is not None:
            told = number(one.perplexity, 1)
            parts.append(self.tr("perplexity {value}").format(value=told))
        if one.floor > FELT:
            told = number(one.floor, 2)
            parts.append(self.tr("floor {value} while training").format(value=told))
        measure = say("objectives", one.measure)
        if measure:
            parts.append(f"≠ {measure}" if several else measure)
        return " · ".join(parts)

    def _tip(self) -> str:
        return self.tr(
            "The baseline is the loss without any context: how often tokens or classes occur. Bits "
            "per byte do not depend on the tokenizer: runs that write the same text from the same "
            "context can be compared by them. Perplexity depends on it. Losses that measure "
            "different things cannot be compared at all. A floor is the least a loss can be while "
            "training, where its answers are smoothed: the training curve then stands above that "
            "of text held back."
        )

    def _new_row(self, name: str) -> YardstickRow:
        row = self.rows[name] = YardstickRow()
        self._column.insertWidget(self._column.count() - 1, row)
        return row

    def _keep(self, names: set[str]) -> None:
        for name in [name for name in self.rows if name not in names]:
            row = self.rows.pop(name)
            row.hide()
            row.deleteLater()


PANEL = YardsticksPanel
