"""A few minutes of every objective on real text, against what needs no context at all.

Inference and translation, which learn from pairs, stand in `pairs`.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.benchmarks import ground
from tests.benchmarks.certainty import below, losses_by_row, trained
from tests.benchmarks.table import Row, failed, gain

ROWS_HELD_BACK = 1024
# Preset, minutes, corpus. What stands in order is told best by numbered articles, and slowly.
RUNS = (
    ("bert-tiny", 2.0, ground.CORPUS),
    ("spanbert-tiny", 2.0, ground.CORPUS),
    ("electra-tiny", 2.0, ground.CORPUS),
    ("simcse-tiny", 2.0, ground.CORPUS),
    ("albert-tiny", 10.0, "zh-laws"),
    ("gpt-tiny", 1.0, ground.CORPUS),
    ("unilm-tiny", 1.0, ground.CORPUS),
    ("gpt-bert-tiny", 1.0, ground.CORPUS),
    ("t5-tiny", 1.0, ground.CORPUS),
    ("bart-tiny", 1.0, ground.CORPUS),
)


def measure() -> list[Row]:
    """How far below its baseline each loss comes, with 95 % intervals over rows held back."""
    rows: list[Row] = []
    for preset, minutes, corpus in RUNS:
        try:
            rows += _rows(preset, minutes, corpus)
        except Exception as error:  # noqa: BLE001 - told as a row: the others are measured yet
            rows.append(failed(preset, f"{type(error).__name__}: {error}"))
    return rows


def _rows(preset: str, minutes: float, corpus: str) -> list[Row]:
    recipe = ground.recipe(
        preset, corpus, training={"minutes": minutes, "validation_rows": ROWS_HELD_BACK}
    )
    with tempfile.TemporaryDirectory() as folder:
        run = trained(recipe, Path(folder) / "run")
        losses = losses_by_row(recipe, Path(folder) / "run")
    rows = []
    for name, values in losses.items():
        baseline = run.baseline(name)
        gained = below(baseline, values)
        note = f"{baseline - gained.mean:.3f} against {baseline:.3f} nats, {len(values)} rows, "
        note += f"{run.summary['steps']:,} steps"
        title = f"{preset}, {corpus}, {minutes:g} minutes: {name} below its baseline"
        sure = (gained.low, gained.high)
        rows.append(gain(title, gained.mean, "nats", interval=sure, note=note))
    return rows
