"""Checkpoints that stay loaded while somebody asks them things; each call is made inside a job."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from engine.runs import checkpoint_looks
from studio.turns import Turns

if TYPE_CHECKING:
    from engine.control import Control
    from engine.inference.opening import Opened

KEPT = 3  # the one chosen, the one beside it, and the one before
_TURNS = Turns()  # one question at a time, whichever checkpoint it goes to


@contextmanager
def loaded(run_path: Path, step: int, control: Control | None = None) -> Iterator[Opened]:
    """The checkpoint of a step, for this job alone meanwhile; long work lets go in between.

    Raises Fault where there is none, or it is damaged; Cancelled where `control` is stopped while
    others are at it.
    """
    with _TURNS.take(control):
        yield _opened(run_path, step, checkpoint_looks(run_path, step))


def lets_in(control: Control) -> bool:
    """Let others ask, and wait while paused; False once `control` is stopped.

    Called by the job that is at it, between two pieces of its work; False may end its turn.
    """
    return _TURNS.let_in(control)


@lru_cache(maxsize=KEPT)
def _opened(run_path: Path, step: int, _looks: object) -> Opened:
    """A loaded checkpoint; the last few stay in memory.

    A run thrown away may be followed by another of its name, with a checkpoint of the same step:
    what its files look like tells them apart.
    """
    from engine.inference.opening import open_checkpoint
    from engine.runs import Run

    return open_checkpoint(Run.open(run_path), step)
