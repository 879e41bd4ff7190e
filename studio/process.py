"""The process the window lives in: how it dies, what nobody caught, and who asks it to end."""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from PySide6.QtCore import QTimer

from studio.jobs import catch_in_threads
from studio.problems import Problems

if TYPE_CHECKING:
    from studio.app import Studio

SIGNAL_MS = 200
LAST_SIGNAL = 3
INTERRUPTED = 130  # the exit status after a signal

_fault_file: list[TextIO] = []  # faulthandler writes there as long as the process lives


def catch_crashes(path: Path) -> str:
    """Let a dying process leave its trace; what the last one left."""
    before = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_file():
            before = path.read_text(encoding="utf-8", errors="replace").strip()
        _fault_file.append(path.open("w", encoding="utf-8"))
        faulthandler.enable(_fault_file[-1])
    except OSError:
        faulthandler.enable()
    return before


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
