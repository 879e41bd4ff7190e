"""What the Look page asks a checkpoint, each call made inside a job."""

from __future__ import annotations

from pathlib import Path

from engine.events import SentenceProbe
from studio.jobs import needs
from studio.loaded import loaded


@needs("engine.inference")
def look_at(run_path: Path, step: int, text: str, second: str | None = None) -> SentenceProbe:
    """Every head's attention on a text, or on a pair, and its masks filled."""
    from engine.inference import Reader

    with loaded(run_path, step) as opened:
        return Reader.of(opened).probe(text)
