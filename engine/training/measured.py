"""What was measured of this machine before: kept, so that no start waits for it again."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import torch

from engine import devices, disk
from engine.batch import Batch
from engine.control import Check
from engine.devices import Execution
from engine.events import Progress
from engine.faults import Fault
from engine.recipe.execution import ExecutionConfig
from engine.resources import cache_folder
from engine.training.crowding import Crowding
from engine.training.learner import Learner
from engine.training.tuning import measure_execution

VERSION = 2  # of the measurement: raise it when it chooses otherwise
FRESH = 30 * 86_400.0  # seconds
CROWDED = 0.15  # of all cores taken by others: what is measured then holds for that run alone
MOST_KEPT = 200  # answers, a few hundred bytes each


def known_execution(
    learner: Learner,
    batch: Batch,
    config: ExecutionConfig,
    *,
    check: Check,
    progress: Progress = lambda event: None,
) -> Execution:
    """As `measure_execution`, but from what is kept where the same was measured here before.

    The same: machine, versions, device, what was asked for, and the shapes of model and rows.
    Nothing is kept that was measured while other programs kept the processor busy.
    """
    kept = cache_folder() / "measured" / f"{_key(learner, batch, config)}.json"
    found = _take(kept)
    if found is not None:
        learner.prepare(found)
        devices.use_threads(found.threads)
        return found
    crowding = Crowding()
    chosen = measure_execution(learner, batch, config, check=check, progress=progress)
    # Whether anything can be compiled here is asked each time.
    if not chosen.compile and crowding.share() < CROWDED:
        with suppress(Fault):  # it can be measured again
            disk.make_folder(kept.parent)
            answer = {"when": time.time(), "execution": chosen.as_data()}
            disk.write_json(kept, answer, sealed=True)
            disk.prune_files(kept.parent, MOST_KEPT)
    return chosen


def _take(kept: Path) -> Execution | None:
    if not kept.is_file():
        return None
    with suppress(Fault, KeyError, TypeError):
        answer = disk.read_json(kept, sealed=True)
        if 0 <= time.time() - answer["when"] < FRESH:
            return Execution.from_data(answer["execution"])
    return None


def _key(learner: Learner, batch: Batch, config: ExecutionConfig) -> str:
    device = devices.pick_device(config.device)
    info = next(one for one in devices.list_devices() if one.id == str(device))
    parts = {
        "version": VERSION,
        "torch": torch.__version__,
        "processor": devices.processor_name(),
        "threads": devices.usable_threads(),
        "device": [info.id, info.name, info.memory_bytes],
        "asked": config.model_dump(mode="json"),
        "model": learner.model.config.model_dump(mode="json"),
        "objectives": sorted(learner.objective.parts()),
        "weights": [[name, *one.shape] for name, one in learner.named_parameters()],
        "rows": list(_shapes(batch)),
    }
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]


def _shapes(batch: Batch) -> Iterator[Any]:
    """What of a batch decides how long it takes: the sizes of its arrays, and how they are read."""
    for name in (field.name for field in fields(batch)):
        value = getattr(batch, name)
        if isinstance(value, np.ndarray):
            yield [name, *value.shape]
        elif name == "own":
            yield [name, *sorted([key, *array.shape] for key, array in value.items())]
        elif name == "counts":
            yield [name, *sorted(value or ())]
        else:
            yield [name, value]
