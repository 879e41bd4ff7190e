"""When the heads of a recorded sentence came to look at what they look at now."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal

from engine.control import Control
from engine.events import Progress, Side
from engine.probes.change import Formation
from engine.runs.replays import Room

if TYPE_CHECKING:
    from studio.jobs import Job, Jobs
    from studio.shown import ShownRun

SHARE = 0.03  # of the time, that a growing record is read again: training goes on beside it

Wanted = tuple["ShownRun", str, Side]  # the run, which sentence, which side
Found = tuple[Formation | None, Room | None]


class Formed(QObject):
    """Reads all recorded steps in a job; of one sentence and side it is known then."""

    changed = Signal()
    began = Signal(object)  # the job
    failed = Signal(object)

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._job: Job | None = None
        self._of: Wanted | None = None
        self._newest = -1  # recorded step, of what is known or being read
        self._begun = self._took = 0.0  # seconds
        self.formation: Formation | None = None
        self.room: Room | None = None

    def ask(self, run: ShownRun, sentence: str, side: Side, newest: int) -> None:
        """Know it up to the `newest` step; nothing happens where it is known, or known recently."""
        wanted = (run, sentence, side)
        if wanted != self._of:
            self.forget()
            self._of = wanted
        elif newest == self._newest or self._job is not None or self._too_soon(run):
            return
        self._newest, self._begun = newest, time.monotonic()

        def work(control: Control, progress: Progress) -> Found:
            room = run.room()
            return run.formation(sentence, side, control, progress), room

        self._job = self._jobs.run(
            work,
            title=self.tr("Reading the film"),
            then=lambda found: self._arrived(wanted, found),
            failed=self._fail,
        )
        self._job.ended.connect(self._ended)
        self.began.emit(self._job)

    def _too_soon(self, run: ShownRun) -> bool:
        return run.is_live and time.monotonic() - self._begun < self._took / SHARE

    def forget(self) -> None:
        """What is seen now has no film yet: what is known is of something else."""
        self.rest()
        self._of = self.formation = self.room = None

    def rest(self) -> None:
        """Nobody looks: read no further."""
        if self._job is not None:
            self._job.cancel()
            self._job, self._newest = None, -1

    def _arrived(self, wanted: Wanted, found: Found) -> None:
        if wanted != self._of:  # it was read to its end before it could be called off
            return
        self._took = time.monotonic() - self._begun
        self.formation, self.room = found
        self.changed.emit()

    def _fail(self, error: Exception) -> None:
        self.failed.emit(error)

    def _ended(self) -> None:
        if self.sender() is self._job:
            self._job = None


def formed_near(formation: Formation, layer: int, head: int) -> int | None:
    """The step from which more than half of its way lay behind a head; None where it never moved.

    The way goes from its first recorded form to its newest, by the share of attention that differs.
    """
    nearness = formation.nearness[:, layer, head]
    half = (1.0 + nearness[0]) / 2
    short = np.flatnonzero(nearness < half)
    if not len(short) or nearness[0] > 1.0 - 1e-3:
        return None
    return formation.steps[int(short[-1]) + 1]
