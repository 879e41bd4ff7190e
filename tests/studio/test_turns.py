"""What may not happen at once waits for its turn."""

import importlib
import sys
import threading
import time

import pytest

from engine.control import Control
from engine.faults import Cancelled
from studio import loaded as loading
from studio.jobs import needs
from studio.turns import Turns
from tests.studio.scripted_run import write_run


def test_a_guarded_function_is_used_by_one_at_a_time(jobs, qtbot):
    inside, most, done = [0], [0], []

    @Turns().alone
    def work():
        inside[0] += 1
        most[0] = max(most[0], inside[0])
        threading.Event().wait(0.002)
        inside[0] -= 1

    for _ in range(8):
        jobs.run(lambda _c, _p: work(), then=done.append)
    qtbot.waitUntil(lambda: len(done) == 8)
    assert most == [1]


def test_functions_of_one_turn_wait_for_one_another():
    turns = Turns()
    inside, most = [], []

    @turns.alone
    def one():
        use()

    @turns.alone
    def other():
        use()

    def use():
        inside.append(1)
        most.append(len(inside))
        time.sleep(0.02)
        inside.pop()

    threads = [threading.Thread(target=work) for work in (one, other, one, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert max(most) == 1


def test_questions_to_loaded_checkpoints_take_turns(monkeypatch, tmp_path):
    monkeypatch.setattr(loading, "_opened", lambda path, step, _control: (path, step))
    one, other = write_run(tmp_path / "one", 10).path, write_run(tmp_path / "other", 10).path
    control = Control()
    control.stop()
    with loading.loaded(one, 10):
        waiting = loading.loaded(other, 10, control)
        with pytest.raises(Cancelled):
            waiting.__enter__()
    with loading.loaded(other, 10, control) as opened:
        assert opened == (other, 10)


def test_who_waits_for_a_turn_can_be_cancelled():
    turns, control = Turns(), Control()
    control.stop()
    with turns.take(), pytest.raises(Cancelled), turns.take(control):
        pass
    with turns.take(control):
        pass


def test_turns_come_in_the_order_they_were_asked_for():
    turns, came = Turns(), []
    first = Control()

    def wait(number):
        with turns.take():
            came.append(number)

    threads = []
    with turns.take():
        for number in range(4):
            threads.append(threading.Thread(target=wait, args=(number,)))
            threads[-1].start()
            while turns.num_waiting <= number:
                time.sleep(0.001)
        assert turns.let_in(first)
        assert came == [0, 1, 2, 3]  # those who waited went first
        assert turns.let_in(first)
    for thread in threads:
        thread.join()


def test_who_is_stopped_or_paused_while_others_are_let_in_holds_nobody_up():
    turns, control, inside, go = Turns(), Control(), threading.Event(), threading.Event()

    def long():
        with turns.take():
            inside.set()
            assert go.wait(20)

    def stop():
        assert inside.wait(20)
        control.stop()

    threads = [threading.Thread(target=long), threading.Thread(target=stop)]
    with turns.take():
        threads[0].start()
        while not turns.num_waiting:
            time.sleep(0.001)
        threads[1].start()
        control.pause()
        assert not turns.let_in(control)  # paused until it is stopped, while another is at it
    go.set()
    for thread in threads:
        thread.join()
    with turns.take():
        assert not turns.let_in(control)
    assert not turns._queue


def test_who_waits_comes_before_who_takes_turn_after_turn():
    turns, order = Turns(), []

    def wait():
        with turns.take():
            order.append("waited")

    other = threading.Thread(target=wait)
    for _ in range(3):
        with turns.take():
            order.append("again")
            if len(order) == 1:
                other.start()
                while not turns.num_waiting:
                    time.sleep(0.001)
    other.join()
    assert order == ["again", "waited", "again", "again"]


def test_jobs_import_one_after_another(jobs, qtbot, tmp_path, monkeypatch):
    (tmp_path / "circle_a.py").write_text("import time; time.sleep(0.05); import circle_b; A = 1")
    (tmp_path / "circle_b.py").write_text(
        "import time; time.sleep(0.05); import circle_a; circle_a.__dict__.get('A'); B = 1"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    done, failed = [], []

    def ask(name):
        @needs(name)
        def work():
            module = importlib.import_module(name)
            return getattr(module, name[-1].upper())

        jobs.run(lambda _c, _p: work(), then=done.append, failed=failed.append)

    ask("circle_a")
    ask("circle_b")
    qtbot.waitUntil(lambda: len(done) + len(failed) == 2)
    assert done == [1, 1]
    for name in ("circle_a", "circle_b"):
        sys.modules.pop(name, None)
