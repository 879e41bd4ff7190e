"""Record: tells every event to the world and keeps it in the run's log."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from engine.events import Emit, Event, Noticed
from engine.faults import Fault
from engine.wording import translate


class Record:
    """Rows the disk refuses are held back and written later: a full disk ends no run.

    What is held back is lost only with the process, as is everything since the last checkpoint.
    """

    def __init__(self, emit: Emit, append: Callable[[Event], None]) -> None:
        self._emit = emit
        self._append = append
        self._held: deque[Event] = deque()
        self._told = False  # that the disk refuses

    def tell(self, event: Event) -> None:
        """Emit the event; keep it now, or as soon as the disk allows."""
        self._emit(event)
        self._held.append(event)
        try:
            self.flush()
        except Fault as fault:
            if not self._told:
                self._told = True
                what = translate(
                    "notices", "The log cannot be written; its rows are held back. {reason}"
                )
                step = getattr(event, "step", 0)
                self._emit(Noticed(step, "warning", what, {"reason": str(fault)}))

    def flush(self) -> None:
        """Write what was held back; Fault where the disk still refuses."""
        while self._held:
            self._append(self._held[0])
            self._held.popleft()
        self._told = False
