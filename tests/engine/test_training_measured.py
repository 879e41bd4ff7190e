"""What was measured of this machine is kept, and used where nothing that matters has changed."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch

from engine import devices, disk
from engine.batch import Batch
from engine.batching.loader import evaluation_batches
from engine.control import Control
from engine.devices import Execution
from engine.events import Prepared, Progress
from engine.recipe.execution import ExecutionConfig
from engine.resources import cache_folder
from engine.training import measured
from engine.training.crowding import Crowding
from engine.training.learner import Learner
from tests.engine.assembly_samples import sample, start, start_and_end
from tests.engine.failing_disk import FailingDisk
from tests.engine.training_samples import BOTH, sample_learner, sample_recipe, training_text

RECIPE = sample_recipe(BOTH)


def scripted(
    _learner: Learner, batch: Batch, config: ExecutionConfig, *, check: Any, progress: Progress
) -> Execution:
    """Stands in for the measurement."""
    check()
    progress(Prepared("measuring", 0.0, 1.0, "seconds", ""))
    dtype = "fp32" if config.dtype == "auto" else config.dtype
    figures = {"unit": "rows/s", "compile": "off"}
    return Execution(
        device="cpu",
        dtype=dtype,
        attention="explicit",
        threads=devices.usable_threads(),
        micro_batch=batch.num_rows,
        measured=figures,
    )


@pytest.fixture(autouse=True)
def scripted_and_without_a_trace(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(measured, "measure_execution", scripted)
    monkeypatch.setattr(Crowding, "share", lambda _: 0.1)
    before = torch.get_num_threads()
    yield
    torch.set_num_threads(before)


def rows(count: int = 4) -> Batch:
    learner = sample_learner(RECIPE)
    text = training_text(RECIPE).training
    return evaluation_batches(text, learner.objective, count, 0, batch=count)[0]


def ask(batch: Batch | None = None, recipe: Any = RECIPE, **given: Any) -> tuple[Execution, bool]:
    """The answer, and whether it was measured now."""
    events: list[Any] = []
    config = ExecutionConfig(**{"device": "cpu", **given})
    found = measured.known_execution(
        sample_learner(recipe),
        rows() if batch is None else batch,
        config,
        check=lambda: None,
        progress=events.append,
    )
    return found, bool(events)


def test_the_same_is_measured_once() -> None:
    first, now = ask()
    assert now
    torch.set_num_threads(1)
    again, now = ask()
    assert (again, now) == (first, False)
    assert torch.get_num_threads() == first.threads


def test_what_was_measured_in_a_crowd_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Crowding, "share", lambda _: 0.3)
    assert ask()[1]
    assert ask()[1]


def test_the_learner_computes_as_was_measured() -> None:
    first, _ = ask(dtype="bf16", attention="explicit")
    learner = sample_learner(RECIPE)
    config = ExecutionConfig(device="cpu", dtype="bf16", attention="explicit")
    assert measured.known_execution(learner, rows(), config, check=lambda: None) == first
    assert learner.model.compute is torch.bfloat16


CHANGES: dict[str, Callable[[pytest.MonkeyPatch], object]] = {
    "torch": lambda patch: patch.setattr(torch, "__version__", "0.1"),
    "processor": lambda patch: patch.setattr(devices, "processor_name", lambda: "another"),
    "threads": lambda patch: patch.setattr(devices, "usable_threads", lambda: 1),
    "measurement": lambda patch: patch.setattr(measured, "VERSION", 0),
    "memory": lambda patch: patch.setattr(
        devices, "list_devices", lambda: (devices.DeviceInfo("cpu", "here", 1),)
    ),
    "age": lambda patch: patch.setattr(measured, "FRESH", 0.0),
}


@pytest.mark.parametrize("change", CHANGES)
def test_where_anything_has_changed_it_is_measured_anew(
    change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask()
    CHANGES[change](monkeypatch)
    assert ask()[1]


def test_other_rows_models_and_wishes_are_measured_anew() -> None:
    ask()
    assert ask(rows(8))[1]
    assert ask(replace(rows(), one_segment=True))[1]
    assert ask(recipe=sample_recipe(BOTH, model={"feed_forward": 48}))[1]
    assert ask(recipe=sample_recipe(BOTH, model={"style": "classic"}))[1]
    assert ask(dtype="fp32")[1]
    assert not ask()[1]


def test_a_damaged_answer_is_measured_anew() -> None:
    ask()
    (kept,) = (cache_folder() / "measured").glob("*.json")
    os.truncate(kept, kept.stat().st_size // 2)
    assert ask()[1]
    assert not ask()[1]


def test_where_nothing_can_be_kept_it_is_measured_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(disk, "operations", FailingDisk(at=1, lasting=True))
    found, now = ask()
    assert now
    assert found.micro_batch >= 1


def test_the_next_run_of_a_kind_begins_without_measuring(tmp_path: Path) -> None:
    recipe = sample(tmp_path, "execution.dtype=auto", "training.steps=2")
    start_and_end(recipe, tmp_path / "runs" / "one")
    phases: list[str] = []

    def hear(event: object) -> None:
        if isinstance(event, Prepared):
            phases.append(event.phase)

    start(recipe, tmp_path / "runs" / "two")(hear, Control())
    assert "building" in phases
    assert "measuring" not in phases
