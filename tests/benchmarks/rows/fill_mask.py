"""Filling one mask: milliseconds against `transformers`' own pipeline and its bare forward."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from transformers import pipeline

from engine import devices
from engine.inference import Filler
from engine.inference.opening import open_checkpoint
from engine.recipe.toml import recipe_to_toml
from engine.runs import Run
from engine.training.building import build_learner
from studio import answers
from tests.benchmarks import ground
from tests.benchmarks.rival import RivalRecipe, rival_model, rival_tokenizer
from tests.benchmarks.table import ALTERNATIONS, Row, absolute, alternate

SENTENCE = "She opened the [MASK] and looked out."
AIMS = {"tiny": "≤ 0.7", "mini": "≤ 0.7", "base": "≤ 1"}
SECONDS = 1.0  # of each measurement, about
CALLS = range(5, 30)  # at least, at most
STEP = 1


def measure() -> list[Row]:
    """Classic, fp32, random weights: speed does not ask what was learned."""
    devices.use_threads(devices.usable_threads())
    with tempfile.TemporaryDirectory() as folder:
        return [row for size in AIMS for row in _rows(size, Path(folder) / size)]


def _rows(size: str, folder: Path) -> list[Row]:
    run = _run(size, folder)
    pipe, bare = _rivals(size)

    def ask() -> object:
        return answers.fill_masks(run.path, STEP, SENTENCE)

    words: dict[str, Any] = {"unit": "ms", "target": None, "at_most": True}
    return [
        alternate(
            lambda: _milliseconds(ask),
            lambda: _milliseconds(lambda: pipe(SENTENCE)),
            row=f"fill-mask {size}",
            aim=AIMS[size],
            note="as the window asks",
            **words,
        ),
        _over_the_bare_forward(size, ask, bare),
        _first(size, run),
    ]


def _run(size: str, folder: Path) -> Run:
    """A run on disk with one checkpoint."""
    wanted = ground.recipe(f"roberta-{size}", model={"style": "classic", "size": size})
    tokenizer = ground.text().tokenizer
    run = Run.create(
        folder,
        recipe_toml=recipe_to_toml(wanted.as_file()),
        environment={},
        tokenizer_json=tokenizer.to_bytes(),
    )
    tensors = build_learner(wanted, tokenizer).tensors()
    run.save_checkpoint(STEP, {name: one.numpy() for name, one in tensors.items()}, {}, {})
    return run


def _rivals(size: str) -> tuple[Callable[[str], object], Callable[[], object]]:
    """The pipeline of an equal model, and that model's forward pass alone."""
    wanted = ground.recipe(f"roberta-{size}", model={"style": "classic", "size": size})
    tokenizer = ground.text().tokenizer
    theirs = RivalRecipe(wanted.model, tokenizer.vocabulary, 1, lr=1e-3)
    model = rival_model(theirs).eval()
    words = rival_tokenizer(tokenizer)
    pipe = pipeline("fill-mask", model=model, tokenizer=words)
    given = words(SENTENCE, return_tensors="pt")
    return pipe, lambda: model(**given)


def _over_the_bare_forward(size: str, ask: Callable[[], object], bare: Callable[[], object]) -> Row:
    pairs = [(_milliseconds(ask), _milliseconds(bare)) for _ in range(ALTERNATIONS)]
    over = [ours - forward for ours, forward in pairs]
    return absolute(
        f"fill-mask {size} over the bare forward",
        statistics.median(over),
        "ms",
        target=None,
        aim="≤ 0.5",
        interval=(min(over), max(over)),
    )


def _first(size: str, run: Run) -> Row:
    """The first answer of a checkpoint just loaded, which finds nothing warm of its own."""
    found, loading = [], []
    for _ in range(ALTERNATIONS):
        began = time.perf_counter()
        opened = open_checkpoint(run, STEP)
        there = time.perf_counter()
        Filler.of(opened).fill(SENTENCE)
        loading.append(there - began)
        found.append(time.perf_counter() - there)
    return absolute(
        f"first answer {size}, checkpoint loaded",
        max(found),
        "s",
        target=0.5,
        interval=(min(found), max(found)),
        note=f"loading takes {statistics.median(loading):.2f} s",
    )


def _milliseconds(call: Callable[[], object]) -> float:
    with torch.inference_mode():
        call()
        began, calls = time.perf_counter(), 0
        while calls < CALLS.start or (calls < CALLS.stop and time.perf_counter() - began < SECONDS):
            call()
            calls += 1
        return (time.perf_counter() - began) / calls * 1e3
