"""The one road for everything that went wrong: a log with the trace, and words for people."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal

from engine import disk
from engine.events import Noticed
from engine.examples.summary import FINDING
from engine.faults import Cancelled, Fault, RecipeFault
from studio.terminal import say_once
from studio.wording import Words, fault_parts, fault_words, notice_words, told

translate = QCoreApplication.translate

LOG_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Problem:
    """What a person is told: what happened, why, what to do now; the details fold out."""

    what: str
    why: str = ""
    now: str = ""
    doing: str = ""
    details: str = ""
    expected: bool = True  # False: a fault of ours, with a trace

    def text(self) -> str:
        """All of it, to be copied."""
        parts = (self.doing, self.what, self.why, self.now, self.details)
        return "\n".join(part for part in parts if part)

    def say(self) -> None:
        """Say it on the terminal too: without details, and once wherever else it is told."""
        say_once("\n".join(part for part in (self.what, self.why, self.now) if part))


def problem_of(error: BaseException, doing: str = "") -> Problem:
    """An error in the window's language; faults of ours keep the trace as details."""
    if isinstance(error, RecipeFault):
        places = "\n".join(f"{fault.place}: {fault_words(fault)}" for fault in error.faults)
        what, _, now = fault_parts(error)
        return Problem(what, places, now, doing)
    if isinstance(error, Fault):
        return Problem(*fault_parts(error), doing)
    if isinstance(error, MemoryError):
        return Problem(
            translate("problems", "There is not enough memory."),
            "",
            translate("problems", "Choose a smaller model, fewer rows per step or shorter rows."),
            doing,
            _trace(error),
        )
    return Problem(
        translate("problems", "Something went wrong inside Cloze Studio."),
        f"{type(error).__name__}: {error}",
        translate("problems", "Try again; if it comes back, copy the details into a report."),
        doing,
        _trace(error),
        expected=False,
    )


class Problems(QObject):
    """Takes every error in; the window shows what it announces."""

    reported = Signal(Problem)
    settled = Signal()  # what was told last is over, or stands elsewhere
    dismissed = Signal(object)  # the error or notice that somebody has read and put away

    def __init__(self, log: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.log = log
        self.last: Problem | None = None
        self._error: object = None  # that `last` tells
        self._make: Callable[[], Problem] | None = None  # `last` again, in another language
        self._log = logging.Logger("cloze-studio")
        self._handler: logging.Handler = logging.NullHandler()
        if log is not None:
            with suppress(Fault):  # no place for a log: the window still says what happened
                disk.make_folder(log.parent)
            self._handler = _Lines(log)
        self._handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        self._log.addHandler(self._handler)

    @property
    def standing(self) -> Problem | None:
        """What was told last and is not over, in the language of the moment."""
        return self._make() if self._make is not None else None

    def report(self, error: BaseException, doing: Words = "") -> None:
        """Log an error and tell it; cancelled work is none. Safe to call from any thread."""
        if isinstance(error, Cancelled | KeyboardInterrupt):
            return
        self._log.error("%s: %s\n%s", told(doing), error, _trace(error))
        self._tell(lambda: problem_of(error, told(doing)), error)

    def warn(self, notice: Noticed, doing: str = "") -> None:
        """Log a warning of a run and say it on the terminal; where something failed, tell it.

        What is odd in examples is no failure, though told as one: it stands beside them.
        """
        self._log.warning("%s: %s", doing, notice)
        failed = any(isinstance(value, Fault) for value in notice.values.values())
        if failed and notice.what != FINDING:
            self._tell(lambda: Problem(notice_words(notice), doing=doing), notice)
        else:
            Problem(notice_words(notice), doing=doing).say()

    def _tell(self, make: Callable[[], Problem], of: object) -> None:
        self.last = problem = make()
        self._error, self._make = of, make
        self.reported.emit(problem)  # `last` may be another thread's by now
        problem.say()

    def settle(self, error: object = None) -> None:
        """Take what was told last back; with `error`, only where it told of that one."""
        if error is None or error is self._error:
            # Its trace holds the model and all of a failed training.
            self._error = self._make = None
            self.settled.emit()

    def dismiss(self) -> None:
        """Somebody has read what was told last and puts it away."""
        error = self._error
        self.settle()
        self.dismissed.emit(error)

    def close(self) -> None:
        """Close the log."""
        self._handler.close()


class _Lines(logging.Handler):
    """Adds to a file; one that cannot be written stops nothing."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    def emit(self, record: logging.LogRecord) -> None:
        with suppress(Fault):
            disk.append_line(self._path, self.format(record), most=LOG_BYTES)


def _trace(error: BaseException) -> str:
    return "".join(traceback.format_exception(error)).strip()
