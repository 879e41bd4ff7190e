"""What the cost card foretells, against the run itself: tokens per second."""

from __future__ import annotations

import statistics

from engine.control import Control
from engine.training.measuring import measure_tokens_per_second
from tests.benchmarks import ground
from tests.benchmarks.table import ALTERNATIONS, Row

PRESETS = ("bert-tiny", "gpt-tiny", "t5-tiny")
STEPS = 60  # of each run: short, for all is measured seven times
OFF = 0.15  # of the run's own speed


def measure() -> list[Row]:
    """Foretold over real, both in turn; the row is met within 15 %."""
    return [_row(preset) for preset in PRESETS]


def _row(preset: str) -> Row:
    wanted = ground.recipe(preset, training={"steps": STEPS, "validate_every": 9999})
    pairs = []
    for _ in range(ALTERNATIONS):
        foretold = measure_tokens_per_second(wanted, Control())
        pairs.append((foretold, ground.train(wanted).tokens_per_second))
    ratios = [foretold / real for foretold, real in pairs]
    ratio = statistics.median(ratios)
    return Row(
        row=f"{preset}: speed foretold v the run's",
        ours=statistics.median(foretold for foretold, _ in pairs),
        rival=statistics.median(real for _, real in pairs),
        unit="tokens/s",
        ratio=ratio,
        interval=(min(ratios), max(ratios)),
        target="0.85 … 1.15",
        aim="",
        verdict="met" if abs(ratio - 1) <= OFF else "missed",
    )
