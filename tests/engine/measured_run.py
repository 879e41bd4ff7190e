"""A run that measured a little, without any training."""

from __future__ import annotations

from pathlib import Path

from engine.events import Evaluated, Noticed, StepFinished
from engine.runs import Run, Status
from tests.engine.run_samples import new_run

NOT_A_NUMBER = float("nan")


def step(number: int, *, loss: float) -> StepFinished:
    return StepFinished(
        step=number,
        tokens=number * 100,
        seconds=number / 10,
        progress=number / 4,
        losses={"masked_lm": loss, "next_sentence": 0.5},
        accuracies={"next_sentence": 0.75},
        weights={"masked_lm": 1.0, "next_sentence": 1.0},
        lr=0.001 / 3,
        gradient_norm=1.5,
        tokens_per_second=1000.0,
        eta_seconds=None,
        memory_bytes=4096,
    )


def measured_run(path: Path) -> Run:
    """Four steps, one of them measured on the validation split, and one evaluation."""
    run = new_run(path)
    for number, loss in ((1, 3.0), (2, 1 / 3), (3, NOT_A_NUMBER), (4, 0.25)):
        run.metrics.append(step(number, loss=loss))
        if number == 2:
            run.metrics.append(
                Evaluated(
                    2,
                    200,
                    0.2,
                    {"masked_lm": 2.5},
                    {},
                    baselines={"masked_lm": 2.75},
                    metrics={"accuracy": 0.5},
                )
            )
            run.metrics.append(Noticed(2, "note", "nothing to measure"))
    run.metrics.close()
    data = {"step": 4, "metric": {"f1": 0.5, "classes": [0.25, 0.75]}, "words": "none", "on": True}
    run.evaluations.write("names", data)
    run.set_status(Status("finished", 4, 4))
    return run
