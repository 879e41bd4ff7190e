"""What every refusal of a capsule must be: by name, in little memory, leaving nothing."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from engine.faults import Fault

MEGABYTES = 300


def new_runs(tmp_path: Path) -> Path:
    """The empty folder of runs of a workspace."""
    folder = tmp_path / "workspace" / "runs"
    folder.mkdir(parents=True)
    return folder


@contextmanager
def refused(runs: Path, why: str) -> Iterator[None]:
    """Inside, a capsule is refused with these words, in little memory, leaving nothing."""
    tracemalloc.start()
    try:
        with pytest.raises(Fault, match=why):
            yield
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < MEGABYTES << 20
    assert not list(runs.iterdir())
    assert list(runs.parent.iterdir()) == [runs]
    around = [path for path in runs.parent.parent.iterdir() if path.suffix != ".cloze"]
    assert around == [runs.parent]
