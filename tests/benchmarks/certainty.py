"""How certain a loss is: what every row held back loses, and an interval of their mean."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from engine.assembly import start
from engine.batching.loader import evaluation_batches
from engine.control import Control
from engine.events import Evaluated, Event, RunEnded, RunStarted
from engine.inference.opening import open_checkpoint
from engine.recipe import Recipe
from engine.runs.run import Run
from engine.training.building import build_text
from engine.training.preparing import prepare_text
from engine.training.trainer import VALIDATION_SEED

SURE = 1.96  # standard errors on both sides of a mean: 95 %


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean and where it is with 95 % of certainty."""

    mean: float
    low: float
    high: float

    @staticmethod
    def of(values: Sequence[float]) -> Interval:
        """Of the mean of independent values."""
        return Interval.of_ratio(values, [1.0] * len(values))

    @staticmethod
    def of_ratio(totals: Sequence[float], counts: Sequence[float]) -> Interval:
        """Of Σ totals / Σ counts over independent rows, which need not ask for equally much."""
        given, asked = np.array(totals), np.array(counts)
        mean = float(given.sum() / asked.sum())
        rest = given - mean * asked
        spread = math.sqrt(float((rest**2).sum()) * len(rest) / (len(rest) - 1))
        margin = SURE * spread / float(asked.sum())
        return Interval(mean, mean - margin, mean + margin)


@dataclass(frozen=True, slots=True)
class Trained:
    """What was told of a run."""

    measured: list[Evaluated]
    chances: Mapping[str, float]  # per loss that of a guess, nats
    summary: Mapping[str, Any]

    def baseline(self, name: str) -> float:
        """What a loss must beat: counting alone, or a guess where there is nothing to count."""
        return self.measured[-1].baselines.get(name, self.chances[name])


def below(baseline: float, losses: Sequence[tuple[float, float]]) -> Interval:
    """How far mean losses, given as sums and counts of rows, come below a baseline."""
    counts = [count for _, count in losses]
    return Interval.of_ratio([baseline * count - total for total, count in losses], counts)


def trained(recipe: Recipe, run: Path) -> Trained:
    """Train a run in that folder."""
    events: list[Event] = []
    start(recipe, run)(events.append, Control())
    (began,) = (event for event in events if isinstance(event, RunStarted))
    (ended,) = (event for event in events if isinstance(event, RunEnded))
    measured = [event for event in events if isinstance(event, Evaluated)]
    return Trained(measured, began.chances, ended.summary)


def losses_by_row(recipe: Recipe, run: Path) -> dict[str, list[tuple[float, float]]]:
    """Of each loss its sum and count in every validation row, as the newest checkpoint has it.

    Rows that are compared with one another make one value. Losses learned from dropout are
    measured with it, as in training's own evaluation.
    """
    learner = open_checkpoint(Run.open(run)).learner
    text = prepare_text(recipe, Control(), lambda event: None)
    found: dict[str, list[tuple[float, float]]] = {}
    try:
        rows = build_text(recipe, text)
        count = recipe.training.validation_rows
        for batch in evaluation_batches(
            rows.validation, learner.objective, count, VALIDATION_SEED, batch=1
        ):
            dropped = learner.objective.dropout_losses(batch)
            for with_dropout in (False, True) if dropped else (False,):
                learner.train(with_dropout)
                with torch.inference_mode():
                    losses = learner(batch.to(torch.device("cpu")))
                for name, loss in losses.items():
                    if (name in dropped) is with_dropout and int(loss.count):
                        found.setdefault(name, []).append((float(loss.total), float(loss.count)))
    finally:
        text.close()
    return found
