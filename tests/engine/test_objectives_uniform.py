"""A model that knows nothing: its loss is that of a uniform guess, ln V for tokens, and so its BPB.

Letters: V vocabulary.
"""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch

from engine.batch import IGNORE, Batch
from engine.batching.feed import Feed
from engine.batching.loader import evaluation_batches
from engine.objectives import OBJECTIVES, feed_of
from engine.objectives.objective import Objective
from engine.training.learner import Learner
from engine.training.text import TrainingText
from engine.training.yardsticks import Yardsticks
from tests.engine import model_samples as samples

LENGTH = 32
# What is hidden of a text is no text of its own: masked words have no likelihood to count in bytes.
WRITE = {
    "causal_lm",
    "prefix_lm",
    "span_corruption",
    "denoising",
    "translation",
}
TOKENS = WRITE | {"masked_lm", "masked_next_token", "span_boundary", "generator"}
NAMES = [(kind.reads, name) if kind.reads else (name,) for name, kind in OBJECTIVES.items()]
SIZES = np.where(np.arange(samples.SIZE) > samples.MASK, np.arange(samples.SIZE) % 7 + 1, 0)


def uniform(names: tuple[str, ...]) -> tuple[Learner, Feed, tuple[Batch, ...]]:
    """A learner of zeros, and all rows of the sample material."""
    configs = {
        name: OBJECTIVES[name].Config.model_validate(samples.FEW.get(name, {})) for name in names
    }
    model = samples.model_for(*names, length=LENGTH)
    objective = samples.objective(model, *names)
    learner = Learner(model, objective).eval()
    with torch.no_grad():
        for parameter in learner.parameters():
            parameter.zero_()
    gaps = max(OBJECTIVES[name].num_sentinels(own, LENGTH) for name, own in configs.items())
    feed = feed_of(configs, samples.material(names[0]), samples.vocabulary(sentinels=gaps), LENGTH)
    return learner, feed, evaluation_batches(feed, objective, 200, 0)


def mean_losses(learner: Learner, batches: tuple[Batch, ...]) -> dict[str, float]:
    """Nats per target, over all batches."""
    totals: dict[str, float] = {}
    counts: dict[str, int] = {}
    with torch.no_grad():
        for batch in batches:
            for name, loss in learner(batch.to(samples.CPU)).items():
                totals[name] = totals.get(name, 0.0) + loss.total.item()
                counts[name] = counts.get(name, 0) + loss.count
    return {name: total / counts[name] for name, total in totals.items()}


def sticks_of(feed: Feed, objective: Objective, batches: tuple[Batch, ...]) -> Yardsticks:
    counts = np.bincount(samples.text().tokens, minlength=samples.SIZE).astype(np.uint64)
    text = TrainingText(training=feed, validation=feed, token_counts=counts, token_bytes=SIZES)
    return Yardsticks.of(batches, text, objective)


@pytest.mark.parametrize("names", NAMES)
def test_a_uniform_models_loss_is_ln_v(names: tuple[str, ...]) -> None:
    learner, _, batches = uniform(names)
    losses = mean_losses(learner, batches)
    facts = learner.objective.losses()
    assert losses.keys() == facts.keys()
    for name, loss in losses.items():
        chance = samples.uniform_guess(learner.objective, name, batches)
        assert loss == pytest.approx(chance, rel=1e-5)
        if name in TOKENS:
            assert loss == pytest.approx(math.log(samples.SIZE), rel=1e-5)


@pytest.mark.parametrize("names", NAMES)
def test_a_uniform_models_bpb_is_log2_v_by_the_mean_bytes_of_a_token(
    names: tuple[str, ...],
) -> None:
    learner, feed, batches = uniform(names)
    losses, sticks = mean_losses(learner, batches), sticks_of(feed, learner.objective, batches)
    assert set(sticks.bytes_per_target) == WRITE & set(names)
    for name in sticks.bytes_per_target:
        targets = np.concatenate([batch.targets[batch.targets != IGNORE] for batch in batches])
        expected = math.log2(samples.SIZE) / SIZES[targets].mean()
        assert sticks.bits_per_byte(name, losses[name]) == pytest.approx(expected, rel=1e-5)


def test_every_loss_that_names_tokens_is_among_them() -> None:
    """A new objective that asks for tokens is held against ln V too."""
    found = set()
    for names in NAMES:
        learner, _, (batch, *_) = uniform(names)
        found |= set(learner.objective.token_targets(batch))
        for name, facts in learner.objective.losses().items():
            assert facts.likelihood == (name in WRITE)
    assert found == TOKENS
