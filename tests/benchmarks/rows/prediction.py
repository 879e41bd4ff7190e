"""What the cost card foretells, against the run itself: tokens per second, and peak memory."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from engine.control import Control
from engine.training.measuring import measure_steps
from tests.benchmarks import ground
from tests.benchmarks.table import ALTERNATIONS, Row

PRESETS = ("bert-tiny", "gpt-tiny", "t5-tiny", "bart-tiny", "electra-tiny")
STEPS = 60  # of each run: short, for all is measured seven times
OFF = 0.15  # of the run's own

Pairs = Sequence[tuple[float, float]]  # foretold, real


def measure() -> list[Row]:
    """Foretold over real, both in turn; a row is met within 15 %."""
    return [row for preset in PRESETS for row in _rows(preset)]


def _rows(preset: str) -> list[Row]:
    wanted = ground.recipe(preset, training={"steps": STEPS, "validate_every": 9999})
    speeds, memories = [], []
    for _ in range(ALTERNATIONS):
        foretold, real = measure_steps(wanted, Control()), ground.train(wanted)
        speeds.append((foretold.tokens_per_second, real.tokens_per_second))
        memories.append((foretold.memory_bytes / 1e6, real.memory_bytes / 1e6))
    return [
        _row(f"{preset}: speed foretold v the run's", speeds, "tokens/s"),
        _row(f"{preset}: memory foretold v the run's", memories, "MB"),
    ]


def _row(row: str, pairs: Pairs, unit: str) -> Row:
    ratios = [foretold / real for foretold, real in pairs]
    ratio = statistics.median(ratios)
    return Row(
        row=row,
        ours=statistics.median(foretold for foretold, _ in pairs),
        rival=statistics.median(real for _, real in pairs),
        unit=unit,
        ratio=ratio,
        interval=(min(ratios), max(ratios)),
        target="0.85 … 1.15",
        aim="",
        verdict="met" if abs(ratio - 1) <= OFF else "missed",
    )
