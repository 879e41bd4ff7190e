"""A tick of the window after eight hours of training: what a report or a look takes to show."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys

from tests.benchmarks.table import Row, absolute

# What comes ten times a second may take the event loop its whole p99; a look comes every two
# seconds, and for it holds that the window never stands still.
ROWS = {
    "train": ("tick of Train after 8 h", 20.0),
    "look": ("tick of Look after 8 h", 20.0),
    "heads": ("tick of Look with a new look at 12 × 12 heads", 200.0),
}


def measure() -> list[Row]:
    """Redrawing and painting together: all that the event loop waits for."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.night"],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, list[float]] = json.loads(done.stdout)
    return [
        absolute(
            words,
            statistics.median(found[kind]),
            "ms",
            target=target,
            aim="≤ 16.7",
            interval=(min(found[kind]), max(found[kind])),
        )
        for kind, (words, target) in ROWS.items()
    ]
