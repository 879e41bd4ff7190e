"""Speed and memory of the draft's model, measured on this machine when somebody asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    """Runs a few real steps in a job and shows on the cost card what they took."""

    def __init__(self, desk: Desk, card: CostCard) -> None:
        super().__init__(card)
        self._desk, self._card = desk, card
        self._job: Job | None = None
        self.cost: Cost | None = None  # of the draft, as far as it is counted
        self.faulty = False  # whether the model is
        card.measure.connect(self.begin)

    def begin(self) -> None:
        """Measure the draft as it is now."""
        resolved = self._desk.draft.resolved
        belongs = deciding(resolved)

        def done(found: Measured) -> None:
            if belongs == deciding(self._desk.draft.resolved) and self.cost is not None:
                per_row = self.cost.tokens_per_row
                training, speed = resolved.get("training", {}), found.tokens_per_second
                self._card.show_measured(found, finish_words(training, per_row, speed))

        self._card.fault.clear()
        self._job = self._desk.jobs.run(
            lambda control, progress: engine_calls.measure_speed(resolved, control, progress),
            title=self.tr("Measuring this machine"),
            then=done,
            failed=lambda error: self._card.fault.show_error(error),
        )
        self._job.ended.connect(self._ended)
        self._card.busy.follow(self._job)
        self.allow()

    def allow(self) -> None:
        """Offer it where nothing hinders it."""
        self._card.allow_measuring(self._hindrance())
        if self._job is not None:
            self._card.button.setEnabled(False)

    def _hindrance(self) -> str:
        """Why it cannot be measured now; "" where it can."""
        if self.faulty:
            return self.tr("Mend the marked fields first.")
        if self.cost is not None and not self.cost.fits:
            return self.tr("It takes more memory than is free.")
        return ""

    def _ended(self) -> None:
        self._job = None
        self.allow()
