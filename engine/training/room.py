"""Room: waits until a full disk takes what is only in memory, as at the end of a run."""

from __future__ import annotations

import time
from collections.abc import Callable

from engine import disk
from engine.control import Control
from engine.disk import DiskFull
from engine.events import Emit, Event, Noticed, StateChanged
from engine.faults import Value
from engine.runs.run import Run
from engine.training.budget import Position
from engine.wording import translate

AGAIN_SECONDS = 1.0
ANYWAY_SECONDS = 10.0  # tries although too little seems free: a quota is not what the disk counts
PATIENCE_SECONDS = 600.0
MEGABYTE = 1_000_000


class Room:
    """Where the disk is full, says what is needed and goes on once somebody has made room.

    `tell` keeps what it tells; `emit` only passes it on.
    """

    def __init__(
        self,
        run: Run,
        control: Control,
        *,
        position: Position,
        tell: Callable[[Event], None],
        emit: Emit,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._run = run
        self._control = control
        self._position = position
        self._tell = tell
        self._emit = emit
        self._clock = clock

    def insist(self, write: Callable[[], None], num_bytes: int = MEGABYTE) -> None:
        """Do `write`, which needs about `num_bytes`, again and again while the disk is full.

        Raises DiskFull after ten minutes, and at once where somebody asks to stop meanwhile
        (a stop asked for before does not count) or presses Ctrl+C.
        """
        try:
            write()
        except DiskFull as full:
            self._say_so(num_bytes)
            try:
                done = self._wait(write, num_bytes)
            except KeyboardInterrupt:
                raise full from None
            if not done:
                raise
            self._emit(StateChanged("saving"))

    def _say_so(self, num_bytes: int) -> None:
        self._control.take_stop()
        self._emit(StateChanged("waiting"))
        what = translate(
            "notices",
            "The disk is full: {megabytes} MB are needed in {path} for what is not saved yet. "
            "Make room there, and it is saved at once; the run waits for {minutes} minutes. "
            "Stop it once more to give up what is not saved.",
        )
        values: dict[str, Value] = {
            "megabytes": max(1, -(-num_bytes // MEGABYTE)),
            "path": str(self._run.path),
            "minutes": round(PATIENCE_SECONDS / 60),
        }
        self._tell(Noticed(self._position.step, "warning", what, values))

    def _wait(self, write: Callable[[], None], num_bytes: int) -> bool:
        """Whether it was written in the end."""
        begun = tried = self._clock()
        while not self._control.wait_for_stop(AGAIN_SECONDS):
            now = self._clock()
            if now - begun >= PATIENCE_SECONDS:
                return False
            if now - tried < ANYWAY_SECONDS and self._is_short(num_bytes):
                continue  # half a checkpoint each second would only wear the disk out
            tried = now
            try:
                write()
            except DiskFull:
                continue
            return True
        return False

    def _is_short(self, num_bytes: int) -> bool:
        try:
            return disk.operations.free_bytes(self._run.path) < num_bytes
        except OSError:  # the try itself will say why
            return False
