"""What the rows stand on: real text prepared once, and short runs of our own trainer."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.assembly import PreparedText, prepare_text, start
from engine.batching.packing import DocumentRows
from engine.batching.vocabulary import Vocabulary
from engine.control import Control
from engine.events import Event, RunEnded, StepFinished
from engine.recipe import Recipe, read_recipe

CORPUS = "lm-gutenberg-classics"
LENGTH = 128
VOCABULARY = 8192


def corpus_folder(name: str = CORPUS) -> Path:
    """A real corpus; FileNotFoundError names it where it is absent."""
    beside = Path(__file__).parents[3] / "shared" / "data"
    folder = Path(os.environ.get("CLOZE_STUDIO_DATA", beside)) / name
    if not folder.is_dir():
        raise FileNotFoundError(f"real data '{name}' is not here (set CLOZE_STUDIO_DATA)")
    return folder


def recipe(preset: str, corpus: str = CORPUS, **sections: Mapping[str, Any]) -> Recipe:
    """A recipe on a real corpus; `sections` are laid over the preset."""
    data: dict[str, Any] = {"preset": preset, "corpus": {"paths": [str(corpus_folder(corpus))]}}
    data |= {name: dict(section) for name, section in sections.items()}
    data.setdefault("training", {"steps": 1000})
    return read_recipe(data, folder=Path.cwd())


@lru_cache(maxsize=4)
def text(corpus: str = CORPUS) -> PreparedText:
    """The corpus as tokens; prepared once, then taken from the cache."""
    wanted = recipe("roberta-mini", corpus, training={"steps": 1})
    return prepare_text(wanted, Control(), lambda event: None)


@lru_cache(maxsize=1)
def packed_rows() -> NDArray[np.int64]:
    """[num_rows, L] token ids of the training split, without corruption: for both sides."""
    prepared = text()
    rows = DocumentRows(prepared.shards.train, Vocabulary.of(prepared.tokenizer), LENGTH)
    count = min(len(rows), 20_000)
    return np.asarray(rows.rows(range(count), [np.random.default_rng(0)] * count).tokens)


@dataclass(frozen=True, slots=True)
class Trained:
    """One of our runs, as far as a row needs it."""

    events: tuple[Event, ...]
    summary: Mapping[str, Any]

    @property
    def tokens_per_second(self) -> float:
        """The median report, the first two left out: kernels warm up in them."""
        reports = [event for event in self.events if isinstance(event, StepFinished)]
        spans = [
            (after.tokens - before.tokens) / (after.seconds - before.seconds)
            for before, after in pairwise(reports[1:])
        ]
        return float(np.median(spans))


def train(wanted: Recipe) -> Trained:
    """Train a run in a folder of its own that is gone afterwards."""
    events: list[Event] = []
    with tempfile.TemporaryDirectory() as folder:
        start(wanted, Path(folder) / "run")(events.append, Control())
    ended = next(event for event in reversed(events) if isinstance(event, RunEnded))
    return Trained(tuple(events), ended.summary)
