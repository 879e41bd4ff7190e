"""The row of numbers that matter, each with its yardstick."""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from studio.live import State
from studio.run_curves import objective_title
from studio.run_yardsticks import (
    ERRORS,
    Yardstick,
    few_answers,
    main_loss,
    measure_of,
    num_answers,
    yardstick_of,
)
from studio.task_metrics import measured_metrics, metric_floor, metric_title, told_figure
from studio.widgets.stat_tile import StatTile
from studio.wording import clock, moment, number, say, short_bytes, short_number, small_share

if TYPE_CHECKING:
    from engine.history import History
    from studio.desk import Desk

translate = QCoreApplication.translate

EVEN = 0.01  # nats; classes whose entropy is that near to chance are all as common


class Tiles(QWidget):
    """Validation loss, accuracy, speed, time left, memory of the shown run."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.loss = StatTile(
            self.tr("Validation loss"), self.tr("Cross-entropy on text held back, in nats.")
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

    def _show_loss(self, history: History) -> None:
        measured, name = history.last_evaluation, main_loss(history)
        yardstick = yardstick_of(history, name)
        if measured is None or yardstick is None or name not in measured.losses:
            self.loss.set("", "", self.tr("not measured yet"))
            return
        title = objective_title(self._desk, name)
        words = translate("curves", "{objective}, validation").format(objective=title)
        self.loss.call(words, self._loss_tip(history, name, yardstick))
        loss = measured.losses[name]
        below = yardstick.value - loss
        note = self._distance(yardstick, below=below >= 0)
        note = note.format(difference=f"{abs(below):.2f}")
        unit = "" if yardstick.kind == "mean" else self.tr("nats")
        self.loss.set(number(loss, 2), unit, note)

    def _distance(self, yardstick: Yardstick, *, below: bool) -> str:
        if yardstick.kind == "unigram":
            return (
                self.tr("{difference} below unigram")
                if below
                else self.tr("{difference} above unigram")
            )
        if yardstick.kind == "classes":
            return (
                self.tr("{difference} below its classes")
                if below
                else self.tr("{difference} above its classes")
            )
        if yardstick.kind == "mean":
            return (
                self.tr("{difference} below the mean")
                if below
                else self.tr("{difference} above the mean")
            )
        return (
            self.tr("{difference} below chance") if below else self.tr("{difference} above chance")
        )

    def _loss_tip(self, history: History, name: str, yardstick: Yardstick) -> str:
        if yardstick.kind == "mean":
            return self.tr(
                "Squared error on examples held back, in variances of their scores: who always "
                "says the mean is wrong by 1."
            )
        measure = say("objectives", measure_of(history, name))
        first = (
            self.tr("Cross-entropy on text held back, in nats {measure}.").format(measure=measure)
            if measure
            else self.tr("Cross-entropy on text held back, in nats.")
        )
        held = {
            "unigram": self.tr(
                "Below unigram entropy, {value}, the model knows more than how often tokens occur."
            ),
            "classes": self.tr(
                "Below the entropy of its classes, {value}, the model knows more than how often "
                "each occurs."
            ),
            "guess": self.tr("Below chance, {value}, the model knows more than one who guesses."),
        }[yardstick.kind]
        return f"{first}\n{held.format(value=number(yardstick.value, 2))}"

    def _show_accuracy(self, history: History) -> None:
        figures = measured_metrics(history)
        if figures:
            self._show_figure(history, figures[0])
            return
        measured, name = history.last_evaluation, main_loss(history, few=True)
        if not name or name in ERRORS:
            self.accuracy.set("", "", "")
            return
        self.accuracy.call(objective_title(self._desk, name), self._accuracy_tip(history, name))
        share = measured.accuracies.get(name) if measured is not None else None
        told = "" if share is None else f"{share * 100:.1f}"
        self.accuracy.set(told, "" if share is None else "%", self._held_against(history, name))

    def _show_figure(self, history: History, name: str) -> None:
        """Of a run that is tuned, the figure its task is judged by."""
        measured = history.last_evaluation
        value = measured.metrics.get(name, math.nan) if measured is not None else math.nan
        figure, unit = told_figure(name, value)
        floor = metric_floor(history, name)
        note = "" if floor is None else self.tr("majority {share}").format(share=small_share(floor))
        self.accuracy.call(metric_title(name), self.tr("Measured on the examples held back."))
        self.accuracy.set(figure, unit, note)

    def _held_against(self, history: History, name: str) -> str:
        """What somebody reaches who always gives one answer."""
        measured, started = history.last_evaluation, history.started
        if measured is not None and name in measured.majorities:
            return self.tr("majority {share}").format(share=small_share(measured.majorities[name]))
        yardstick = yardstick_of(history, name)
        chance = started.chances[name] if started else math.nan
        if few_answers(history, name) and yardstick and yardstick.value < chance - EVEN:
            return ""  # an older run does not say how often its commonest class occurs
        return self.tr("chance {share}").format(share=small_share(1 / num_answers(chance)))

    def _accuracy_tip(self, history: History, name: str) -> str:
        first = self.tr("Share of right answers on text held back.")
        if not few_answers(history, name):
            return first
        more = self.tr("Majority: what always naming the commonest class would reach.")
        return f"{first}\n{more}"

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
        now = datetime.now()
        end = moment(now + timedelta(seconds=step.eta_seconds), now)
        note = self.tr("ends {time}").format(time=end)
        if state is State.PAUSED:
            note = self.tr("paused")
        self.left.set(clock(step.eta_seconds), "", note)
