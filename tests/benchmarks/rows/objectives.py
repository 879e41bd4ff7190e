"""Four objectives on one corpus at equal compute: the FLOPs of every part count.

Losses of different objectives cannot be held against one another: each stands beside what it
would be without any context.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from engine.recipe.cost import cost_of
from tests.benchmarks import ground
from tests.benchmarks.certainty import below, losses_by_row
from tests.benchmarks.table import Row, absolute, gain

FLOPS = 6e12  # of each run, forward and backward, generator and decoder included
ROWS_HELD_BACK = 1024
OBJECTIVES = (  # preset, the loss that is told
    ("roberta-tiny", "masked_lm"),
    ("gpt-tiny", "causal_lm"),
    ("electra-tiny", "replaced_token_detection"),
    ("t5-tiny", "span_corruption"),
)


def measure() -> list[Row]:
    """Tokens per second, work per token, and how far below its baseline each loss came."""
    return [row for preset, loss in OBJECTIVES for row in _rows(preset, loss)]


def _rows(preset: str, loss: str) -> list[Row]:
    per_token = cost_of(ground.recipe(preset)).flops_per_token
    tokens = int(FLOPS / per_token)
    recipe = ground.recipe(preset, training={"tokens": tokens, "validation_rows": ROWS_HELD_BACK})
    with tempfile.TemporaryDirectory() as folder:
        run = Path(folder) / "run"
        trained = ground.train(recipe, keep=run)
        gained = below(trained.summary["baselines"][loss], losses_by_row(recipe, run)[loss])
    summary = trained.summary
    reached, baseline = summary["validation"][loss], summary["baselines"][loss]
    name = f"{preset}, {loss}, {FLOPS / 1e12:g} TFLOP"
    bits = summary["bits_per_byte"].get(loss)
    return [
        absolute(
            f"{name}: speed",
            trained.tokens_per_second,
            "tokens/s",
            target=None,
            note=f"{per_token / 1e6:.2f} MFLOP a token, all parts; {tokens:,} tokens; "
            f"{summary['parameters']:,} parameters",
        ),
        gain(
            f"{name}: learned",
            gained.mean,
            "nats below its baseline",
            interval=(gained.low, gained.high),
            note=f"{reached:.3f} against {baseline:.3f} nats"
            + ("" if bits is None else f"; {bits:.3f} bits per byte"),
        ),
    ]
