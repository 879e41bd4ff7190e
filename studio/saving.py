"""Keeps a file as new as what is in memory, without the window waiting for the disk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from engine import disk
from engine.faults import Fault
from studio.jobs import Jobs
from studio.turns import Turns

SAVE_MS = 800  # after the first change, however many follow: at most two seconds may be lost
RETRY_MS = 5000

# The file and what belongs into it; None where there is no file yet.
Content = Callable[[], tuple[Path, Any] | None]


class Saver(QObject):
    """Writes the newest content in a job; what failed is tried again, also at the end.

    Each content has a number, so that an older one that is late never replaces a newer one.
    """

    failed = Signal(object)  # once, until writing works again

    def __init__(
        self,
        content: Content,
        jobs: Jobs | None,
        *,
        write: Callable[[Path, Any], None] = disk.write_json,
        parent: QObject | None = None,
    ) -> None:
        """Without `jobs` every change is written at once."""
        super().__init__(parent)
        self._content, self._write, self._jobs = content, write, jobs
        self._newest = 0
        self._written = 0
        self._told = False
        self._writing = Turns()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._begin)

    def use(self, jobs: Jobs | None) -> None:
        """From now on write in these jobs, and what could not be written before as well."""
        self._jobs = jobs
        self._timer.stop()
        if jobs is not None and self._newest > self._written:
            self._timer.start(SAVE_MS)

    def changed(self) -> None:
        """The content is new; it is written soon."""
        self._newest += 1
        if self._jobs is None:
            try:
                self.save()
            except Fault as fault:
                self._failed(fault)
        elif not self._timer.isActive():
            self._timer.start(SAVE_MS)

    def forget(self) -> None:
        """The content is that of the file."""
        self._timer.stop()
        self._written = self._newest

    def save(self) -> None:
        """Write at once whatever is not on disk yet; raises Fault where that is impossible."""
        self._timer.stop()
        work = self._work()
        if work is not None:
            work()

    def _work(self) -> Callable[[], None] | None:
        content, number = self._content(), self._newest
        if content is None:
            return None

        def write() -> None:
            with self._writing.take():
                if number > self._written:
                    self._write(*content)
                    self._written = number

        return write

    def _begin(self) -> None:
        work = self._work()
        if work is not None and self._jobs is not None:
            self._jobs.run(
                lambda _control, _progress: work(), then=self._succeeded, failed=self._failed
            )

    def _succeeded(self, _: None) -> None:
        self._told = False

    def _failed(self, error: Exception) -> None:
        if self._jobs is not None:
            self._timer.start(RETRY_MS)
        if not self._told:
            self._told = True
            self.failed.emit(error)
