"""Whether there are pairs where the draft points: looked at in the background, told on the rail."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from engine.faults import Fault
from studio.jobs import Job, Jobs
from studio.pair_calls import first_pair
from studio.reading import PAIRS, SECTIONS, is_named, missing

if TYPE_CHECKING:
    from engine.faults import FieldFault
    from studio.draft import Draft

WAIT_MS = 600  # a page that reads them all comes first, and they are not read twice


@dataclass(frozen=True, slots=True)
class Found:
    """What came of looking at the files of one kind."""

    given: dict[str, Any]  # the section of the draft it belongs to
    fault: Fault | None


class FoundPairs(QObject):
    """What is known of the chosen files of pairs; an answer holds for what it was asked of."""

    changed = Signal()

    def __init__(self, draft: Draft, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._draft, self._jobs = draft, jobs
        self._found: dict[str, Found] = {}
        self._looking: dict[str, Job] = {}
        self._missing: dict[str, tuple[FieldFault, ...]] = {}  # of the files chosen
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(WAIT_MS)
        self._quiet.timeout.connect(self._look)

    def of(self, kind: str) -> Found | None:
        """What the files of a kind hold as they are chosen now; None where nobody has looked."""
        found = self._found.get(kind)
        return found if found is not None and found.given == chosen(self._draft, kind) else None

    def listen(self) -> None:
        """Follow the draft, once it is checked."""
        self._draft.faults_changed.connect(self._follow)

    def read(self, kind: str, given: dict[str, Any], fault: Fault | None) -> None:
        """Somebody read what a section of the draft names, or could not."""
        self._found[kind] = Found(given, fault)
        self.changed.emit()

    def _follow(self) -> None:
        for kind in PAIRS:
            gone = missing(self._draft, kind)
            if gone != self._missing.get(kind, ()):  # what was known is of other files
                self._missing[kind] = gone
                self._found.pop(kind, None)
        self._quiet.start()

    def _look(self) -> None:
        for kind in PAIRS:
            given = chosen(self._draft, kind)
            if self._draft.checked and is_named(self._draft, kind) and self.of(kind) is None:
                self._look_at(kind, given)

    def _look_at(self, kind: str, given: dict[str, Any]) -> None:
        if kind in self._looking:
            self._looking[kind].cancel()

        title = self.tr("Looking for pairs")

        def told(fault: Fault | None) -> None:
            known = self._found.get(kind)
            if known is None or known.given != given:  # who read them all meanwhile knows better
                self.read(kind, given, fault)

        def failed(error: Exception) -> None:
            if isinstance(error, Fault):
                told(error)
            else:  # nothing is known of the pairs then
                self._jobs.failed.emit(error, title)

        self._looking[kind] = self._jobs.run(
            lambda control, _progress: first_pair(kind, given, control),
            title=title,
            then=lambda _pair: told(None),
            failed=failed,
        )


def chosen(draft: Draft, kind: str) -> dict[str, Any]:
    """What was chosen of the section of a kind."""
    given = draft.value(SECTIONS[kind], {})
    return dict(given) if isinstance(given, Mapping) else {}
