"""What is counted from a configuration equals what torch counts on the model itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch
from torch.utils.flop_counter import FlopCounterMode

from engine.control import Control
from engine.models.counting import FORWARD_AND_BACKWARD, STATES
from engine.recipe import Recipe, read_recipe
from engine.recipe.cost import cost_of
from engine.training import measuring
from engine.training.learner import Learner
from engine.training.optimizers import Optimizer

SHAPES: list[dict[str, Any]] = [
    {"style": "modern"},
    {"style": "classic"},
    {"style": "modern", "positions": "sinusoidal", "activation": "relu", "biases": True},
    {"style": "classic", "norm": "pre", "token_types": False, "dropout": 0.0},
]


def recipe_of(model: dict[str, Any], **training: Any) -> Recipe:
    data = {
        "preset": "bert-tiny",
        "corpus": {"paths": [str(Path(__file__).parent)]},
        "tokenizer": {"vocabulary": 300},
        "model": {"width": 32, "depth": 3, "heads": 2, "length": 24} | model,
        "training": {"steps": 1, "batch": 4} | training,
        "execution": {"dtype": "fp32", "threads": 1, "micro_batch": 4, "attention": "explicit"},
    }
    return read_recipe(data, folder=Path("/"))


def learner_of(recipe: Recipe) -> tuple[Learner, Any]:
    generator = torch.Generator().manual_seed(0)
    vocabulary = measuring._vocabulary(recipe.tokenizer.vocabulary)
    model = measuring.Transformer(recipe.model, vocabulary.size, generator=generator)
    model.set_attention("explicit")  # torch does not count its own kernel on the processor
    learner = Learner(model, measuring.build(recipe.objectives, model, vocabulary))
    return learner, measuring._rows(recipe, learner, vocabulary)


@pytest.mark.parametrize("model", SHAPES)
def test_counted_parameters_are_torchs(model: dict[str, Any]) -> None:
    recipe = recipe_of(model)
    learner, _ = learner_of(recipe)
    cost = cost_of(recipe)
    assert cost.parameters == sum(parameter.numel() for parameter in learner.parameters())
    assert sum(cost.parts.values()) == cost.parameters


@pytest.mark.parametrize("model", SHAPES)
def test_counted_flops_are_torchs(model: dict[str, Any]) -> None:
    recipe = recipe_of(model)
    learner, batch = learner_of(recipe)
    with FlopCounterMode(display=False) as counter:
        losses = learner(batch.to(torch.device("cpu")))
        torch.stack([loss.total for loss in losses.values()]).sum().backward()
    rows, length = batch.tokens.shape
    assert cost_of(recipe).flops_per_token == pytest.approx(
        counter.get_total_flops() / (rows * length), rel=1e-6
    )
    assert FORWARD_AND_BACKWARD == 3


@pytest.mark.parametrize("optimizer", list(STATES))
def test_optimizer_states_are_as_many_as_counted(optimizer: str) -> None:
    recipe = recipe_of({}, optimizer=optimizer)
    learner, _ = learner_of(recipe)
    kept = sum(t.numel() for t in Optimizer(learner, recipe.training).tensors().values())
    assert kept <= STATES[optimizer] * learner.num_parameters + 2 * len(list(learner.parameters()))


@pytest.mark.parametrize("model", SHAPES)
def test_memory_of_a_pass_is_about_what_torch_keeps(model: dict[str, Any]) -> None:
    recipe = recipe_of(model)
    learner, batch = learner_of(recipe)
    kept: dict[int, int] = {}
    own = {parameter.untyped_storage().data_ptr() for parameter in learner.parameters()}

    def keep(tensor: torch.Tensor) -> torch.Tensor:
        storage = tensor.untyped_storage()
        if storage.data_ptr() not in own:
            kept[storage.data_ptr()] = storage.nbytes()
        return tensor

    with torch.autograd.graph.saved_tensors_hooks(keep, lambda tensor: tensor):
        losses = learner(batch.to(torch.device("cpu")))
        torch.stack([loss.total for loss in losses.values()]).sum()
    states = 16 * learner.num_parameters
    activations = cost_of(recipe).memory_bytes - states
    assert 0.5 < activations / sum(kept.values()) < 2.0


def test_speed_is_measured_on_real_steps() -> None:
    assert measuring.measure_tokens_per_second(recipe_of({}), Control()) > 0
