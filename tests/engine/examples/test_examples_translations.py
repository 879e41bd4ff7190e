"""What is held back of translations was never learned from, however they are read."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from engine.control import Control
from engine.corpus.parallel import ParallelConfig, parallel_text
from engine.examples.config import TaskConfig
from engine.examples.example import Rendered
from engine.examples.task_data import TaskData
from tests.engine.example_samples import table


@pytest.mark.parametrize("count", [2, 5, 300])
@pytest.mark.parametrize("share", [0.001, 0.1, 0.5])
def test_the_same_pairs_are_held_back_as_of_parallel_text(
    tmp_path: Path, count: int, share: float
) -> None:
    rng = random.Random(0)
    words = ["The", "Lamp", "stands", "BY", "the", "open", "door", "of", "a", "House"]
    rows = [
        (f"{' '.join(rng.choices(words, k=6))}  {at}", f"There it is, number {at}")
        for at in range(count)
    ]
    path = table(tmp_path / "pairs.tsv", rows, ("source", "target"))

    task = TaskConfig(train=(path,), share=share)
    read = TaskData(task, "translation").read()
    corpus = parallel_text(ParallelConfig(paths=(path,), validation=share))
    pairs = list(corpus.pairs(Control()))

    held = [one.source for one in read.validation if isinstance(one, Rendered)]
    assert sorted(held) == sorted(pair.first for pair in pairs if pair.validation)
    assert len(read.train) + len(held) == len(pairs) == count
