"""Speed and memory of a few real training steps on this machine, without any text."""

from __future__ import annotations

import time
from dataclasses import dataclass
from statistics import median

from engine.batch import Batch
from engine.batching.loader import evaluation_batches
from engine.control import Control
from engine.devices import memory_in_use, synchronize
from engine.recipe import Recipe, heaviest_task
from engine.recipe.cost import vocabulary_of
from engine.training.building import build_on
from engine.training.learner import Learner
from engine.training.meter import Meter
from engine.training.optimizers import Optimizer
from engine.training.pretended import pretended_feed, pretended_vocabulary
from engine.training.step import Stepper
from engine.training.tuning import measure_execution

SECONDS = 2.0  # for each task
STEPS = range(3, 30)  # measured: at least, at most


@dataclass(frozen=True, slots=True)
class MeasuredSteps:
    """What full steps took."""

    tokens_per_second: float
    micro_batch: int  # rows at once, as chosen or as they fitted
    memory_bytes: int  # counted as a run counts it (`StepFinished.memory_bytes`)


def measure_steps(recipe: Recipe, control: Control) -> MeasuredSteps:
    """Speed and memory of full steps on random tokens; Cancelled where asked to stop.

    Costs what a real step costs: the arithmetic does not ask what the tokens mean. Of tasks that
    take turns each is measured and counts by its turns.
    """
    vocabulary = pretended_vocabulary(vocabulary_of(recipe), recipe.tokenizer.sentinels or 0)
    learner = build_on(recipe, vocabulary, check=control.check)
    feed = pretended_feed(recipe, vocabulary)
    rows = recipe.training.batch
    batches = {
        batch.task: batch
        for batch in evaluation_batches(feed, learner.objective, rows, 0, batch=rows)
    }
    heaviest = batches[heaviest_task(recipe)]
    execution = measure_execution(learner, heaviest, recipe.execution, check=control.check)
    stepper = Stepper(
        learner,
        Optimizer(learner, recipe.training, check=control.check),
        Meter(learner.device),
        clip=recipe.training.clip or None,
        micro_batch=execution.micro_batch,
    )
    learner.train()
    seconds = tokens = 0.0
    memory_in_use(learner.device)  # its peak is asked for from here on
    memory = 0
    for task, batch in batches.items():
        seconds += feed.turns[task] * _step_seconds(stepper, learner, batch, control)
        tokens += feed.turns[task] * batch.num_tokens
        memory = max(memory, memory_in_use(learner.device))
    return MeasuredSteps(tokens / seconds, stepper.micro_batch, memory)


def _step_seconds(stepper: Stepper, learner: Learner, batch: Batch, control: Control) -> float:
    seconds: list[float] = []
    while len(seconds) < STEPS.stop and (len(seconds) < STEPS.start or sum(seconds) < SECONDS):
        control.check()
        began = time.perf_counter()
        stepper.step(batch, rate=1.0, attend=control.keep_going)
        synchronize(learner.device)
        seconds.append(time.perf_counter() - began)
    return median(seconds[1:])
