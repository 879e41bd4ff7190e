"""The run the pages look at: the live one or one opened from the workspace."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from engine.control import Control
from engine.events import ProbeTaken, Progress, Side
from engine.faults import Fault
from engine.history import History
from engine.probes.change import Formation, formation
from engine.runs import CheckpointInfo, Run
from engine.runs.replays import Room
from studio.live import LiveRun
from studio.task_metrics import is_tuned


class ShownRun:
    """A run to look at. While it is the live one, its history grows under the reader's eyes.

    `read_probe`, `formation`, `room` and `at_work_elsewhere` ask the disk: call them in a job.
    """

    def __init__(
        self, path: Path, live: LiveRun, *, run: Run | None = None, history: History | None = None
    ) -> None:
        self.path = path
        self._live = live
        self._run = run
        self._history = history or History()
        self.looked_at: int | None = None  # the step somebody went to on Look; None: the newest
        self._read_end: tuple[int, str] | None = None  # of which somebody has closed why
        self.imported = ""  # the folder of another program it was made of
        self.elsewhere = False  # whether another program was at work on it when last looked
        self.kept: tuple[CheckpointInfo, ...] | None = None  # checkpoints; None: not read yet
        self.lost: Mapping[int, Fault] = {}  # those that are damaged, by step, and how

    @property
    def name(self) -> str:
        """The folder's name."""
        return self.path.name

    @property
    def is_live(self) -> bool:
        """Whether this is the run that trains now."""
        return self._live.trains(self.path)

    @property
    def tuned(self) -> bool:
        """Whether it learned, or learns, a task here: from examples, and beginning with a run."""
        return is_tuned(self.recipe) and not self.imported

    @property
    def finished(self) -> bool:
        """Whether it has used up its budget, or never had one here."""
        ended = self.history.ended
        return bool(self.imported) or (ended is not None and ended.ending == "finished")

    @property
    def can_go_on(self) -> bool:
        """Whether it can be resumed, as far as is known."""
        return not (self.is_live or self.elsewhere or self.finished)

    @property
    def put_away(self) -> bool:
        """Whether somebody has read and closed why it ended."""
        return self._read_end is not None and self._read_end == self._end()

    def put_end_away(self) -> None:
        """Somebody has read and closed why it ended; another end is told again."""
        self._read_end = self._end()

    def _end(self) -> tuple[int, str] | None:
        ended = self.history.ended
        return (ended.step, ended.ending) if ended is not None else None

    def keep_choices(self, before: ShownRun | None) -> bool:
        """Take over what somebody chose of the same run as it was read `before`.

        False where it is another run, or one that goes on: of that the newest is shown.
        """
        if before is None or before.path != self.path or self.is_live:
            return False
        self.looked_at, self._read_end = before.looked_at, before._read_end
        return True

    @property
    def history(self) -> History:
        """Everything measured so far."""
        live = self._live
        # Of a new run that left nothing only the name is there, and it may be another's by now.
        is_its = live.path == self.path and not live.left_nothing
        return live.history if is_its else self._history

    @property
    def recipe(self) -> dict[str, Any]:
        """The recipe it runs by, complete once its folder is there."""
        run = self._opened()
        return run.recipe_data if run is not None else self._live.recipe

    def at_work_elsewhere(self) -> bool:
        """Look whether another program is at work on it."""
        run = self._opened() if not self.is_live else None
        return run is not None and run.at_work()

    def checkpoints(self) -> list[CheckpointInfo]:
        """The whole ones, oldest first."""
        run = self._opened()
        return run.checkpoints() if run is not None else []

    @property
    def damaged(self) -> Mapping[int, Fault]:
        """Those of them that cannot be read, by step, as `checkpoints` found them."""
        return self._run.damaged if self._run is not None else {}

    def keeps(self, step: int) -> bool:
        """Whether the checkpoint of a step is still there, as far as is known: the oldest go."""
        known = {info.step for info in self.kept or ()}
        return step in known or step > max(known, default=-1)

    def probe_steps(self) -> list[int]:
        """Steps at which the pinned sentences can be looked at, ascending."""
        run = self._opened()
        return run.probe_steps() if run is not None else []

    def read_probe(self, step: int) -> ProbeTaken:
        """The pinned sentences at one step; raises Fault where that file is damaged."""
        run = self._opened()
        if run is None:
            raise ValueError(f"{self.name} has recorded nothing yet")
        return run.read_probe(step)

    def pin(self, text: str) -> None:
        """Keep a text to be answered once it goes on; in a job."""
        run = self._opened()
        if run is not None:
            run.pin(text)

    def unpin(self, text: str) -> None:
        """Keep a pinned text no more; in a job."""
        run = self._opened()
        if run is not None:
            run.unpin(text)

    def room(self) -> Room | None:
        """What the recorded steps take; None where there is no folder yet."""
        run = self._opened()
        return run.room() if run is not None else None

    def formation(
        self, sentence: str, side: Side, control: Control, progress: Progress
    ) -> Formation:
        """How the heads came to look at what they look at; raises Fault where nothing is kept."""
        run = self._opened()
        if run is None:
            raise ValueError(f"{self.name} has recorded nothing yet")
        return formation(run, sentence, side, control, progress)

    def _opened(self) -> Run | None:
        if self.is_live and not self._live.placed:
            return None
        if self._run is None and (self.path / "manifest.json").is_file():
            self._run = Run.open(self.path)
        return self._run
