"""Whether there is text where the draft points: looked at in the background, told on the rail."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from engine.faults import Fault
from studio import engine_calls
from studio.jobs import Job, Jobs
from studio.reading import missing

if TYPE_CHECKING:
    from engine.faults import FieldFault
    from studio.draft import Draft

WAIT_MS = 600  # a page that lists the files itself comes first, and they are not listed twice


class FoundText(QObject):
    """What is known of the chosen files and folders; the last answer holds until the next."""

    changed = Signal()

    def __init__(self, draft: Draft, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._draft, self._jobs = draft, jobs
        self._paths: list[str] | None = None  # what the answers are of
        self._not_listed: Fault | None = None
        self._not_read: Fault | None = None
        self._job: Job | None = None
        self._missing: tuple[FieldFault, ...] = ()  # of the files chosen
        self._again = False  # whether to look though nothing was chosen anew
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(WAIT_MS)
        self._quiet.timeout.connect(self._look)

    @property
    def known(self) -> bool:
        """Whether anybody has looked yet."""
        return self._paths is not None

    @property
    def fault(self) -> Fault | None:
        """Why there is no text; None where some was found."""
        return self._not_listed or self._not_read

    def listen(self) -> None:
        """Follow the draft, once it is checked."""
        self._draft.faults_changed.connect(self._follow)

    def look_again(self) -> None:
        """Look once more for the same: a folder may be empty now, or no longer."""
        self._again = self.known
        self._quiet.start()

    def listed(self, paths: Sequence[str], fault: Fault | None) -> None:
        """Somebody listed the files of these paths, or could not."""
        if list(paths) != self._paths:
            self._paths, self._not_read = list(paths), None
        self._not_listed = fault
        self.changed.emit()

    def read(self, paths: Sequence[str], fault: Fault | None) -> None:
        """Somebody read all the text of these paths, or found none that is of use."""
        if list(paths) != self._paths:
            self._paths, self._not_listed = list(paths), None
        self._not_read = fault
        self.changed.emit()

    def _follow(self) -> None:
        gone = missing(self._draft, "text")
        if gone != self._missing:  # what was known is of other files
            self._missing = gone
            self._paths = self._not_listed = self._not_read = None
        self._quiet.start()

    def _look(self) -> None:
        paths = [str(path) for path in self._draft.value("corpus.paths", ())]
        if not self._draft.checked or (paths == self._paths and not self._again):
            return
        self._again = False
        if self._job is not None:
            self._job.cancel()
            self._job = None
        if not paths:
            self._paths = self._not_listed = self._not_read = None
            self.changed.emit()
            return

        title = self.tr("Looking for files")

        def failed(error: Exception) -> None:
            if isinstance(error, Fault):
                self.listed(paths, error)
            else:  # nothing is known of the text then
                self._jobs.failed.emit(error, title)

        self._job = self._jobs.run(
            lambda control, _progress: engine_calls.corpus_files({"paths": paths}, control),
            title=title,
            then=lambda _files: self.listed(paths, None),
            failed=failed,
        )
