"""The run that trains now, as the window sees it: its state, its record, its news."""

from __future__ import annotations

import math
from copy import deepcopy
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from engine.events import (
    CheckpointSaved,
    Noticed,
    Prepared,
    RunEnded,
    RunStarted,
    StateChanged,
)
from engine.history import History
from studio.inbox import Inbox, Letter, Placed, Recalled, after
from studio.live_work import MakeWork, Place, engine_work, recalling
from studio.pace import Pace

if TYPE_CHECKING:
    from engine.training.thread import TrainingThread

TICK_MS = 100


class State(Enum):
    """Where the live run stands, as the window needs to know it."""

    IDLE = "idle"
    PREPARING = "preparing"
    RUNNING = "running"
    PAUSED = "paused"
    SAVING = "saving"
    WAITING = "waiting"  # for room on the disk
    STOPPING = "stopping"


class LiveRun(QObject):
    """Owns the training thread's inbox and the record of the run that trains now or did last."""

    advanced = Signal()  # the history grew; as often as telling of it takes training little
    prepared = Signal(object)  # engine.events.Prepared
    state_changed = Signal(object)  # State; also where it is held, or goes on, while it prepares
    ended = Signal(object)  # engine.events.RunEnded
    failed = Signal(object)  # the exception that ended it
    noticed = Signal(object)  # engine.events: what was Noticed, or a CheckpointSaved
    moved = Signal(object)  # the path it was to have, which another run has taken

    def __init__(self, make_work: MakeWork | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pace = Pace(self)
        self._pace.due.connect(self.advanced)
        self.history = History()
        self.state = State.IDLE
        self.path: Path | None = None
        self.recipe: dict[str, Any] = {}
        self.last_prepared: Prepared | None = None
        self._make_work = make_work or engine_work
        self._thread: TrainingThread | None = None
        self.refused = False  # whether a run that was to go on never did: it is left as it was
        self.left_nothing = False  # whether a new run ended before it had a folder
        self.placed = False  # whether its folder is there; before, another's may be at `path`
        self._before: RunEnded | None = None  # how a resumed run had ended
        self._recalled = self._started = False  # what the thread has told of so far
        self._inbox = Inbox()
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._drain)

    @property
    def name(self) -> str:
        """The run's name; "" before the first one."""
        return self.path.name if self.path is not None else ""

    @property
    def saving(self) -> Prepared | None:
        """How far a checkpoint somebody waits for has come, while it is written."""
        news = self.last_prepared
        if news is None or news.phase != "saving" or self.state is State.WAITING:
            return None
        return news

    @property
    def measuring(self) -> Prepared | None:
        """How far a tuned run has come with the examples it is measured on once it is trained."""
        news = self.last_prepared
        return news if news is not None and news.phase == "predicting" and self.active else None

    @property
    def active(self) -> bool:
        """Whether a training thread is alive."""
        return self.state is not State.IDLE

    def trains(self, path: Path) -> bool:
        """Whether the run in this folder is the one that trains now, whatever its file says."""
        return self.active and self.path == path

    @property
    def begun(self) -> bool:
        """Whether it trains, or did: what comes before the first step is behind it."""
        return self._started

    @property
    def paused(self) -> bool:
        """Whether it holds, or was asked to."""
        return self._thread is not None and self._thread.control.paused

    def start(
        self, recipe_data: dict[str, Any], runs_folder: Path, name: str, *, renumber: bool = False
    ) -> None:
        """Begin a new run; the recipe is copied, the form may change meanwhile.

        With `renumber` the next free name serves where another run takes this one meanwhile.
        """
        self._begin(deepcopy(recipe_data), None, runs_folder / name, renumber=renumber)

    def resume_run(self, path: Path, recipe: dict[str, Any] | None = None) -> None:
        """Go on with a stopped or crashed run; `recipe` is what it began with, if known."""
        self._begin(None, deepcopy(recipe), path)

    def pause(self) -> None:
        """Hold after the present micro-batch, or the present bit of preparing."""
        if self._thread is not None:
            self._thread.pause()
            self._tell_hold()

    def resume(self) -> None:
        """Go on after a pause."""
        if self._thread is not None:
            self._thread.resume()
            self._tell_hold()

    def _tell_hold(self) -> None:
        """While it prepares, held work tells nothing of itself."""
        if self.state is State.PREPARING:
            self.state_changed.emit(self.state)

    def stop(self) -> None:
        """Save and end; of a run that waits for room on the disk, give up what is not saved."""
        if self._thread is not None and self.state is not State.STOPPING:
            self._set_state(State.STOPPING)
            self._thread.stop()

    def save_now(self) -> None:
        """Write a checkpoint at the next step."""
        if self._thread is not None:
            self._thread.save_now()

    def probe_now(self) -> None:
        """Look at the pinned sentences at the next step."""
        if self._thread is not None:
            self._thread.probe_now()

    def pin(self, text: str) -> None:
        """Answer a text too at every probe, from the next one on."""
        if self._thread is not None:
            self._thread.pin(text)
            self._thread.probe_now()

    def unpin(self, text: str) -> None:
        """Answer a pinned text no more."""
        if self._thread is not None:
            self._thread.unpin(text)
            self._thread.probe_now()

    def forget(self) -> None:
        """Keep no record of the run that ended last: its folder is gone or lies elsewhere."""
        if not self.active:
            self.path, self.recipe = None, {}
            self.refused = self.left_nothing = False
            self.history, self.last_prepared = History(), None
            self.advanced.emit()

    def wait(self, timeout: float = 60.0) -> None:
        """Stop and wait for the end: only where no event loop will run any more."""
        if self._thread is not None:
            self.stop()
            for _ in range(math.ceil(timeout)):
                if self._thread.join(1.0):
                    break
                self._thread.stop()  # nobody is there to make the room it may wait for
            self._drain()

    def _begin(
        self,
        start: dict[str, Any] | None,
        known: dict[str, Any] | None,
        path: Path,
        *,
        renumber: bool = False,
    ) -> None:
        if self._thread is not None:
            raise RuntimeError("a run is training already")
        from engine.training.thread import TrainingThread

        self.path, self.recipe = path, start or known or {}
        self.history, self.last_prepared = History(), None
        self._recalled = self._started = False
        self.refused = self.left_nothing = False
        self.placed = start is None
        self._inbox = inbox = Inbox()
        work = self._make_work(start, path, Place(inbox, renumber))
        if start is None:
            work = recalling(path, inbox, work)
        self._thread = TrainingThread(work, inbox.put)
        self._set_state(State.PREPARING)
        self._timer.start()
        self._thread.start()

    def _drain(self) -> None:
        events, passed_over = self._inbox.drain()
        if not events:
            return
        self.history.probe_steps.extend(passed_over)
        for event in events:
            self._take(event)
        last = events[-1]
        if isinstance(last, RunEnded):
            self.advanced.emit()
            self._end(last)
        else:
            self._pace.ask()

    def _take(self, event: Letter) -> None:
        match event:
            case Recalled():
                event.history.probe_steps.extend(self.history.probe_steps)
                self.history, self._before = event.history, event.ended
                self._recalled = True
            case Placed():
                self._settle(event.path)
            case Prepared():
                self.last_prepared = event
                self.prepared.emit(event)
            case StateChanged():
                self._follow(State(event.state))
            case RunStarted():
                self.history.record(event)
                self._started = self.placed = True
                self._follow(State.RUNNING)
            case RunEnded() if event.error is not None and self._recalled and not self._started:
                self.history.ended, self.refused = self._before, True
            case _:
                self.last_prepared = after(event, self.last_prepared)
                self.history.record(event)
                if isinstance(event, Noticed | CheckpointSaved):
                    self.noticed.emit(event)

    def _settle(self, path: Path) -> None:
        before, self.path, self.placed = self.path, path, True
        if path != before:
            self.moved.emit(before)

    def _follow(self, state: State) -> None:
        if self.state is not State.STOPPING or state is State.WAITING:
            self._set_state(state)

    def _end(self, event: RunEnded) -> None:
        self._timer.stop()
        if self._thread is not None:
            self._thread.join(60.0)
        self._thread = None
        self.left_nothing = not self.placed
        self._set_state(State.IDLE)
        self.ended.emit(event)
        if event.error is not None:
            self.failed.emit(event.error)

    def _set_state(self, state: State) -> None:
        if state is not self.state:
            self.state = state
            self.state_changed.emit(state)
