"""Replaced-token detection: what the generator writes, what is asked, and where gradients flow."""

from __future__ import annotations

from dataclasses import replace
from importlib.util import find_spec
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from engine.batch import IGNORE, PADDING, Batch
from engine.batching.loader import Loader
from engine.batching.sources import Material
from engine.models.config import ModelConfig
from engine.models.transformer import Transformer
from engine.objectives import generator
from engine.objectives.generator import (
    REPLACED,
    GeneratorConfig,
    generator_model,
)
from engine.objectives.replaced_token_detection import ReplacedTokenDetection
from engine.recipe import Recipe
from engine.training.learner import Learner
from engine.training.meter import Meter
from engine.training.optimizers import Optimizer
from engine.training.step import Stepper
from tests.engine import model_samples as samples
from tests.engine.training_samples import sample_learner, sample_recipe, training_text

NAME = "replaced_token_detection"
ROWS, LENGTH = 12, 32


def electra(
    *, style: str = "modern", seed: int = 0, **given: Any
) -> tuple[Transformer, ReplacedTokenDetection]:
    """Both models with every weight moved, so that samples are neither all right nor all wrong."""
    model = samples.model(seed, width=32, heads=4, style=style, dropout=0.0)
    part = samples.objective(model, NAME, **given)
    assert isinstance(part, ReplacedTokenDetection)
    samples.stirred(torch.nn.ModuleList([model, part]))
    return model, part


def hidden_rows(part: ReplacedTokenDetection, rows: int = ROWS, *, short: bool = False) -> Batch:
    """Rows of documents; `short` ones end in padding and hide fewer tokens than there is room."""
    source = part.source.of(Material(text=samples.text()), samples.vocabulary(), LENGTH)
    rngs = samples.rngs(rows)
    batch = source.rows(range(rows), rngs)
    if short:
        ends = LENGTH - 3 * np.arange(rows)[:, None] % (LENGTH - 8)
        segments = np.where(np.arange(LENGTH) < ends, batch.segments, PADDING)
        there = segments != PADDING
        batch = replace(batch, segments=segments, maskable=batch.maskable & there)
    return part.corrupt(batch, rngs)


def filled(part: ReplacedTokenDetection, batch: Batch) -> Batch:
    return part.on_device(batch.to(samples.CPU))[0]


def places(batch: Batch) -> tuple[np.ndarray, np.ndarray]:
    """Rows and places of what is hidden."""
    rows, at = np.nonzero(batch.targets != IGNORE)
    return rows, batch.predict_at[rows, at]


@pytest.mark.parametrize("short", [False, True])
def test_a_token_counts_as_replaced_only_where_it_is_another(short: bool) -> None:
    _, part = electra(rate=0.4)
    batch = hidden_rows(part, short=short)
    after = filled(part, batch)
    rows, at = places(batch)
    originals, shown = batch.original, after.tokens.numpy()
    hidden = np.zeros(originals.shape, dtype=np.bool_)
    hidden[rows, at] = True
    assert (shown[~hidden] == originals[~hidden]).all()
    assert (after.own[REPLACED].numpy() == (shown != originals)).all()
    assert 0 < after.own[REPLACED].sum() <= hidden.sum()


def test_a_hit_of_the_generator_is_original(monkeypatch: pytest.MonkeyPatch) -> None:
    _, part = electra(rate=0.4)
    batch = hidden_rows(part)
    right = torch.from_numpy(batch.targets).flatten()
    wrong = (right.clamp(min=0) - 4) % 90 + 5
    mixed = torch.where(torch.arange(len(right)) % 3 == 0, right, wrong)
    monkeypatch.setattr(generator, "draw", lambda *_: mixed)
    answers = filled(part, batch).own[REPLACED].numpy()
    rows, at = places(batch)
    (number,) = np.nonzero(batch.targets.flatten() != IGNORE)
    assert (answers[rows, at] == (number % 3 != 0)).all()
    assert answers.sum() == (number % 3 != 0).sum()


def test_the_generator_reads_a_mask_at_every_hidden_place() -> None:
    _, part = electra(rate=0.3)
    batch = hidden_rows(part)
    rows, at = places(batch)
    assert (batch.tokens[rows, at] == samples.MASK).all()
    assert (batch.tokens == samples.MASK).sum() == len(rows)
    assert len(rows) == np.floor(0.3 * batch.maskable.sum(axis=1) + 0.5).sum()
    assert batch.counts == {"generator": len(rows), NAME: int((batch.segments != PADDING).sum())}


@pytest.mark.parametrize("short", [False, True])
def test_every_token_is_judged_and_no_padding(short: bool) -> None:
    model, part = electra()
    batch = hidden_rows(part, short=short)
    after = filled(part, batch)
    assert part.asks(after) is None
    hidden = model(after).detach().requires_grad_()
    loss = part(hidden, after)[NAME]
    (gradient,) = torch.autograd.grad(loss.total, hidden)
    judged = gradient.abs().sum(dim=-1).numpy() > 0
    assert (judged == (batch.segments != PADDING)).all()
    assert judged.sum() == loss.count == batch.counts[NAME]


def test_the_loss_is_the_cross_entropy_of_two_classes() -> None:
    model, part = electra()
    batch = hidden_rows(part)
    after = filled(part, batch)
    hidden = model(after)
    loss = part(hidden, after)[NAME]
    share = 1 / (1 + np.exp(-part.head(hidden).detach().double().numpy()))
    answers, asked = after.own[REPLACED].numpy(), batch.segments != PADDING
    by_hand = -np.log(np.where(answers == 1, share, 1 - share))[asked].sum()
    assert loss.total.item() == pytest.approx(by_hand, rel=1e-5)
    assert loss.correct == ((share > 0.5) == answers)[asked].sum()
    assert loss.classes.tolist() == np.bincount(answers[asked], minlength=2).tolist()


def gradients(total: Tensor, both: torch.nn.Module) -> dict[str, Tensor]:
    both.zero_grad()
    total.backward()
    found = {name: p.grad.clone() for name, p in both.named_parameters() if p.grad is not None}
    return {name: gradient for name, gradient in found.items() if gradient.abs().sum() > 0}


def test_detection_teaches_the_generator_nothing() -> None:
    """No gradient passes the drawing: the shared tables learn as if the text had been given."""
    model, part = electra(style="classic")
    both = Learner(model, part)
    batch = hidden_rows(part)
    whole = gradients(both(batch.to(samples.CPU))[NAME].total, both)
    assert whole
    assert not [name for name in whole if name.startswith("objective.generator")]
    given = filled(part, batch)
    given = replace(given, tokens=given.tokens.clone())
    alone = gradients(part(model(given), given)[NAME].total, both)
    assert whole.keys() == alone.keys()
    for name, gradient in whole.items():
        assert torch.equal(gradient, alone[name]), name
    tables = {name for name in whole if name.startswith("model.embeddings")}
    assert {"model.embeddings.tokens.weight", "model.embeddings.positions.weight"} <= tables


def test_the_generators_loss_reaches_of_the_model_the_tables_alone() -> None:
    model, part = electra(style="classic")
    both = Learner(model, part)
    found = gradients(both(hidden_rows(part).to(samples.CPU))["generator"].total, both)
    shared = {f"model.embeddings.{name}.weight" for name in ("tokens", "positions", "types")}
    assert {name for name in found if not name.startswith("objective.generator")} == shared


def test_a_step_learns_from_the_generator_and_fifty_times_detection() -> None:
    """Clark et al. 2020, section 3.1: L_MLM + 50 · L_Disc, both means per target."""
    recipe = sample_recipe(
        {NAME: {}}, optimizer="sgd", momentum=0.0, weight_decay=0.0, lr=1e-3, clip=0.0
    )
    learner = sample_learner(recipe).double()
    learner.compute_in(torch.float64, "sdpa")
    assert learner.objective.loss_weights() == {"generator": 1.0, NAME: 50.0}
    batch = a_step_of_rows(recipe, learner)
    before = {name: one.detach().clone() for name, one in learner.named_parameters()}
    parts = []
    for name in ("generator", NAME):
        loss = learner(batch.to(samples.CPU))[name]
        parts.append(gradients(loss.total / loss.count, learner))
    assert all(parts)
    learner.zero_grad()

    at_work = Stepper(
        learner,
        Optimizer(learner, recipe.training),
        Meter(learner.device),
        clip=None,
        micro_batch=3,
    )
    assert at_work.step(batch, rate=1.0, attend=lambda: True) is not None

    for name, after in learner.named_parameters():
        filling, detection = (part.get(name, torch.zeros_like(after)) for part in parts)
        learned = (before[name] - after.detach()) / 1e-3
        torch.testing.assert_close(learned, filling + 50.0 * detection, rtol=1e-6, atol=1e-9)


def a_step_of_rows(recipe: Recipe, learner: Learner) -> Batch:
    loader = Loader(training_text(recipe).training, learner.objective, rows=8, seed=0)
    try:
        return next(loader)
    finally:
        loader.close()


def test_tables_are_shared_and_saved_once() -> None:
    model, part = electra(style="classic")
    small = part.generator.trunk.embeddings
    for name in ("tokens", "positions", "types"):
        assert getattr(small, name) is getattr(model.embeddings, name)
    kept = Learner(model, part).tensors()
    assert not [name for name in kept if "generator" in name and ".tokens." in name]


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:.*should not be instantiated:DeprecationWarning")  # torch's
def test_compiled_losses_and_gradients_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    if find_spec("tqdm"):  # torch reports through it where it is there, in a thread that stays
        monkeypatch.setattr("tqdm.tqdm.monitor_interval", 0)
    model, part = electra()
    learner = Learner(model, part)
    batch = hidden_rows(part).to(samples.CPU)
    parameters = list(learner.parameters())

    def total(of: Any) -> Tensor:
        return torch.stack([loss.total for loss in of(batch).values()]).sum()

    plain = torch.autograd.grad(total(learner), parameters)
    compiled = torch.compile(learner, backend="aot_eager", fullgraph=True)
    traced = torch.autograd.grad(total(compiled), parameters)
    torch.testing.assert_close(traced, plain, atol=1e-4, rtol=1e-4)


@pytest.mark.parametrize("share", [0.1, 0.25, 0.33, 0.5, 1.0])
@pytest.mark.parametrize("size", ["tiny", "mini", "small", "medium", "base"])
@pytest.mark.parametrize("style", ["modern", "classic"])
def test_any_share_of_any_model_makes_a_generator(style: str, size: str, share: float) -> None:
    config = ModelConfig.model_validate({"style": style, "size": size})
    small = generator_model(GeneratorConfig(generator_width=share), config)
    assert small.width == pytest.approx(share * config.width, rel=0.25, abs=2 * small.heads)
    assert small.depth == config.depth
    assert small.embedded == config.embedded
