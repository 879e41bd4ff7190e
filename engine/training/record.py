"""Record: tells every event to the world and keeps it in the run's log."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable

from engine.events import Emit, Event, Noticed, StepFinished
from engine.faults import Fault
from engine.runs.metrics import KEPT
from engine.wording import translate

REPORTS = 10_000  # kept per e-fold of training time: more than any plot has pixels
LONGEST_GAP = 1.0  # seconds between two reports kept: what is older than that survives a kill


class Record:
    """Rows the disk refuses are held back and written later: a full disk ends no run.

    What is held back is lost only with the process, as is everything since the last checkpoint.
    Events that are only news, of which a probe weighs a megabyte, are no rows and not held.
    Of the reports of steps, a long run keeps fewer as it goes on, so that its log can be read:
    at least one a second, and the last before anything else that is told.
    """

    def __init__(self, emit: Emit, append: Callable[[Event], None]) -> None:
        self._emit = emit
        self._append = append
        self._held: deque[Event] = deque()
        self._kept = -math.inf  # seconds of training at the last report kept
        self._left_out: StepFinished | None = None  # the newest report, where it was not kept
        self._told = False  # that the disk refuses

    def tell(self, event: Event) -> None:
        """Emit the event; keep it now, or as soon as the disk allows."""
        self._emit(event)
        if not self._is_kept(event):
            return
        self._take_left_out()
        if isinstance(event, KEPT):
            self._held.append(event)
        try:
            self._write()
        except Fault as fault:
            if not self._told:
                self._told = True
                what = translate(
                    "notices", "The log cannot be written; its rows are held back. {reason}"
                )
                step = getattr(event, "step", 0)
                self._emit(Noticed(step, "warning", what, {"reason": fault}))

    def _is_kept(self, event: Event) -> bool:
        if not isinstance(event, StepFinished):
            return True
        kept = event.seconds - self._kept >= min(event.seconds / REPORTS, LONGEST_GAP)
        if kept:
            self._kept = event.seconds
        self._left_out = None if kept else event
        return kept

    def _take_left_out(self) -> None:
        if self._left_out is not None:
            self._held.append(self._left_out)
            self._left_out = None

    def flush(self) -> None:
        """Write what was held back; Fault where the disk still refuses."""
        self._take_left_out()
        self._write()

    def _write(self) -> None:
        while self._held:
            self._append(self._held[0])
            self._held.popleft()
        self._told = False
