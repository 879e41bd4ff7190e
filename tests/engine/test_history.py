"""A run that is reopened draws the same as one that was watched from the start."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.events import (
    CheckpointSaved,
    Evaluated,
    Event,
    Noticed,
    Prepared,
    RunEnded,
    RunStarted,
    StateChanged,
    StepFinished,
)
from engine.faults import Fault
from engine.history import Column, History, Table
from engine.runs import Run
from tests.engine.run_samples import new_run, probe, same_probe


def started(step: int = 0) -> RunStarted:
    return RunStarted(
        run="/runs/bert-tiny-01",
        step=step,
        parameters=1_470_000,
        unigram_entropy=6.36,
        objectives=("masked_lm", "next_sentence"),
        chances={"masked_lm": math.log(8192), "next_sentence": math.log(2)},
        total_steps=None,
        device="cpu",
        dtype="fp32",
        attention="sdpa",
        threads=2,
        micro_batch=16,
    )


def step_finished(step: int) -> StepFinished:
    return StepFinished(
        step=step,
        tokens=step * 2048,
        seconds=step / 30,
        progress=step / 100,
        losses={"masked_lm": 9.0 - step / 20, "next_sentence": 0.69},
        accuracies={"masked_lm": 0.01 * step} if step > 10 else {},
        weights={"masked_lm": 1.0},
        lr=3e-3 / (1 + step),
        gradient_norm=math.inf if step == 20 else np.float32(0.1).item(),
        tokens_per_second=61_234.5,
        eta_seconds=None if step < 20 else 100.0 - step,
        memory_bytes=700_000_000,
    )


def evaluated(step: int) -> Evaluated:
    return Evaluated(step, step * 2048, step / 30, {"masked_lm": 8.0}, {"masked_lm": 0.1})


def script(*, error: Fault | None = None) -> list[Event]:
    """All that a small run tells, a resume included."""
    first: list[Event] = [StateChanged("preparing"), Prepared("reading", 1, 2, "bytes"), started()]
    for step in (5, 10, 15, 20):
        first += [step_finished(step), probe(step)]
    first += [
        evaluated(20),
        Noticed(20, "warning", "The update of step {step} was left out.", {"step": 20}),
        CheckpointSaved(20, "/runs/x/checkpoints/step-00000020", 1234, 0.05),
        RunEnded("stopped", 20, {"steps": 20}),
        started(20),
        step_finished(25),
        evaluated(25),
    ]
    ending = "failed" if error else "finished"
    return [*first, RunEnded(ending, 25, {"steps": 25, "validation": {"masked_lm": 8.0}}, error)]


def play(run: Run, events: list[Event]) -> History:
    """The history of a window that watched while the run was written."""
    live = History()
    for event in events:
        live.record(event)
        run.metrics.append(event)
        if hasattr(event, "sentences"):
            run.write_probe(event)
    run.metrics.close()
    return live


def as_plain(history: History) -> dict[str, Any]:
    """All of a history but the probe, comparable (NaN equals NaN, errors by their words)."""
    tables = {
        f"{kind}/{name}": [repr(float(value)) for value in table.column(name)]
        for kind, table in (("training", history.training), ("validation", history.validation))
        for name in table.names()
    }
    ended = history.ended
    end = (ended.ending, ended.step, dict(ended.summary), str(ended.error)) if ended else None
    return tables | {
        "checkpoints": history.checkpoints,
        "notices": history.notices,
        "started": history.started,
        "last_step": history.last_step,
        "last_evaluation": history.last_evaluation,
        "probe_steps": history.probe_steps,
        "ended": end,
        "objectives": history.objectives(),
    }


@pytest.mark.parametrize("error", [None, Fault("{path} is full.", now="Free it.", path="/x")])
def test_a_reopened_run_draws_the_same(tmp_path: Path, error: Fault | None) -> None:
    run = new_run(tmp_path / "run")
    live = play(run, script(error=error))
    reopened = Run.open(run.path).history()
    assert as_plain(reopened) == as_plain(live)
    assert live.last_probe is not None
    assert reopened.last_probe is not None
    assert same_probe(reopened.last_probe, live.last_probe)


def test_a_run_cut_back_draws_as_one_that_never_went_further(tmp_path: Path) -> None:
    until = [event for event in script() if getattr(event, "step", 0) <= 10]
    expected = play(new_run(tmp_path / "short"), until)
    run = new_run(tmp_path / "run")
    play(run, script())
    run.cut_after(10)
    history = run.history()
    assert as_plain(history) == as_plain(expected)
    assert history.last_probe is not None
    assert same_probe(history.last_probe, probe(10))


def test_a_series_leaves_out_what_was_not_measured() -> None:
    history = History()
    for event in script():
        history.record(event)
    x, y = history.series("accuracy/masked_lm")
    np.testing.assert_array_equal(x, [15, 20, 25])
    assert len(y) == 3
    x, _ = history.series("loss/masked_lm", axis="tokens", validation=True)
    np.testing.assert_array_equal(x, [20 * 2048, 25 * 2048])
    assert len(history.series("loss/other")[0]) == 0


def test_a_restart_lifts_the_end() -> None:
    history = History()
    history.record(started())
    history.record(RunEnded("stopped", 5, {}))
    assert history.ended is not None
    history.record(started(5))
    assert history.ended is None


def test_a_column_grows_without_losing_values() -> None:
    column = Column()
    for value in range(1000):
        column.append(value)
    np.testing.assert_array_equal(column.array(), np.arange(1000))


def test_a_name_that_appears_late_or_not_always_is_nan_elsewhere() -> None:
    table = Table()
    for row in ({"a": 1.0}, {"b": 2.0}, {"a": 3.0}):
        table.append(row)
    np.testing.assert_array_equal(table.column("a"), [1, np.nan, 3])
    np.testing.assert_array_equal(table.column("b"), [np.nan, 2, np.nan])
    np.testing.assert_array_equal(table.column("c"), [np.nan] * 3)
