"""Masked-word pre-training, tokens per second against `transformers`' Trainer.

4 × 256, V 8,192, L 128, 32 rows, the same packed text; the classic style, because it has the
rival's parameters one for one.
"""

from __future__ import annotations

import torch

from tests.benchmarks import ground
from tests.benchmarks.rival import RivalRecipe, rival_model, rival_speed, rival_tokenizer
from tests.benchmarks.table import Row, alternate

BATCH = 32
STEPS = 12  # of each measurement


def measure() -> list[Row]:
    """Ours at its best against the rival's default and its bf16; and both in fp32."""
    mine = _ours("auto")
    config = mine.model
    tokenizer = rival_tokenizer(ground.text().tokenizer)
    vocabulary = ground.text().tokenizer.vocabulary
    theirs = RivalRecipe(config, vocabulary, BATCH, lr=1e-3)
    half = RivalRecipe(config, vocabulary, BATCH, lr=1e-3, bf16=True)
    note = _same_size(mine, theirs)
    rows = ground.packed_rows()

    def rival(recipe: RivalRecipe) -> float:
        return rival_speed(recipe, rows, tokenizer, STEPS)

    def ours(dtype: str) -> float:
        return ground.train(_ours(dtype)).tokens_per_second

    named = "MLM tokens/s 4×256"
    return [
        alternate(
            lambda: ours("auto"),
            lambda: rival(theirs),
            row=f"{named}, ours v its default",
            unit="tokens/s",
            target=5.0,
            aim="≥ 6.5",
            note=note,
        ),
        alternate(
            lambda: ours("bf16"),
            lambda: rival(half),
            row=f"{named}, bf16 v bf16",
            unit="tokens/s",
            target=2.0,
            aim="≥ 4",
        ),
        alternate(
            lambda: ours("fp32"),
            lambda: rival(theirs),
            row=f"{named}, fp32 v fp32",
            unit="tokens/s",
            target=2.0,
            aim="≥ 2.2",
        ),
    ]


def _ours(dtype: str) -> ground.Recipe:
    return ground.recipe(
        "roberta-mini",
        model={"style": "classic"},
        training={"steps": STEPS + 4, "batch": BATCH, "validation_rows": 1, "validate_every": 999},
        probes={"steps": 999},
        execution={"dtype": dtype, "micro_batch": BATCH},
    )


def _same_size(mine: ground.Recipe, theirs: RivalRecipe) -> str:
    """Both sides' parameters; they must not differ but for BERT's unused second token type."""
    from engine.training.building import build_learner

    ours = build_learner(mine, ground.text().tokenizer).num_parameters
    rival = sum(parameter.numel() for parameter in rival_model(theirs).parameters())
    if abs(ours - rival) > 64 * mine.model.width:
        raise ValueError(f"not the same model: {ours:,} parameters against {rival:,}")
    return f"{ours:,} parameters against {rival:,}; torch {torch.__version__}"
