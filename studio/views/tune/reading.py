"""Reads the chosen examples: first what they are, at once, then all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QObject, QTimer, Signal

from studio import tuning_calls
from studio.tuning_calls import Examples, key_of, names_files

if TYPE_CHECKING:
    from studio.desk import Desk
    from studio.jobs import Job

QUIET_MS = 300  # without a change, before files are read anew

Stage = Literal["", "looking", "reading", "read", "cancelled", "failed"]


class ExamplesReading(QObject):
    """Follows what is chosen; `stage` says how far it has come, `found` what is known by now."""

    changed = Signal()
    began = Signal(object)  # the Job

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.stage: Stage = ""
        self.found: Examples | None = None
        self.error: Exception | None = None
        self.refused = False  # whether files somebody wanted since were not taken
        self._job: Job | None = None
        self._key = ""  # of what is being read, or was
        self._take_up(desk.tuning.found)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET_MS)
        self._quiet.timeout.connect(self._begin)
        desk.tuning.changed.connect(self.look)

    def _take_up(self, found: Examples | None) -> None:
        """Go on with what was read already: the window was built anew."""
        if found is not None and found.key == key_of(self._desk.tuning.data()):
            self.found, self._key = found, found.key
            self.stage = "read" if found.read is not None or found.kind is None else "cancelled"

    def look(self, *_: object) -> None:
        """Read, once nothing has changed for a moment, unless just this was read."""
        data = self._desk.tuning.data()
        if key_of(data) != self._key or not names_files(data):
            self._quiet.start()

    def refuse(self, refused: bool) -> None:
        """Other files were wanted and not taken, or that is put away."""
        if refused != self.refused:
            self.refused = refused
            self.changed.emit()

    def again(self) -> None:
        """Read the same files once more: they may have changed on disk."""
        self._key = ""
        self._begin()

    def cancel(self) -> None:
        """Stop reading; what was seen so far stays."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
            self._stand("cancelled")

    def _begin(self) -> None:
        data = self._desk.tuning.data()
        if self._desk.form is None:
            self._quiet.start()  # importing torch takes the time it takes
            return
        if key_of(data) == self._key and names_files(data):
            return
        self._drop()
        self._key = key_of(data)
        if not names_files(data):
            self.found = None
            self._stand("")
            return
        self._stand("looking")
        self._run(
            self._desk.jobs.run(
                lambda control, _progress: tuning_calls.recognise_files(data, control),
                title=self.tr("Looking at the files"),
                then=lambda found: self._recognised(data, found),
                failed=self._failed,
            )
        )

    def _recognised(self, data: dict[str, Any], found: Examples) -> None:
        self._job = None
        self.found = found
        if found.kind is None:
            self._stand("read")  # as far as can be: a person must say what is to be learned
            return
        self._stand("reading")
        self._run(
            self._desk.jobs.run(
                lambda control, progress: tuning_calls.read_examples(
                    data, found, control, progress
                ),
                title=self.tr("Reading the examples"),
                then=self._read,
                failed=self._failed,
            )
        )

    def _read(self, found: Examples) -> None:
        self._job = None
        self.found = found
        self._stand("read")

    def _failed(self, error: Exception) -> None:
        self._job = None
        self.error = error
        if self.found is not None and self.found.key != self._key:
            self.found = None  # it tells of other files
        self._stand("failed")

    def _drop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _run(self, job: Job) -> None:
        self._job = job
        self.began.emit(job)

    def _stand(self, stage: Stage) -> None:
        self.stage = stage
        if stage != "failed":
            self.error = None
        self.changed.emit()
