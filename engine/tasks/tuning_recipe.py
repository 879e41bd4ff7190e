"""The recipe that tunes a run on examples: what it was, and settings that suit size and task.

Letters: D width.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from engine.batching.labelled_rows import LabelledRows
from engine.batching.pairs import SentencePairs
from engine.batching.twins import TwinSentences
from engine.examples.config import TaskConfig
from engine.examples.example import Example, Kind, Question, Scored
from engine.examples.task_data import TaskExamples
from engine.models.config import ModelConfig
from engine.models.counting import class_reading
from engine.objectives import OBJECTIVES
from engine.recipe.presets import merged
from engine.runs.run import Run
from engine.tasks.measuring import is_chinese_text

BATCH = 32
# A rate that suits 2 × 128, and falls faster than with the root of the width: what a wide model
# learned is worth more than what a few thousand examples say (Devlin et al. 2018 tune D = 768 with
# 2e-5 to 5e-5, Turc et al. 2019 D = 128 with up to 3e-4).
RATE, WIDTH, FALLS = 1e-3, 128, 1.5
DROPOUT = 0.1  # Devlin et al. 2018; where a model is trained without, examples are too few to do so
STEPS = 1500  # about so many updates, and
EPOCHS = (3, 20)  # so many epochs at least and at most
# So many times, about, it is measured while it is tuned, on so many examples: a tenth of the work.
MEASURED, HELD_BACK = 8, 1024
SIGNS, ROOM = 4, 16  # characters of a token, in English; tokens of a row that are no context
# Rows whose [CLS] learned to stand for all of them.
READS_FIRST = (SentencePairs, LabelledRows, TwinSentences)
READING = ("vector", "activation")  # fields of what judges rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Tuning:
    """Which run is tuned, on what."""

    run: Run
    step: int | None = None  # its checkpoint; None: the newest
    kind: Kind
    task: TaskConfig
    from_scratch: bool = False  # the same model and vocabulary, drawn at random: what a floor is


def tuning_recipe(
    tuned: Tuning, read: TaskExamples, settings: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """The recipe as plain data; `settings` are laid over it."""
    theirs = tuned.run.recipe_data
    model = dict(theirs["model"])
    recipe = {
        "task": tuned.task.model_dump(mode="json", exclude_none=True),
        "tokenizer": {"file": str(tuned.run.tokenizer_path)},
        "model": model | {"dropout": max(float(model.get("dropout", 0.0)), DROPOUT)},
        "start": _start(tuned),
        "objectives": {tuned.kind: _objective(tuned, read)},
        "training": _training(
            int(model["width"]), num_rows(read.train, int(model["length"]), tuned.task.stride)
        ),
        "probes": {"sentences": list(_shown(read.validation or read.train))},
        "execution": {
            name: theirs["execution"][name]
            for name in ("device", "threads")
            if name in theirs.get("execution", {})
        },
    }
    if tuned.kind == "translation":
        recipe["parallel"] = _parallel(tuned.task)
    return merged(recipe, settings)


def rate_of(width: int) -> float:
    """A learning rate for a model of width D, to two digits."""
    rate: float = RATE * (WIDTH / width) ** FALLS
    digits = 1 - math.floor(math.log10(rate))
    return round(rate, digits)


def epochs_of(num_rows: int) -> int:
    """Epochs of so many rows: small sets are read more often."""
    fitting = STEPS * BATCH / max(num_rows, 1)
    return int(np.clip(round(fitting), *EPOCHS))


def num_rows(examples: Sequence[Example], length: int, stride: float) -> int:
    """About how many rows of `length` tokens are learned from: a long context makes several."""
    asked = [one for one in examples if isinstance(one, Question)]
    if not asked:
        return len(examples)
    signs = 1 if is_chinese_text(asked[0].context) else SIGNS
    room = max(1, length - ROOM)
    sizes = np.array([len(one.context) for one in asked]) / signs
    more = np.ceil(np.maximum(0, sizes - room) / max(1, room * stride))
    return int((1 + more).sum())


def _start(tuned: Tuning) -> dict[str, Any]:
    if tuned.from_scratch:
        return {"weights": "random"}
    step = {} if tuned.step is None else {"step": tuned.step}
    return {"weights": "run", "run": str(tuned.run.path), **step}


def _objective(tuned: Tuning, read: TaskExamples) -> dict[str, Any]:
    match tuned.kind:
        case "classification":
            return {"classes": len(read.classes), **_reading(tuned.run)}
        case "regression":
            scores = [one.score for one in read.train if isinstance(one, Scored)]
            spread = float(np.std(scores)) or 1.0
            return {"mean": float(np.mean(scores)), "spread": spread, **_reading(tuned.run)}
        case "tagging":
            return {"classes": len(read.classes)}
    return {}


def _reading(run: Run) -> dict[str, str]:
    """Which vector of a row is read, and what bends it.

    As before where the run judged rows already; as ELECTRA where that is what it is, or its head
    would have no place there (Clark et al. 2020, its released code).
    """
    for config in run.objectives.values():
        if "vector" in config:
            told = {name: str(config[name]) for name in READING if name in config}
            return {name: value for name, value in told.items() if value != "tanh"}
    if _is_electra(run):
        return {"vector": "first", "activation": "gelu"}
    sources = [OBJECTIVES[name].source for name in run.objectives if name in OBJECTIVES]
    return {"vector": "first" if any(issubclass(one, READS_FIRST) for one in sources) else "mean"}


def _is_electra(run: Run) -> bool:
    """Whether it learned as ELECTRA, or came from there, on a model that has a map for its head."""
    model = ModelConfig.model_validate(run.recipe_data["model"])
    if model.architecture != "encoder" or class_reading(model, whole=True) != "pooler":
        return False
    imported = run.environment.get("imported", {})
    return "replaced_token_detection" in run.objectives or imported.get("family") == "electra"


def _training(width: int, num_rows: int) -> dict[str, Any]:
    epochs = epochs_of(num_rows)
    steps = math.ceil(epochs * num_rows / BATCH)
    return {
        "epochs": epochs,
        "batch": BATCH,
        "lr": rate_of(width),
        "schedule": "linear",
        "warmup": 0.1,
        "validate_every": max(10, steps // MEASURED),
        "validation_rows": HELD_BACK,
        "keep_checkpoints": 2,
    }


def _shown(examples: Sequence[Example]) -> tuple[str, ...]:
    """A few texts that are looked at while it is tuned."""
    found: list[str] = []
    for one in examples[:: max(1, len(examples) // 4)]:
        text = one.question if isinstance(one, Question) else _text(one)
        if text and text not in found:
            found.append(text)
    return tuple(found[:4])


def _text(example: Example) -> str:
    return str(getattr(example, "first", "") or getattr(example, "text", "")).strip()


def _parallel(task: TaskConfig) -> dict[str, Any]:
    """Where a translation's pairs stand: in two files line by line, or in tables."""

    def paths(given: Sequence[Path]) -> list[str]:
        return [str(path) for path in given]

    if task.train_target:
        return {
            "source": paths(task.train),
            "target": paths(task.train_target),
            "validation_source": paths(task.validation),
            "validation_target": paths(task.validation_target),
            "validation": task.share,
        }
    columns = {"source_column": task.first, "target_column": task.second, "header": task.header}
    return {
        "paths": paths(task.train),
        "validation_paths": paths(task.validation),
        "validation": task.share,
        **columns,
    }
