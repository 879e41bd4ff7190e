"""Questions to trained runs: the right model answers."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from engine.inference import Reader, opening
from engine.runs import Run
from studio.answers import fill_mask
from tests.studio.scripted_run import write_run


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The runs whose checkpoints were loaded so far; a reader answers with their number."""
    made: list[Path] = []

    class Answering:
        def fill(self, _text: str, *, top: int) -> int:
            return len(made)

    def open_checkpoint(run: Run, _step: int) -> Path:
        made.append(run.path)
        return run.path

    monkeypatch.setattr(opening, "open_checkpoint", open_checkpoint)
    monkeypatch.setattr(Reader, "of", staticmethod(lambda _opened: Answering()))
    return made


def test_a_checkpoint_stays_loaded(opened: list[Path], tmp_path: Path) -> None:
    run = write_run(tmp_path / "test", 1000)
    for _ in range(3):
        fill_mask(run.path, 1000, "a [MASK]")
    assert len(opened) == 1


def test_a_run_of_the_same_name_is_another_one(opened: list[Path], tmp_path: Path) -> None:
    path = write_run(tmp_path / "test", 1000).path
    fill_mask(path, 1000, "a [MASK]")
    shutil.move(path, tmp_path / "trash")
    write_run(path, 1000)
    fill_mask(path, 1000, "a [MASK]")
    assert len(opened) == 2
