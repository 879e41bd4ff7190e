"""What training by a recipe takes, counted from the recipe alone."""

from __future__ import annotations

from dataclasses import dataclass, replace

from engine.models.counting import FORWARD_AND_BACKWARD, count_trunk, memory_bytes
from engine.objectives import OBJECTIVES
from engine.objectives.objective import ObjectiveConfig
from engine.recipe.recipe import Recipe
from engine.tokenizer.files import num_tokens_in

NUMBER_BYTES = {"fp32": (4,), "bf16": (2,), "auto": (4, 2)}  # of what a pass computes


@dataclass(frozen=True, slots=True)
class Cost:
    """Parameters, work and memory."""

    parameters: int
    flops_per_token: float  # of training, forward and backward
    memory_bytes: int  # weights, gradients, optimizer and one micro-batch's activations
    parts: dict[str, int]  # parameters by part of the trunk, and by objective


def cost_of(recipe: Recipe) -> Cost:
    """Count; Fault where a tokenizer's file cannot be read any more."""
    vocabulary, length = vocabulary_of(recipe), recipe.row_length
    count = count_trunk(recipe.model, vocabulary, length, _num_asked(recipe))
    for name in recipe.objectives:
        config = _counted(recipe, name)
        heads = OBJECTIVES[name].count_heads(config, recipe.model, vocabulary, length)
        count += replace(heads, parts={name: heads.parameters})
    rows = recipe.execution.micro_batch
    return Cost(
        parameters=count.parameters,
        flops_per_token=FORWARD_AND_BACKWARD * count.flops / length,
        memory_bytes=max(
            memory_bytes(
                count,
                rows=recipe.training.batch if rows == "auto" else rows,
                optimizer=recipe.training.optimizer,
                activation_bytes=size,
            )
            for size in NUMBER_BYTES[recipe.execution.dtype]
        ),
        parts=count.parts,
    )


def vocabulary_of(recipe: Recipe) -> int:
    """Tokens of the file, or as many as shall be learned (a small text may hold fewer)."""
    file = recipe.tokenizer.file
    return recipe.tokenizer.vocabulary if file is None else num_tokens_in(file)


def _num_asked(recipe: Recipe) -> int | None:
    """Places per row whose vectors the objectives ask for; None: every one."""
    asked = [
        OBJECTIVES[name].num_asked(_counted(recipe, name), recipe.row_length)
        for name in recipe.objectives
    ]
    known = [places for places in asked if places is not None]
    return sum(known) if len(known) == len(asked) else None


def _counted(recipe: Recipe, name: str) -> ObjectiveConfig:
    """The configuration that says how much an objective asks for."""
    return recipe.objectives[OBJECTIVES[name].reads or name]
