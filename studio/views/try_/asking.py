"""Questions to a checkpoint, one at a time; only the newest waits."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from studio.jobs import Job, Jobs

Question = Callable[[], Any]
Answer = Callable[[Any], None]


class Asker(QObject):
    """Runs questions in jobs. An answer that came too late, for another question, is dropped."""

    began = Signal(object)  # the Job
    failed = Signal(object)

    def __init__(self, jobs: Jobs, title: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._title = jobs, title
        self._job: Job | None = None
        self._waiting: tuple[Question, Answer] | None = None
        self._drop = False

    @property
    def busy(self) -> bool:
        """Whether a question is under way."""
        return self._job is not None

    def ask(self, question: Question, answer: Answer) -> None:
        """Ask now, or after the question under way."""
        if self._job is not None:
            self._waiting = (question, answer)
            return
        self._drop = False
        self._job = self._jobs.run(
            lambda _control, _progress: question(),
            title=self._title,
            then=lambda found: self._arrived(found, answer),
            failed=self._fail,
        )
        self._job.cancelled.connect(self._next)
        self.began.emit(self._job)

    def forget(self) -> None:
        """No answer to what was asked so far is wanted any more."""
        self._waiting, self._drop = None, True

    def _arrived(self, found: Any, answer: Answer) -> None:
        if not self._drop:
            answer(found)
        self._next()

    def _fail(self, error: Exception) -> None:
        if not self._drop:
            self.failed.emit(error)
        self._next()

    def _next(self) -> None:
        self._job = None
        if self._waiting is not None:
            waiting, self._waiting = self._waiting, None
            self.ask(*waiting)
