"""Do we learn the same? Classic style with the rival's optimizer, rate and schedule, three seeds.

The validation loss of both, measured by our evaluation on the same held-back rows and masks.
"""

from __future__ import annotations

import statistics

import torch
from transformers import BertForMaskedLM

from engine.batch import IGNORE
from engine.batching.loader import evaluation_batches
from engine.training.building import build_learner, build_text
from engine.training.trainer import VALIDATION_SEED
from tests.benchmarks import ground
from tests.benchmarks.rival import RivalRecipe, rival_tokenizer, train_rival
from tests.benchmarks.table import Row, verdict

SEEDS = (0, 1, 2)
STEPS = 600
BATCH = 16
LR = 1e-3
WITHIN = 0.02


def measure() -> list[Row]:
    """The mean over seeds of both, and their ratio."""
    prepared = ground.text()
    tokenizer = rival_tokenizer(prepared.tokenizer)
    ours, rivals = [], []
    for seed in SEEDS:
        wanted = _ours(seed)
        ours.append(float(ground.train(wanted).summary["validation"]["masked_lm"]))
        theirs = RivalRecipe(
            wanted.model,
            prepared.tokenizer.vocabulary,
            BATCH,
            lr=LR,
            warmup=0.1,
            schedule="linear",
            weight_decay=0.01,
            seed=seed,
        )
        model, _ = train_rival(theirs, ground.packed_rows(), tokenizer, STEPS)
        rivals.append(rival_loss(model, wanted))
    ratio = statistics.mean(ours) / statistics.mean(rivals)
    return [
        Row(
            row=f"validation loss after {STEPS} steps, 2×128 classic",
            ours=statistics.mean(ours),
            rival=statistics.mean(rivals),
            unit="nats",
            ratio=ratio,
            interval=(min(map(_ratio, ours, rivals)), max(map(_ratio, ours, rivals))),
            target=f"1 ± {WITHIN}",
            aim="",
            verdict=verdict(abs(ratio - 1), WITHIN, at_most=True),
            note=f"seeds {SEEDS}: ours {_shown(ours)}, rival {_shown(rivals)}",
        )
    ]


def _ours(seed: int) -> ground.Recipe:
    return ground.recipe(
        "roberta-tiny",
        model={"style": "classic"},
        training={
            "steps": STEPS,
            "batch": BATCH,
            "lr": LR,
            "schedule": "linear",
            "warmup": 0.1,
            "weight_decay": 0.01,
            "beta2": 0.999,
            "seed": seed,
            "validate_every": STEPS,
        },
        execution={"dtype": "fp32"},
        probes={"steps": 9999},
    )


def rival_loss(model: BertForMaskedLM, wanted: ground.Recipe) -> float:
    """The rival's loss on our validation rows and masks; it sees whole rows, as in training."""
    prepared = ground.text()
    learner = build_learner(wanted, prepared.tokenizer)
    rows = build_text(wanted, prepared)
    count = wanted.training.validation_rows
    batches = evaluation_batches(rows.validation, learner.objective, count, VALIDATION_SEED)
    total, count = 0.0, 0
    model.eval()
    for batch in batches:
        tokens = torch.from_numpy(batch.tokens)
        labels = torch.full_like(tokens, IGNORE)
        asked = torch.from_numpy(batch.targets)
        places = torch.from_numpy(batch.predict_at)
        used = asked != IGNORE
        row = torch.arange(len(tokens))[:, None].expand_as(places)
        labels[row[used], places[used]] = asked[used]
        with torch.inference_mode():
            logits = model(input_ids=tokens).logits
        total += float(
            torch.nn.functional.cross_entropy(
                logits.flatten(0, 1), labels.flatten(), ignore_index=IGNORE, reduction="sum"
            )
        )
        count += int(used.sum())
    return total / count


def _ratio(mine: float, theirs: float) -> float:
    return mine / theirs


def _shown(values: list[float]) -> str:
    return ", ".join(f"{value:.3f}" for value in values)
