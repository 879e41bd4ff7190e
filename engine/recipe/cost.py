"""What training by a recipe takes, counted from the recipe alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from engine.models.counting import (
    FORWARD_AND_BACKWARD,
    Count,
    checkpoint_bytes,
    count_trunk,
    memory_bytes,
)
from engine.objectives import OBJECTIVES, plan_of
from engine.objectives.objective import ObjectiveConfig
from engine.objectives.plan import Task
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
    least_bytes: int  # memory, with as few rows at once as can be
    checkpoint_bytes: int  # on disk
    tokens_per_row: float  # of a full row, read and written; of tasks that take turns the mean

    def on(self, device_type: str) -> Cost:
        """Where the memory of the device also holds the copy that is being saved."""
        copy = self.checkpoint_bytes if device_type == "cpu" else 0
        return replace(
            self, memory_bytes=self.memory_bytes + copy, least_bytes=self.least_bytes + copy
        )


def cost_of(recipe: Recipe) -> Cost:
    """Count; Fault where a tokenizer's file cannot be read any more.

    Of tasks that take turns, each counts by its turns; memory is that of the hungriest.
    """
    vocabulary, tasks = vocabulary_of(recipe), plan_of(recipe.objectives, recipe.combining.how)
    counts = [_count(recipe, task, vocabulary) for task in tasks]
    parts: dict[str, int] = {}
    for count in counts:
        parts |= count.parts
    work = sum(task.turns * count.flops for task, count in zip(tasks, counts, strict=True))
    tokens = sum(task.turns * _tokens(recipe, task) for task in tasks)
    asked = recipe.execution.micro_batch
    together = max(
        OBJECTIVES[name].rows_together(config) for name, config in recipe.objectives.items()
    )
    whole = [replace(count, parts=parts) for count in counts]
    rows = recipe.training.batch if asked == "auto" else max(asked, together)
    return Cost(
        parameters=sum(parts.values()),
        flops_per_token=FORWARD_AND_BACKWARD * work / tokens,
        memory_bytes=_most(recipe, whole, rows),
        parts=parts,
        least_bytes=_most(recipe, whole, together if asked == "auto" else rows),
        checkpoint_bytes=max(checkpoint_bytes(one, recipe.training.optimizer) for one in whole),
        tokens_per_row=tokens / sum(task.turns for task in tasks),
    )


def _most(recipe: Recipe, counts: Sequence[Count], rows: int) -> int:
    """Memory of the hungriest task in the hungriest arithmetic."""
    return max(
        memory_bytes(count, rows=rows, optimizer=recipe.training.optimizer, activation_bytes=size)
        for size in NUMBER_BYTES[recipe.execution.dtype]
        for count in counts
    )


def heaviest_task(recipe: Recipe) -> str:
    """The task whose rows take the most work: what computes it in time computes any."""
    vocabulary, tasks = vocabulary_of(recipe), plan_of(recipe.objectives, recipe.combining.how)
    return max(tasks, key=lambda task: _count(recipe, task, vocabulary).flops).name


def vocabulary_of(recipe: Recipe) -> int:
    """Tokens of the file, or as many as shall be learned (a small text may hold fewer)."""
    file = recipe.tokenizer.file
    return recipe.tokenizer.vocabulary if file is None else num_tokens_in(file)


def _count(recipe: Recipe, task: Task, vocabulary: int) -> Count:
    """One pass through the trunk, and the heads of the task's objectives."""
    length, written = recipe.row_length, _written(recipe, task)
    count = count_trunk(
        recipe.model,
        vocabulary,
        length,
        _num_asked(recipe, task),
        decoder_length=written or None,
    )
    for name in task.objectives:
        config = _counted(recipe, name)
        heads = OBJECTIVES[name].count_heads(config, recipe.model, vocabulary, length)
        own = 0 if _has_anothers_head(recipe, name) else heads.parameters
        count += replace(heads, parts={name: own})
    return count


def _has_anothers_head(recipe: Recipe, name: str) -> bool:
    """Whether it reads with the head of an objective before it."""
    shared = OBJECTIVES[name].shared_head
    before = takewhile(lambda other: other != name, recipe.objectives)
    return bool(shared) and any(OBJECTIVES[other].shared_head == shared for other in before)


def _tokens(recipe: Recipe, task: Task) -> int:
    return recipe.row_length + _written(recipe, task)


def _written(recipe: Recipe, task: Task) -> int:
    """M; 0 where nothing is written."""
    if not recipe.model.writes:
        return 0
    return max(
        OBJECTIVES[name].decoder_length(recipe.objectives[name], recipe.row_length)
        for name in task.objectives
    )


def _num_asked(recipe: Recipe, task: Task) -> int | None:
    """Places per row whose vectors the objectives ask for; None: every one."""
    asked = [
        OBJECTIVES[name].num_asked(_counted(recipe, name), recipe.row_length)
        for name in task.objectives
    ]
    known = [places for places in asked if places is not None]
    return sum(known) if len(known) == len(asked) else None


def _counted(recipe: Recipe, name: str) -> ObjectiveConfig:
    """The configuration that says how much an objective asks for."""
    return recipe.objectives[OBJECTIVES[name].reads or name]
