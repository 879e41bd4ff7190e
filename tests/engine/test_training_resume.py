"""Exact resume: stopped and resumed is the same run as never stopped, bit for bit."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from engine.control import Control
from engine.events import Evaluated, Event, RunStarted, StepFinished
from engine.recipe import Recipe
from engine.runs.metrics import read_events
from engine.training import saving, step
from tests.engine.training_samples import BOTH, Bench, bench, sample_learner, sample_recipe

DROPOUT = {"style": "classic", "dropout": 0.1}
TIMES = {
    "seconds": 0.0,
    "tokens_per_second": 0.0,
    "eta_seconds": None,
    "memory_bytes": 0,
    "micro_batch_seconds": 0.0,
}


class StopAt(Control):
    """Asks for a stop once a step was reported, or at the n-th look between micro-batches."""

    def __init__(self, step: int) -> None:
        super().__init__()
        self.step = step

    def __call__(self, event: Event) -> None:
        if isinstance(event, StepFinished) and event.step == self.step:
            self.stop()


class StopAtLook(Control):
    """Asks for a stop at the n-th look, counted once the step `after` is told of.

    So in the middle of a step that has several parts. The first step is looked at more often.
    """

    def __init__(self, look: int, *, after: int = 0) -> None:
        super().__init__()
        self.looks_left = look
        self._counts_from = after
        self._told = 0

    def __call__(self, event: Event) -> None:
        if isinstance(event, StepFinished):
            self._told = event.step

    def take_save(self) -> bool:
        self.looks_left -= self._told >= self._counts_from
        if self.looks_left == 0:
            self.stop()
        return super().take_save()


@pytest.fixture(autouse=True)
def as_on_a_quick_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looks between micro-batches alone, and no checkpoint because the time has come for one."""
    monkeypatch.setattr(step, "LONG_SECONDS", math.inf)
    monkeypatch.setattr(saving, "FIRST_SECONDS", math.inf)


def measured(run: Bench) -> list[Any]:
    """What metrics.jsonl says of losses, without the times."""
    events = read_events(run.run.path / "metrics.jsonl")
    return [
        replace(event, **{k: v for k, v in TIMES.items() if hasattr(event, k)})
        for event in events
        if isinstance(event, StepFinished | Evaluated)
    ]


def assert_same_run(one: Bench, other: Bench) -> None:
    last, resumed = one.run.load_latest(), other.run.load_latest()
    assert last is not None
    assert resumed is not None
    assert last.step == resumed.step
    for arrays, again in ((last.model, resumed.model), (last.optimizer, resumed.optimizer)):
        assert arrays.keys() == again.keys()
        for name, array in arrays.items():
            np.testing.assert_array_equal(array, again[name], err_msg=name, strict=True)
    ignored = {"seconds"}
    assert {k: v for k, v in last.state.items() if k not in ignored} == {
        k: v for k, v in resumed.state.items() if k not in ignored
    }
    assert measured(one) == measured(other)
    assert measured(one)


SPANS = {"masked_lm": {"start_rate": 0.3, "unit": "spans"}}
MODELS = [
    pytest.param({"masked_lm": {}}, DROPOUT, "fp32", id="masked_lm"),
    pytest.param(BOTH, DROPOUT, "fp32", id="joint"),
    pytest.param(BOTH, DROPOUT, "bf16", id="joint in bf16"),
    pytest.param(SPANS, {"dropout": 0.1}, "fp32", id="modern with a schedule"),
]
# The sample text has 25 rows: step 3 of 8 rows ends in the middle of an epoch, step 4 crosses it.
PLACES = [
    pytest.param({"steps": 14}, 1, id="warm-up"),
    pytest.param({"steps": 14}, 3, id="mid-epoch"),
    pytest.param({"steps": 14}, 4, id="epoch edge"),
    pytest.param({"steps": 14}, 6, id="after evaluation"),
    pytest.param({"tokens": 1500}, 5, id="tokens"),
    pytest.param({"epochs": 4}, 7, id="epochs"),
]


@pytest.mark.parametrize(("objectives", "model", "dtype"), MODELS)
@pytest.mark.parametrize(("budget", "stop"), PLACES)
def test_stopped_and_resumed_is_never_stopped(
    tmp_path: Path, objectives: Any, model: Any, budget: dict[str, Any], stop: int, dtype: str
) -> None:
    recipe = sample_recipe(objectives, model=model, warmup=0.3, **budget)
    straight = bench(tmp_path / "straight", recipe, dtype=dtype)
    straight.trainer().train()
    broken = bench(tmp_path / "broken", recipe, dtype=dtype)
    control = StopAt(stop)
    ended = broken.trainer(control=control, watch=control).train()
    assert (ended.ending, ended.step) == ("stopped", stop)
    ended = broken.trainer().train()
    assert ended.ending == "finished"
    assert [event.step for event in broken.of(RunStarted)] == [0, stop]
    assert_same_run(straight, broken)


REPLACED = {"replaced_token_detection": {"rate": 0.3}}
HIDDEN_SPANS = {"masked_lm": {"unit": "spans"}, "span_boundary": {}}
DRAWING = [
    pytest.param(REPLACED, id="replaced tokens"),
    pytest.param({"contrastive_sentence": {"group": 2}}, id="similar sentences"),
    pytest.param({"masked_lm": {}, "contrastive_sentence": {"group": 2}}, id="and masked words"),
    pytest.param({"masked_lm": {}, "sentence_order": {}}, id="sentence order"),
    pytest.param(HIDDEN_SPANS, id="span boundaries"),
    pytest.param(REPLACED | {"next_sentence": {}}, id="replaced tokens of pairs"),
    pytest.param(REPLACED | {"contrastive_sentence": {"group": 2}}, id="of similar sentences"),
    pytest.param(HIDDEN_SPANS | {"next_sentence": {}}, id="three in one pass"),
]


@pytest.mark.parametrize("objectives", DRAWING)
@pytest.mark.parametrize("split", [8, 4])
def test_what_objectives_draw_goes_on_where_it_stood(
    tmp_path: Path, objectives: Any, split: int
) -> None:
    """In the middle of an epoch, and of a step where that has several parts."""
    recipe = sample_recipe(objectives, model=DROPOUT, steps=10)
    straight = bench(tmp_path / "straight", recipe, micro_batch=split)
    straight.trainer().train()
    broken = bench(tmp_path / "broken", recipe, micro_batch=split)
    control = StopAtLook(2, after=3) if split < 8 else StopAt(3)
    broken.trainer(control=control, watch=control).train()
    assert broken.run.load_latest().step == 3
    broken.trainer().train()
    assert_same_run(straight, broken)


@pytest.mark.parametrize("optimizer", ["adamw", "adam", "sgd", "muon"])
def test_every_optimizer_resumes_exactly(tmp_path: Path, optimizer: str) -> None:
    recipe = sample_recipe(optimizer=optimizer)
    straight = bench(tmp_path / "straight", recipe)
    straight.trainer().train()
    broken = bench(tmp_path / "broken", recipe)
    control = StopAt(5)
    broken.trainer(control=control, watch=control).train()
    broken.trainer().train()
    assert_same_run(straight, broken)


TURNS = {"how": "turns"}
TWICE = {"masked_lm": {"turns": 2}, "next_sentence": {"weight": 0.5}}
POINTS = {
    "masked_lm": ((0.0, 2.0), (0.25, 0.5), (1.0, 1.5)),
    "next_sentence": ((0.0, 0.0), (0.5, 1.0), (1.0, 0.25)),
}
SCHEDULED = {name: {"points": [list(point) for point in points]} for name, points in POINTS.items()}
WEIGHTINGS = [
    pytest.param(SCHEDULED, {"weighting": "scheduled"}, id="scheduled"),
    pytest.param(BOTH, {"weighting": "uncertainty"}, id="uncertainty"),
    pytest.param(TWICE, {"weighting": "uncertainty"} | TURNS, id="uncertainty in turns"),
    pytest.param(BOTH, {"weighting": "dynamic_average", "window": 2}, id="dynamic average"),
    pytest.param(
        TWICE, {"weighting": "dynamic_average", "window": 3} | TURNS, id="dynamic average in turns"
    ),
    pytest.param(BOTH, {"weighting": "gradnorm"}, id="gradnorm"),
    pytest.param(TWICE, TURNS, id="turns"),
]


@pytest.mark.parametrize("stop", [1, 5, 8])
@pytest.mark.parametrize(("objectives", "combining"), WEIGHTINGS)
def test_every_weighting_resumes_exactly(
    tmp_path: Path, objectives: Any, combining: Any, stop: int
) -> None:
    recipe = sample_recipe(objectives, model=DROPOUT, combining=combining, steps=28)
    straight = resumed_is_straight(tmp_path, recipe, stop=stop, micro_batch=3)
    seen: dict[str, set[float]] = {}
    for event in straight.of(StepFinished):
        for name, weight in event.weights.items():
            seen.setdefault(name, set()).add(weight)
    assert seen.keys() == {"masked_lm", "next_sentence"}
    assert all(len(weights) > 1 for weights in seen.values()) == ("weighting" in combining)
    if combining.get("weighting") == "scheduled":
        for event in straight.of(StepFinished):  # it is told what the step was learned with
            begun = (event.step - 1) / 28
            for name, weight in event.weights.items():
                assert weight == pytest.approx(np.interp(begun, *zip(*POINTS[name], strict=True)))


STATIC = {"masked_lm": {"masks": "static"}, "next_sentence": {}}
WAVES = {"style": "classic", "positions": "sinusoidal", "dropout": 0.1}
CASES: list[Any] = [
    pytest.param({"next_sentence": {}}, {}, {}, {}, id="next_sentence alone"),
    pytest.param({"masked_lm": {"masks": "static"}}, {}, {}, {}, id="static"),
    pytest.param(STATIC, {}, {}, {}, id="static pairs"),
    pytest.param({"masked_lm": {"unit": "words"}}, WAVES, {}, {}, id="words and waves"),
    pytest.param(BOTH, {}, {}, {"dtype": "bf16", "micro_batch": 3}, id="parts in bf16"),
    pytest.param(
        {"masked_lm": {"start_rate": 0.4}, "next_sentence": {}},
        DROPOUT,
        {"epochs": 7.0},
        {},
        id="a schedule of epochs, of pairs",
    ),
    pytest.param(
        BOTH,
        DROPOUT,
        {"optimizer": "muon", "weight_decay": 0.1, "momentum": 0.5},
        {"dtype": "bf16", "micro_batch": 3},
        id="muon",
    ),
    pytest.param(BOTH, {}, {"optimizer": "adam", "weight_decay": 0.01}, {}, id="adam with decay"),
    pytest.param(
        BOTH,
        {},
        {"optimizer": "sgd", "weight_decay": 1e-4, "momentum": 0.0, "lr": 0.1},
        {},
        id="sgd",
    ),
]


@pytest.mark.parametrize(("objectives", "model", "training", "execution"), CASES)
def test_a_resume_is_exact_over_twenty_steps_and_more(
    tmp_path: Path,
    objectives: Any,
    model: Any,
    training: dict[str, Any],
    execution: dict[str, Any],
) -> None:
    budget = {} if "epochs" in training else {"steps": 26}
    recipe = sample_recipe(objectives, model=model, warmup=0.3, **(budget | training))
    resumed_is_straight(tmp_path, recipe, stop=5, **execution)


def resumed_is_straight(folder: Path, recipe: Recipe, *, stop: int, **execution: Any) -> Bench:
    """Stopped after `stop` steps and resumed, the run is the one that was never stopped."""
    straight = bench(folder / "straight", recipe, **execution)
    straight.trainer().train()
    broken = bench(folder / "broken", recipe, **execution)
    control = StopAt(stop)
    broken.trainer(control=control, watch=control).train()
    ended = broken.trainer().train()
    assert ended.step - stop >= 20
    assert_same_run(straight, broken)
    return straight


def test_a_resume_is_exact_with_two_threads(tmp_path: Path) -> None:
    """Tensors wide enough for torch to share them between threads: 32,768 numbers and more."""
    wide = {"width": 128, "depth": 1, "style": "classic", "dropout": 0.1}
    recipe = sample_recipe(BOTH, model=wide, steps=24, batch=20, validation_rows=8)
    learner = sample_learner(recipe)
    assert max(parameter.numel() for parameter in learner.parameters()) > 32_768
    before = torch.get_num_threads()
    resumed_is_straight(tmp_path, recipe, stop=4, threads=2, micro_batch=20)
    torch.set_num_threads(before)


@pytest.mark.parametrize("look", [2, 3, 8, 13])
def test_a_stop_between_two_micro_batches_keeps_the_steps_before(tmp_path: Path, look: int) -> None:
    recipe = sample_recipe(BOTH, model=DROPOUT, steps=8)
    straight = bench(tmp_path / "straight", recipe, micro_batch=3)
    straight.trainer().train()
    broken = bench(tmp_path / "broken", recipe, micro_batch=3)
    ended = broken.trainer(control=StopAtLook(look)).train()
    assert ended.ending == "stopped"
    assert ended.step < 8
    broken.trainer().train()
    assert_same_run(straight, broken)
