"""Questions to trained runs: the right model answers."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from engine.inference import Reader
from engine.runs import Run
from studio.answers import fill_mask
from tests.studio.scripted_run import write_run


class FakeReader:
    """Remembers which run it was opened of."""

    opened: list[Path]

    def fill(self, _text: str, *, top: int) -> int:
        return len(self.opened)


@pytest.fixture
def readers(monkeypatch: pytest.MonkeyPatch) -> FakeReader:
    made = FakeReader()
    made.opened = []

    def open_reader(run: Run, _step: int) -> FakeReader:
        made.opened.append(run.path)
        return made

    monkeypatch.setattr(Reader, "open", staticmethod(open_reader))
    return made


def test_a_checkpoint_stays_loaded(readers: FakeReader, tmp_path: Path) -> None:
    run = write_run(tmp_path / "test", 1000)
    for _ in range(3):
        fill_mask(run.path, 1000, "a [MASK]")
    assert len(readers.opened) == 1


def test_a_run_of_the_same_name_is_another_one(readers: FakeReader, tmp_path: Path) -> None:
    path = write_run(tmp_path / "test", 1000).path
    fill_mask(path, 1000, "a [MASK]")
    shutil.move(path, tmp_path / "trash")
    write_run(path, 1000)
    fill_mask(path, 1000, "a [MASK]")
    assert len(readers.opened) == 2
