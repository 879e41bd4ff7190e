"""What a run warns of while it trains, told beyond the list of its events."""

from __future__ import annotations

from PySide6.QtCore import QObject

from engine.events import CheckpointSaved, Noticed
from engine.runs.checkpoint import NOT_SAVED
from studio.live import LiveRun
from studio.problems import Problems


class RunWarnings(QObject):
    """Says every warning on the terminal; what failed stands in the window.

    That a checkpoint could not be saved stands there until one was.
    """

    def __init__(self, live: LiveRun, problems: Problems, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._live, self._problems = live, problems
        self._unsaved: Noticed | None = None
        live.noticed.connect(self._take)

    def _take(self, event: Noticed | CheckpointSaved) -> None:
        if isinstance(event, CheckpointSaved):
            if self._unsaved is not None:
                self._problems.settle(self._unsaved)
                self._unsaved = None
        elif event.level == "warning":
            self._unsaved = event if event.what == NOT_SAVED else self._unsaved
            self._problems.warn(event, self._live.name)
