"""Tokens per second of a few real training steps on this machine, without any text."""

from __future__ import annotations

import time
from statistics import median

import numpy as np

from engine.batch import Batch
from engine.batching.randomness import row_generators
from engine.batching.vocabulary import Vocabulary
from engine.control import Control
from engine.devices import new_generator, synchronize
from engine.models.transformer import Transformer
from engine.objectives import build
from engine.recipe import Recipe
from engine.recipe.cost import vocabulary_of
from engine.training.learner import Learner
from engine.training.meter import Meter
from engine.training.optimizers import Optimizer
from engine.training.step import Stepper
from engine.training.tuning import measure_execution

SECONDS = 2.0
STEPS = range(3, 30)  # measured: at least, at most


def measure_tokens_per_second(recipe: Recipe, control: Control) -> float:
    """Tokens per second of full steps on random tokens; Cancelled where asked to stop.

    Costs what a real step costs: the arithmetic does not ask what the tokens mean.
    """
    config = recipe.training
    generator = new_generator(config.seed, "weights")
    vocabulary = _vocabulary(vocabulary_of(recipe))
    model = Transformer(recipe.model, vocabulary.size, generator=generator)
    learner = Learner(model, build(recipe.objectives, model, vocabulary))
    batch = _rows(recipe, learner, vocabulary)
    execution = measure_execution(learner, batch, recipe.execution, check=control.check)
    stepper = Stepper(
        learner,
        Optimizer(learner, config),
        Meter(learner.device),
        weights={name: section.weight for name, section in recipe.objectives.items()},
        clip=config.clip or None,
        micro_batch=execution.micro_batch,
    )
    learner.train()
    seconds: list[float] = []
    while len(seconds) < STEPS.stop and (len(seconds) < STEPS.start or sum(seconds) < SECONDS):
        control.check()
        began = time.perf_counter()
        stepper.step(batch, rate=1.0, attend=control.keep_going)
        synchronize(learner.device)
        seconds.append(time.perf_counter() - began)
    return batch.num_tokens / median(seconds[1:])


def _rows(recipe: Recipe, learner: Learner, vocabulary: Vocabulary) -> Batch:
    """One step's rows of random tokens, corrupted as the objectives do."""
    shape = (recipe.training.batch, recipe.row_length)
    tokens = np.random.default_rng(0).choice(vocabulary.ordinary, size=shape)
    places = np.broadcast_to(np.arange(shape[1]), shape).copy()
    batch = Batch(
        tokens=tokens,
        positions=places,
        segments=np.zeros(shape, dtype=np.int64),
        token_types=(places > shape[1] // 2).astype(np.int64),
        maskable=np.ones(shape, dtype=np.bool_),
        labels=np.arange(shape[0]) % 2,
    )
    return learner.objective.corrupt(batch, row_generators(0, 0, range(shape[0])))


def _vocabulary(size: int) -> Vocabulary:
    """As many tokens as the recipe asks for; the first five are special."""
    maskable = np.arange(size) >= 5
    return Vocabulary(
        size=size,
        cls=2,
        sep=3,
        pad=0,
        mask=4,
        is_word_start=np.ones(size, dtype=np.bool_),
        maskable=maskable,
        ordinary=np.flatnonzero(maskable),
        characters=np.full(size, "", dtype="U1"),
    )
