"""The work before the first step: which stage, how far, how long still, and a way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.live import State
from studio.widgets.busy_bar import BusyBar
from studio.widgets.card import Card
from studio.widgets.text import Role, label, set_role

if TYPE_CHECKING:
    from engine.events import Prepared
    from studio.desk import Desk

STAGES = ("reading", "tokenizer", "encoding", "measuring", "building")


class PreparingCard(Card):
    """Stages as a line of words, a bar for the present one; Cancel stops the run."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.set_title(self.tr("Preparing"))
        self.set_hint(self.tr("the next run on the same text starts at once"))
        words = {
            "reading": self.tr("Read the text"),
            "tokenizer": self.tr("Train the tokenizer"),
            "encoding": self.tr("Encode the text"),
            "measuring": self.tr("Measure this machine"),
            "building": self.tr("Build the model"),
        }
        self._words = words
        self.stages = {stage: label(f"○ {words[stage]}", "dim") for stage in STAGES}
        for part in self.stages.values():
            self.body.addWidget(part)
        self.bar = BusyBar()
        self.bar.cancelled.connect(desk.live.stop)
        self.body.addWidget(self.bar)
        self._phase = ""
        desk.live.prepared.connect(self.tell)
        desk.live.state_changed.connect(self._follow)
        self._follow(desk.live.state)

    def tell(self, news: Prepared) -> None:
        """Show how far it has come."""
        if news.phase == "saving":  # a checkpoint of a run that trains
            return
        if news.phase != self._phase:
            self._phase = news.phase
            self.bar.start("")
            self._mark()
        if not self._desk.live.paused:  # the last word of what is held now
            self.bar.tell(news)

    def _follow(self, state: State) -> None:
        if state is State.PREPARING and not self._phase:
            self._phase = ""
            self.bar.start(self.tr("Starting…"))
            self._mark()
        if state is State.PREPARING and self._desk.live.paused:
            self.bar.hold(self.tr("Paused; nothing trains yet"))
        elif state is State.PREPARING and self._desk.live.last_prepared is not None:
            self.tell(self._desk.live.last_prepared)
        elif state is not State.PREPARING:
            self._phase = ""
            if state is State.STOPPING:
                self.bar.words.setText(self.tr("Cancelling…"))
            else:
                self.bar.finish()

    def _mark(self) -> None:
        now = STAGES.index(self._phase) if self._phase in STAGES else -1
        for place, stage in enumerate(STAGES):
            sign, role = _look(place, now)
            self.stages[stage].setText(f"{sign} {self._words[stage]}")
            set_role(self.stages[stage], role)


def _look(place: int, now: int) -> tuple[str, Role]:
    if place < now:
        return "✓", "good"
    return ("●", "") if place == now else ("○", "dim")
