"""What a recipe takes, and what the two fixes of the Model page would make of it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from engine.control import Control
from engine.events import Prepared, Progress
from studio.cost import Cost, Measured
from studio.jobs import needs
from studio.recipes import read_leniently

if TYPE_CHECKING:
    from engine.recipe import Recipe

Data = Mapping[str, Any]
SHORTEST = 8  # tokens of a row
DECIDING = ("model", "tokenizer", "objectives", "combining", "training", "execution")
# What of the training changes neither the work nor the memory of a step.
ASIDE = frozenset(
    (
        *("minutes", "seconds", "steps", "tokens", "epochs", "seed"),
        *("lr", "schedule", "warmup", "decay", "weight_decay"),
        *("beta1", "beta2", "epsilon", "momentum"),
        *("checkpoint_seconds", "keep_checkpoints", "validate_every", "validation_rows"),
    )
)


def deciding(recipe_data: Data) -> dict[str, Any]:
    """The parts of a recipe that decide cost and speed."""
    found = {name: recipe_data.get(name) for name in DECIDING}
    training = found["training"] or {}
    return found | {"training": {key: training[key] for key in training if key not in ASIDE}}


def shorter_rows(recipe_data: Data) -> int:
    """Half as many tokens a row as now."""
    now = recipe_data["training"].get("row_length") or recipe_data["model"]["length"]
    return max(SHORTEST, int(now) // 2)


@needs("engine.recipe.cost")
def count_cost(recipe_data: Data) -> Cost:
    """Parameters, work and memory of the recipe's model, counted, not measured."""
    from engine import devices
    from engine.faults import Fault
    from engine.recipe.cost import cost_of

    recipe = read_leniently(recipe_data)
    kind, free = "cpu", None
    with suppress(Fault):  # the device's own field says that it is not here
        device = devices.pick_device(recipe.execution.device)
        kind, free = device.type, devices.free_memory(device)
    counted = cost_of(recipe).on(kind)
    short = free is not None and counted.memory_bytes > free
    fewer_rows, fewer_bytes = _fewer(recipe, kind, free) if free and short else (None, None)
    return Cost(
        parameters=counted.parameters,
        flops_per_token=counted.flops_per_token,
        memory_bytes=counted.memory_bytes,
        parts=dict(counted.parts),
        least_bytes=counted.least_bytes,
        checkpoint_bytes=counted.checkpoint_bytes,
        tokens_per_row=counted.tokens_per_row,
        free_bytes=free,
        fewer_rows=fewer_rows,
        fewer_bytes=fewer_bytes,
        shorter_bytes=_least(_shorter(recipe_data), kind) if short else None,
    )


def _least(recipe: Recipe, kind: str) -> int:
    from engine.recipe.cost import cost_of

    return cost_of(recipe).on(kind).least_bytes


def _fewer(recipe: Recipe, kind: str, free: int) -> tuple[int | None, int | None]:
    """The micro-batch halved until it fits, and its memory; None where none does.

    Left to the program none helps: it makes a step's parts as small as they must be by itself.
    """
    rows = recipe.execution.micro_batch
    while rows != "auto" and rows > 1:
        rows //= 2
        execution = recipe.execution.model_copy(update={"micro_batch": rows})
        memory = _least(replace(recipe, execution=execution), kind)
        if memory <= free:
            return rows, memory
    return None, None


def _shorter(recipe_data: Data) -> Recipe:
    training = {**recipe_data["training"], "row_length": shorter_rows(recipe_data)}
    return read_leniently({**recipe_data, "training": training})


@needs("engine.recipe", "engine.training.fitting", "engine.training.measuring")
def measure_speed(recipe_data: Data, control: Control, progress: Progress) -> Measured:
    """Speed and memory of a few real steps on this machine; Fault where a run could not start."""
    from engine.training.fitting import refuse_what_cannot_fit
    from engine.training.measuring import measure_steps

    progress(Prepared("measuring", 0, None, "seconds"))
    recipe = read_leniently(recipe_data)
    refuse_what_cannot_fit(recipe)  # its steps would have the system kill the window
    found = measure_steps(recipe, control, progress)
    return Measured(found.tokens_per_second, found.micro_batch, found.memory_bytes)
