"""Masked-word pre-training on a GPU: tokens per second, and their share of the matrix peak.

Speed does not depend on what the tokens say, so they are drawn: a GPU box need not hold a corpus.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import numpy as np
import torch

from engine.batching.feed import Feed
from engine.batching.packing import DocumentRows
from engine.batching.sources import MemoryTokens
from engine.batching.vocabulary import Vocabulary
from engine.control import Control
from engine.devices import Execution, matrix_peak
from engine.events import Event
from engine.recipe import Recipe, read_recipe, recipe_to_toml
from engine.recipe.cost import cost_of
from engine.runs.run import Run
from engine.training.building import build_learner
from engine.training.text import TrainingText
from engine.training.trainer import Trainer
from tests.benchmarks.ground import Trained
from tests.benchmarks.table import Row, absolute, skipped

WHY = "needs a CUDA device; no figure is made up for one that is not here"
LENGTH, ROWS, VOCABULARY = 512, 64, 32_768
STEPS = 150
DOCUMENT = 4096  # tokens: rows of several documents are the rule with books, not the exception
SIZES = {"12×768": {"size": "base"}, "12×384": {"depth": 12, "width": 384, "heads": 6}}
AIMS = {"12×768": 0.6e6, "12×384": 1.0e6}  # tokens/s on one H200
MFU = 0.4


def measure() -> list[Row]:
    """Both sizes, as the tuner would run them and compiled; skipped by name without a GPU."""
    if not torch.cuda.is_available():
        return [
            *(skipped(_name(size), WHY, target=f"≥ {AIMS[size]:g}") for size in SIZES),
            skipped("several GPUs, ≥ 0.9 of n times one", WHY),
        ]
    device = torch.device("cuda:0")
    peak = matrix_peak(device, torch.bfloat16, size=8192)
    return [
        row
        for size in SIZES
        for compiled in (False, True)
        for row in _rows(size, peak, device, compiled=compiled)
    ]


def _rows(size: str, peak: float, device: torch.device, *, compiled: bool) -> list[Row]:
    wanted = _recipe(size)
    speed = _train(wanted, device, compiled=compiled).tokens_per_second
    utilisation = speed * cost_of(wanted).flops_per_token / peak
    how = "compiled" if compiled else "as it is"
    name, card = f"{_name(size)}, {how}", torch.cuda.get_device_name(device)
    return [
        absolute(name, speed, "tokens/s", target=None, aim=f"≥ {AIMS[size]:g}", note=card),
        absolute(
            f"{name}: of the matrix peak",
            utilisation,
            "",
            target=None,
            aim=f"≥ {MFU:g}",
            note=f"matrix product of 8,192²: {peak / 1e12:,.0f} TFLOP/s",
        ),
    ]


def _name(size: str) -> str:
    return f"MLM tokens/s {size}, L {LENGTH}, bf16, one GPU"


def _recipe(size: str) -> Recipe:
    return read_recipe(
        {
            "preset": "roberta-base",
            "corpus": {"paths": [str(Path(__file__).parent)]},
            "tokenizer": {"vocabulary": VOCABULARY},
            "model": {**SIZES[size], "length": LENGTH},
            "training": {"steps": STEPS, "batch": ROWS, "validate_every": 9999},
            "probes": {"sentences": ["[MASK]"]},
        },
        folder=Path.cwd(),
    )


class _Numbers:
    """A tokenizer whose tokens are numbers."""

    vocabulary = VOCABULARY

    class special:  # noqa: N801 - as the tokenizer names it
        """Ids."""

        pad, unknown, cls, sep, mask = range(5)

    def is_word_start(self) -> np.ndarray:
        """Every token is a word."""
        return np.ones(VOCABULARY, dtype=np.bool_)

    def token(self, token: int) -> str:
        """Its number."""
        return f"t{token}"

    def raw(self, token: int) -> bytes:
        """Its number, as bytes."""
        return self.token(token).encode()


def _text() -> MemoryTokens:
    rng = np.random.default_rng(0)
    documents = rng.integers(5, VOCABULARY, size=(512, DOCUMENT))
    return MemoryTokens.of([[document] for document in documents.tolist()])


def _train(wanted: Recipe, device: torch.device, *, compiled: bool) -> Trained:
    numbers = _Numbers()
    rows = DocumentRows(_text(), Vocabulary.of(numbers), LENGTH)
    counts = np.ones(VOCABULARY, dtype=np.uint64)
    execution = Execution(
        device=str(device),
        dtype="bf16",
        attention="sdpa",
        threads=4,
        micro_batch=ROWS,
        compile=compiled,
    )
    events: list[tuple[float, Event]] = []
    with tempfile.TemporaryDirectory() as folder:
        run = Run.create(
            Path(folder) / "run",
            recipe_toml=recipe_to_toml(wanted.as_data()),
            environment={},
            tokenizer_json=b"{}",
        )
        with run.lock():
            ended = Trainer(
                recipe=wanted,
                run=run,
                learner=build_learner(wanted, numbers),
                text=TrainingText(
                    training=Feed.alone(rows), validation=Feed.alone(rows), token_counts=counts
                ),
                execution=execution,
                emit=lambda event: events.append((time.perf_counter(), event)),
                control=Control(),
            ).train()
    return Trained(tuple(events), ended.summary)
