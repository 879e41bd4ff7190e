"""The process the window lives in: how it dies, what nobody caught, and who asks it to end."""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from engine import disk
from engine.faults import Fault
from studio.jobs import catch_in_threads
from studio.problems import Problems

if TYPE_CHECKING:
    from studio.app import Studio

SIGNAL_MS = 200
LAST_SIGNAL = 3
INTERRUPTED = 130  # the exit status after a signal


@contextmanager
def catching_crashes(path: Path) -> Iterator[str]:
    """Let the process leave its trace if it dies inside; what the last one left.

    After an orderly end no empty file stays.
    """
    before = ""
    with ExitStack() as stack:
        try:
            disk.make_folder(path.parent)
            if path.is_file():
                before = disk.read_bytes(path).decode("utf-8", "replace").strip()
            faulthandler.enable(stack.enter_context(disk.open_trace(path)))
            stack.callback(faulthandler.disable)
        except Fault:  # a disk that is full or read-only
            faulthandler.enable()
        yield before


def report_everything(problems: Problems) -> None:
    """What nobody caught is told in the window and logged."""
    sys.excepthook = lambda _kind, error, _trace: problems.report(error)
    catch_in_threads(problems.report)


def obey_signals(studio: Studio) -> None:
    """SIGINT and SIGTERM stop, save and close; the third of them ends the process at once."""
    count = heard = 0

    def ask(_number: int, _frame: object) -> None:
        nonlocal count
        count += 1
        if count >= LAST_SIGNAL:
            os._exit(INTERRUPTED)

    def leave() -> None:
        nonlocal heard
        if heard < count:
            heard, studio.interrupted = count, True
            studio.window.closing.leave()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, ask)
    # Python looks at signals only between its own steps: the timer gives it some. And it acts on
    # them, for a signal may come while a window is being painted or built.
    timer = QTimer(studio)
    timer.timeout.connect(leave)
    timer.start(SIGNAL_MS)
