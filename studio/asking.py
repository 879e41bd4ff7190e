"""Questions to a checkpoint, one at a time; only the newest waits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from studio.desk import Desk
    from studio.jobs import Job, Jobs

Question = Callable[[], Any]
Answer = Callable[[Any], None]


@dataclass(frozen=True, slots=True)
class Asked:
    """The checkpoint a question goes to. Its answer belongs to it, whenever it arrives."""

    workspace: Path
    run: Path
    step: int


def at_hand(desk: Desk) -> Asked | None:
    """The checkpoint to ask now: the one chosen, else the newest saved; None where none is."""
    shown, chosen = desk.shown, desk.checkpoint
    if shown is None or not desk.checkpoints:
        return None
    step = chosen if chosen is not None else max(info.step for info in desk.checkpoints)
    return Asked(desk.workspace.path, shown.path, step)


def nearest_checkpoint(desk: Desk, step: int) -> Asked | None:
    """The checkpoint of the shown run nearest to a step; None where none is saved."""
    shown = desk.shown
    if shown is None or not desk.checkpoints:
        return None
    nearest = min((info.step for info in desk.checkpoints), key=lambda at: (abs(at - step), -at))
    return Asked(desk.workspace.path, shown.path, nearest)


class Asker(QObject):
    """Runs questions in jobs.

    An answer arrives although another question waits already; what was forgotten is not answered.
    """

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

    @property
    def waits(self) -> bool:
        """Whether another question follows the one under way."""
        return self._waiting is not None

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
