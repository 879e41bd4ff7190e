"""What the cost card foretells, against the run itself: tokens per second, and peak memory."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import torch

from engine.control import Control
from engine.recipe import Recipe
from engine.training.measuring import measure_steps
from tests.benchmarks import ground
from tests.benchmarks.table import ALTERNATIONS, Row

PRESETS = ("bert-tiny", "gpt-tiny", "t5-tiny", "bart-tiny", "electra-tiny")
LARGE = ("bert-base", "gpt-base", "t5-base")  # beside them, on a GPU
STEPS = 120  # of each run: what memory still grows by later is a percent or two
MANY = 1500  # of those a GPU takes in milliseconds
OFF = 0.15  # of the run's own

Took = tuple[float, float]  # tokens per second; MB
Pairs = Sequence[tuple[float, float]]  # foretold, real


def measure() -> list[Row]:
    """Foretold over real, both in turn; a row is met within 15 %."""
    presets = PRESETS + LARGE if torch.cuda.is_available() else PRESETS
    return [row for preset in presets for row in _rows(preset)]


def foretold(preset: str, steps: int) -> Took:
    """What the card says."""
    found = measure_steps(_recipe(preset, steps), Control())
    return found.tokens_per_second, found.memory_bytes / 1e6


def real(preset: str, steps: int) -> Took:
    """What a run tells while it trains."""
    run = ground.train(_recipe(preset, steps))
    return run.tokens_per_second, run.memory_bytes / 1e6


def _recipe(preset: str, steps: int) -> Recipe:
    return ground.recipe(preset, training={"steps": steps, "validate_every": 9999})


def _alone(work: Callable[[str, int], Took], preset: str) -> Took:
    """In a process of its own: one that has trained before keeps its memory."""
    steps = MANY if torch.cuda.is_available() and preset not in LARGE else STEPS
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, preset, steps).result()


def _rows(preset: str) -> list[Row]:
    ground.text()  # prepared beforehand, as the corpus of a person who looks at the card is
    pairs = [(_alone(foretold, preset), _alone(real, preset)) for _ in range(ALTERNATIONS)]
    speeds, memories = ([(card[at], run[at]) for card, run in pairs] for at in range(2))
    return [
        _row(f"{preset}: speed foretold v the run's", speeds, "tokens/s"),
        _row(f"{preset}: memory foretold v the run's", memories, "MB"),
    ]


def _row(row: str, pairs: Pairs, unit: str) -> Row:
    ratios = [card / run for card, run in pairs]
    ratio = statistics.median(ratios)
    return Row(
        row=row,
        ours=statistics.median(card for card, _ in pairs),
        rival=statistics.median(run for _, run in pairs),
        unit=unit,
        ratio=ratio,
        interval=(min(ratios), max(ratios)),
        target="0.85 … 1.15",
        aim="",
        verdict="met" if abs(ratio - 1) <= OFF else "missed",
    )
