"""Three minutes of learning: how far below unigram entropy the presets come on real text."""

from __future__ import annotations

from tests.benchmarks import ground
from tests.benchmarks.table import Row, verdict

MINUTES = 3
GOALS = (
    ("bert-tiny", "lm-gutenberg-classics", 2.0),
    ("roberta-tiny", "lm-gutenberg-classics", 2.2),
    ("bert-tiny", "zh-laws", 2.0),
)


def measure() -> list[Row]:
    """Nats below unigram entropy, as the last line of `train` tells them."""
    return [_row(preset, corpus, goal) for preset, corpus, goal in GOALS]


def _row(preset: str, corpus: str, goal: float) -> Row:
    summary = ground.train(ground.recipe(preset, corpus, training={"minutes": MINUTES})).summary
    loss, unigram = summary["validation"]["masked_lm"], summary["unigram_entropy"]
    return Row(
        row=f"{preset}, {corpus}, {MINUTES} minutes",
        ours=unigram - loss,
        rival=None,
        unit="nats below unigram",
        ratio=None,
        interval=None,
        target=f"≥ {goal}",
        aim="",
        verdict=verdict(unigram - loss, goal, at_most=False),
        note=f"validation {loss:.3f}, unigram {unigram:.3f}, {summary['steps']:,} steps, "
        f"{summary['tokens_per_second']:,.0f} tokens/s",
    )
