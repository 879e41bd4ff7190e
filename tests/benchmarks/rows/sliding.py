"""The Objective page: from the move of a slider to the new picture of the row."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys

from tests.benchmarks.table import Row, absolute

MOST = 50.0  # ms
SLIDERS = {
    "bert": "objectives.masked_lm.rate",
    "t5": "objectives.span_corruption.rate",
    "electra": "objectives.replaced_token_detection.rate",
}


def measure() -> list[Row]:
    """One row a family, of moves with the tokenizer known."""
    rows = []
    for family, key in SLIDERS.items():
        times = _moves(family, key)
        rows.append(
            absolute(
                f"slider to picture, {family}",
                statistics.median(times),
                "ms",
                target=MOST,
                interval=(min(times), max(times)),
                note=f"{len(times)} moves, 95 % within {sorted(times)[-len(times) // 20]:.0f} ms",
            )
        )
    return rows


def _moves(family: str, key: str) -> list[float]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.sliding", family, key],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )
    found: list[float] = json.loads(done.stdout.splitlines()[-1])
    return found
