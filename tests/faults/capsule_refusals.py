"""What every refusal of a capsule must be: by name, soon, in little memory, leaving nothing."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from engine.faults import Fault

SECONDS, MEGABYTES = 10, 300


def new_runs(tmp_path: Path) -> Path:
    """The empty folder of runs of a workspace."""
    folder = tmp_path / "workspace" / "runs"
    folder.mkdir(parents=True)
    return folder


@contextmanager
def refused(runs: Path, why: str) -> Iterator[None]:
    """Inside, a capsule is refused with these words; soon, in little memory, leaving nothing."""
    before = time.monotonic()
    tracemalloc.start()
    try:
        with pytest.raises(Fault, match=why):
            yield
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert time.monotonic() - before < SECONDS
    assert peak < MEGABYTES << 20
    assert not list(runs.iterdir())
    assert list(runs.parent.iterdir()) == [runs]
    around = [path for path in runs.parent.parent.iterdir() if path.suffix != ".cloze"]
    assert around == [runs.parent]
