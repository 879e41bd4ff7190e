"""The summary of a run: the last stdout line of `train`, kept in the run's status."""

from __future__ import annotations

from typing import Any

from engine.devices import Execution
from engine.runs.run import Run
from engine.training.budget import Position
from engine.training.evaluation import Validation
from engine.training.learner import Learner


def summary_of(
    run: Run,
    position: Position,
    validation: Validation,
    learner: Learner,
    execution: Execution,
) -> dict[str, Any]:
    """How far the run came and how well it did; losses and entropy in nats."""
    last = validation.last
    return {
        "run": str(run.path),
        "steps": position.step,
        "tokens": position.tokens,
        "seconds": round(position.seconds, 3),
        "validation": last.losses if last else {},
        "accuracies": last.accuracies if last else {},
        "unmeasured": list(validation.unasked),  # losses the rows held back ask nothing of
        "baselines": last.baselines if last else {},
        "bits_per_byte": last.bits_per_byte if last else {},
        "unigram_entropy": validation.unigram_entropy,
        "parameters": learner.num_parameters,
        "tokens_per_second": round(position.tokens / max(position.seconds, 1e-9), 1),
        "device": execution.device,
        "dtype": execution.dtype,
        "attention": execution.attention,
    }
