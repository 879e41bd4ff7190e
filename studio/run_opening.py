"""Opens a run in the background; the one asked for last is the one that is shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from engine.faults import Fault
from engine.runs import Run
from studio.jobs import Job, Jobs
from studio.live import LiveRun
from studio.shown import ShownRun


class RunOpening(QObject):
    """At most one run is on its way; a newer wish gives the older up."""

    saying = Signal(str)  # what is done, for the run bar; "" once it is done

    def __init__(
        self,
        jobs: Jobs,
        show: Callable[[ShownRun], None],
        failed: Callable[[Exception, str], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._jobs, self._show, self._failed = jobs, show, failed
        self._job: Job | None = None
        self._path: Path | None = None  # of the run on its way

    def open(self, path: Path, live: LiveRun, *, anew: bool = False) -> None:
        """Read the run of this folder and show it; `anew`: the record of `live` is outdated.

        What is read anew takes no run away that somebody asked for meanwhile.
        """
        if anew and self._path not in (None, path):
            if live.path == path:
                live.forget()
            return
        self.give_up()
        title = self.tr("Opening the run {name}").format(name=path.name)

        def read() -> ShownRun:
            run = Run.open(path)
            shown = ShownRun(path, live, run=run, history=run.history())
            shown.elsewhere = shown.at_work_elsewhere()
            shown.imported = _imported(run)
            return shown

        def opened(shown: ShownRun) -> None:
            self._ended()
            if anew and live.path == path:
                live.forget()
            self._show(shown)

        def failed(error: Exception) -> None:
            self._ended()
            self._failed(error, title)

        self._path = path
        self._job = self._jobs.run(
            lambda _control, _progress: read(), title=title, then=opened, failed=failed
        )
        self.saying.emit(title)

    def give_up(self) -> None:
        """Whatever is on its way is not wanted any more."""
        if self._job is not None:
            self._job.cancel()
            self._ended()

    def _ended(self) -> None:
        self._job = self._path = None
        self.saying.emit("")


def _imported(run: Run) -> str:
    """What it was imported from; "" where it was trained here."""
    try:
        return str(run.environment.get("imported", {}).get("name", ""))
    except Fault:  # told once somebody goes on with it: all else can be looked at
        return ""
