"""Reads which checkpoints a run keeps, in the background, whenever there may be others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from engine.faults import Fault
from engine.runs import CheckpointInfo
from studio.jobs import Jobs

if TYPE_CHECKING:
    from studio.shown import ShownRun

Learn = Callable[["ShownRun", tuple[CheckpointInfo, ...]], None]
Tell = Callable[[Fault, str], None]


class CheckpointReading(QObject):
    """Hands what it finds to `learn`, with the run it was found for.

    A damaged one is not among them; `tell` hears of it, once.
    """

    def __init__(self, jobs: Jobs, learn: Learn, tell: Tell, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._learn, self._tell = jobs, learn, tell
        self._told: set[tuple[Path, int]] = set()
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
                lambda _control, _progress: (tuple(shown.checkpoints()), dict(shown.damaged)),
                title=self.tr("Reading the checkpoints"),
                then=lambda found: self._arrived(shown, *found),
            )

    def _arrived(
        self, shown: ShownRun, found: tuple[CheckpointInfo, ...], damaged: dict[int, Fault]
    ) -> None:
        if shown is self._shown:
            shown.lost = damaged
        self._learn(shown, found)
        for step, fault in sorted(damaged.items()):
            if (shown.path, step) not in self._told:
                self._told.add((shown.path, step))
                doing = self.tr("Reading the checkpoint of step {step} of {run}")
                self._tell(fault, doing.format(step=f"{step:,}", run=shown.name))
