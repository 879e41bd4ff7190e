"""One step: any split gives the same update; optimizers, clipping, decay; validation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch
from torch.nn.utils import clip_grad_norm_

from engine.batch import IGNORE, Batch
from engine.batching.loader import Loader, evaluation_batches
from engine.objectives.weighting import Weighting
from engine.training.evaluation import evaluate
from engine.training.learner import Learner
from engine.training.meter import Meter
from engine.training.optimizers import Optimizer
from engine.training.step import FULL, Stepper, full_memory_named, micro_batches
from engine.training.yardsticks import Yardsticks
from tests.engine.training_samples import (
    BOTH,
    VOCABULARY,
    sample_learner,
    sample_recipe,
    training_text,
)


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    """So small a model only waits for a second one."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


class Kept(Optimizer):
    """Keeps the gradients it was given instead of stepping."""

    def __init__(self, learner: Learner, config: Any) -> None:
        super().__init__(learner, config)
        self.learner = learner
        self.gradients: dict[str, torch.Tensor] = {}

    def step(self, *, skip: torch.Tensor | None = None) -> None:
        named = self.learner.named_parameters()
        self.gradients = {name: p.grad.clone() for name, p in named if p.grad is not None}


def first_batch(recipe: Any, learner: Learner) -> Batch:
    loader = Loader(training_text(recipe).training, learner.objective, rows=8, seed=0)
    try:
        return next(loader)
    finally:
        loader.close()


def gradients(micro_batch: int, *, clip: float | None = None) -> dict[str, torch.Tensor]:
    recipe = sample_recipe(BOTH)
    learner = sample_learner(recipe).double()
    learner.weighting = Weighting({"masked_lm": 1.0, "next_sentence": 0.5})
    learner.model.set_compute(torch.float64)
    optimizer = Kept(learner, recipe.training)
    stepper = Stepper(
        learner,
        optimizer,
        Meter(learner.device),
        clip=clip,
        micro_batch=micro_batch,
    )
    assert stepper.step(first_batch(recipe, learner), rate=1.0, attend=lambda: True) is not None
    return optimizer.gradients


@pytest.mark.parametrize("micro_batch", [1, 3, 4, 7])
def test_any_split_into_micro_batches_gives_the_same_gradients(micro_batch: int) -> None:
    whole, split = gradients(8), gradients(micro_batch)
    assert whole.keys() == split.keys()
    for name, gradient in whole.items():
        assert (gradient - split[name]).norm() <= 1e-6 * gradient.norm() + 1e-15, name


def test_gradients_are_shortened_to_the_clip_and_no_further() -> None:
    free, clipped, loose = gradients(8), gradients(8, clip=1e-3), gradients(8, clip=1e6)
    norm = torch.stack([gradient.norm() for gradient in clipped.values()]).norm()
    assert norm.item() == pytest.approx(1e-3, rel=1e-2)
    assert all(torch.equal(free[name], loose[name]) for name in free)


def test_clipping_is_torchs() -> None:
    free, clipped = gradients(8), gradients(8, clip=1e-3)
    parameters = [torch.nn.Parameter(torch.zeros_like(one)) for one in free.values()]
    for parameter, gradient in zip(parameters, free.values(), strict=True):
        parameter.grad = gradient.clone()
    clip_grad_norm_(parameters, 1e-3)
    for parameter, gradient in zip(parameters, clipped.values(), strict=True):
        torch.testing.assert_close(parameter.grad, gradient)


def test_micro_batches_share_the_rows_evenly_and_lose_none() -> None:
    recipe = sample_recipe()
    batch = first_batch(recipe, sample_learner(recipe))
    parts = list(micro_batches(batch, 3))
    assert [part.num_rows for part in parts] == [3, 3, 2]
    np.testing.assert_array_equal(np.concatenate([part.tokens for part in parts]), batch.tokens)


@pytest.mark.parametrize("optimizer", ["adamw", "adam", "sgd", "muon"])
def test_every_optimizer_learns(optimizer: str) -> None:
    recipe = sample_recipe(optimizer=optimizer, lr=0.5 if optimizer == "sgd" else 0.02)
    learner = sample_learner(recipe)
    rule, meter = Optimizer(learner, recipe.training), Meter(learner.device)
    stepper = Stepper(learner, rule, meter, clip=1.0, micro_batch=8)
    batch, losses = first_batch(recipe, learner), []
    for _ in range(40):
        stepper.step(batch, rate=1.0, attend=lambda: True)
        readings = meter.read()
        assert readings is not None
        losses.append(readings.losses["masked_lm"])
    assert losses[-1] < 0.6 * losses[0]


@pytest.mark.parametrize("optimizer", ["adam", "muon"])
def test_no_default_decay_drowns_the_gradient(optimizer: str) -> None:
    """As decay inside Adam's gradient does: it took attention to zero and left the unigrams."""
    assert after_300_steps(optimizer) < 1.05 * after_300_steps("adamw")


def after_300_steps(optimizer: str) -> float:
    """The validation loss, by the defaults of an optimizer."""
    recipe = sample_recipe(optimizer=optimizer)
    learner, text = sample_learner(recipe).train(), training_text(recipe)
    rule, meter = Optimizer(learner, recipe.training), Meter(learner.device)
    stepper = Stepper(learner, rule, meter, clip=1.0, micro_batch=8)
    loader = Loader(text.training, learner.objective, rows=8, seed=0)
    for _ in range(300):
        stepper.step(next(loader), rate=1.0, attend=lambda: True)
    loader.close()
    measured = evaluate(
        learner, evaluation_batches(text.validation, learner.objective, 25, 0), lambda: True
    )
    assert measured is not None
    return measured.losses["masked_lm"]


@pytest.mark.parametrize(
    ("optimizer", "decay", "momentum"),
    [("adamw", 0.01, None), ("adam", 0.0, None), ("sgd", 0.0, 0.9), ("muon", 0.01, 0.95)],
)
def test_what_is_left_open_follows_from_the_optimizer(
    optimizer: str, decay: float, momentum: float | None
) -> None:
    learner = sample_learner(sample_recipe())
    rule = Optimizer(learner, sample_recipe(optimizer=optimizer).training)._rules[0]
    assert rule.param_groups[0]["weight_decay"] == decay
    assert rule.param_groups[0].get("momentum") == momentum
    given = sample_recipe(optimizer=optimizer, weight_decay=0.2, momentum=0.5).training
    (group, *_) = Optimizer(learner, given)._rules[0].param_groups
    assert (group["weight_decay"], group.get("momentum", 0.5)) == (0.2, 0.5)


def test_decay_spares_norms_biases_and_embeddings() -> None:
    recipe = sample_recipe(BOTH, model={"style": "classic"}, weight_decay=0.5, optimizer="adamw")
    learner = sample_learner(recipe)
    rule = Optimizer(learner, recipe.training)
    (torchs,) = rule._rules
    decayed, spared = ({id(p) for p in group["params"]} for group in torchs.param_groups)
    for name, parameter in learner.named_parameters():
        embedding = "embeddings" in name and parameter.ndim == 2
        expected = spared if parameter.ndim < 2 or embedding else decayed
        assert id(parameter) in expected, name


def test_muon_steps_the_hidden_matrices_and_adamw_the_rest() -> None:
    recipe = sample_recipe(BOTH, optimizer="muon")
    learner = sample_learner(recipe)
    names = {id(parameter): name for name, parameter in learner.named_parameters()}
    muon, adamw = Optimizer(learner, recipe.training)._rules
    first = {names[id(p)] for group in muon.param_groups for p in group["params"]}
    second = {names[id(p)] for group in adamw.param_groups for p in group["params"]}
    assert first == {name for name in names.values() if name.startswith("model.blocks")} - {
        name for name in names.values() if "norm" in name
    }
    assert first | second == set(names.values())
    assert not first & second


def test_a_shared_embedding_is_saved_once() -> None:
    learner = sample_learner(sample_recipe(BOTH))
    tensors = learner.tensors()
    assert sum("embeddings.tokens" in name for name in tensors) == 1
    assert sum(tensor.numel() for tensor in tensors.values()) == learner.num_parameters


def test_evaluation_is_without_dropout_and_leaves_training_mode() -> None:
    recipe = sample_recipe(BOTH, model={"style": "classic", "dropout": 0.5})
    learner = sample_learner(recipe).train()
    text = training_text(recipe)
    batches = evaluation_batches(text.validation, learner.objective, 16, 0, batch=5)
    first = evaluate(learner, batches, lambda: True)
    assert first is not None
    assert first == evaluate(learner, batches, lambda: True)
    assert learner.training
    whole = evaluate(
        learner,
        evaluation_batches(text.validation, learner.objective, 16, 0, batch=16),
        lambda: True,
    )
    assert whole is not None
    assert whole.losses == pytest.approx(first.losses, rel=1e-5)


def unigram_entropy(recipe: Any, batches: Any, counts: Any = None) -> float:
    text = training_text(recipe)
    known = text if counts is None else replace(text, token_counts=counts)
    return Yardsticks.of(batches, known, sample_learner(recipe).objective).unigram_entropy


def test_unigram_entropy_is_the_cross_entropy_of_the_targets() -> None:
    recipe = sample_recipe()
    text = training_text(recipe)
    batches = evaluation_batches(text.validation, sample_learner(recipe).objective, 16, 0)
    share = (text.token_counts + 1.0) / (text.token_counts + 1.0).sum()
    targets = np.concatenate([batch.targets[batch.targets != IGNORE] for batch in batches])
    expected = -np.mean([np.log(share[target]) for target in targets])
    assert unigram_entropy(recipe, batches) == pytest.approx(expected)


def test_under_equal_frequencies_unigram_entropy_is_ln_v() -> None:
    recipe = sample_recipe()
    batches = evaluation_batches(
        training_text(recipe).validation, sample_learner(recipe).objective, 16, 0
    )
    counts = np.full(VOCABULARY, 7, dtype=np.uint64)
    assert unigram_entropy(recipe, batches, counts) == pytest.approx(np.log(VOCABULARY))


def test_tokens_never_seen_in_training_have_a_finite_cost() -> None:
    recipe = sample_recipe()
    batches = evaluation_batches(
        training_text(recipe).validation, sample_learner(recipe).objective, 16, 0
    )
    counts = np.zeros(VOCABULARY, dtype=np.uint64)
    counts[5] = 1_000_000
    assert 10 < unigram_entropy(recipe, batches, counts) < 20


def test_without_token_targets_every_token_is_one() -> None:
    recipe = sample_recipe({"next_sentence": {}})
    text = training_text(recipe)
    batches = evaluation_batches(text.validation, sample_learner(recipe).objective, 16, 0)
    assert 3.0 < unigram_entropy(recipe, batches) < 4.5


@pytest.mark.parametrize("optimizer", ["adamw", "adam", "sgd"])
def test_a_flag_on_the_device_keeps_an_update_from_weights_and_state(optimizer: str) -> None:
    recipe = sample_recipe(optimizer=optimizer)
    learner = sample_learner(recipe)
    rule = Optimizer(learner, recipe.training)
    assert rule.skips_on_device
    for parameter in learner.parameters():
        parameter.grad = torch.full_like(parameter, float("nan"))
    everything = learner.tensors() | rule.tensors()
    before = {name: tensor.clone() for name, tensor in everything.items()}
    rule.step(skip=torch.ones(()))
    assert all(torch.equal(before[name], tensor) for name, tensor in everything.items())
    for parameter in learner.parameters():
        parameter.grad = torch.ones_like(parameter)
    rule.step(skip=torch.zeros(()))
    assert not all(torch.equal(before[name], tensor) for name, tensor in everything.items())


def test_a_skipped_step_adds_nothing_to_the_meter() -> None:
    meter = Meter(torch.device("cpu"))
    good = torch.tensor([6.0, 1.0, 3.0, 3.0], dtype=torch.float64)
    bad = torch.tensor([float("nan"), 0.0, 3.0, 3.0], dtype=torch.float64)
    meter.add({"masked_lm": good}, torch.tensor(2.0), torch.tensor(1.0))
    meter.add({"masked_lm": bad}, torch.tensor(float("inf")), torch.tensor(0.0))
    readings = meter.read()
    assert readings is not None
    assert readings.losses == {"masked_lm": 2.0}
    assert readings.gradient_norm == 2.0
    assert meter.read() is None


@pytest.mark.parametrize("error", [MemoryError("of numpy"), RuntimeError(f"[enforce fail] {FULL}")])
def test_short_memory_has_one_name_whoever_runs_out(error: Exception) -> None:
    with pytest.raises(torch.OutOfMemoryError), full_memory_named():
        raise error
