"""Recipe: one frozen tree of what is read, tokenizer, model, objectives, training, probes."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from engine.batching.sources import Reads
from engine.corpus.corpus import CorpusConfig
from engine.corpus.labelled import LabelledConfig
from engine.corpus.parallel import ParallelConfig
from engine.examples.config import TaskConfig
from engine.faults import FieldFault, RecipeFault
from engine.models.config import ModelConfig
from engine.objectives import OBJECTIVES
from engine.objectives.objective import ObjectiveConfig
from engine.objectives.plan import CombiningConfig
from engine.options import Section
from engine.recipe.checks import cross_faults, file_faults
from engine.recipe.execution import ExecutionConfig
from engine.recipe.material import (
    Readings,
    make_absolute,
    missing_beside,
    readings_of,
    reads_of,
)
from engine.recipe.presets import FAMILIES, PRESETS, SCALES, merged, preset
from engine.recipe.probes import ProbesConfig
from engine.recipe.sections import read_objectives, read_section, unknown_key
from engine.recipe.start import StartConfig, take_its_tokenizer
from engine.recipe.training import TrainingConfig
from engine.recipe.tuning import TuningConfig
from engine.recipe.vocabulary import sentinels_of
from engine.tokenizer.tokenizer import TokenizerConfig
from engine.wording import translate

SECTIONS: dict[str, type[Section]] = {
    "corpus": CorpusConfig,
    "labelled": LabelledConfig,
    "parallel": ParallelConfig,
    "task": TaskConfig,
    "tokenizer": TokenizerConfig,
    "model": ModelConfig,
    "start": StartConfig,
    "combining": CombiningConfig,
    "training": TrainingConfig,
    "tuning": TuningConfig,
    "probes": ProbesConfig,
    "execution": ExecutionConfig,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """Everything that decides the result of a run (and, in `execution`, its speed)."""

    corpus: CorpusConfig
    labelled: LabelledConfig
    parallel: ParallelConfig
    task: TaskConfig
    tokenizer: TokenizerConfig
    model: ModelConfig
    start: StartConfig
    objectives: Mapping[str, ObjectiveConfig]
    combining: CombiningConfig
    training: TrainingConfig
    tuning: TuningConfig
    probes: ProbesConfig
    execution: ExecutionConfig
    preset: str | None = None

    @property
    def row_length(self) -> int:
        """Tokens per training row."""
        return self.training.row_length or self.model.length

    @property
    def reads(self) -> frozenset[Reads]:
        """What its objectives learn from: text, labelled pairs, parallel text."""
        return frozenset(reads_of(list(self.objectives), self.combining.how))

    @property
    def readings(self) -> Readings:
        """The corpora it reads."""
        seed = self.training.seed
        parts = (self.corpus, self.labelled, self.parallel, self.task)
        return readings_of(*parts, list(self.objectives), self.combining.how, seed=seed)

    @property
    def tunes(self) -> str:
        """The task it learns from examples; "" where it pre-trains."""
        of_tasks = (name for name in self.objectives if OBJECTIVES[name].tunes)
        translates = "translation" in self.objectives and self.task != TaskConfig()
        return next(of_tasks, "translation" if translates else "")

    def as_data(self) -> dict[str, Any]:
        """The complete recipe as plain data, defaults written out, in the order of the file."""
        data: dict[str, Any] = {"preset": self.preset} if self.preset else {}
        own = (*self._of_tasks("task"), "tokenizer", "model", "start")
        for name in ("corpus", "labelled", "parallel", *own):
            data[name] = _dump(getattr(self, name))
        data["objectives"] = {name: _dump(config) for name, config in self.objectives.items()}
        for name in ("combining", "training", *self._of_tasks("tuning"), "probes", "execution"):
            data[name] = _dump(getattr(self, name))
        return data

    def _of_tasks(self, section: str) -> tuple[str, ...]:
        """A section that says something only where a task is learned, or was named for one."""
        default = SECTIONS[section]()
        return (section,) if self.tunes or getattr(self, section) != default else ()

    def as_file(self) -> dict[str, Any]:
        """`as_data` for a file, where an objective of the preset that is off must be said to be."""
        data = self.as_data()
        of_preset = preset(self.preset).get("objectives", {}) if self.preset else {}
        data["objectives"] |= {name: False for name in of_preset if name not in self.objectives}
        return data

    def with_sentences(self, sentences: tuple[str, ...]) -> Recipe:
        """The same recipe with other pinned sentences."""
        return replace(self, probes=self.probes.model_copy(update={"sentences": sentences}))

    def with_start_step(self, step: int) -> Recipe:
        """The same recipe, its first weights pinned to the checkpoint of `step`."""
        return replace(self, start=self.start.model_copy(update={"step": step}))

    def differences(self, other: Recipe) -> dict[str, tuple[Any, Any]]:
        """Dotted keys whose values differ, as (here, there); None where a key is missing."""
        here, there = flat(self.as_data()), flat(other.as_data())
        keys = [*here, *(key for key in there if key not in here)]
        return {
            key: (here.get(key), there.get(key)) for key in keys if here.get(key) != there.get(key)
        }


def read_recipe(
    data: Mapping[str, Any], *, folder: Path, source: str = "", files: bool = True
) -> Recipe:
    """Read plain data as a recipe: the preset below, the given keys on top.

    Relative paths are taken from `folder`; `source` names the file in messages. A run's own copy
    is read without `files`: it answers also where its text is gone.
    Raises RecipeFault with **all** faults and their dotted places.
    """
    recipe, faults = try_recipe(data, folder=folder, files=files)
    if recipe is None:
        raise RecipeFault(faults, source=source)
    return recipe


def try_recipe(
    data: Mapping[str, Any], *, folder: Path, files: bool = True
) -> tuple[Recipe | None, list[FieldFault]]:
    """As `read_recipe`, but hand the faults back; the recipe is None where there are any."""
    merged, faults = _over_preset(data)
    # With a preset nobody knows, which objectives were meant is not known either.
    no_objectives: dict[str, Any] | None = None if faults else {}
    parts: dict[str, Any] = {}
    written = {name: merged.pop(name, {}) for name in SECTIONS}
    for name, section in SECTIONS.items():
        parts[name], found = read_section(section, written[name], name)
        faults += found
    parts["objectives"], found = read_objectives(merged.pop("objectives", no_objectives))
    faults += found
    faults += [unknown_key(key, [*SECTIONS, "objectives", "preset"]) for key in merged]
    make_absolute(parts, folder)
    take_its_tokenizer(parts)
    faults += cross_faults(parts)
    if files:
        faults += [*missing_beside(parts, written, folder), *file_faults(parts)]
    if faults:
        return None, faults
    return _with_sentinels(Recipe(**parts, preset=data.get("preset"))), []


def _with_sentinels(recipe: Recipe) -> Recipe:
    """Where nobody said how many gap tokens there are, they are written down here."""
    needed = max(
        OBJECTIVES[name].num_sentinels(config, recipe.row_length)
        for name, config in recipe.objectives.items()
    )
    if recipe.tokenizer.sentinels is not None or not needed:
        return recipe
    found = {"sentinels": sentinels_of(None, needed)}
    return replace(recipe, tokenizer=recipe.tokenizer.model_copy(update=found))


def flat(data: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """Nested mappings as dotted keys."""
    result: dict[str, Any] = {}
    for key, value in data.items():
        place = f"{prefix}{key}"
        if isinstance(value, Mapping):
            result |= flat(value, f"{place}.")
        else:
            result[place] = value
    return result


def _over_preset(data: Mapping[str, Any]) -> tuple[dict[str, Any], list[FieldFault]]:
    own = {key: deepcopy(value) for key, value in data.items() if key != "preset"}
    name = data.get("preset")
    if name is None:
        return own, []
    if name not in PRESETS:
        return own, [_no_preset(str(name))]
    return merged(preset(name), own), []


def _no_preset(name: str) -> FieldFault:
    near = get_close_matches(name, PRESETS)
    if near:
        message = translate("faults", "there is no preset “{name}”; near it are {presets}")
        return FieldFault("preset", message, (("name", name), ("presets", ", ".join(near))))
    message = translate(
        "faults",
        "there is no preset “{name}”; one is a family, such as {families}, and a size: {sizes}",
    )
    values = (("name", name), ("families", ", ".join(FAMILIES)), ("sizes", ", ".join(SCALES)))
    return FieldFault("preset", message, values)


def _dump(section: Section) -> dict[str, Any]:
    return section.model_dump(mode="json", exclude_none=True)
