"""The Look page: what a frame takes, with 144 heads of 128 tokens and one text of 512."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys

from tests.benchmarks.table import Row, absolute

ROWS = {  # by what is done: the name of the row, and the most milliseconds
    "film": ("mosaic of 12×12 heads of 128 tokens, next step", 17.0),
    "open": ("opening 12×12 heads of 512 tokens, whole page", 300.0),
    "zoom": ("zooming a head of 512 tokens", 16.0),
    "move": ("moving a head of 512 tokens", 16.0),
    "point": ("isolating a token of 512", 16.0),
    "words": ("moving a map of 2,000 words", 16.0),
    "scroll": ("scrolling the arcs of 512 tokens", 16.0),
}


def measure() -> list[Row]:
    """Medians of the frames, and the longest."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.looking"],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )
    times: dict[str, list[float]] = json.loads(done.stdout.splitlines()[-1])
    return [
        absolute(
            name,
            statistics.median(times[what]),
            "ms",
            target=most,
            interval=(min(times[what]), max(times[what])),
            note=f"{len(times[what])} frames",
        )
        for what, (name, most) in ROWS.items()
    ]
