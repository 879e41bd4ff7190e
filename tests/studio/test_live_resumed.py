"""A run that goes on shows what it had measured, and stays as it was where it may not."""

import pytest

from engine.events import RunEnded
from engine.faults import Fault
from engine.history import History
from studio.inbox import Recalled
from studio.live import LiveRun
from studio.telling import run_news
from tests.engine.run_samples import new_run, probe, save
from tests.studio.scripted_run import write_run
from tests.studio.scripted_work import (
    finite_work,
    started_event,
    step_event,
)


def test_a_resumed_run_shows_the_last_look_at_the_model_until_the_next(qtbot, tmp_path):
    run = new_run(tmp_path / "run-01")
    save(run, 8)
    for step in (4, 8, 12):
        run.write_probe(probe(step))
    live = LiveRun(
        lambda _recipe, _path, _place: lambda emit, _control: emit(RunEnded("stopped", 8, {}))
    )
    with qtbot.waitSignal(live.ended):
        live.resume_run(run.path)
    assert live.history.probe_steps == [4, 8]
    assert live.history.last_probe.step == 8


def test_a_resumed_run_shows_what_it_had_measured(qtbot, tmp_path, monkeypatch):
    measured = History()
    for step in range(1, 11):
        measured.record(step_event(step))
    measured.probe_steps = [4, 8]
    past = Recalled(measured)
    monkeypatch.setattr("studio.live_work._recall", lambda _path: past)
    live = LiveRun(finite_work(3))
    with qtbot.waitSignal(live.ended):
        live.resume_run(tmp_path / "run-01", {"preset": "bert-tiny"})
    assert live.history.training.num_rows == 13
    assert live.history is measured  # as it came: no row is taken over in the window's thread
    assert live.history.probe_steps[:2] == [4, 8]
    assert live.recipe == {"preset": "bert-tiny"}


def refusing(_recipe, _path, _place):
    def work(emit, control):
        raise Fault("The text of {run} has changed since the run began.", run="run-01")

    return work


@pytest.mark.parametrize("ending", ["stopped", ""])
def test_a_run_that_may_not_go_on_stays_as_it_was(qtbot, tmp_path, ending):
    run = write_run(tmp_path / "run-01", 2000, ending=ending)
    live = LiveRun(refusing)
    with qtbot.waitSignals([live.ended, live.failed]):
        live.resume_run(run.path)
    ended = live.history.ended
    assert (ended.ending if ended else "") == ending
    assert ended is None or ended.error is None
    assert "Failed" not in run_news(live).state


def test_a_run_that_failed_after_it_went_on_has_failed(qtbot, tmp_path):
    run = write_run(tmp_path / "run-01", 2000, ending="stopped")

    def make(_recipe, path, _place):
        def work(emit, control):
            emit(started_event(path))
            raise Fault("The disk is full.")

        return work

    live = LiveRun(make)
    with qtbot.waitSignal(live.failed):
        live.resume_run(run.path)
    assert live.history.ended.ending == "failed"
