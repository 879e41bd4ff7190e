"""Reads the list of runs in the background, and learns from it what other programs did."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from engine.runs import RunSummary, Workspace
from studio.jobs import Job, Jobs
from studio.live import LiveRun

Learn = Callable[[tuple[RunSummary, ...]], None]


class RunListing(QObject):
    """Hands each list to `learn`; a newer wish gives the older up."""

    failed = Signal(object)  # the exception: it cannot be read
    overtaken = Signal(object)  # the path of a run that another program went on with

    def __init__(
        self,
        jobs: Jobs,
        live: LiveRun,
        workspace: Callable[[], Workspace],
        learn: Learn,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._jobs, self._live = jobs, live
        self._workspace, self._learn = workspace, learn
        self._found: tuple[RunSummary, ...] = ()
        self._own: set[Path] = set()  # trained here since
        self._job: Job | None = None
        self._asked = self._unread = False  # whether it was to be read; and could not be

    def read(self, trained: Path | None = None) -> None:
        """Read it now; the run `trained` came to its end here."""
        if trained is not None:
            self._own.add(trained)
        if self._job is not None:
            self._job.cancel()
        self._asked, self._unread = True, False
        self._begin(self._take)

    def look_again(self) -> None:
        """Read it once more and tell of it only where it has changed."""
        if self._job is None and self._asked:
            self._begin(self._compare)

    def _begin(self, then: Learn) -> None:
        workspace = self._workspace()
        self._job = self._jobs.run(
            lambda _control, _progress: tuple(workspace.runs()), then=then, failed=self._give_up
        )

    def _take(self, found: tuple[RunSummary, ...]) -> None:
        self._unread = False
        before, self._found, self._job = self._found, found, None
        known = {run.path: run.status.updated for run in before}
        if self._live.active and self._live.path is not None:
            self._own.add(self._live.path)
        overtaken = [
            run.path
            for run in found
            if run.path not in self._own
            and run.status.updated != known.get(run.path, run.status.updated)
        ]
        self._own.clear()
        self._learn(found)
        for path in overtaken:
            self.overtaken.emit(path)

    def _compare(self, found: tuple[RunSummary, ...]) -> None:
        if _plain(found) == _plain(self._found):
            self._job, self._unread = None, False
        else:
            self._take(found)

    def _give_up(self, error: Exception) -> None:
        told, self._unread, self._job = self._unread, True, None
        if not told:  # once, not at each return to the window
            self.failed.emit(error)


def _plain(runs: Sequence[RunSummary]) -> list[tuple[RunSummary, str]]:
    """Two faults that say the same are not equal."""
    return [(replace(run, damaged=None), str(run.damaged)) for run in runs]
