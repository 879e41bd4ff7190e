"""From a run and somebody's files to the recipe that tunes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.control import Control
from engine.events import Progress
from engine.examples.config import TaskConfig
from engine.examples.example import Kind
from engine.examples.recognising import recognise
from engine.examples.task_data import TaskData, TaskExamples
from engine.faults import RecipeFault
from engine.recipe import Recipe, apply_sets, read_recipe
from engine.recipe.training import TrainingConfig
from engine.runs.run import Run
from engine.tasks.tuning_recipe import Tuning, tuning_recipe


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody asked for, as far as they said."""

    run: Path
    step: int | None = None  # its checkpoint; None: the newest
    kind: Kind | None = None  # None: what the files look like
    task: TaskConfig
    from_scratch: bool = False


@dataclass(frozen=True, slots=True)
class Planned:
    """What comes of it."""

    recipe: Recipe
    data: dict[str, Any]  # the recipe as it was put together
    read: TaskExamples


def plan_tuning(
    wish: Wish,
    settings: Mapping[str, Any] | None = None,
    sets: Sequence[str] = (),
    *,
    control: Control | None = None,
    progress: Progress = lambda _prepared: None,
) -> Planned:
    """Look at the files, read the examples and put the recipe together.

    `settings` are laid over it, then `sets` as on the command line. Raises Fault where the files
    are none of a task, RecipeFault with all that is wrong in the recipe, Cancelled once stopped.
    """
    control = control or Control()
    found = recognise(wish.task.train, wish.task, control=control)
    kind = wish.kind or found.kinds[0]
    seed = _seed(settings or {}, sets)
    read = TaskData(found.config, kind, seed).read(control, progress)
    tuning = Tuning(
        run=Run.open(wish.run),
        step=wish.step,
        kind=kind,
        task=found.config,
        from_scratch=wish.from_scratch,
    )
    data = tuning_recipe(tuning, read, settings)
    faults = apply_sets(data, sets)
    if faults:
        raise RecipeFault(faults, source="--set")
    return Planned(read_recipe(data, folder=Path.cwd()), data, read)


def _seed(settings: Mapping[str, Any], sets: Sequence[str]) -> int:
    """What draws the examples, where not all are taken; its faults are told with the recipe."""
    data = deepcopy(dict(settings))
    apply_sets(data, sets)
    training = data.get("training")
    found = training.get("seed") if isinstance(training, dict) else None
    return found if isinstance(found, int) else TrainingConfig.model_fields["seed"].default
