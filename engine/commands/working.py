"""Work that trains, run in the foreground: signals stop it and the end is one JSON line."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

from engine.commands.telling import Teller, print_json
from engine.control import Control
from engine.events import Emit, Event, RunEnded
from engine.faults import Fault

Work = Callable[[Emit, Control], None]

INTERRUPTED = 130
SAVING = "stopping after this micro-batch; a checkpoint is being saved"


def work_to_its_end(work: Work) -> int:
    """Run `work` here; print its summary as the last line of stdout; the exit status."""
    teller = Teller()
    endings: list[RunEnded] = []

    def emit(event: Event) -> None:
        teller(event)
        if isinstance(event, RunEnded):
            endings.append(event)

    control = Control()
    with stopped_by_signals(control) as stopped:
        try:
            work(emit, control)
        finally:
            teller.close()
    if not endings:
        return INTERRUPTED if stopped else 0
    return _ended(endings[-1], interrupted=bool(stopped))


def _ended(ending: RunEnded, *, interrupted: bool) -> int:
    if ending.error is not None:
        if isinstance(ending.error, Fault):
            raise ending.error
        sys.stderr.write(f"failed: {type(ending.error).__name__}: {ending.error}\n")
        return 1
    print_json(ending.summary)
    return INTERRUPTED if interrupted and ending.ending == "stopped" else 0


@contextmanager
def stopped_by_signals(control: Control, words: str = SAVING) -> Iterator[list[int]]:
    """SIGINT and SIGTERM ask for an orderly stop, and `words` are said; the second ends at once."""
    received: list[int] = []

    def ask(number: int, frame: FrameType | None) -> None:
        received.append(number)
        if len(received) > 1:
            raise KeyboardInterrupt
        control.stop()
        with suppress(OSError, RuntimeError):  # nobody reads, or the signal met another write
            sys.stderr.write(f"\n{words}\n")

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield received
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
