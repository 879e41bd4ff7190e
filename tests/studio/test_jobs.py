"""Short work elsewhere; answers on the GUI thread."""

import gc
import threading
import time
import weakref

import pytest
from PySide6.QtCore import QObject
from shiboken6 import delete

from engine.events import Prepared
from engine.faults import Fault
from studio.jobs import AT_ONCE, Jobs, is_alive


def test_the_answer_arrives_in_the_gui_thread(jobs, qtbot):
    got = []
    jobs.run(
        lambda _c, _p: threading.current_thread().name,
        then=lambda name: got.append((name, threading.current_thread())),
    )
    qtbot.waitUntil(lambda: bool(got))
    assert got[0][0].startswith("job")
    assert got[0][1] is threading.main_thread()


def test_an_error_nobody_asked_for_is_told_with_the_title(jobs, qtbot):
    def work(_control, _progress):
        raise Fault("no")

    with qtbot.waitSignal(jobs.failed) as told:
        jobs.run(work, title="Reading")
    assert isinstance(told.args[0], Fault)
    assert told.args[1] == "Reading"


def test_an_error_goes_to_who_asked_for_it_only(jobs, qtbot):
    told, asked = [], []
    jobs.failed.connect(lambda *_: told.append(1))
    job = jobs.run(lambda _c, _p: 1 / 0, failed=asked.append)
    with qtbot.waitSignal(job.ended):
        pass
    assert isinstance(asked[0], ZeroDivisionError)
    assert not told


def test_a_panic_of_a_foreign_library_is_told_as_an_error(jobs, qtbot):
    class Panic(BaseException):
        pass

    def work(_control, _progress):
        raise Panic("tokenizers")

    with qtbot.waitSignal(jobs.failed) as told:
        jobs.run(work)
    assert "tokenizers" in str(told.args[0])


def test_cancelled_work_answers_nobody(jobs, qtbot):
    answers, go = [], threading.Event()

    def work(control, _progress):
        go.wait(5)
        control.check()
        return 1

    job = jobs.run(work, then=answers.append, failed=answers.append)
    with qtbot.waitSignal(job.cancelled):
        job.cancel()
        go.set()
    assert not answers


def test_work_that_ends_after_its_cancel_answers_nobody(jobs, qtbot):
    answers, go = [], threading.Event()
    job = jobs.run(lambda _c, _p: go.wait(5), then=answers.append)
    with qtbot.waitSignal(job.cancelled):
        job.cancel()
        go.set()
    assert not answers


def test_of_much_progress_only_the_newest_is_announced(jobs, qtbot):
    heard = []
    go = threading.Event()

    def work(_control, progress):
        for done in range(20_000):
            progress(Prepared("reading", done, 20_000, "bytes"))
        go.wait(5)

    job = jobs.run(work)
    job.progressed.connect(heard.append)
    qtbot.waitUntil(lambda: bool(heard) and heard[-1].done == 19_999)
    with qtbot.waitSignal(job.ended):
        go.set()
    assert len(heard) < 200


def test_closing_waits_and_drops_what_is_on_its_way(qapp):
    answers = []
    jobs = Jobs()
    job = jobs.run(lambda control, _p: control.wait_while_paused(0.01), then=answers.append)
    jobs.close()
    assert not job.running  # a page that outlives it by a moment follows it no more
    assert not [t for t in threading.enumerate() if t.name.startswith("job")]
    assert not answers
    assert not jobs.run(lambda _c, _p: 1).running


def test_answers_to_pages_that_are_gone_are_dropped(jobs, qtbot):
    class Page(QObject):
        def learn(self, _answer):
            raise AssertionError("the page is gone")

    page = Page()
    go = threading.Event()
    job = jobs.run(lambda _c, _p: go.wait(5), then=page.learn)
    delete(page)
    with qtbot.waitSignal(job.ended):
        go.set()
    assert not is_alive(page.learn)
    assert not is_alive(lambda: page.learn)
    assert is_alive(print)


@pytest.mark.parametrize("kind", ["then", "failed"])
def test_jobs_are_told_busy_until_the_answer_is_given(jobs, qtbot, kind):
    seen = []
    work = {"then": lambda _c, _p: 1, "failed": lambda _c, _p: 1 / 0}[kind]
    job = jobs.run(work, **{kind: lambda _: seen.append(job.running)})
    assert jobs.busy
    qtbot.waitUntil(lambda: bool(seen))
    assert not jobs.busy


def endless(control, _progress):
    while not control.stopping:
        time.sleep(0.01)


def test_work_nobody_waits_for_any_more_is_cancelled(jobs, qtbot):
    gone = QObject()
    kept = QObject()
    orphan = jobs.run(endless, then=lambda _: gone.objectName())
    waited_for = jobs.run(endless, then=lambda _: kept.objectName())
    nobodys = jobs.run(endless)
    delete(gone)
    jobs.cancel_orphans()
    assert orphan.control.stopping
    assert not waited_for.control.stopping
    assert not nobodys.control.stopping


def test_work_that_failed_lets_go_of_what_it_had_in_its_hands(jobs, qtbot):
    """The collector rests while a run trains, and a model may be what it had."""

    class Model:
        pass

    held, failures = [], []

    def work(_control, _progress):
        model = Model()
        held.append(weakref.ref(model))
        raise Fault("This went wrong.")

    gc.disable()
    try:
        jobs.run(work, failed=lambda error: failures.append(str(error)))
        qtbot.waitUntil(lambda: bool(failures))
        qtbot.waitUntil(lambda: held[0]() is None)
    finally:
        gc.enable()


def test_no_thread_outlives_its_work(jobs, qtbot):
    """A thread that has computed with torch would slow training for as long as it lives."""
    answers: list[int] = []
    together = threading.Barrier(3)

    def work(_control, _progress):
        together.wait(10)
        return threading.get_ident()

    for _ in range(3):
        jobs.run(work, then=answers.append)
    qtbot.waitUntil(lambda: len(answers) == 3)
    assert len(set(answers)) == 3
    qtbot.waitUntil(lambda: not [t for t in threading.enumerate() if t.name.startswith("job")])


def test_work_beyond_what_runs_at_once_waits_for_its_turn(jobs, qtbot):
    running, most, answers = set(), [0], []

    def work(_control, _progress):
        running.add(threading.get_ident())
        most[0] = max(most[0], len(running))
        time.sleep(0.02)  # for one too many to begin, if it could
        running.discard(threading.get_ident())

    for _ in range(3 * AT_ONCE):
        jobs.run(work, then=answers.append)
    qtbot.waitUntil(lambda: len(answers) == 3 * AT_ONCE)
    assert 2 <= most[0] <= AT_ONCE


def test_what_has_not_begun_is_dropped_at_the_close(qapp):
    begun: list[int] = []
    full = threading.Barrier(AT_ONCE + 1)
    jobs = Jobs()

    def work(control, _progress):
        begun.append(threading.get_ident())
        full.wait(10)
        while not control.stopping:
            time.sleep(0.01)

    for _ in range(AT_ONCE):
        jobs.run(work)
    full.wait(10)
    jobs.run(work)
    jobs.close()
    assert len(begun) == AT_ONCE
    assert not [t for t in threading.enumerate() if t.name.startswith("job")]
