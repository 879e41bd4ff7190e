"""The work before the first step: which stage, how far, and how long still."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.live import State
from studio.widgets.busy_bar import BusyBar
from studio.widgets.card import Card
from studio.widgets.text import Role, label, set_role

if TYPE_CHECKING:
    from engine.events import Prepared
    from studio.desk import Desk

STAGES = ("reading", "tokenizer", "encoding", "building", "measuring")


class PreparingCard(Card):
    """Stages as a line of words, a bar for the present one; the line above cancels."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.set_title(self.tr("Preparing"))
        self.set_hint(self.tr("the next run on the same text starts at once"))
        words = {
            "reading": self.tr("Read the text"),
            "tokenizer": self.tr("Train the tokenizer"),
            "encoding": self.tr("Encode the text"),
            "building": self.tr("Build the model"),
            "measuring": self.tr("Measure this machine"),
        }
        self._words = words
        self.stages = {stage: label(f"○ {words[stage]}", "dim") for stage in STAGES}
        for part in self.stages.values():
            self.body.addWidget(part)
        self.bar = BusyBar()
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
            self._begin("")
        self.bar.tell(news)
        self._hold()

    def _begin(self, words: str) -> None:
        self.bar.start(words, can_cancel=False)  # the line above it has a button for that
        self._mark()

    def _hold(self) -> None:
        """What a paused run tells still is where it has come to; nothing moves."""
        if self._desk.live.paused:
            self.bar.hold(self.tr("Paused; nothing trains yet"))

    def _follow(self, state: State) -> None:
        last = self._desk.live.last_prepared
        if state is State.PREPARING:
            if not self._phase:
                self._begin(self.tr("Starting…"))
            if last is not None:
                self.tell(last)
            self._hold()
        else:
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
