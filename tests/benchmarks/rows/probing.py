"""What the film costs: training with a look wanted at every step, against training without any."""

from __future__ import annotations

from functools import partial

from tests.benchmarks import ground
from tests.benchmarks.table import Row, alternate

SECONDS = 12
WARM_UP = 3.0
LEAST = 0.95  # of the speed without
OFTEN, NEVER = {"seconds": 0.0, "steps": 1}, {"seconds": 1e6, "steps": 10**9}


def measure() -> list[Row]:
    """By the wall, at tiny and mini: what stands between the steps counts."""
    return [_row(size) for size in ("tiny", "mini")]


def _row(size: str) -> Row:
    return alternate(
        partial(_speed, size, OFTEN),
        partial(_speed, size, NEVER),
        row=f"a look at every step, {size}",
        unit="tokens/s",
        target=LEAST,
        note="as often as the recipe can ask; the engine rests between two looks",
    )


def _speed(size: str, probes: dict[str, float]) -> float:
    wanted = ground.recipe(
        f"roberta-{size}",
        training={"seconds": SECONDS, "validate_every": 100_000, "validation_rows": 16},
        probes=probes,
    )
    return ground.train(wanted).tokens_per_second_after(WARM_UP)
