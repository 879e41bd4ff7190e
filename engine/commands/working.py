"""Work that trains, run in the foreground: signals stop it and the end is one JSON line."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from engine.commands.telling import INTERRUPTED, Teller, print_json, say
from engine.control import Control
from engine.events import Event, RunEnded, StateChanged
from engine.training.thread import Work

SAVING = "stopping after this micro-batch; a checkpoint is being saved"
GIVING_UP = "giving up what is not saved"


def work_to_its_end(work: Work) -> int:
    """Run `work` here; print its summary as the last line of stdout; the exit status."""
    teller = Teller()
    endings: list[RunEnded] = []

    waiting = False  # for room on a full disk

    def emit(event: Event) -> None:
        nonlocal waiting
        teller(event)
        if isinstance(event, StateChanged):
            waiting = event.state == "waiting"
        if isinstance(event, RunEnded):
            endings.append(event)

    control = Control()
    with stopped_by_signals(control, lambda: GIVING_UP if waiting else SAVING) as stopped:
        try:
            work(emit, control)
        finally:
            teller.close()
    if not endings:
        return INTERRUPTED if stopped else 0
    print_json(endings[-1].summary)
    return INTERRUPTED if stopped and endings[-1].ending == "stopped" else 0


@contextmanager
def stopped_by_signals(
    control: Control, words: Callable[[], str] = lambda: SAVING
) -> Iterator[list[int]]:
    """SIGINT, SIGTERM and SIGHUP ask for an orderly stop, and `words()` are said.

    A hangup that is ignored, as under nohup, stays so.

    The second one ends the work where it is, but for a checkpoint being written; the third ends
    the process at once.
    """
    received: list[int] = []

    def ask(number: int, frame: FrameType | None) -> None:
        received.append(number)
        if len(received) > 2:
            os._exit(INTERRUPTED)
        if len(received) > 1:
            raise KeyboardInterrupt
        control.stop()
        say(f"\n{words()}")

    before = {number: signal.signal(number, ask) for number in _asking()}
    try:
        yield received
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _asking() -> list[signal.Signals]:
    """The signals that ask for an end; Windows knows no hangup."""
    hangup: signal.Signals | None = getattr(signal, "SIGHUP", None)
    heard = hangup is not None and signal.getsignal(hangup) is not signal.SIG_IGN
    return [signal.SIGINT, signal.SIGTERM, *([hangup] if hangup is not None and heard else [])]
