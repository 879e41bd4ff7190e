"""Questions of one column to its checkpoint, one at a time; only the newest waits."""

from __future__ import annotations

from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from engine.control import Control
    from studio.jobs import Job, Jobs

TICK_MS = 80

Tell = Callable[[str], None]  # a piece of an answer that is not whole yet
Question = Callable[["Control", Tell], Any]  # asked in a job, which may be told to end
Answer = Callable[[Any, bool], None]  # the answer, and whether the person asked for it


class LongQuestion:
    """What may take seconds; it gives way to whatever is asked next."""

    __slots__ = ()


class Questions(QObject):
    """Asks them in jobs.

    An answer arrives although another question waits already; what was forgotten is not answered.
    A question that takes the place of a waiting one the person asked for is the person's too.
    """

    began = Signal(object)  # the Job
    came = Signal(str)  # all that has come so far of an answer told in pieces
    failed = Signal(object)
    over = Signal()  # nothing is under way, and nothing waits

    def __init__(self, jobs: Jobs, title: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._title = jobs, title
        self._job: Job | None = None
        self._waiting: tuple[Question, Answer, bool] | None = None
        self._drop = False
        self._pieces: SimpleQueue[str] = SimpleQueue()  # put in the job, taken here
        self._come = ""
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._pass_on)

    @property
    def busy(self) -> bool:
        """Whether a question is under way."""
        return self._job is not None

    def ask(self, question: Question, answer: Answer, *, by_hand: bool = False) -> None:
        """Ask now, or after the question under way."""
        if self._job is not None:
            before = self._waiting is not None and self._waiting[2]
            self._waiting = (question, answer, by_hand or before)
            return
        self._drop = False
        pieces = self._pieces = SimpleQueue()  # a job that was given up may tell on
        self._come = ""
        self._job = self._jobs.run(
            lambda control, _progress: question(control, pieces.put),
            title=self._title,
            then=lambda found: self._arrived(found, answer, by_hand),
            failed=self._fail,
        )
        self._job.cancelled.connect(self._cancelled)
        self._timer.start()
        self.began.emit(self._job)

    def forget(self) -> None:
        """No answer to what was asked so far is wanted any more."""
        self._waiting, self._drop = None, True

    def stop(self) -> None:
        """End the question under way, and ask none that waits."""
        self._waiting = None
        if self._job is not None:
            self._job.cancel()

    def _pass_on(self) -> None:
        before = self._come
        while True:
            try:
                self._come += self._pieces.get_nowait()
            except Empty:
                break
        if self._come != before and not self._drop:
            self.came.emit(self._come)

    def _arrived(self, found: Any, answer: Answer, by_hand: bool) -> None:
        if not self._drop:
            answer(found, by_hand)
        self._next()

    def _fail(self, error: Exception) -> None:
        if not self._drop:
            self.failed.emit(error)
        self._next()

    def _cancelled(self) -> None:
        self._pass_on()
        self._next()

    def _next(self) -> None:
        self._job = None
        self._timer.stop()
        if self._waiting is None:
            self.over.emit()
            return
        question, answer, by_hand = self._waiting
        self._waiting = None
        self.ask(question, answer, by_hand=by_hand)
