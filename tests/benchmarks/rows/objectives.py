"""Four objectives on one corpus at equal compute: the FLOPs of every part count.

Losses of different objectives cannot be held against one another: each stands beside what it
would be without any context.
"""

from __future__ import annotations

from engine.recipe.cost import cost_of
from tests.benchmarks import ground
from tests.benchmarks.table import Row, verdict

FLOPS = 6e12  # of each run, forward and backward, generator and decoder included
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
    trained = ground.train(ground.recipe(preset, training={"tokens": tokens}))
    summary = trained.summary
    reached, baseline = summary["validation"][loss], summary["baselines"][loss]
    name = f"{preset}, {loss}, {FLOPS / 1e12:g} TFLOP"
    bits = summary["bits_per_byte"].get(loss)
    return [
        Row(
            row=f"{name}: speed",
            ours=trained.tokens_per_second,
            rival=None,
            unit="tokens/s",
            ratio=None,
            interval=None,
            target="",
            aim="",
            verdict="told",
            note=f"{per_token / 1e6:.2f} MFLOP a token, all parts; {tokens:,} tokens; "
            f"{summary['parameters']:,} parameters",
        ),
        Row(
            row=f"{name}: learned",
            ours=baseline - reached,
            rival=None,
            unit="nats below its baseline",
            ratio=None,
            interval=None,
            target="> 0",
            aim="",
            verdict=verdict(baseline - reached, 0.0, at_most=False),
            note=f"{reached:.3f} against {baseline:.3f} nats"
            + ("" if bits is None else f"; {bits:.3f} bits per byte"),
        ),
    ]
