"""Questions to trained runs, each asked inside a job; the last checkpoints stay loaded."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from engine.events import MaskPrediction
from studio.jobs import needs
from studio.turns import Turns

if TYPE_CHECKING:
    from engine.inference import Reader

_READERS = Turns()  # a loaded checkpoint answers one question at a time, whichever it is


@needs("engine.inference")
@_READERS.alone
def fill_mask(run_path: Path, step: int, text: str, top: int = 5) -> tuple[MaskPrediction, ...]:
    """The best answers for every [MASK] in `text`, by the checkpoint of a step."""
    return _reader(run_path, step).fill(text, top=top)


@needs("engine.inference")
@_READERS.alone
def judge_pair(run_path: Path, step: int, first: str, second: str) -> dict[str, dict[str, float]]:
    """What every objective that judges pairs makes of two passages: each class's probability."""
    return _reader(run_path, step).judge(first, second)


def _reader(run_path: Path, step: int) -> Reader:
    from engine.runs import Run

    run = Run.open(run_path)
    written = next((info.saved for info in run.checkpoints() if info.step == step), 0.0)
    return _opened(run_path, step, written)


@lru_cache(maxsize=2)
def _opened(run_path: Path, step: int, _written: float) -> Reader:
    """A loaded checkpoint; the last two stay in memory.

    A run thrown away may be followed by another of its name, with a checkpoint of the same step:
    when it was written tells them apart.
    """
    from engine.inference import Reader
    from engine.runs import Run

    return Reader.open(Run.open(run_path), step)
