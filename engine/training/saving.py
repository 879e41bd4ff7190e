"""Keeps the checkpoints of a run: when one is due, what is in it, what happens if it fails."""

from __future__ import annotations

import time
from collections.abc import Callable

from engine.events import CheckpointSaved, Event, Noticed, Prepared
from engine.faults import Fault
from engine.runs.checkpoint import NOT_SAVED, CheckpointInfo
from engine.runs.run import Run
from engine.training.budget import Position
from engine.training.room import Room
from engine.training.snapshot import Snapshot
from engine.training.writer import CheckpointWriter, Written
from engine.wording import translate

FIRST_SECONDS = 10.0  # to the first of them: a young run is worth resuming too
PROGRESS_SECONDS = 0.2  # between two reports of a long write
AGAIN_SECONDS = 10.0  # after a failure, where checkpoints are not due more often


class Saver:
    """Saves early, then every `every` seconds, when asked, and at the end; in the background.

    A failure while training goes on is told of and tried again soon; at the end the run waits for
    room on a full disk, and any other failure is a Fault. Where somebody waits for a write, how
    far it has come is told.
    """

    def __init__(
        self,
        run: Run,
        snapshot: Callable[[], Snapshot],
        *,
        position: Position,
        tell: Callable[[Event], None],
        room: Room,
        every: float,
        keep: int,
    ) -> None:
        self._run = run
        self._snapshot = snapshot
        self._position = position
        self._tell = tell
        self._room = room
        self._every = every
        self._keep = keep
        self._writer = CheckpointWriter(self._save)
        self._wanted = False
        self._awaited = False  # the write under way: somebody asked for it
        self._saved_step: int | None = position.step if position.step else None
        self._due = time.monotonic() + min(every, FIRST_SECONDS)

    def want(self) -> None:
        """Save at the next opportunity: when the write under way, if any, has ended."""
        self._wanted = True

    def poll(self) -> None:
        """Tell how the last write ended; begin the next if one is due."""
        self._take(self._writer.finished())
        timely = time.monotonic() >= self._due and not self._is_saved()
        if (self._wanted or timely) and not self._writer.busy:
            try:
                self._begin()
            except Exception as error:  # noqa: BLE001 - as short memory: training may go on
                self._failed(self._position.step, error)

    def finish(self, *, anew: bool = False) -> None:
        """Save where training ended and wait for the disk; a Fault where that fails.

        `anew`: what is there of this step is not what should be.
        """
        self._awaited = True
        self._take(self._writer.wait())
        if not self._wanted and self._is_saved() and not anew:
            return
        self._wanted = False
        snapshot, before = self._snapshot(), self._saved_step
        if anew:
            self._saved_step = None
        try:
            self._room.insist(lambda: self._write(snapshot), snapshot.num_bytes)
        except Exception as error:
            self._take(self._writer.wait())  # Ctrl+C may have come between
            if self._is_saved():
                return
            self._failed(snapshot.step, error)
            raise _fault(error, saved=before is not None) from error

    def _write(self, snapshot: Snapshot) -> None:
        """Save and wait for it; raises what went wrong."""
        self._writer.write(snapshot)
        written = self._writer.wait()
        if written is not None and written.error is not None:
            raise written.error
        self._take(written)

    def _is_saved(self) -> bool:
        return self._position.step == self._saved_step

    def close(self) -> None:
        """Wait for the write under way, whatever becomes of it."""
        self._take(self._writer.wait())

    def _begin(self) -> None:
        self._awaited, self._wanted = self._wanted, False
        self._due = time.monotonic() + self._every
        self._writer.write(self._snapshot())

    def _take(self, written: Written | None) -> None:
        if written is None:
            return
        if written.info is not None:
            self._saved_step = written.step
            path, size = str(written.info.path), written.info.num_bytes
            self._tell(CheckpointSaved(written.step, path, size, written.seconds))
            return
        if written.error is not None:
            self._failed(written.step, written.error)

    def _failed(self, step: int, error: Exception) -> None:
        self._due = time.monotonic() + min(self._every, AGAIN_SECONDS)
        self._tell(Noticed(step, "warning", NOT_SAVED, {"reason": _reason(error)}))

    def _save(self, snapshot: Snapshot) -> CheckpointInfo:
        reported = 0.0

        def report(done: int, total: int) -> None:
            nonlocal reported
            if (self._awaited or self._wanted) and time.monotonic() - reported >= PROGRESS_SECONDS:
                reported = time.monotonic()
                self._tell(Prepared("saving", done, total, "bytes"))

        return self._run.save_checkpoint(
            snapshot.step,
            snapshot.model,
            snapshot.optimizer,
            snapshot.state,
            keep=self._keep,
            report=report,
        )


def _reason(error: Exception) -> Fault:
    if isinstance(error, Fault):
        return error
    return Fault("{text}", text=f"{type(error).__name__}: {error}")


def _fault(error: Exception, *, saved: bool) -> Fault:
    """What is told at the end; `saved`, whether an earlier checkpoint is there to go on from."""
    reason = _reason(error).without_advice()  # its own way out speaks of what was saved
    whole = translate("faults", "Make room on the disk and resume; the one before it is whole.")
    none = translate("faults", "Make room on the disk and start again: nothing was saved before.")
    return Fault(
        translate("faults", "The last checkpoint could not be saved."),
        why="{reason}",
        now=whole if saved else none,
        reason=reason,
    )
