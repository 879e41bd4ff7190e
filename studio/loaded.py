"""Checkpoints that stay loaded while somebody asks them things; each call is made inside a job."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from engine.faults import Cancelled
from engine.runs import checkpoint_looks
from studio.jobs import at_work
from studio.turns import Turns

if TYPE_CHECKING:
    from engine.control import Check, Control
    from engine.inference.opening import Opened

KEPT = 3  # the one chosen, the one beside it, and the one before
_KEPT: dict[object, Opened] = {}  # the one that was asked last stands last
_TURNS = Turns()  # one question at a time, whichever checkpoint it goes to


@contextmanager
def loaded(run_path: Path, step: int, control: Control | None = None) -> Iterator[Opened]:
    """The checkpoint of a step, for this job alone meanwhile; long work lets go in between.

    The job shows how the loading comes on, and can be cancelled meanwhile. Raises Fault where there
    is no such checkpoint, or it is damaged; Cancelled where `control`, or the job, is stopped while
    it is loaded or others are at it.
    """
    own_control, _ = at_work()
    control = control or own_control
    with _TURNS.take(control):
        yield _opened(run_path, step, control)


def turn_taking(control: Control) -> Check:
    """For work that asks between two of its pieces whether to go on: `lets_in`, or Cancelled."""

    def check() -> None:
        if not lets_in(control):
            raise Cancelled

    return check


def lets_in(control: Control) -> bool:
    """Let others ask, and wait while paused; False once `control` is stopped.

    Called by the job that is at it, between two pieces of its work; False may end its turn.
    """
    return _TURNS.let_in(control)


def _opened(run_path: Path, step: int, control: Control) -> Opened:
    """A loaded checkpoint; the last few stay in memory.

    A run thrown away may be followed by another of its name, with a checkpoint of the same step:
    what its files look like tells them apart.
    """
    from engine.inference.opening import open_checkpoint
    from engine.runs import Run

    asked = (run_path, step, checkpoint_looks(run_path, step))
    found = _KEPT.pop(asked, None)
    if found is None:
        while len(_KEPT) >= KEPT:  # before another takes their memory
            del _KEPT[next(iter(_KEPT))]
        _, progress = at_work()
        found = open_checkpoint(Run.open(run_path), step, control=control, progress=progress)
    _KEPT[asked] = found
    return found
