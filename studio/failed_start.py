"""Why the last start came to nothing: kept until it is over, told where one starts."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from engine.faults import Fault
from studio.draft import Draft
from studio.live import LiveRun
from studio.problems import Problems
from studio.wording import fault_parts


class FailedStart(QObject):
    """What kept a run from its first step, where it left no run that could tell of it.

    It is over when somebody closes it, starts or goes on anew, or changes the recipe that could
    not start.
    """

    changed = Signal()

    def __init__(
        self, draft: Draft, live: LiveRun, problems: Problems, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.error: Exception | None = None
        self.run: Path | None = None  # that was to go on; None: a new one was to begin
        self.before: Path | None = None  # the run on show when the last one was started
        self._draft, self._live, self._problems = draft, live, problems

    def listen(self) -> None:
        """Follow what may bring it and what may end it."""
        self._live.failed.connect(self._learn)
        self._draft.changed.connect(self._recipe_changed)
        self._problems.dismissed.connect(self._dismissed)

    def doing(self) -> str:
        """What was tried, in the language of the moment."""
        if self.run is None:
            return self.tr("Starting the training")
        return self.tr("Going on with the run {name}").format(name=self.run.name)

    def run_before(self) -> Path | None:
        """The run to go back to where a start came to nothing; None where there is none."""
        there = self.before is not None and self.before.is_dir()
        return self.before if there else None

    def list_unread(self, error: Exception) -> None:
        """Tell why the list of runs cannot be read, unless the start failed of just that."""
        faults = [one for one in (error, self.error) if isinstance(one, Fault)]
        if len(faults) < 2 or fault_parts(faults[0]) != fault_parts(faults[1]):
            self._problems.report(error, self._listing)

    def clear(self) -> None:
        """It is over."""
        error, self.error = self.error, None
        if error is None:
            return
        self._problems.settle(error)
        if self.run is None:
            self._live.forget()
        self.changed.emit()

    def _learn(self, error: Exception) -> None:
        live = self._live
        if not (live.refused or live.left_nothing):
            self._problems.report(error, self._training)
            return
        self.error, self.run = error, live.path if live.refused else None
        self._problems.report(error, self.doing)
        self.changed.emit()

    def _listing(self) -> str:
        return self.tr("Reading the list of runs")

    def _training(self) -> str:
        return self.tr("Training")

    def _recipe_changed(self) -> None:
        if self.run is None:
            self.clear()

    def _dismissed(self, error: object) -> None:
        if error is self.error:
            self.clear()
