"""What the window asks of the engine about tuning: plain data, each call made inside a job."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.control import Control
from engine.events import Progress
from engine.examples.example import KINDS, Kind
from engine.faults import Fault, FieldFault
from studio.jobs import needs
from studio.recipes import Checked, check_recipe

if TYPE_CHECKING:
    from engine.examples.config import TaskConfig
    from engine.examples.recognising import Recognised
    from engine.examples.summary import Finding
    from engine.examples.task_data import TaskExamples

Data = Mapping[str, Any]

SETTINGS = (
    "objectives",
    "training",
    "tuning",
    "execution",
)  # sections that may be laid over what follows
PLACES = ("train", "validation", "test")
SORTED = (*PLACES, *(f"{place}_target" for place in PLACES), "names")
SHOWN = 200  # examples


@dataclass(frozen=True, slots=True)
class Base:
    """The run that is tuned, at one of its checkpoints."""

    run: Path
    step: int | None = None  # None: the newest


@dataclass(frozen=True, slots=True, eq=False)
class Examples:
    """What files of examples were taken for, and what was read in them."""

    key: str  # of the choices they were read by
    recognised: Recognised
    kind: Kind | None  # None: nothing in them is to be learned, as far as is seen
    read: TaskExamples | None = None  # None: not yet

    @property
    def refused(self) -> bool:
        """Whether nothing can be learned from them."""
        return self.read is None or bool(self.read.summary.refusals)


def key_of(data: Data) -> str:
    """What was chosen of the examples, to tell whether they were read by it."""
    chosen = [data.get("task", {}), data.get("kind", ""), _seed(data)]
    return json.dumps(chosen, sort_keys=True, default=str)


def names_files(data: Data) -> bool:
    """Whether examples to learn from were chosen."""
    return bool(data.get("task", {}).get("train"))


@needs("engine.examples.recognising")
def sort_files(paths: Sequence[str], control: Control) -> dict[str, list[str] | str]:
    """Which part of a task each file is, by the fields of the recipe; folders are looked through.

    Raises Fault where there are no examples of a task.
    """
    from engine.examples.recognising import recognise

    config = recognise([Path(path).absolute() for path in paths], None, control).config
    found = {name: getattr(config, name) for name in SORTED}
    return {
        name: [str(path) for path in given] if isinstance(given, tuple) else str(given)
        for name, given in found.items()
        if given
    }


@needs("engine.examples.recognising")
def recognise_files(data: Data, control: Control) -> Examples:
    """What the chosen files are, as far as it was not said; Fault where they are nothing known."""
    from engine.examples.recognising import recognise

    found = recognise((), task_config(data), control)
    kind = next((kind for kind in KINDS if kind == data.get("kind")), None)
    return Examples(key_of(data), found, kind or next(iter(found.kinds), None))


@needs("engine.examples.task_data")
def read_examples(data: Data, found: Examples, control: Control, progress: Progress) -> Examples:
    """Read all of them, refusals and all; Fault where a file cannot be read to its end."""
    from engine.examples.task_data import TaskData

    assert found.kind is not None
    task = TaskData(found.recognised.config, found.kind, _seed(data))
    read = task.read(control, progress, refuse=False)
    return Examples(found.key, found.recognised, found.kind, read)


@needs("engine.tasks.known_words")
def unknown_words(base: Base, found: Examples, control: Control) -> tuple[Finding, ...]:
    """What is told where the run does not know a good part of the examples' words."""
    from engine.runs.run import Run
    from engine.tasks.known_words import unknown_words as look

    assert found.read is not None
    told = look(Run.open(base.run), found.read, control)
    return (told,) if told is not None else ()


@needs("engine.tasks.tuning_recipe")
def planned(data: Data, base: Base, found: Examples) -> dict[str, Any]:
    """The recipe that tunes; Fault where the run is not what it was."""
    from engine.runs.run import Run
    from engine.tasks.tuning_recipe import Tuning, tuning_recipe

    assert found.kind is not None
    assert found.read is not None
    tuning = Tuning(
        run=Run.open(base.run),
        step=base.step,
        kind=found.kind,
        task=found.recognised.config,
        from_scratch=bool(data.get("from_scratch")),
    )
    settings = {name: data[name] for name in SETTINGS if name in data}
    return tuning_recipe(tuning, found.read, settings)


def complete(data: Data, base: Base | None, found: Examples | None) -> Checked:
    """What follows from what was chosen, as far as the examples were looked at and read."""
    if found is None or found.key != key_of(data):
        return Checked({}, ())
    task = found.recognised.config.model_dump(mode="json")
    known: dict[str, Any] = {"task": task, "kind": found.kind or ""}
    if base is None or found.kind is None or found.refused:
        return Checked(known, ())
    try:
        recipe = planned(data, base, found)
    except Fault as fault:  # the run is gone, or damaged
        return Checked(known, (FieldFault("start.run", fault.what, tuple(fault.values.items())),))
    checked = check_recipe(recipe)
    known["rows"] = _num_rows(recipe, found)
    return Checked(checked.resolved | known, checked.faults)


def _num_rows(recipe: Data, found: Examples) -> int:
    """About how many rows there are to learn from: a long context makes several."""
    from engine.tasks.tuning_recipe import num_rows

    assert found.read is not None
    length = int(recipe["model"]["length"])
    return num_rows(found.read.train, length, found.recognised.config.stride)


def task_config(data: Data) -> TaskConfig:
    """The chosen part of the recipe's section, as the engine reads it."""
    from engine.examples.config import TaskConfig

    chosen = {name: value for name, value in data.get("task", {}).items() if value is not None}
    return TaskConfig.model_validate_json(json.dumps(chosen, default=str))


def _seed(data: Data) -> int:
    seed = data.get("training", {}).get("seed", 0)
    return seed if isinstance(seed, int) else 0
