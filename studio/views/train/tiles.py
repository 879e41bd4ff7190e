"""The row of numbers that matter, each with its yardstick."""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from studio.live import State
from studio.run_curves import FEW_WAYS, num_answers, objective_title
from studio.widgets.stat_tile import StatTile
from studio.wording import clock, number, short_bytes, short_number

if TYPE_CHECKING:
    from engine.history import History
    from studio.desk import Desk


class Tiles(QWidget):
    """Validation loss, accuracy, speed, time left, memory of the shown run."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.loss = StatTile(
            self.tr("Validation loss"),
            self.tr(
                "Cross-entropy per hidden token on text held back, in nats; below unigram entropy\n"
                "the model knows more than how often tokens occur."
            ),
        )
        self.accuracy = StatTile(
            self.tr("Accuracy"), self.tr("Share of right answers on text held back.")
        )
        self.speed = StatTile(
            self.tr("Speed"), self.tr("Tokens read per second, over the last two seconds.")
        )
        self.left = StatTile(self.tr("Remaining"), self.tr("Time of training left by the budget."))
        self.memory = StatTile(
            self.tr("Memory"), self.tr("In use by this program, or on the GPU where one trains.")
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for tile in (self.loss, self.accuracy, self.speed, self.left, self.memory):
            tile.setMinimumWidth(110)
            row.addWidget(tile, 1)
        desk.live.advanced.connect(self._redraw_if_visible)
        desk.live.state_changed.connect(self._redraw_if_visible)
        desk.shown_changed.connect(self._redraw_if_visible)
        desk.form_ready.connect(self._redraw_if_visible)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.redraw()

    def redraw(self) -> None:
        """Read the numbers anew."""
        shown = self._desk.shown
        if shown is None:
            return
        history = shown.history
        self._show_loss(history)
        self._show_accuracy(history)
        self._show_speed(history, live=shown.is_live)
        self._show_left(history, live=shown.is_live)
        step = history.last_step
        words = short_bytes(step.memory_bytes) if step else ""
        figure, _, unit = words.replace(".0 ", " ").partition(" ")
        device = history.started.device if history.started else ""
        where = self.tr("of this program") if device == "cpu" else device
        self.memory.set(figure, unit, where if step else "")

    def _redraw_if_visible(self) -> None:
        if self.isVisible():
            self.redraw()

    def _chances(self, history: History, *, few: bool) -> list[tuple[str, float]]:
        """Objectives that choose among few answers, or among many, with their chance."""
        chances = history.started.chances if history.started else {}
        return [(n, c) for n, c in chances.items() if (num_answers(c) <= FEW_WAYS) is few]

    def _show_loss(self, history: History) -> None:
        measured = history.last_evaluation
        many = self._chances(history, few=False) or self._chances(history, few=True)
        if measured is None or history.started is None or not many:
            self.loss.set("", "", self.tr("not measured yet"))
            return
        name, chance = many[0]
        loss = measured.losses.get(name, math.nan)
        words = num_answers(chance) > FEW_WAYS
        yardstick = history.started.unigram_entropy if words else chance
        below = yardstick - loss
        if words:
            note = (
                self.tr("{difference} below unigram")
                if below >= 0
                else self.tr("{difference} above unigram")
            )
        else:
            note = (
                self.tr("{difference} below chance")
                if below >= 0
                else self.tr("{difference} above chance")
            )
        note = note.format(difference=f"{abs(below):.2f}")
        self.loss.set(number(loss, 2), self.tr("nats"), note)

    def _show_accuracy(self, history: History) -> None:
        measured = history.last_evaluation
        few, many = self._chances(history, few=True), self._chances(history, few=False)
        if not (few or many):
            self.accuracy.set("", "", "")
            return
        name, chance = (few or many)[0]
        self.accuracy.name.setText(objective_title(self._desk, name))
        self.accuracy.setAccessibleName(objective_title(self._desk, name))
        share = measured.accuracies.get(name) if measured is not None else None
        guess = self.tr("chance {share}").format(share=_percent(1 / num_answers(chance)))
        if share is None:
            self.accuracy.set("", "", guess)
        else:
            self.accuracy.set(f"{share * 100:.1f}", "%", guess)

    def _show_speed(self, history: History, *, live: bool) -> None:
        step = history.last_step
        if step is None:
            self.speed.set("", "", "")
            return
        if live:
            self.speed.set(
                short_number(step.tokens_per_second),
                self.tr("tok/s"),
                self.tr("{tokens} tokens seen").format(tokens=short_number(step.tokens)),
            )
            return
        mean = step.tokens / step.seconds if step.seconds > 0 else 0.0
        self.speed.set(short_number(mean), self.tr("tok/s"), self.tr("mean of the run"))

    def _show_left(self, history: History, *, live: bool) -> None:
        step, state = history.last_step, self._desk.live.state
        if not live:
            self.left.name.setText(self.tr("Trained"))
            seconds = clock(step.seconds) if step else ""
            steps = self.tr("%Ln step(s)", "", step.step) if step else ""
            self.left.set(seconds, "", steps)
            return
        self.left.name.setText(self.tr("Remaining"))
        if step is None or step.eta_seconds is None:
            self.left.set("", "", self.tr("not known yet"))
            return
        end = datetime.now() + timedelta(seconds=step.eta_seconds)
        note = self.tr("ends {time}").format(time=end.strftime("%H:%M"))
        if state is State.PAUSED:
            note = self.tr("paused")
        self.left.set(clock(step.eta_seconds), "", note)


def _percent(share: float) -> str:
    return f"{share * 100:.0f} %" if share >= 0.01 else f"{share * 100:.2g} %"
