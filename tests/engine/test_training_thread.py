"""TrainingThread: always ends with RunEnded, and any request is safe at any time."""

import threading

import pytest

from engine.control import Control
from engine.events import Emit, Event, RunEnded, StateChanged
from engine.faults import Cancelled, Fault
from engine.training.thread import TrainingThread

SOON = 30.0  # seconds; only a hang ever waits that long


def ran(work: object) -> list[Event]:
    events: list[Event] = []
    thread = TrainingThread(work, events.append)  # type: ignore[arg-type]
    thread.start()
    assert thread.join(SOON)
    return events


@pytest.mark.parametrize(
    "error",
    [Fault("full disk"), ValueError("a bug"), MemoryError(), KeyboardInterrupt(), SystemExit(3)],
)
def test_whatever_is_raised_the_last_event_says_so(error: BaseException) -> None:
    def work(emit: Emit, control: Control) -> None:
        raise error

    (ended,) = ran(work)
    assert isinstance(ended, RunEnded)
    assert (ended.ending, ended.error) == ("failed", error)


def test_a_summary_comes_last_and_once() -> None:
    done = RunEnded("finished", 7, {"steps": 7})

    def work(emit: Emit, control: Control) -> None:
        emit(done)
        emit(StateChanged("saving"))

    assert ran(work) == [StateChanged("saving"), done]


def test_a_failure_after_the_end_is_not_lost() -> None:
    def work(emit: Emit, control: Control) -> None:
        emit(RunEnded("finished", 7, {}))
        raise ValueError("while closing")

    (ended,) = ran(work)
    assert isinstance(ended, RunEnded)
    assert ended.ending == "failed"
    assert ended.step == 7


def test_cancelled_preparation_is_a_stop_not_a_failure() -> None:
    def work(emit: Emit, control: Control) -> None:
        raise Cancelled

    (ended,) = ran(work)
    assert isinstance(ended, RunEnded)
    assert (ended.ending, ended.error) == ("stopped", None)


def test_the_thread_is_called_training() -> None:
    names: list[str] = []

    def work(emit: Emit, control: Control) -> None:
        names.append(threading.current_thread().name)

    ran(work)
    assert names == ["training"]


def test_requests_before_start_twice_and_after_the_end_are_safe() -> None:
    def work(emit: Emit, control: Control) -> None:
        while control.keep_going():
            control.wait_while_paused(0.01)

    events: list[Event] = []
    thread = TrainingThread(work, events.append)
    assert thread.join(0.0)
    thread.pause()
    thread.pause()
    thread.start()
    for request in (thread.save_now, thread.probe_now, thread.resume, thread.stop, thread.stop):
        request()
    assert thread.join(SOON)
    for request in (thread.pause, thread.resume, thread.stop, thread.save_now, thread.probe_now):
        request()
    assert not thread.alive
    assert [type(event) for event in events] == [RunEnded]


def test_a_pause_after_a_stop_holds_nothing() -> None:
    control = Control()
    control.stop()
    control.pause()

    assert not control.paused
    assert control.wait_while_paused(0)
    assert not control.keep_going()
