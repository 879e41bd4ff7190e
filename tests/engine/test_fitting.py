"""A model that cannot fit is refused before anything is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine import devices
from engine.assembly import start
from engine.control import Control
from engine.faults import Fault
from engine.recipe import Recipe, read_recipe
from engine.recipe.cost import cost_of
from engine.training.fitting import refuse_what_cannot_fit


def recipe(**sections: object) -> Recipe:
    data = {
        "preset": "bert-tiny",
        "corpus": {"paths": [str(Path(__file__).parent)]},
        "training": {"steps": 1, "batch": 64},
        **sections,
    }
    return read_recipe(data, folder=Path("/"))


def test_what_fits_with_few_rows_is_let_in(monkeypatch: pytest.MonkeyPatch) -> None:
    cost = cost_of(recipe()).on("cpu")
    assert cost.least_bytes < cost.memory_bytes
    monkeypatch.setattr(devices, "free_memory", lambda _device: cost.least_bytes)
    refuse_what_cannot_fit(recipe())


def test_what_fits_with_no_rows_is_refused_before_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cost = cost_of(recipe()).on("cpu")
    monkeypatch.setattr(devices, "free_memory", lambda _device: cost.least_bytes - 1)
    with pytest.raises(Fault, match="does not fit into the memory of cpu"):
        start(recipe(), tmp_path / "run")(lambda event: None, Control())
    assert not (tmp_path / "run").exists()


def test_a_micro_batch_that_was_asked_for_must_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = recipe(execution={"micro_batch": 64})
    assert cost_of(asked).least_bytes == cost_of(asked).memory_bytes
    monkeypatch.setattr(
        devices, "free_memory", lambda _device: cost_of(recipe()).on("cpu").least_bytes
    )
    with pytest.raises(Fault, match="smaller micro-batch"):
        refuse_what_cannot_fit(asked)


def test_the_copy_being_saved_must_fit_too_where_it_is_held(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cost = cost_of(recipe())
    assert cost.on("cuda") == cost
    assert cost.on("cpu").memory_bytes == cost.memory_bytes + cost.checkpoint_bytes
    monkeypatch.setattr(devices, "free_memory", lambda _device: cost.least_bytes)
    with pytest.raises(Fault, match="does not fit"):
        refuse_what_cannot_fit(recipe())


def test_the_memory_of_this_machine_is_known() -> None:
    assert devices.free_memory(devices.pick_device("cpu")) > 1 << 20
