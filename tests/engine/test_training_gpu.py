"""The same Trainer on a GPU; skipped by name where there is none."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from engine.batching.loader import Loader, evaluation_batches
from engine.control import Control
from engine.devices import Execution
from engine.events import Event, Noticed, StepFinished
from engine.objectives import OBJECTIVES
from engine.recipe import Recipe, read_recipe
from engine.training.building import build_on
from engine.training.meter import Meter
from engine.training.optimizers import Optimizer
from engine.training.pretended import pretended_feed, pretended_vocabulary
from engine.training.step import Stepper
from tests.engine.test_training_faults import Spoilt
from tests.engine.training_samples import (
    BOTH,
    Bench,
    bench,
    sample_learner,
    sample_recipe,
    training_text,
)

pytestmark = [
    pytest.mark.gpu,
    pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a CUDA device"),
]
CLASSIC = {"style": "classic", "dropout": 0.1}


def on_gpu(path: Path, *, optimizer: str = "adamw", dtype: str = "bf16") -> Bench:
    recipe = sample_recipe(BOTH, model=CLASSIC, steps=40, optimizer=optimizer)
    made = bench(path, recipe, dtype=dtype, micro_batch=3)
    made.execution = replace(made.execution, device="cuda:0")
    return made


@pytest.mark.parametrize("optimizer", ["adamw", "adam", "sgd", "muon"])
@pytest.mark.parametrize("dtype", ["fp32", "bf16"])
def test_a_run_trains_stops_and_resumes(tmp_path: Path, optimizer: str, dtype: str) -> None:
    run = on_gpu(tmp_path / "run", optimizer=optimizer, dtype=dtype)
    control = Control()

    def stop(event: Event) -> None:
        if isinstance(event, StepFinished) and event.step == 5:
            control.stop()

    assert run.trainer(control=control, watch=stop).train().step == 5
    ended = run.trainer().train()
    assert (ended.ending, ended.step) == ("finished", 40)
    assert all(np.isfinite(loss) for loss in ended.summary["validation"].values())


@pytest.mark.parametrize("optimizer", ["adamw", "muon"])
def test_an_update_that_is_not_finite_is_skipped_and_told_of(
    tmp_path: Path, optimizer: str
) -> None:
    run = on_gpu(tmp_path / "run", optimizer=optimizer)
    learner = Spoilt(sample_learner(run.recipe), {8: float("nan")})
    assert run.trainer(learner=learner).train().ending == "finished"
    (notice,) = run.of(Noticed)
    assert notice.level == "warning"
    assert all(bool(torch.isfinite(tensor).all()) for tensor in learner.tensors().values())


def test_fp32_losses_follow_those_of_the_processor(tmp_path: Path) -> None:
    gpu = on_gpu(tmp_path / "gpu", dtype="fp32")
    gpu.recipe = sample_recipe(BOTH, model=CLASSIC | {"dropout": 0.0}, steps=6)
    cpu = bench(tmp_path / "cpu", gpu.recipe, micro_batch=3)
    there, here = gpu.trainer().train(), cpu.trainer().train()
    assert there.summary["validation"] == pytest.approx(here.summary["validation"], rel=1e-2)


@pytest.mark.skipif(torch.cuda.device_count() < 2, reason="needs two CUDA devices")
def test_a_second_device_tells_of_the_right_updates(tmp_path: Path) -> None:
    run = on_gpu(tmp_path / "run")
    run.execution = replace(run.execution, device="cuda:1")
    learner = Spoilt(sample_learner(run.recipe), {8: float("nan"), 20: float("nan")})
    assert run.trainer(learner=learner).train().ending == "finished"
    assert len(run.of(Noticed)) == 2


def test_the_devices_time_is_counted(tmp_path: Path) -> None:
    """Between two reports a stopwatch on the wall and the one of the budget agree."""
    run = on_gpu(tmp_path / "run")
    wide = {"width": 1024, "heads": 16, "depth": 8, "size": "custom"}
    run.recipe = sample_recipe(BOTH, model=wide, seconds=4, batch=512, validate_every=10_000)
    run.execution = replace(run.execution, micro_batch=512)
    reports: list[tuple[float, float]] = []

    def watch(event: Event) -> None:
        if isinstance(event, StepFinished):
            reports.append((time.perf_counter(), event.seconds))

    run.trainer(watch=watch, report_seconds=None).train()
    (began, first), (ended, last) = reports[1], reports[-2]
    assert last - first == pytest.approx(ended - began, rel=0.1)


def _alone(name: str) -> Recipe:
    """One objective with a small model; contrastive learning lives on dropout alone."""
    given: dict[str, Any] = {"span_boundary": {"masked_lm": {"unit": "spans"}}}.get(name, {})
    model = {
        "architecture": OBJECTIVES[name].architectures[0],
        "size": "custom",
        "depth": 2,
        "width": 64,
        "heads": 2,
        "length": 64,
        "dropout": 0.1 if name == "contrastive_sentence" else 0.0,
    }
    data = {
        "corpus": {"paths": [str(Path(__file__).parent)]},
        "labelled": {"paths": ["pairs.tsv"]},
        "parallel": {"paths": ["both.tsv"]},
        "tokenizer": {"vocabulary": 512},
        "model": model,
        "objectives": given | {name: {}},
        "training": {"steps": 1, "batch": 32, "lr": 5e-3},
    }
    return read_recipe(data, folder=Path("/"), files=False)


def _losses(recipe: Recipe, *, compiled: bool) -> list[dict[str, float]]:
    """Of 30 steps on one batch."""
    vocabulary = pretended_vocabulary(512, recipe.tokenizer.sentinels or 0)
    learner = build_on(recipe, vocabulary)
    learner.prepare(
        Execution(device="cuda:0", dtype="bf16", attention="sdpa", threads=2, micro_batch=32)
    )
    feed = pretended_feed(recipe, vocabulary)
    batch = evaluation_batches(feed, learner.objective, 32, 0, batch=32)[0]
    meter = Meter(learner.device)
    stepper = Stepper(
        learner,
        Optimizer(learner, recipe.training),
        meter,
        clip=1.0,
        micro_batch=32,
        forward=torch.compile(learner, dynamic=False) if compiled else None,
    )
    learner.train()
    losses = []
    for _ in range(30):
        assert stepper.step(batch, rate=1.0, attend=lambda: True) is not None
        readings = meter.read()
        assert readings is not None
        losses.append(dict(readings.losses))
    return losses


@pytest.mark.filterwarnings("ignore::DeprecationWarning:torch")  # the compiler's own
@pytest.mark.filterwarnings("ignore::UserWarning:torch")
@pytest.mark.parametrize("compiled", [False, True])
@pytest.mark.parametrize("name", list(OBJECTIVES))
def test_every_objective_learns_on_a_gpu(
    name: str, compiled: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One batch over and over, in bf16: every loss falls."""
    if compiled:
        if name == "contrastive_sentence":
            pytest.skip("it learns from dropout, which is not compiled")
        monkeypatch.setenv("TORCHINDUCTOR_COMPILE_THREADS", "1")  # others would outlive the test
        monkeypatch.setattr("tqdm.tqdm.monitor_interval", 0)  # so would its bars' watcher
        torch.compiler.reset()
    losses = _losses(_alone(name), compiled=compiled)
    assert all(losses[-1][loss] < losses[0][loss] for loss in losses[0])


@pytest.mark.filterwarnings("ignore:Synchronization debug mode:UserWarning")
@pytest.mark.parametrize("weighting", ["uncertainty", "dynamic_average", "gradnorm"])
def test_weights_move_without_waiting_for_the_device(weighting: str) -> None:
    """A step of each rule; and one that is left out moves no weight of loss or model."""
    recipe = sample_recipe(BOTH, combining={"weighting": weighting, "window": 2})
    learner = sample_learner(recipe)
    learner.prepare(
        Execution(device="cuda:0", dtype="bf16", attention="sdpa", threads=1, micro_batch=3)
    )
    learner.train()
    spoilt = Spoilt(learner, {13: float("nan")})  # the first part of the fifth step
    stepper = Stepper(
        spoilt, Optimizer(spoilt, recipe.training), Meter(spoilt.device), clip=1.0, micro_batch=3
    )
    loader = Loader(training_text(recipe).training, learner.objective, rows=8, seed=0)
    batches = [next(loader) for _ in range(5)]
    loader.close()
    stepper.step(batches[0], rate=1.0, attend=lambda: True)
    torch.cuda.set_sync_debug_mode("error")
    try:
        for batch in batches[1:4]:
            stepper.step(batch, rate=1.0, attend=lambda: True)
    finally:
        torch.cuda.set_sync_debug_mode("default")
    before = {name: tensor.clone() for name, tensor in learner.tensors().items()}
    assert all(weight != 1.0 for weight in learner.weighting.current(BOTH).values())
    stepper.step(batches[4], rate=1.0, attend=lambda: True)
    assert stepper.settle()[-1]
    assert all(torch.equal(before[name], one) for name, one in learner.tensors().items())
