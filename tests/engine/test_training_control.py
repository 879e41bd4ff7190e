"""Pause, resume, stop, save and probe: each is acted on at the next look, also while paused."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from engine.control import Control
from engine.events import (
    CheckpointSaved,
    Event,
    Noticed,
    ProbeTaken,
    RunEnded,
    SentenceProbe,
    StateChanged,
    StepFinished,
)
from engine.faults import Fault
from engine.training import step, watching
from engine.training.thread import TrainingThread
from tests.engine.training_samples import Bench, bench, sample_recipe

SOON = 60.0  # seconds; only a hang ever waits that long


class OneHead:
    """A probe that remembers when it was taken."""

    def __init__(self, fail: Exception | None = None) -> None:
        self.fail = fail

    def take(self, step: int, seconds: float) -> ProbeTaken:
        if self.fail is not None:
            raise self.fail
        attention = np.ones((1, 1, 1, 1), dtype=np.float16)
        return ProbeTaken(step, seconds, (SentenceProbe("a", ("a",), attention, ()),))


class Follower:
    """Waits for events of a run in another thread."""

    def __init__(self, run: Bench) -> None:
        self.run = run
        self.news = threading.Condition()
        self.all: list[Event] = []

    def __call__(self, event: Event) -> None:
        with self.news:
            self.all.append(event)
            self.news.notify_all()

    def wait_for(self, wanted: Callable[[Event], bool], *, after: int = 0) -> int:
        """The place of the first event that is wanted, at or after `after`."""

        def found() -> int | None:
            places = range(after, len(self.all))
            return next((place for place in places if wanted(self.all[place])), None)

        with self.news:
            assert self.news.wait_for(lambda: found() is not None, SOON), self.all[-5:]
            place = found()
        assert place is not None
        return place


@pytest.fixture
def free_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looks that count as taking no time, so that steps alone say when they are due."""
    monkeypatch.setattr(watching, "RESTS", 0)


@pytest.fixture
def endless(tmp_path: Path) -> Bench:
    return bench(tmp_path / "run", sample_recipe(steps=1_000_000, checkpoint_seconds=1e6))


def started(run: Bench, probes: tuple[OneHead, ...] = ()) -> tuple[TrainingThread, Follower]:
    follower = Follower(run)
    thread = TrainingThread(
        lambda emit, control: run.trainer(control=control, watch=emit, probes=probes).train(),  # type: ignore[arg-type,return-value]
        follower,
    )
    thread.start()
    return thread, follower


def state(name: str) -> Callable[[Event], bool]:
    return lambda event: isinstance(event, StateChanged) and event.state == name


def kind(wanted: type) -> Callable[[Event], bool]:
    return lambda event: isinstance(event, wanted)


def test_a_paused_run_saves_probes_resumes_and_stops(endless: Bench) -> None:
    thread, follower = started(endless, (OneHead(),))
    try:
        follower.wait_for(kind(StepFinished))
        thread.pause()
        paused = follower.wait_for(state("paused"))
        thread.save_now()
        saved = follower.wait_for(kind(CheckpointSaved), after=paused)
        thread.probe_now()
        probed = follower.wait_for(kind(ProbeTaken), after=saved)
        trained = [
            event for event in follower.all[paused : probed + 1] if kind(StepFinished)(event)
        ]
        assert not trained
        thread.resume()
        running = follower.wait_for(state("running"), after=probed)
        follower.wait_for(kind(StepFinished), after=running)
        thread.pause()
        again = follower.wait_for(state("paused"), after=running)
    finally:
        thread.stop()
        assert thread.join(SOON)
    last = follower.all[-1]
    assert isinstance(last, RunEnded)
    assert last.ending == "stopped"
    checkpoint = endless.run.load_latest()
    assert checkpoint is not None
    assert checkpoint.step == last.step
    assert not any(kind(StepFinished)(event) for event in follower.all[again + 1 :])


def test_pauses_cost_no_budget(tmp_path: Path) -> None:
    run = bench(tmp_path / "run", sample_recipe(steps=4))
    before_and_after: list[float] = []
    control = Control()

    class Held(Control):
        """Paused for a moment at each look, as seen by the stopwatch."""

        def wait_while_paused(self, seconds: float) -> bool:
            before_and_after.append(trainer._position.seconds)
            threading.Event().wait(0.01)
            before_and_after.append(trainer._position.seconds)
            self.resume()
            return True

    control = Held()
    trainer = run.trainer(control=control)
    control.pause()
    trainer.train()
    assert len(before_and_after) == 2
    assert before_and_after[0] == before_and_after[1]


@pytest.mark.usefixtures("free_looks")
def test_probes_come_at_the_later_of_seconds_and_steps_and_are_kept(tmp_path: Path) -> None:
    run = bench(tmp_path / "run", sample_recipe(steps=16))
    run.trainer(probes=[OneHead()]).train()
    assert [event.step for event in run.of(ProbeTaken)] == [0, 5, 10, 15, 16]
    assert run.run.probe_steps() == [0, 5, 10, 15, 16]


@pytest.mark.usefixtures("free_looks")
@pytest.mark.parametrize(("megabytes", "kept"), [(0.0001, 0), (0.0006, 1), (1.0, 5)])
def test_looks_too_large_to_be_kept_are_told_of_once(
    tmp_path: Path, megabytes: float, kept: int
) -> None:
    recipe = sample_recipe(steps=16)
    small = recipe.probes.model_copy(update={"megabytes": megabytes})
    run = bench(tmp_path / "run", replace(recipe, probes=small))
    run.trainer(probes=[OneHead()]).train()
    assert len(run.of(ProbeTaken)) == 5
    assert run.run.probe_steps() == [0, 5, 10, 15, 16][5 - kept :]
    told = [str(notice) for notice in run.of(Noticed)]
    assert [words.split()[0] for words in told] == {0: ["No"], 1: ["Only"], 5: []}[kept]
    assert all(f"into {megabytes:g} MB" in words for words in told)


@pytest.mark.parametrize("steps", [15, 16])
def test_the_last_probe_shows_the_model_that_was_saved_and_is_taken_once(
    tmp_path: Path, steps: int
) -> None:
    run = bench(tmp_path / "run", sample_recipe(steps=steps))
    run.trainer(probes=[OneHead()]).train()
    assert [event.step for event in run.of(ProbeTaken)].count(steps) == 1
    assert run.run.probe_steps()[-1] == steps
    kinds = [type(event) for event in run.events]
    assert kinds.index(RunEnded) > len(kinds) - 1 - kinds[::-1].index(ProbeTaken)


@pytest.mark.usefixtures("free_looks")
def test_a_run_stopped_early_ends_with_a_probe_and_goes_on_without_another(
    tmp_path: Path,
) -> None:
    run = bench(tmp_path / "run", sample_recipe(steps=30))
    control = Control()

    def watch(event: Event) -> None:
        if isinstance(event, StepFinished) and event.step == 7:
            control.stop()

    run.trainer(control=control, watch=watch, probes=[OneHead()]).train()
    assert [event.step for event in run.of(ProbeTaken)] == [0, 5, 7]
    run.events.clear()
    run.trainer(probes=[OneHead()]).train()
    assert [event.step for event in run.of(ProbeTaken)] == [12, 17, 22, 27, 30]
    assert run.run.probe_steps() == [0, 5, 7, 12, 17, 22, 27, 30]


@pytest.mark.usefixtures("free_looks")
def test_a_run_that_failed_is_not_looked_at_again(tmp_path: Path) -> None:
    run = bench(tmp_path / "run", sample_recipe(steps=30))

    def watch(event: Event) -> None:
        if isinstance(event, StepFinished) and event.step == 7:
            raise ValueError("no more")

    with pytest.raises(ValueError, match="no more"):
        run.trainer(watch=watch, probes=[OneHead()]).train()
    assert [event.step for event in run.of(ProbeTaken)] == [0, 5]


def test_a_probe_that_fails_is_told_of_and_stops_nothing(tmp_path: Path) -> None:
    run = bench(tmp_path / "run", sample_recipe(steps=6))
    ended = run.trainer(probes=[OneHead(ValueError("no such head"))]).train()
    assert ended.ending == "finished"
    (first, *_) = run.of(Noticed)
    assert "no such head" in str(first)


def test_a_fault_that_spoils_a_probe_stays_a_sentence_of_its_own(tmp_path: Path) -> None:
    run = bench(tmp_path / "run", sample_recipe(steps=6))
    fault = Fault("There is no {name}.", name="head")
    run.trainer(probes=[OneHead(fault)]).train()
    (notice,) = run.of(Noticed)
    assert notice.values["reason"] is fault
    assert str(notice).endswith("There is no head.")
    (kept,) = run.run.history().notices
    assert isinstance(kept.values["reason"], Fault)
    assert str(kept) == str(notice)


def test_the_window_is_told_each_state_in_order(tmp_path: Path) -> None:
    run = bench(tmp_path / "run", sample_recipe(steps=2))
    run.trainer().train()
    assert [event.state for event in run.of(StateChanged)] == ["running", "saving"]
    assert isinstance(run.events[-1], RunEnded)
    assert run.run.status().state == "finished"


def test_a_probe_that_keeps_failing_is_told_of_once(tmp_path: Path) -> None:
    run = bench(tmp_path / "run", sample_recipe(steps=16))
    run.trainer(probes=[OneHead(ValueError("no such head"))]).train()
    assert sum("no such head" in str(notice) for notice in run.of(Noticed)) == 1


@pytest.mark.parametrize(("long", "looks"), [(1e9, 1), (0.0, 1 + 4 + 4)])
def test_a_report_says_how_long_a_request_may_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, long: float, looks: int
) -> None:
    """For a micro-batch, or where that takes long for a part of it, forward or back."""
    monkeypatch.setattr(step, "LONG_SECONDS", long)
    run = bench(tmp_path / "run", sample_recipe(steps=12), micro_batch=2)
    run.trainer().train()
    reports = run.of(StepFinished)
    spans = [later.seconds - before.seconds for before, later in pairwise(reports)]
    told = [report.micro_batch_seconds for report in reports[1:]]
    assert told == pytest.approx([span / 4 / looks for span in spans], rel=0.2)
