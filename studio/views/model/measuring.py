"""Speed and memory of the draft's model, measured on this machine when somebody asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from studio import engine_calls
from studio.costing import deciding
from studio.views.model.budget import finish_words

if TYPE_CHECKING:
    from studio.cost import Cost, Measured
    from studio.desk import Desk
    from studio.jobs import Job
    from studio.widgets.cost_card import CostCard


class Measuring(QObject):
    """Runs a few real steps in a job and shows on the cost card what they took.

    What was measured last is kept: under another budget it ends elsewhere at the same speed, and
    where its choices come back it counts again.
    """

    def __init__(self, desk: Desk, card: CostCard) -> None:
        super().__init__(card)
        self._desk, self._card = desk, card
        self._job: Job | None = None
        self._last: tuple[dict[str, Any], Measured] | None = None  # by which choices, and what
        self._seen: dict[str, Any] = {}  # the choices shown
        self._lost = ""  # what became of a measurement that is not shown
        self.cost: Cost | None = None  # of the draft, as far as it is counted
        self.faulty = False  # whether the model is
        card.measure.connect(self.begin)
        desk.live.state_changed.connect(self._give_way)

    def begin(self) -> None:
        """Measure the draft as it is now."""
        resolved = self._desk.draft.resolved
        self._card.fault.clear()
        self._job = self._desk.jobs.run(
            lambda control, progress: engine_calls.measure_speed(resolved, control, progress),
            title=self.tr("Measuring this machine"),
            then=lambda found: self._learn(deciding(resolved), found),
            failed=lambda error: self._card.fault.show_error(error),
        )
        self._job.ended.connect(self._ended)
        self._card.busy.follow(self._job)
        self._lost = ""
        self.follow()

    def follow(self) -> None:
        """Offer it where nothing hinders it; show what the choices of now are known to take."""
        self._card.allow_measuring(self._hindrance())
        if self._job is not None:
            self._card.button.setEnabled(False)
        chosen = self._desk.draft.resolved
        now = deciding(chosen)
        if now != self._seen:
            self._seen, self._lost = now, ""
        if self._last is None or self._last[0] != now or self.cost is None:
            self._card.forget_speed(self._lost)
            return
        found = self._last[1]
        per_row, speed = self.cost.tokens_per_row, found.tokens_per_second
        training = chosen.get("training", {})
        self._card.show_measured(found, finish_words(training, per_row, speed))

    def _learn(self, chosen: dict[str, Any], found: Measured) -> None:
        self._last = chosen, found
        if chosen != deciding(self._desk.draft.resolved):
            self._lost = self.tr("tokens/s: the choices changed meanwhile. Measure again.")

    def _ended(self) -> None:
        self._job = None
        self.follow()

    def _hindrance(self) -> str:
        """Why it cannot be measured now; "" where it can."""
        if self.faulty:
            return self.tr("Mend the marked fields first.")
        if self._is_training():
            return self.tr("A run is under way: pause it, or wait for its end.")
        if self.cost is not None and not self.cost.fits:
            return self.tr("It takes more memory than is free.")
        return ""

    def _is_training(self) -> bool:
        """Whether a run takes the processor: each would slow the other."""
        live = self._desk.live
        return live.active and not live.paused

    def _give_way(self, *_: object) -> None:
        if self._job is not None and self._is_training():
            self._job.cancel()
            self._lost = self.tr("tokens/s: a run began meanwhile. Measure again after it.")
        self.follow()
