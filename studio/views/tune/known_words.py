"""Whether the run that is tuned has words for the examples: looked at once both are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from studio import tuning_calls
from studio.views.tune.base import base_at_hand

if TYPE_CHECKING:
    from engine.examples.summary import Finding
    from studio.desk import Desk
    from studio.jobs import Job
    from studio.tuning_calls import Base, Examples


class KnownWords(QObject):
    """`findings` of the examples and the run at hand; () while they are looked for."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.findings: tuple[Finding, ...] = ()
        self._of: tuple[Base | None, Examples | None] = (None, None)
        self._job: Job | None = None

    def look(self, found: Examples | None) -> None:
        """Count anew where the run or the examples are others."""
        base = base_at_hand(self._desk)
        if base == self._of[0] and found is self._of[1]:
            return
        self._of = base, found
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._tell(())
        if base is None or found is None or found.read is None:
            return
        self._job = self._desk.jobs.run(
            lambda control, _progress: tuning_calls.unknown_words(base, found, control),
            title=self.tr("Looking whether the run knows these words"),
            then=self._tell,
            failed=lambda _error: self._tell(()),  # Start says what is wrong with the run
        )

    def _tell(self, findings: tuple[Finding, ...]) -> None:
        if findings != self.findings:
            self.findings = findings
            self.changed.emit()
