"""From a run and somebody's files to the recipe that tunes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.control import Control
from engine.events import Progress
from engine.examples.config import TaskConfig
from engine.examples.doubts import Doubt
from engine.examples.example import Kind
from engine.examples.recognising import recognise
from engine.examples.task_data import TaskData, TaskExamples
from engine.faults import Fault, RecipeFault
from engine.recipe import Recipe, apply_sets, read_recipe
from engine.recipe.material import absolute_in
from engine.recipe.presets import merged
from engine.recipe.sections import read_section
from engine.recipe.training import TrainingConfig
from engine.runs.run import Run
from engine.tasks.tuning_recipe import Tuning, tuning_recipe
from engine.wording import translate

NAME_THEM = translate("faults", "Name the column of the labels, or choose other files.")


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
    doubts: tuple[Doubt, ...] = ()  # about which files are of the task


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
    task, seed = _asked(wish.task, settings, sets)
    found = recognise(task.train, task, control, kind=wish.kind)
    if not (wish.kind or found.kinds):
        raise Fault(found.doubts[0].what, why="", now=NAME_THEM, **found.doubts[0].values)
    kind = wish.kind or found.kinds[0]
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
    return Planned(read_recipe(data, folder=Path.cwd()), data, read, found.doubts)


def _asked(
    task: TaskConfig, settings: Mapping[str, Any] | None, sets: Sequence[str]
) -> tuple[TaskConfig, int]:
    """How the files are to be read, and what draws among the examples: both count beforehand.

    Raises RecipeFault where a field of the task cannot be read; the others are told with the
    recipe.
    """
    written = {"task": task.model_dump(mode="json", exclude_defaults=True, exclude_none=True)}
    data = merged(written, settings)
    apply_sets(data, sets)
    section, faults = read_section(TaskConfig, data["task"], "task")
    if faults or not isinstance(section, TaskConfig):
        raise RecipeFault(faults, source="--set")
    parts: dict[str, Any] = {"task": section}
    absolute_in("task", parts, Path.cwd())
    training = data.get("training")
    seed = training.get("seed") if isinstance(training, dict) else None
    usual: int = TrainingConfig.model_fields["seed"].default
    return parts["task"], seed if isinstance(seed, int) else usual
