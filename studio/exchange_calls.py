"""What the window asks of the engine to write runs for other programs, and to read theirs.

Each call is made inside a job.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from engine.control import Control
from engine.events import Noticed, Progress
from studio.jobs import needs

if TYPE_CHECKING:
    from engine.exchange.fitting import Fit

Form = Literal["huggingface", "onnx", "tensorboard", "csv", "capsule"]
Weights = Literal["newest", "all", "none"]
FOLDERS: tuple[Form, ...] = ("huggingface", "onnx", "tensorboard")  # the others are one file
EXTRAS: dict[str, tuple[str, ...]] = {  # of the package, and what each must bring
    "onnx": ("onnx", "onnxscript"),
    "tensorboard": ("tensorboard",),
}
CONFIG = "config.json"


@dataclass(frozen=True, slots=True)
class Wish:
    """How a run is to be written."""

    form: Form
    run: Path
    step: int | None
    target: Path
    wide: bool = False  # of tables: a row per event
    weights: Weights = "newest"  # of capsules
    shards: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """What was written, and the lines by which another program opens it."""

    form: Form
    path: Path
    code: str
    left_out: tuple[str, ...] = ()  # objectives whose heads are not in it
    more: tuple[Path, ...] = ()  # what stands beside it


@dataclass(frozen=True, slots=True)
class ImportedRun:
    """A run that was made of a folder or a capsule."""

    path: Path
    source: Path
    family: str = ""  # of transformers; "": a capsule
    objectives: tuple[str, ...] = ()
    notices: tuple[Noticed, ...] = field(default_factory=tuple)


def missing_command(form: Form) -> str:
    """The one command that brings what a form needs and is not installed; "" where all is there."""
    missing = [module for module in EXTRAS.get(form, ()) if find_spec(module) is None]
    return f'pip install "cloze-studio[{form}]"' if missing else ""


@needs("engine.exchange.fitting")
def fit_of(recipe_data: Mapping[str, Any]) -> Fit:
    """Where the model of a complete recipe stands in `transformers`."""
    from engine.exchange.fitting import fit
    from engine.models.config import ModelConfig

    model = ModelConfig.model_validate(recipe_data["model"])
    return fit(model, list(recipe_data.get("objectives", {})))


@needs("engine.exchange.fitting", "engine.recipe")
def fit_of_run(path: Path) -> Fit:
    """The same of a run; Fault where it cannot be opened."""
    from engine.exchange.fitting import fit
    from engine.recipe import recipe_of_run
    from engine.runs import Run

    recipe = recipe_of_run(Run.open(path).recipe_toml, path)
    return fit(recipe.model, recipe.objectives)


@needs("engine.exchange.exporting", "engine.exchange.onnx", "engine.exchange.capsule_packing")
def export(wish: Wish, control: Control, progress: Progress) -> Written:
    """Write a run; it is there whole or not at all. Fault where it cannot be; Cancelled."""
    return _WRITERS[wish.form](wish, control, progress)


def _huggingface(wish: Wish, control: Control, progress: Progress) -> Written:
    from engine.exchange.exporting import export_run

    found = export_run(wish.run, wish.step, wish.target, control, progress)
    name, path = found.auto_classes[0], str(found.folder)
    code = (
        f"from transformers import {name}, AutoTokenizer\n"
        f"tokenizer = AutoTokenizer.from_pretrained({path!r})\n"
        f"model = {name}.from_pretrained({path!r})\n"
    )
    more = (found.generator,) if found.generator is not None else ()
    return Written(wish.form, found.folder, code, found.left_out, more)


def _onnx(wish: Wish, control: Control, progress: Progress) -> Written:
    from engine.exchange.onnx import export_onnx

    written = export_onnx(wish.run, wish.target, step=wish.step, control=control, progress=progress)
    graph = str(wish.target / next(iter(written["files"])))
    code = (
        "import onnxruntime\n"
        f"session = onnxruntime.InferenceSession({graph!r})\n"
        "print([(one.name, one.shape) for one in session.get_inputs()])\n"
    )
    return Written(wish.form, wish.target, code, tuple(written["left_out"]))


def _tensorboard(wish: Wish, control: Control, progress: Progress) -> Written:
    from engine.exchange.tensorboard import write_event_files

    file = write_event_files(wish.run, wish.target, control=control, progress=progress)
    return Written(wish.form, file, f'tensorboard --logdir "{wish.target}"\n')


def _csv(wish: Wish, control: Control, progress: Progress) -> Written:
    from engine.exchange.metrics_table import write_metrics_table

    manner: Literal["long", "wide"] = "wide" if wish.wide else "long"
    write_metrics_table(wish.run, wish.target, form=manner, control=control, progress=progress)
    code = f"import pandas\ntable = pandas.read_csv({str(wish.target)!r})\nprint(table.head())\n"
    return Written(wish.form, wish.target, code)


def _capsule(wish: Wish, control: Control, progress: Progress) -> Written:
    from engine.exchange.capsule_packing import pack_run

    pack_run(
        wish.run,
        wish.target,
        weights=wish.weights,
        shards=wish.shards,
        control=control,
        progress=progress,
    )
    return Written(wish.form, wish.target, f'python -m engine import "{wish.target}"\n')


_WRITERS = {
    "huggingface": _huggingface,
    "onnx": _onnx,
    "tensorboard": _tensorboard,
    "csv": _csv,
    "capsule": _capsule,
}


def is_importable(path: Path) -> bool:
    """Whether something dropped anywhere on the window is meant to become a run."""
    from engine.exchange.capsule import ENDING

    # As os.path has it: what cannot be looked into, or has too long a name, is no model either.
    if os.path.isfile(path):
        return path.name.endswith(ENDING)
    return os.path.isfile(path / CONFIG)


@needs("engine.exchange.importing", "engine.exchange.capsule_opening")
def import_source(source: Path, runs: Path, control: Control, progress: Progress) -> ImportedRun:
    """Make a run in the folder `runs` of a folder of `transformers` or a capsule.

    A file of such a folder stands for all of it. Nothing half-made stays behind: raises Fault
    where the source is damaged, hostile or of no family known here, Cancelled.
    """
    from engine.exchange.capsule import ENDING

    if source.is_file() and (source.name.endswith(ENDING) or not _in_folder(source)):
        return _open_capsule(source, runs, control, progress)
    folder = source.parent if source.is_file() else source
    from engine.exchange.importing import import_folder

    found = import_folder(folder, runs, control, progress)
    return ImportedRun(found.path, folder, found.family, found.objectives, found.notices)


def _in_folder(file: Path) -> bool:
    return (file.parent / CONFIG).is_file()


def _open_capsule(source: Path, runs: Path, control: Control, progress: Progress) -> ImportedRun:
    from engine.exchange.capsule_opening import open_capsule
    from engine.runs import Run

    path = open_capsule(source, runs, control=control, progress=progress)
    return ImportedRun(path, source, objectives=tuple(Run.open(path).objectives))
