"""Filling one mask: milliseconds against `transformers`' own pipeline, same shape."""

from __future__ import annotations

import time
from collections.abc import Callable

import torch
from transformers import pipeline

from engine import devices
from engine.inference.reader import Reader
from engine.training.building import build_learner
from tests.benchmarks import ground
from tests.benchmarks.rival import RivalRecipe, rival_model, rival_tokenizer
from tests.benchmarks.table import Row, alternate

SENTENCE = "She opened the [MASK] and looked out."
AIMS = {"tiny": "≤ 0.7", "mini": "≤ 0.7", "base": "≤ 1"}
SECONDS = 1.0  # of each measurement, about
CALLS = range(5, 30)  # at least, at most


def measure() -> list[Row]:
    """Classic, fp32, random weights: speed does not ask what was learned."""
    devices.use_threads(devices.usable_threads())
    return [_row(size, aim) for size, aim in AIMS.items()]


def _row(size: str, aim: str) -> Row:
    wanted = ground.recipe(f"roberta-{size}", model={"style": "classic", "size": size})
    tokenizer = ground.text().tokenizer
    learner = build_learner(wanted, tokenizer)
    learner.eval()
    reader = Reader(learner, tokenizer)
    theirs = RivalRecipe(wanted.model, tokenizer.vocabulary, 1, lr=1e-3)
    model = rival_model(theirs).eval()
    pipe = pipeline("fill-mask", model=model, tokenizer=rival_tokenizer(tokenizer))
    return alternate(
        lambda: _milliseconds(lambda: reader.fill(SENTENCE)),
        lambda: _milliseconds(lambda: pipe(SENTENCE)),
        row=f"fill-mask {size}",
        unit="ms",
        target=None,
        aim=aim,
        at_most=True,
    )


def _milliseconds(call: Callable[[], object]) -> float:
    with torch.inference_mode():
        call()
        began, calls = time.perf_counter(), 0
        while calls < CALLS.start or (calls < CALLS.stop and time.perf_counter() - began < SECONDS):
            call()
            calls += 1
        return (time.perf_counter() - began) / calls * 1e3
