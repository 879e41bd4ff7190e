"""Validation comes when due, asks the same each time, and every target counts."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from engine.control import Control
from engine.events import (
    Evaluated,
    Event,
    StepFinished,
)
from tests.engine.training_samples import bench, sample_recipe


def test_validation_comes_when_due_and_at_the_end(tmp_path: Path) -> None:
    run = bench(tmp_path / "run", sample_recipe(steps=16, validate_every=6))
    ended = run.trainer().train()
    assert [event.step for event in run.of(Evaluated)] == [6, 12, 16]
    assert ended.summary["validation"] == run.of(Evaluated)[-1].losses


def test_validation_asks_the_same_questions_every_time(tmp_path: Path) -> None:
    one = bench(tmp_path / "one", sample_recipe(steps=1, validate_every=1))
    other = bench(tmp_path / "other", sample_recipe(steps=1, validate_every=1, lr=1e-12))
    one.trainer().train()
    other.trainer().train()
    (first,), (second,) = one.of(Evaluated), other.of(Evaluated)
    assert first.losses == pytest.approx(second.losses, abs=0.2)
    again = bench(tmp_path / "again", sample_recipe(steps=1, validate_every=1))
    again.trainer().train()
    assert again.of(Evaluated)[0].losses == first.losses


def test_a_stop_during_validation_is_not_waited_out(tmp_path: Path) -> None:
    run = bench(tmp_path / "run", sample_recipe(steps=6), micro_batch=2)
    control = Control()

    def stop_at_the_end(event: Event) -> None:
        if isinstance(event, StepFinished) and event.step == 6:
            control.stop()

    ended = run.trainer(control=control, watch=stop_at_the_end).train()
    assert ended.ending == "stopped"
    assert not run.of(Evaluated)
    assert run.trainer().train().ending == "finished"
    assert [event.step for event in run.of(Evaluated)] == [6]


def test_seldom_reports_still_count_every_target(tmp_path: Path) -> None:
    every = bench(tmp_path / "every", sample_recipe(steps=8, validate_every=100))
    every.trainer().train()
    once = bench(tmp_path / "once", sample_recipe(steps=8, validate_every=100))
    once.trainer(report_seconds=1e6).train()
    (report,) = once.of(StepFinished)
    losses = [event.losses["masked_lm"] for event in every.of(StepFinished)]
    assert report.losses["masked_lm"] == pytest.approx(np.mean(losses), rel=1e-6)
    assert report.step == 8
