"""What the rows stand on: real text prepared once, and short runs of our own trainer."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.assembly import start
from engine.batching.packing import DocumentRows
from engine.batching.vocabulary import Vocabulary
from engine.control import Control
from engine.events import Emit, Event, RunEnded, StepFinished
from engine.recipe import Recipe, read_recipe
from engine.training.preparing import PreparedText, prepare_text

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
    # One vocabulary for all families: nats per token can be compared, and with those of before.
    data.setdefault("tokenizer", {}).setdefault("kind", "wordpiece")
    data.setdefault("training", {"steps": 1000})
    return read_recipe(data, folder=Path.cwd())


@lru_cache(maxsize=4)
def text(corpus: str = CORPUS) -> PreparedText:
    """The corpus as tokens; prepared once, then taken from the cache."""
    wanted = recipe("roberta-mini", corpus, training={"steps": 1})
    return prepare_text(wanted, Control(), lambda event: None)


@lru_cache(maxsize=1)
def packed_rows(most: int = 20_000) -> NDArray[np.int64]:
    """[num_rows, L] token ids from all over the training split, uncorrupted: for both sides."""
    prepared = text()
    rows = DocumentRows(prepared.shards.train, Vocabulary.of(prepared.tokenizer), LENGTH)
    chosen = np.linspace(0, len(rows) - 1, min(len(rows), most)).astype(np.int64)
    return np.asarray(rows.rows(chosen, [np.random.default_rng(0)] * len(chosen)).tokens)


@dataclass(frozen=True, slots=True)
class Trained:
    """One of our runs, as far as a row needs it."""

    events: tuple[tuple[float, Event], ...]  # and when each came, by the clock on the wall
    summary: Mapping[str, Any]

    @property
    def tokens_per_second(self) -> float:
        """By the wall, of the median report; the first two left out: kernels warm up in them."""
        spans = [
            (later.tokens - before.tokens) / (then - when)
            for (when, before), (then, later) in pairwise(self._reports[1:])
        ]
        return float(np.median(spans))

    @property
    def tokens_per_second_of_all(self) -> float:
        """By the wall, from the first report to the last: whatever came in between counts."""
        return self.tokens_per_second_after(0.0)

    def tokens_per_second_after(self, seconds: float) -> float:
        """The same from so long after the first report on."""
        begun = self._reports[0][0] + seconds
        (began, first), *_, (ended, last) = [one for one in self._reports if one[0] >= begun]
        return (last.tokens - first.tokens) / (ended - began)

    @property
    def memory_bytes(self) -> int:
        """The most any report told of: of the whole process, or of the GPU."""
        return max(event.memory_bytes for _, event in self._reports)

    @property
    def _reports(self) -> list[tuple[float, StepFinished]]:
        return [(when, event) for when, event in self.events if isinstance(event, StepFinished)]


def train(wanted: Recipe, watch: Emit = lambda event: None, *, keep: Path | None = None) -> Trained:
    """Train a run in the folder `keep`, or in one of its own that is gone afterwards."""
    events: list[tuple[float, Event]] = []

    def emit(event: Event) -> None:
        events.append((time.perf_counter(), event))
        watch(event)

    with tempfile.TemporaryDirectory() as folder:
        start(wanted, keep or Path(folder) / "run")(emit, Control())
    ended = next(event for _, event in reversed(events) if isinstance(event, RunEnded))
    return Trained(tuple(events), ended.summary)
