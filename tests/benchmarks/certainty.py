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
from engine.events import Evaluated, Event, RunEnded
from engine.inference.opening import open_learner
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
        """Of independent values."""
        mean = float(np.mean(values))
        margin = SURE * float(np.std(values, ddof=1)) / math.sqrt(len(values))
        return Interval(mean, mean - margin, mean + margin)


def trained(recipe: Recipe, run: Path) -> tuple[list[Evaluated], Mapping[str, Any]]:
    """Train a run in that folder: what was measured on the way, and its summary."""
    events: list[Event] = []
    start(recipe, run)(events.append, Control())
    (ended,) = (event for event in events if isinstance(event, RunEnded))
    return [event for event in events if isinstance(event, Evaluated)], ended.summary


def losses_by_row(recipe: Recipe, run: Path) -> dict[str, list[float]]:
    """Of each loss its mean in every validation row, as the newest checkpoint has it.

    Rows that are compared with one another make one value.
    """
    learner, _ = open_learner(Run.open(run))
    text = prepare_text(recipe, Control(), lambda event: None)
    found: dict[str, list[float]] = {}
    try:
        rows = build_text(recipe, text)
        count = recipe.training.validation_rows
        batches = evaluation_batches(
            rows.validation, learner.objective, count, VALIDATION_SEED, batch=1
        )
        with torch.inference_mode():
            for batch in batches:
                for name, loss in learner(batch.to(torch.device("cpu"))).items():
                    if int(loss.count):
                        found.setdefault(name, []).append(float(loss.total) / int(loss.count))
    finally:
        text.close()
    return found
