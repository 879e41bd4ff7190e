"""Stops and pauses between reading a text and its first step: heard wherever work is long."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from engine.batching.feed import Feed
from engine.control import Control
from engine.corpus import files
from engine.faults import Cancelled
from engine.probes.pinned import pinned_sentences
from engine.runs.run import Run
from engine.training import evaluation
from engine.training.building import build_text
from engine.training.preparing import prepare_text
from tests.engine.assembly_samples import resume_to_end, sample, start


class Counting(Control):
    """Counts how often it was asked; stopped just before the n-th time."""

    def __init__(self, stop_at: int | None = None) -> None:
        super().__init__()
        self.asked, self._stop_at = 0, stop_at

    def check(self) -> None:
        self.asked += 1
        if self.asked == self._stop_at:
            self.stop()
        super().check()


def test_a_stop_is_heard_while_an_endless_folder_is_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("text")
    listed: list[object] = []

    def endless(_folder: Path) -> closing[Iterator[os.DirEntry[str]]]:
        (entry,) = os_scandir(tmp_path)

        def entries() -> Iterator[os.DirEntry[str]]:
            while len(listed) < 1000:
                listed.append(entry)
                yield entry

        return closing(entries())

    os_scandir = os.scandir
    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", endless)
        with pytest.raises(Cancelled):
            files.FileSearch(Counting(5)).add(tmp_path)
    assert len(listed) == 5


def test_rows_and_sentences_are_found_under_the_eyes_of_the_control(tmp_path: Path) -> None:
    recipe = sample(tmp_path)
    text = prepare_text(recipe, Control(), lambda event: None)
    with closing(text):
        for number in (1, 2):  # of what is learned from, and of what is held back
            with pytest.raises(Cancelled):
                build_text(recipe, text, check=Counting(number).check)
        control = Counting()
        build_text(recipe, text, check=control.check)
        assert control.asked == 2
        looked = Counting()
        pinned_sentences(text.held_back, text.tokenizer, length=32, check=looked.check)
        assert looked.asked > 5
        with pytest.raises(Cancelled):
            pinned_sentences(text.held_back, text.tokenizer, length=32, check=Counting(3).check)


def test_rows_held_back_are_drawn_batch_by_batch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, control, drawn = tmp_path / "runs" / "one", Control(), list[object]()
    real = evaluation.evaluation_batches

    def stopped(feed: Feed, *given: object, **named: object) -> object:
        (source,) = feed.sources.values()
        rows = source.rows

        def read(*which: object) -> object:
            drawn.append(which)
            control.stop()
            return rows(*which)

        source.rows = read  # type: ignore[method-assign]
        return real(feed, *given, **named)

    with monkeypatch.context() as patch:
        patch.setattr(evaluation, "evaluation_batches", stopped)
        with pytest.raises(Cancelled):
            start(sample(tmp_path), path)(lambda event: None, control)

    assert len(drawn) == 1
    assert Run.open(path).status().state == "stopped"
    assert resume_to_end(path).summary["steps"] == 30
