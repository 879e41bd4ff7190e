"""Brings models of other programs, and capsules, into the workspace: one at a time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from studio import exchange_calls
from studio.exchange_calls import ImportedRun

if TYPE_CHECKING:
    from studio.desk import Desk
    from studio.jobs import Job


class Importing(QObject):
    """Imports in a job, and shows the run that came of it, whoever asked."""

    began = Signal(object)  # the Job
    arrived = Signal(object)  # ImportedRun
    failed = Signal(object)  # the exception

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.job: Job | None = None
        self.source: Path | None = None  # of the job, or of what was told last
        self.last: ImportedRun | Exception | None = None  # what came of it

    def begin(self, source: Path, then: Callable[[ImportedRun], None] | None = None) -> bool:
        """Begin, unless one is under way; the run is shown, or `then` is told of it instead."""
        if self.job is not None:
            return False
        runs = self._desk.workspace.runs_folder
        self.source, self.last = source, None
        self.job = self._desk.jobs.run(
            lambda control, progress: exchange_calls.import_source(source, runs, control, progress),
            title=self.tr("Importing {name}").format(name=source.name),
            then=lambda found: self._arrived(found, then),
            failed=self._fail,
        )
        self.job.ended.connect(self._ended)
        self.began.emit(self.job)
        return True

    def _arrived(self, found: ImportedRun, then: Callable[[ImportedRun], None] | None) -> None:
        self.last = found
        if found.path.parent == self._desk.workspace.runs_folder:  # it is another one's else
            self._desk.refresh_runs()
            show = then or (lambda run: self._desk.open_run(run.path))
            show(found)
        self.arrived.emit(found)
        self._desk.saying.emit(self.tr("Imported as {run}").format(run=found.path.name))

    def _fail(self, error: Exception) -> None:
        self.last = error
        self.failed.emit(error)

    def _ended(self) -> None:
        self.job = None
