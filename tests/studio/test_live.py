"""The live run: everything is recorded, news come rarely, and it always ends."""

import time
from dataclasses import replace

import pytest

from engine.events import CheckpointSaved, Noticed, Prepared, RunEnded, StateChanged
from engine.faults import Fault
from studio.inbox import Inbox
from studio.live import LiveRun, State
from studio.telling import run_news
from studio.widgets.busy_bar import BusyBar
from studio.wording import name_objectives
from tests.studio.scripted_run import Script, story
from tests.studio.scripted_run import step_event as step_report
from tests.studio.scripted_work import (
    EndlessWork,
    finite_work,
    probe_event,
    step_event,
)


@pytest.fixture
def endless(qtbot, tmp_path):
    work = EndlessWork()
    live = LiveRun(work)
    live.start({"preset": "bert-tiny"}, tmp_path, "bert-tiny-01")
    qtbot.waitUntil(lambda: live.state is State.RUNNING)
    yield live, work
    live.wait()


def test_every_step_is_recorded_but_pages_hear_rarely(qtbot, tmp_path):
    live = LiveRun(finite_work(50_000))
    heard = []
    live.advanced.connect(lambda: heard.append(live.history.training.num_rows))
    began = time.perf_counter()
    with qtbot.waitSignal(live.ended, timeout=30_000):
        live.start({}, tmp_path, "run-01")
    took = time.perf_counter() - began
    steps, _ = live.history.series("lr")
    assert list(steps[:3]) == [1, 2, 3]
    assert len(steps) == 50_000
    assert len(heard) <= took / 0.1 + 2
    assert live.history.probe_steps == list(range(10, 50_001, 10))


def test_the_inbox_is_bounded_and_keeps_the_newest():
    inbox = Inbox(capacity=10)
    for step in range(100):
        inbox.put(step_event(step))
        inbox.put(probe_event(step))
        inbox.put(Prepared("reading", step, 100, "bytes"))
    events, passed_over = inbox.drain()
    kinds = [type(event).__name__ for event in events]
    assert kinds.count("StepFinished") == 10
    assert kinds.count("ProbeTaken") == kinds.count("Prepared") == 1
    assert events[0].step == 90
    assert passed_over == list(range(99))
    assert inbox.drain() == ([], [])


def test_the_end_is_the_last_thing_told():
    inbox = Inbox()
    inbox.put(step_event(1))
    inbox.put(RunEnded("finished", 1, {}))
    inbox.put(probe_event(1))
    events, _ = inbox.drain()
    assert isinstance(events[-1], RunEnded)


def test_stop_ends_a_long_run(endless, qtbot):
    live, _ = endless
    states = []
    live.state_changed.connect(states.append)
    with qtbot.waitSignal(live.ended):
        live.stop()
        live.stop()
    assert states[0] is State.STOPPING
    assert states[-1] is State.IDLE
    assert live.history.ended.ending == "stopped"


def test_a_pause_holds_and_is_lifted(endless, qtbot):
    live, work = endless
    live.pause()
    assert live.paused
    qtbot.waitUntil(lambda: live.state is State.PAUSED)
    rows = live.history.training.num_rows
    work.step()
    live.resume()
    qtbot.waitUntil(lambda: live.state is State.RUNNING)
    qtbot.waitUntil(lambda: live.history.training.num_rows == rows + 1)


def test_a_paused_run_can_be_stopped(endless, qtbot):
    live, work = endless
    live.pause()
    qtbot.waitUntil(work.seen_pause.is_set)
    with qtbot.waitSignal(live.ended):
        live.stop()


def test_an_error_of_the_training_is_told_once_it_ended(qtbot, tmp_path):
    def broken(_recipe, _path, _place):
        def work(_emit, _control):
            raise Fault("The disk is full.")

        return work

    live = LiveRun(broken)
    with qtbot.waitSignal(live.failed) as told:
        live.start({}, tmp_path, "run-01")
    assert isinstance(told.args[0], Fault)
    assert live.state is State.IDLE
    assert live.history.ended.ending == "failed"
    assert run_news(live).role == "bad"


def test_the_running_recipe_is_a_copy_of_the_form(qtbot, tmp_path):
    given = {"training": {"steps": 5}}
    seen = []

    def spy(recipe, path, place):
        seen.append(recipe)
        return finite_work(5)(recipe, path, place)

    live = LiveRun(spy)
    with qtbot.waitSignal(live.ended):
        live.start(given, tmp_path, "run-01")
        given["training"]["steps"] = 99
    assert seen[0]["training"]["steps"] == 5
    assert live.recipe["training"]["steps"] == 5


def test_nothing_stale_arrives_after_a_new_start(qtbot, tmp_path):
    live = LiveRun(finite_work(30))
    for name in ("run-01", "run-02"):
        with qtbot.waitSignal(live.ended):
            live.start({}, tmp_path, name)
        assert live.history.training.num_rows == 30
        assert live.name == name


def test_two_runs_at_once_are_refused(endless, tmp_path):
    live, _ = endless
    with pytest.raises(RuntimeError):
        live.start({}, tmp_path, "run-02")


def test_the_loss_in_the_run_bar_is_one_objectives_where_several_take_turns(
    endless, qtbot, monkeypatch
):
    monkeypatch.setattr("studio.wording._titles", {})
    live, work = endless
    work.step()
    qtbot.waitUntil(lambda: live.history.last_step is not None)
    told = run_news(live).loss
    name, _ = told.split(":")
    step = replace(live.history.last_step, losses={"next_sentence": 26.5})
    live.history.record(step)
    assert run_news(live).loss == told
    name_objectives({"masked_lm": "Hidden words"})
    assert run_news(live).loss == told.replace(name, "Hidden words")


def test_the_run_bar_tells_step_share_loss_speed_and_time(endless, qtbot):
    live, work = endless
    work.step()
    qtbot.waitUntil(lambda: live.history.last_step is not None)
    news = run_news(live)
    assert (news.name, news.state, news.share) == ("bert-tiny-01", "Training", 0.5)
    assert news.steps == "step 1 · 50 %"
    assert news.loss.endswith(": loss 5.99")  # of the first objective, in nats
    assert news.speed == "52.3k tok/s"
    assert news.left == "06:12 left"
    assert news.can_pause
    assert news.can_stop


def test_a_long_pass_while_measuring_says_how_long_it_has_taken(qtbot, tmp_path):
    script = Script()
    live = LiveRun(script.make_work)
    live.start({}, tmp_path, "run-01")
    news = Prepared("measuring", 2.0, 6.0, "seconds", "fp32 sdpa 2 threads 1 rows", 3.2)
    script.tell(StateChanged("preparing"), replace(news, lasting=0.0))
    qtbot.waitUntil(lambda: run_news(live).state == "Measuring this machine")
    script.tell(news)
    told = "Measuring this machine: a pass has taken 3 s so far"
    qtbot.waitUntil(lambda: run_news(live).state == told)
    assert run_news(live).can_stop
    bar = BusyBar()
    qtbot.addWidget(bar)
    bar.tell(news)
    assert bar.words.text().endswith("1 rows · this pass: 3 s so far")
    live.wait()


HALF = Prepared("saving", 43, 100, "bytes")
SAVED = CheckpointSaved(20, "step-00000020", 100, 0.3)
UNSAVED = Noticed(20, "warning", "A checkpoint could not be saved: {reason}", {"reason": "full"})


@pytest.mark.parametrize("end", [SAVED, UNSAVED], ids=["saved", "failed"])
def test_a_checkpoint_somebody_asked_for_shows_how_far_it_has_come(qtbot, tmp_path, end):
    script = Script()
    live = LiveRun(script.make_work)
    live.start({}, tmp_path, "run-01")
    script.tell(*story(20), HALF)
    qtbot.waitUntil(lambda: run_news(live).state == "Saving 43 %")
    assert run_news(live).share == 0.43
    script.tell(step_report(40))  # training goes on meanwhile
    qtbot.waitUntil(lambda: live.history.last_step.step == 40)
    assert run_news(live).state == "Saving 43 %"
    script.tell(end)
    qtbot.waitUntil(lambda: run_news(live).state == "Training")
    assert run_news(live).share == step_report(40).progress
    live.wait()


def test_the_last_checkpoint_shows_how_far_it_has_come(qtbot, tmp_path):
    script = Script()
    live = LiveRun(script.make_work)
    live.start({}, tmp_path, "run-01")
    script.tell(*story(20), StateChanged("saving"))
    qtbot.waitUntil(lambda: run_news(live).state == "Saving")
    script.tell(HALF)
    qtbot.waitUntil(lambda: run_news(live).state == "Saving 43 %")
    script.tell(StateChanged("waiting"))
    qtbot.waitUntil(lambda: run_news(live).state.startswith("The disk is full"))
    live.wait()


def test_a_save_that_is_over_is_not_told_of_any_more():
    inbox = Inbox()
    for event in (HALF, SAVED):
        inbox.put(event)
    assert inbox.drain() == ([SAVED], [])
    building = Prepared("building", 0, None, "")
    for event in (building, UNSAVED):
        inbox.put(event)
    assert inbox.drain() == ([UNSAVED, building], [])
