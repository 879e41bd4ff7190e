"""Speed and memory of a few real training steps on this machine, without any text."""

from __future__ import annotations

import time
from contextlib import closing
from dataclasses import dataclass
from statistics import mean, median

import torch

from engine.batching.feed import Feed
from engine.batching.loader import Loader, evaluation_batches
from engine.control import Control
from engine.devices import memory_in_use, synchronize
from engine.events import Prepared, Progress
from engine.faults import Cancelled
from engine.recipe import Recipe, heaviest_task
from engine.recipe.cost import vocabulary_of
from engine.training.building import build_on
from engine.training.evaluation import evaluate
from engine.training.learner import Learner
from engine.training.meter import Meter
from engine.training.optimizers import Optimizer
from engine.training.pretended import pretended_feed, pretended_vocabulary
from engine.training.snapshot import host_copies
from engine.training.step import Stepper
from engine.training.tuning import measure_execution

SECONDS = 2.0  # for each task
SPANS = range(3, 100)  # measured: at least, at most
# A GPU is fed ahead: to wait for it after every step would time the waiting. Its spans are of so
# many seconds; those of the processor are of one step.
SPAN = 0.2


@dataclass(frozen=True, slots=True)
class MeasuredSteps:
    """What full steps took."""

    tokens_per_second: float
    micro_batch: int  # rows at once, as chosen or as they fitted
    memory_bytes: int  # counted as a run counts it (`StepFinished.memory_bytes`)


def measure_steps(
    recipe: Recipe, control: Control, progress: Progress = lambda event: None
) -> MeasuredSteps:
    """Speed and memory of full steps on random tokens; Cancelled where asked to stop.

    Costs what a real step costs: the arithmetic does not ask what the tokens mean. Of tasks that
    take turns each is measured and counts by its turns.
    """
    vocabulary = pretended_vocabulary(vocabulary_of(recipe), recipe.tokenizer.sentinels or 0)
    learner = build_on(recipe, vocabulary, check=control.check)
    feed = pretended_feed(recipe, vocabulary)
    rows = recipe.training.batch
    batches = evaluation_batches(feed, learner.objective, rows, 0, batch=rows, check=control.check)
    heaviest = heaviest_task(recipe)
    batch = next(batch for batch in batches if batch.task == heaviest)
    execution = measure_execution(
        learner, batch, recipe.execution, check=control.check, progress=progress
    )
    progress(Prepared("measuring", 0, None, "seconds"))
    optimizer = Optimizer(learner, recipe.training, check=control.check)
    stepper = Stepper(
        learner,
        optimizer,
        Meter(learner.device),
        clip=recipe.training.clip or None,
        micro_batch=execution.micro_batch,
    )
    learner.train()
    # A run trains on while it saves a copy, and measures rows held back: both take memory.
    saved = [host_copies(one.tensors()) for one in (learner, optimizer)]
    evaluate(learner, [batch.rows(0, stepper.micro_batch)], control.keep_going)
    found = _measured(recipe, learner, stepper, feed, control)
    del saved
    return found


def _measured(
    recipe: Recipe, learner: Learner, stepper: Stepper, feed: Feed, control: Control
) -> MeasuredSteps:
    """Steps of every task, each with the weight of its turns."""
    training = recipe.training
    seconds = tokens = 0.0
    memory_in_use(learner.device)  # its peak is asked for from here on
    memory = 0
    for task, source in feed.sources.items():
        alone = Feed({task: source}, {task: 1}, feed.together)
        loader = Loader(alone, learner.objective, rows=training.batch, seed=training.seed)
        with closing(loader):
            taken, learned = _step(stepper, learner.device, loader, control)
        seconds += feed.turns[task] * taken
        tokens += feed.turns[task] * learned
        memory = max(memory, memory_in_use(learner.device))
    return MeasuredSteps(tokens / seconds, stepper.micro_batch, memory)


def _step(
    stepper: Stepper, device: torch.device, loader: Loader, control: Control
) -> tuple[float, float]:
    """Seconds and tokens of one step.

    Of other rows each time, as a run has them: what is freed after one step seldom serves the next.
    """
    seconds: list[float] = []  # of a step, span by span
    tokens: list[int] = []
    spent = 0.0
    while len(seconds) < SPANS.stop and (len(seconds) < SPANS.start or spent < SECONDS):
        began, steps = time.perf_counter(), 0
        while steps == 0 or (device.type == "cuda" and time.perf_counter() - began < SPAN):
            control.check()
            batch = next(loader)
            if stepper.step(batch, rate=1.0, attend=control.keep_going) is None:
                raise Cancelled
            tokens.append(batch.num_tokens)
            steps += 1
        synchronize(device)
        span = time.perf_counter() - began
        seconds.append(span / steps)
        spent += span
    return median(seconds[1:]), mean(tokens)
