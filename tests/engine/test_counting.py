"""What is counted from a configuration equals what torch counts on the model itself."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch.utils.flop_counter import FlopCounterMode

from engine.batch import IGNORE, Batch
from engine.batching.loader import evaluation_batches
from engine.control import Control
from engine.devices import DTYPES
from engine.models.counting import FORWARD_AND_BACKWARD, STATES
from engine.recipe import Recipe, read_recipe
from engine.recipe.cost import cost_of, vocabulary_of
from engine.tokenizer.files import SPECIAL_TOKENS
from engine.tokenizer.tokenizer import Tokenizer
from engine.training import measuring, reporting
from engine.training.building import build_learner, build_on
from engine.training.learner import Learner
from engine.training.measuring import measure_steps
from engine.training.optimizers import Optimizer
from engine.training.pretended import pretended_feed, pretended_vocabulary
from engine.training.snapshot import host_copies
from engine.training.step import Stepper

SHAPES: list[dict[str, Any]] = [
    {"style": "modern"},
    {"style": "classic"},
    {"style": "modern", "positions": "sinusoidal", "activation": "relu", "biases": True},
    {"style": "classic", "norm": "pre", "token_types": False, "dropout": 0.0},
]


BERT_OFF = {"masked_lm": False, "next_sentence": False}
SPANS = {"masked_lm": {"unit": "spans"}, "span_boundary": {}}
SIMILAR = {"contrastive_sentence": {"group": 2}}
NARROW = {"replaced_token_detection": {"generator_width": 0.5, "generator_depth": 1}}
TASKS = ("classification", "regression", "tagging", "answering")
OTHERS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"style": "modern"}, {"replaced_token_detection": {}}),
    ({"style": "classic"}, NARROW),
    ({"style": "classic", "paper": "electra", "embedding_width": 16}, NARROW),
    ({"style": "modern"}, {"sentence_order": {}}),
    ({"style": "modern"}, SPANS),
    ({"style": "classic"}, SPANS),
    ({"style": "modern", "dropout": 0.1}, SIMILAR),
    ({"style": "classic"}, {"masked_lm": {}} | SIMILAR),
    ({"style": "modern"}, NARROW | {"next_sentence": {}}),
    ({"style": "classic"}, NARROW | {"sentence_order": {}}),
    ({"style": "classic"}, NARROW | SIMILAR),
    ({"style": "modern"}, SPANS | {"next_sentence": {}}),
    *(({"style": style}, {name: {}}) for style in ("modern", "classic") for name in TASKS),
    ({"style": "modern"}, {"classification": {"classes": 7, "vector": "mean"}}),
    (
        {"style": "classic", "paper": "electra", "embedding_width": 16},
        {"classification": {"classes": 7, "activation": "gelu"}},
    ),
    (
        {"style": "classic", "paper": "gpt2", "architecture": "decoder"},
        {"classification": {"classes": 7}},
    ),
    ({"style": "modern", "architecture": "decoder"}, {"tagging": {"classes": 5}}),
]


def recipe_of(
    model: dict[str, Any],
    *,
    tokenizer: dict[str, Any] | None = None,
    execution: dict[str, Any] | None = None,
    objectives: dict[str, Any] | None = None,
    **training: Any,
) -> Recipe:
    """A small model, or the one of a size that is named; BERT's objectives, or those given."""
    small = {} if "size" in model else {"width": 32, "depth": 3, "heads": 2, "length": 24}
    plain = {"dtype": "fp32", "threads": 1, "micro_batch": 4, "attention": "explicit"}
    data = {
        "preset": "bert-tiny",
        "corpus": {"paths": [str(Path(__file__).parent)]},
        "task": {"train": [__file__]},
        "tokenizer": tokenizer or {"vocabulary": 300 if small else 4096},
        "model": small | model,
        "objectives": BERT_OFF | objectives if objectives else {},
        "training": {"steps": 1, "batch": 4} | training,
        "execution": plain | (execution or {}),
    }
    return read_recipe(data, folder=Path("/"))


def learner_of(recipe: Recipe) -> tuple[Learner, Any]:
    vocabulary = pretended_vocabulary(recipe.tokenizer.vocabulary)
    learner = build_on(recipe, vocabulary)
    # Torch does not count its own kernel on the processor.
    learner.compute_in(torch.float32, "explicit")
    rows, feed = recipe.training.batch, pretended_feed(recipe, vocabulary)
    batch = evaluation_batches(feed, learner.objective, rows, 0, batch=rows)[0]
    return learner, with_every_place_asked(batch)


def with_every_place_asked(batch: Batch) -> Batch:
    """What is counted are all P places; of one that is not used no logits are worked out."""
    targets = batch.targets
    if targets is None:
        return batch
    own = {
        name: np.where(array == IGNORE, 5, array) if array.dtype == np.int64 else array
        for name, array in batch.own.items()
    }
    return replace(batch, targets=np.where(targets == IGNORE, 5, targets), own=own)


WITH_BERTS = [*((model, {}) for model in SHAPES), *OTHERS]


@pytest.mark.parametrize(("model", "objectives"), WITH_BERTS)
def test_counted_parameters_are_torchs(model: dict[str, Any], objectives: dict[str, Any]) -> None:
    recipe = recipe_of(model, objectives=objectives)
    learner, _ = learner_of(recipe)
    cost = cost_of(recipe)
    assert cost.parameters == sum(parameter.numel() for parameter in learner.parameters())
    assert sum(cost.parts.values()) == cost.parameters


@pytest.mark.parametrize(("model", "objectives"), WITH_BERTS)
def test_counted_flops_are_torchs(model: dict[str, Any], objectives: dict[str, Any]) -> None:
    recipe = recipe_of(model, objectives=objectives)
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
    states = Optimizer(learner, recipe.training).tensors()
    kept = sum(state.numel() for name, state in states.items() if not name.endswith("/step"))
    without = replace(recipe, training=recipe.training.model_copy(update={"optimizer": "adamw"}))
    rest = cost_of(without).memory_bytes - 4 * 4 * learner.num_parameters
    assert cost_of(recipe).memory_bytes == 4 * (2 * learner.num_parameters + kept) + rest


def test_the_vocabulary_of_a_file_is_the_one_counted(tmp_path: Path) -> None:
    words = [*SPECIAL_TOKENS, *(f"word{number}" for number in range(700))]
    (tmp_path / "vocab.txt").write_text("\n".join(words))
    recipe = recipe_of({}, tokenizer={"file": str(tmp_path / "vocab.txt")})
    tokenizer = Tokenizer.open(tmp_path / "vocab.txt")
    assert cost_of(recipe).parameters == build_learner(recipe, tokenizer).num_parameters
    assert vocabulary_of(recipe) == 705


PASSES = [
    *((model, "fp32", 4) for model in SHAPES),
    *((model, "bf16", 4) for model in SHAPES),
    ({"size": "tiny"}, "bf16", 16),
    ({"size": "small"}, "bf16", 1),
    ({"size": "small", "style": "classic"}, "bf16", 1),
]


@pytest.mark.parametrize(("model", "dtype", "rows"), PASSES)
def test_memory_of_a_pass_is_about_what_torch_keeps(
    model: dict[str, Any], dtype: str, rows: int
) -> None:
    kept_bytes, counted = memory_of_a_pass(model, dtype, rows)
    assert 0.7 < counted / kept_bytes < 1.6


@pytest.mark.parametrize(("model", "objectives"), OTHERS)
@pytest.mark.parametrize("dtype", ["fp32", "bf16"])
def test_memory_of_other_objectives_is_about_what_torch_keeps(
    model: dict[str, Any], objectives: dict[str, Any], dtype: str
) -> None:
    kept_bytes, counted = memory_of_a_pass(model, dtype, 4, objectives)
    assert 0.7 < counted / kept_bytes < 1.6


def memory_of_a_pass(
    model: dict[str, Any], dtype: str, rows: int, objectives: dict[str, Any] | None = None
) -> tuple[int, int]:
    """Bytes torch keeps for the backward pass beside the parameters, and bytes counted."""
    execution = {"dtype": dtype, "micro_batch": rows}
    recipe = recipe_of(model, batch=rows, execution=execution, objectives=objectives)
    learner, batch = learner_of(recipe)
    learner.compute_in(DTYPES[dtype], "explicit")
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
    return sum(kept.values()), cost_of(recipe).memory_bytes - 16 * learner.num_parameters


def test_speed_and_memory_are_measured_on_real_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = iter([999, 7, 5])  # what was taken before the steps is not theirs
    monkeypatch.setattr(measuring, "memory_in_use", lambda _: next(asked))
    taking_turns = {"causal_lm": {}, "masked_next_token": {}}
    recipe = recipe_of(
        {"architecture": "decoder"}, objectives=taking_turns, execution={"micro_batch": 3}
    )
    found = measure_steps(recipe, Control())
    assert found.tokens_per_second > 0
    assert found.memory_bytes == 7
    assert found.micro_batch == 3


def test_memory_is_measured_beside_the_copy_that_a_run_saves(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    held: list[Callable[[], object]] = []
    there: list[int] = []

    def copies(tensors: Mapping[str, torch.Tensor]) -> dict[str, Any]:
        found = host_copies(tensors)
        held.extend(weakref.ref(array) for array in found.values())
        return found

    def counted(_: torch.device) -> int:
        there.append(sum(copy() is not None for copy in held))
        return 1

    monkeypatch.setattr(measuring, "host_copies", copies)
    monkeypatch.setattr(measuring, "memory_in_use", counted)
    measured = []
    monkeypatch.setattr(measuring, "evaluate", lambda *given, **_: measured.append(given))
    recipe = recipe_of({})
    learner, _ = learner_of(recipe)
    measure_steps(recipe, Control())
    assert len(measured) == 1  # and beside what a run measures
    assert there[-1] >= 3 * len(learner.tensors())
    assert all(copy() is None for copy in held)


def test_memory_is_measured_as_a_run_measures_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert measuring.memory_in_use is reporting.memory_in_use
    told: list[str] = []
    step = Stepper.step

    def stepping(self: Stepper, *args: Any, **kwargs: Any) -> Any:
        told.append("step")
        return step(self, *args, **kwargs)

    def asked(device: torch.device) -> int:
        assert device == torch.device("cpu")
        told.append("memory")
        return 7 if "step" in told else 10**15  # what was in use before any step is not counted

    monkeypatch.setattr(Stepper, "step", stepping)
    monkeypatch.setattr(measuring, "memory_in_use", asked)
    assert measure_steps(recipe_of({}), Control()).memory_bytes == 7
    assert told[-2:] == ["step", "memory"]


@pytest.mark.parametrize(("model", "objectives"), OTHERS)
@pytest.mark.parametrize("length", [8, 24])
def test_any_objective_finds_rows_in_random_tokens(
    model: dict[str, Any], objectives: dict[str, Any], length: int
) -> None:
    recipe = recipe_of(model | {"length": length}, objectives=objectives)
    learner, batch = learner_of(recipe)
    assert batch.num_rows == recipe.training.batch
    assert all(count > 0 for count in batch.counts.values())
    assert learner(batch.to(torch.device("cpu"))).keys() == batch.counts.keys()
