"""The window: first paint, the event loop's delay while training, and what watching costs.

Measured in processes of their own, offscreen, as a person starts them.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from typing import Any

from tests.benchmarks import ground
from tests.benchmarks.table import ALTERNATIONS, Row, absolute, alternate

SECONDS = 14  # of training, watched or not: short, for both are measured seven times


def measure() -> list[Row]:
    """First paint, heartbeat and live-view cost at tiny and mini."""
    paints = [float(_child("paint")["seconds"]) for _ in range(ALTERNATIONS)]
    rows = [
        absolute(
            "first paint",
            statistics.median(paints),
            "s",
            target=0.7,
            interval=(min(paints), max(paints)),
        )
    ]
    for size, least in (("mini", 0.95), ("tiny", 0.85)):
        rows += _watched(size, least)
    return rows


def _watched(size: str, least: float) -> list[Row]:
    """The share of its speed that is left to a run somebody watches, and how the window feels."""
    speed = alternate(
        lambda: float(_child("watch", size)["tokens_per_second"]),
        lambda: float(_child("headless", size)["tokens_per_second"]),
        row=f"live view at {size}",
        unit="tokens/s",
        target=least,
    )
    delays = [_child("feel", size) for _ in range(ALTERNATIONS)]
    p99 = [float(delay["p99_ms"]) for delay in delays]
    delay = absolute(
        f"event-loop delay p99, training {size} on all cores",
        statistics.median(p99),
        "ms",
        target=20.0,
        aim="≤ 16.7",
        interval=(min(p99), max(p99)),
        note=f"largest delay {max(float(delay['max_ms']) for delay in delays):.0f} ms",
    )
    return [speed, delay]


def _child(what: str, size: str = "tiny") -> dict[str, Any]:
    ground.text()  # prepared before anything is timed
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.watching", what, size, str(SECONDS)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found
