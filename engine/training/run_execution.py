"""How a run computes: as measured when it began, or measured now."""

from __future__ import annotations

from engine import devices
from engine.batching.loader import evaluation_batches
from engine.control import Control
from engine.devices import Execution
from engine.events import Emit
from engine.recipe import Recipe, heaviest_task
from engine.runs.run import Run
from engine.training.learner import Learner
from engine.training.measured import known_execution
from engine.training.text import TrainingText


def execution_of(
    run: Run,
    recipe: Recipe,
    learner: Learner,
    rows: TrainingText,
    emit: Emit,
    control: Control,
) -> Execution:
    """As measured when it began, or measured now, and kept.

    A run copied from another machine is measured anew where its device is not here.
    """
    here = [info.id for info in devices.list_devices()]
    known = run.environment.get("execution")
    if known is not None and known["device"] in here:
        return Execution.from_data(known)
    batches = evaluation_batches(
        rows.training,
        learner.objective,
        recipe.training.batch,
        recipe.training.seed,
        batch=recipe.training.batch,
        check=control.check,
    )
    heaviest = heaviest_task(recipe)
    batch = next(batch for batch in batches if batch.task == heaviest)
    asked = recipe.execution
    if device_of_run(run, recipe) not in ("auto", *here):
        asked = asked.model_copy(update={"device": "auto"})
    execution = known_execution(learner, batch, asked, check=control.check, progress=emit)
    run.update_environment(execution=execution.as_data())
    return execution


def device_of_run(run: Run, recipe: Recipe) -> str:
    """Where the run computed until now, or is to by its recipe: "auto" where nobody said."""
    known = run.environment.get("execution")
    device: str = known["device"] if known is not None else recipe.execution.device
    return "cuda:0" if device == "cuda" else device
