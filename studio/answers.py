"""Questions to trained runs, each asked inside a job."""

from __future__ import annotations

from pathlib import Path

from engine.events import MaskPrediction
from studio.jobs import needs
from studio.loaded import loaded


@needs("engine.inference")
def fill_mask(run_path: Path, step: int, text: str, top: int = 5) -> tuple[MaskPrediction, ...]:
    """The best answers for every [MASK] in `text`, by the checkpoint of a step."""
    from engine.inference import Reader

    with loaded(run_path, step) as opened:
        return Reader.of(opened).fill(text, top=top)


@needs("engine.inference")
def judge_pair(run_path: Path, step: int, first: str, second: str) -> dict[str, dict[str, float]]:
    """What every objective that judges pairs makes of two passages: each class's probability."""
    from engine.inference import Reader

    with loaded(run_path, step) as opened:
        return Reader.of(opened).judge(first, second)
