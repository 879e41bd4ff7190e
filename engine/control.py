"""How a run is asked to pause, stop, save or probe. Safe to call from any thread."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from engine.faults import Cancelled

Check = Callable[[], None]  # called between two pieces of work; may end it by raising


@dataclass(frozen=True, slots=True)
class Pin:
    """A sentence that is to be looked at from now on, or no longer."""

    sentence: str
    wanted: bool


class Control:
    """Requests between the one who trains and the one who watches.

    The trainer polls: `keep_going()` between micro-batches (it blocks while paused), `take_save()`,
    `take_probe()` and `take_pins()` once a step. Work that prepares data calls `check()` instead.
    """

    def __init__(self) -> None:
        self._go = threading.Event()
        self._go.set()
        self._stop = threading.Event()
        self._stop_again = threading.Event()  # set by every stop, cleared by `take_stop`
        self._save = threading.Event()
        self._probe = threading.Event()
        self._pins: deque[Pin] = deque()

    @property
    def paused(self) -> bool:
        """Whether a pause was asked for and not yet lifted."""
        return not self._go.is_set()

    @property
    def stopping(self) -> bool:
        """Whether a stop was asked for."""
        return self._stop.is_set()

    def pause(self) -> None:
        """Hold at the next opportunity; nothing happens once a stop was asked for."""
        if not self._stop.is_set():
            self._go.clear()
            if self._stop.is_set():  # asked for at this very moment, by another thread
                self._go.set()

    def resume(self) -> None:
        """Go on after a pause."""
        self._go.set()

    def stop(self) -> None:
        """End at the next opportunity, keeping what was done."""
        self._stop.set()
        self._stop_again.set()
        self._go.set()  # a paused run must wake up to stop

    def save_now(self) -> None:
        """Write a checkpoint at the next step, also while paused."""
        self._save.set()

    def probe_now(self) -> None:
        """Take the probes at the next step, also while paused."""
        self._probe.set()

    def pin(self, sentence: str) -> None:
        """Look at this sentence too, from the next step on, also while paused."""
        self._pins.append(Pin(sentence, wanted=True))

    def unpin(self, sentence: str) -> None:
        """No longer look at it."""
        self._pins.append(Pin(sentence, wanted=False))

    def take_pins(self) -> list[Pin]:
        """The pins asked for since the last call, in order."""
        found = []
        while self._pins:
            found.append(self._pins.popleft())
        return found

    def take_save(self) -> bool:
        """Whether a save was asked for since the last call."""
        return _take(self._save)

    def take_probe(self) -> bool:
        """Whether a probe was asked for since the last call."""
        return _take(self._probe)

    def take_stop(self) -> bool:
        """Whether a stop was asked for since the last call."""
        return _take(self._stop_again)

    def wait_for_stop(self, seconds: float) -> bool:
        """Wait at most `seconds` for a stop asked for after `take_stop`; whether one was."""
        return self._stop_again.wait(seconds)

    def wait_while_paused(self, seconds: float) -> bool:
        """Wait at most `seconds` for a pause to be lifted; whether it is."""
        return self._go.wait(seconds)

    def keep_going(self) -> bool:
        """Block while paused; False once the run should end."""
        self._go.wait()
        return not self._stop.is_set()

    def check(self) -> None:
        """Block while paused; raise `Cancelled` once the work should end."""
        if not self.keep_going():
            raise Cancelled


def _take(flag: threading.Event) -> bool:
    if flag.is_set():
        flag.clear()
        return True
    return False
