"""Learning per minute: our modern style against the rival's own model, each at its best rate.

The rival trains for ten minutes at each of four rates, ours for a tenth of the time it took. Both
have the same shape, text, tokenizer and rows of a batch, and are measured by our evaluation on the
same held-back rows and masks. The rival may use whichever arithmetic is faster here.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass

from engine.huge_pages import start_again
from tests.benchmarks import ground
from tests.benchmarks.rival import RivalRecipe, rival_speed, rival_tokenizer, train_rival
from tests.benchmarks.rows.loss_parity import rival_loss
from tests.benchmarks.table import Row

ONLY_NAMED = "ten minutes of the rival at each of four rates take longer than all other rows"
SECONDS = 600.0  # of the rival
SHARE = 0.1  # of its time is ours
BATCH = 16
OUR_RATES = (1.5e-3, 3e-3, 6e-3, 1.2e-2)
RIVAL_RATES = (1e-4, 3e-4, 1e-3, 3e-3)
SPEED_STEPS = 20


@dataclass(frozen=True, slots=True)
class Learned:
    """What came of one rate."""

    lr: float
    loss: float  # nats, on the rows held back
    seconds: float  # of training
    steps: int

    def __str__(self) -> str:
        return f"{self.loss:.3f} at {self.lr:g}"


def measure() -> list[Row]:
    """The best loss of both, the rival's after ten times as long."""
    ground.text()  # prepared before anything is timed
    speeds = {bf16: _child("speed", str(int(bf16)))["speed"] for bf16 in (False, True)}
    bf16 = speeds[True] > speeds[False]
    steps = max(1, round(SECONDS * speeds[bf16] / (BATCH * ground.LENGTH)))
    ours, rivals = [], []
    for our_lr, rival_lr in zip(OUR_RATES, RIVAL_RATES, strict=True):
        # In turn, so that a busy quarter of an hour hits both.
        rivals.append(Learned(**_child("rival", str(rival_lr), str(int(bf16)), str(steps))))
        ours.append(Learned(**_child("ours", str(our_lr), str(SHARE * rivals[-1].seconds))))
    mine, theirs = (min(side, key=lambda each: each.loss) for side in (ours, rivals))
    return [
        Row(
            row=f"validation loss in {SHARE:g} of the rival's time, 2×128, each at its best lr",
            ours=mine.loss,
            rival=theirs.loss,
            unit="nats",
            ratio=mine.loss / theirs.loss,
            interval=None,
            target="",
            aim="≤ 1",
            verdict="told",
            note=f"ours in {mine.seconds:.0f} s, {mine.steps:,} steps: {_shown(ours)}; "
            f"rival in {theirs.seconds:.0f} s, {theirs.steps:,} steps, "
            f"{'bf16' if bf16 else 'fp32'}: {_shown(rivals)}",
        )
    ]


def _child(*words: str) -> dict[str, float]:
    """One side in a process of its own, as a person starts it."""
    command = [sys.executable, "-W", "ignore", "-m", __name__, *words]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _ours(lr: float, seconds: float) -> dict[str, float]:
    training = {"seconds": seconds, "lr": lr, "batch": BATCH, "validate_every": 99_999}
    summary = ground.train(ground.recipe("roberta-tiny", training=training)).summary
    loss = summary["validation"]["masked_lm"]
    return {"lr": lr, "loss": loss, "seconds": summary["seconds"], "steps": summary["steps"]}


def _rival(lr: float, steps: int, *, bf16: bool) -> dict[str, float]:
    tokenizer = rival_tokenizer(ground.text().tokenizer)
    recipe = _rival_recipe(lr, bf16=bf16)
    model, seconds = train_rival(recipe, ground.packed_rows(), tokenizer, steps)
    loss = rival_loss(model, ground.recipe("roberta-tiny", training={"steps": 1}))
    return {"lr": lr, "loss": loss, "seconds": sum(seconds), "steps": steps}


def _rival_recipe(lr: float, *, bf16: bool) -> RivalRecipe:
    shape = ground.recipe("roberta-tiny", model={"style": "classic"}).model
    vocabulary = ground.text().tokenizer.vocabulary
    return RivalRecipe(
        shape, vocabulary, BATCH, lr=lr, bf16=bf16, warmup=0.1, schedule="linear", weight_decay=0.01
    )


def _speed(*, bf16: bool) -> dict[str, float]:
    tokenizer = rival_tokenizer(ground.text().tokenizer)
    recipe = _rival_recipe(RIVAL_RATES[0], bf16=bf16)
    return {"speed": rival_speed(recipe, ground.packed_rows(), tokenizer, SPEED_STEPS)}


def _shown(side: list[Learned]) -> str:
    return ", ".join(map(str, side))


def _measured_here(whose: str, *words: str) -> dict[str, float]:
    if whose == "ours":
        return _ours(*map(float, words))
    if whose == "rival":
        lr, bf16, steps = words
        return _rival(float(lr), int(steps), bf16=bf16 == "1")
    return _speed(bf16=words[0] == "1")


if __name__ == "__main__":
    if sys.argv[1] == "ours":
        start_again()
    print(json.dumps(_measured_here(*sys.argv[1:])))
