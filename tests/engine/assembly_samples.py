"""Short real texts on disk and recipes for them: a run of seconds from files to weights."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from engine.assembly import resume, start
from engine.control import Control
from engine.events import Event, RunEnded, StepFinished
from engine.recipe import Recipe, load_recipe
from engine.runs.run import Run

SYLLABLES = [a + b for a in ("ba", "ke", "li", "mo", "nu", "ri", "so") for b in ("ra", "ni", "lo")]

RECIPE = """
[corpus]
paths = ["text"]

[tokenizer]
vocabulary = 300

[model]
size = "custom"
depth = 1
width = 32
heads = 2
feed_forward = 64
length = 32
dropout = 0.1

[objectives]
masked_lm = true
next_sentence = true

[training]
steps = 30
batch = 4
validate_every = 10
validation_rows = 16
checkpoint_seconds = 3600

[probes]
seconds = 0
steps = 10

[execution]
threads = 1
dtype = "fp32"
attention = "sdpa"
micro_batch = 2
"""


def sentences(count: int, seed: int = 0) -> list[str]:
    """Sentences of made-up words: no two alike."""
    rng = random.Random(seed)
    return [
        " ".join(
            "".join(rng.choices(SYLLABLES, k=2)) for _ in range(rng.randint(5, 12))
        ).capitalize()
        + "."
        for _ in range(count)
    ]


def paragraphs(num_bytes: int, seed: int = 0) -> str:
    """About so much text in paragraphs of eight sentences."""
    found = sentences(num_bytes // 40, seed)
    return "\n\n".join(" ".join(found[at : at + 8]) for at in range(0, len(found), 8))


def write_recipe(folder: Path, *, text: bool = True, recipe: str = RECIPE) -> Path:
    """A recipe in `folder`, with four files of text beside it."""
    (folder / "text").mkdir(parents=True, exist_ok=True)
    if text:
        for number in range(4):
            (folder / "text" / f"{number}.txt").write_text(paragraphs(15_000, number), "utf-8")
    path = folder / "recipe.toml"
    path.write_text(recipe, "utf-8")
    return path


def sample(folder: Path, *sets: str) -> Recipe:
    """The recipe of `write_recipe`, changed by `training.steps=20` and the like."""
    return load_recipe(write_recipe(folder), sets)


def train(
    work: Callable[[Any, Control], None], *, stop_at: int | None = None
) -> tuple[list[Event], RunEnded]:
    """Do the work here; all its events, and the last one."""
    events: list[Event] = []
    control = Control()

    def emit(event: Event) -> None:
        events.append(event)
        if stop_at is not None and isinstance(event, StepFinished) and event.step >= stop_at:
            control.stop()

    work(emit, control)
    return events, next(event for event in events if isinstance(event, RunEnded))


def start_and_end(recipe: Recipe, path: Path, *, stop_at: int | None = None) -> RunEnded:
    """Train a new run."""
    return train(start(recipe, path), stop_at=stop_at)[1]


def resume_to_end(path: Path) -> RunEnded:
    """Go on with a run."""
    return train(resume(path))[1]


def weights(path: Path) -> dict[str, np.ndarray]:
    """Parameters and moments of a run's newest checkpoint."""
    checkpoint = Run.open(path).load_latest()
    assert checkpoint is not None
    return checkpoint.model | checkpoint.optimizer


def largest_difference(one: dict[str, np.ndarray], other: dict[str, np.ndarray]) -> float:
    """Max |Δ| over all parameters and moments."""
    assert one.keys() == other.keys()
    return max(float(np.abs(one[name] - other[name].astype(float)).max()) for name in one)
