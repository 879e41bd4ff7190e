"""Reads which checkpoints a run keeps, in the background, whenever there may be others."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from engine.runs import CheckpointInfo
from studio.jobs import Jobs

if TYPE_CHECKING:
    from studio.shown import ShownRun

Learn = Callable[["ShownRun", tuple[CheckpointInfo, ...]], None]


class CheckpointReading(QObject):
    """Hands what it finds to `learn`, with the run it was found for."""

    def __init__(self, jobs: Jobs, learn: Learn, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._learn = jobs, learn
        self._shown: ShownRun | None = None
        self._saved = 0  # checkpoints the live run had told of when last read

    def begin(self, shown: ShownRun | None) -> None:
        """Another run is shown."""
        self._shown, self._saved = shown, 0
        self.read()

    def follow(self) -> None:
        """Read anew where the live run is shown and saved one since."""
        if self._shown is None or not self._shown.is_live:
            return
        saved = len(self._shown.history.checkpoints)
        if saved != self._saved:
            self._saved = saved
            self.read()

    def look_again(self) -> None:
        """Read anew where another program saves and deletes them."""
        if self._shown is not None and self._shown.elsewhere:
            self.read()

    def read(self) -> None:
        """Read now; nothing is done where no run is shown."""
        shown = self._shown
        if shown is not None:
            self._jobs.run(
                lambda _control, _progress: shown.checkpoints(),
                title=self.tr("Reading the checkpoints"),
                then=lambda found: self._learn(shown, tuple(found)),
            )
