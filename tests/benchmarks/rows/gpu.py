"""What needs a GPU or several: named, so that nobody takes silence for a figure."""

from __future__ import annotations

from tests.benchmarks.table import Row, skipped

WHY = "needs a CUDA device; no figure is made up for one that is not here"


def measure() -> list[Row]:
    """Skipped by name: `make test-all` on a machine with a GPU proves that it trains there."""
    return [
        skipped("MLM tokens/s 12×768, L 512, bf16, one H200: ≥ 0.6 M, MFU ≥ 40 %", WHY),
        skipped("MLM tokens/s 12×384, one H200: ≥ 1.0 M", WHY),
        skipped("several GPUs, ≥ 0.9 of n times one", WHY),
    ]
