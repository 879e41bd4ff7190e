"""Short work off the GUI thread; its answer comes back on it."""

from __future__ import annotations

import importlib
import threading
from collections.abc import Callable
from concurrent.futures import Future
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from shiboken6 import isValid

from engine.control import Control
from engine.events import Prepared, Progress
from engine.faults import Cancelled
from studio.turns import Turns

T = TypeVar("T")
P = ParamSpec("P")
Work = Callable[[Control, Progress], T]

AT_ONCE = 8
TICK_MS = 100


class _AtWork(threading.local):
    """Of each thread: the control and the progress of the job it does."""

    now: tuple[Control, Progress] | None = None


_AT_WORK = _AtWork()


class Job(QObject):
    """One piece of work under way. After `cancel()` no answer of it arrives any more."""

    progressed = Signal(object)  # engine.events.Prepared, at most ten a second
    done = Signal(object)
    failed = Signal(object)  # the exception
    cancelled = Signal()
    ended = Signal()  # after any of the three

    def __init__(self, title: str, parent: QObject) -> None:
        super().__init__(parent)
        self.title = title
        self.control = Control()
        self.running = True
        self.then: Callable[[Any], None] | None = None
        self.on_failure: Callable[[Exception], None] | None = None
        self._newest: Prepared | None = None
        self._lock = threading.Lock()

    def cancel(self) -> None:
        """Ask the work to end."""
        self.control.stop()

    def tell(self, news: Prepared) -> None:
        """How far it has come; called by the work, in its own thread."""
        with self._lock:
            self._newest = news

    def pass_on(self) -> None:
        """Announce the newest progress, on the GUI thread."""
        with self._lock:
            news, self._newest = self._newest, None
        if news is not None and not self.control.stopping:
            self.progressed.emit(news)


class Jobs(QObject):
    """Runs callables elsewhere and hands their answers, or errors, to the GUI thread."""

    failed = Signal(object, str)  # an error nobody asked to be told of, and the job's title
    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._places = threading.BoundedSemaphore(AT_ONCE)
        self._running: dict[Job, Future[Any]] = {}
        self._threads: list[threading.Thread] = []
        self._closed = False
        # Queued even where the work is done at once, so that no answer precedes `run`'s return.
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._pass_on)

    def run(
        self,
        work: Work[T],
        *,
        title: str = "",
        then: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> Job:
        """Begin `work(control, progress)`; `then` or `failed` is called on the GUI thread.

        Without `failed` an error goes to `Jobs.failed`. A job asked to cancel calls neither.
        """
        job = Job(title, self)
        job.then, job.on_failure = then, failed
        if self._closed:
            job.running = False
            return job
        future = self._in_a_thread(work, job)
        self._running[job] = future
        self._timer.start()
        future.add_done_callback(lambda _: self._finished.emit(job))
        return job

    def cancel_orphans(self) -> None:
        """Ask everything to end whose answer nobody waits for any more."""
        for job in list(self._running):
            if job.then is not None and not is_alive(job.then):
                job.cancel()

    @property
    def busy(self) -> bool:
        """Whether anything is under way."""
        return bool(self._running)

    def close(self) -> None:
        """Ask everything to end and wait for it; answers on the way are dropped."""
        self._closed = True
        self._timer.stop()
        for job in list(self._running):
            job.cancel()
        for thread in self._threads:
            thread.join()
        for job in self._running:
            job.running = False  # whoever follows it may outlive it by a moment
        self._running.clear()

    def _in_a_thread(self, work: Work[T], job: Job) -> Future[T]:
        """Begin it in a thread of its own, which ends with it.

        A thread that has computed with torch keeps a team of OpenMP threads until it ends. Once
        the program has more of them than cores, none waits awake for the next kernel any more,
        and training beside them, even idle ones, loses a third of its speed.
        """
        future: Future[T] = Future()
        thread = threading.Thread(target=self._work, args=(work, job, future), name="job")
        thread.start()
        self._threads = [*filter(threading.Thread.is_alive, self._threads), thread]
        return future

    def _work(self, work: Work[T], job: Job, future: Future[T]) -> None:
        try:
            with self._places:
                job.control.check()
                _AT_WORK.now = (job.control, job.tell)  # the thread ends with the job
                future.set_result(work(job.control, job.tell))
        except BaseException as error:  # noqa: BLE001 - raised again where the answer is taken
            future.set_exception(error)
        finally:
            # The error holds this frame, and this frame would hold the future that holds the error:
            # a circle with all that the work had in its hands, a model, say.
            del future

    def _pass_on(self) -> None:
        for job in list(self._running):
            job.pass_on()

    def _deliver(self, job: Job) -> None:
        future = self._running.pop(job, None)
        if future is None or self._closed:
            return
        if not self._running:
            self._timer.stop()
        job.pass_on()
        job.running = False
        try:
            self._answer(job, future)
        finally:
            job.ended.emit()
            job.deleteLater()

    def _answer(self, job: Job, future: Future[Any]) -> None:
        if job.control.stopping:
            job.cancelled.emit()
            return
        error = future.exception()
        if error is None:
            job.done.emit(future.result())
            if job.then is not None and is_alive(job.then):
                job.then(future.result())
        elif isinstance(error, Cancelled):
            job.cancelled.emit()
        else:
            self._fail(job, error)

    def _fail(self, job: Job, error: BaseException) -> None:
        # A panic of a foreign library is a BaseException and no Exception.
        told = error if isinstance(error, Exception) else RuntimeError(str(error))
        job.failed.emit(told)
        if job.on_failure is not None:
            if is_alive(job.on_failure):
                job.on_failure(told)
        else:
            self.failed.emit(told, job.title)


def at_work() -> tuple[Control, Progress]:
    """The control and the progress of the job that calls; outside of any, such as do nothing."""
    return _AT_WORK.now or (Control(), lambda _prepared: None)


def is_alive(callback: Callable[..., Any]) -> bool:
    """Whether the widgets a callback belongs to, or holds, still exist.

    A change of language builds the window anew; answers to pages of the old one are dropped.
    """
    held = [getattr(callback, "__self__", None)]
    for cell in getattr(callback, "__closure__", None) or ():
        try:
            held.append(cell.cell_contents)
        except ValueError:  # not filled yet
            continue
    return all(isValid(part) for part in held if isinstance(part, QObject))


_IMPORTS = Turns()


@_IMPORTS.alone
def import_alone(*modules: str) -> None:
    """Import modules while no other job imports.

    Two threads that enter a circle of imports from different ends each meet the other's half of
    it; so whatever is imported off the GUI thread goes through here first.
    """
    for module in modules:
        importlib.import_module(module)


def needs(*modules: str) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Have these modules imported before a function, called in a job, imports from them."""

    def decorate(function: Callable[P, T]) -> Callable[P, T]:
        @wraps(function)
        def with_modules(*args: P.args, **kwargs: P.kwargs) -> T:
            import_alone(*modules)
            return function(*args, **kwargs)

        return with_modules

    return decorate


def catch_in_threads(report: Callable[[BaseException], None]) -> None:
    """Let `report` hear of what nobody caught in any thread."""

    def hook(caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None:
            report(caught.exc_value)

    threading.excepthook = hook
