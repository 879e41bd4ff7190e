"""TrainingThread: a run in the background, steered from any thread."""

from __future__ import annotations

import threading
from collections.abc import Callable

from engine.control import Control
from engine.events import Emit, Event, RunEnded
from engine.faults import Cancelled

Work = Callable[[Emit, Control], None]


class TrainingThread:
    """Runs `work` once; its last event is always a RunEnded, whatever was raised.

    Every request may be made at any time, more than once, also before the start and after the
    end, where it changes nothing.
    """

    def __init__(self, work: Work, emit: Emit) -> None:
        self.control = Control()
        self._work = work
        self._emit = emit
        self._step = 0  # of the last event that has one
        self._ended: RunEnded | None = None
        self._thread = threading.Thread(target=self._run, name="training")

    def start(self) -> None:
        """Begin; RuntimeError when called twice."""
        self._thread.start()

    @property
    def alive(self) -> bool:
        """Whether the work is under way."""
        return self._thread.is_alive()

    def pause(self) -> None:
        """Hold after this micro-batch."""
        self.control.pause()

    def resume(self) -> None:
        """Go on."""
        self.control.resume()

    def stop(self) -> None:
        """End after this micro-batch and save."""
        self.control.stop()

    def save_now(self) -> None:
        """Write a checkpoint, also while paused."""
        self.control.save_now()

    def probe_now(self) -> None:
        """Take the probes, also while paused."""
        self.control.probe_now()

    def pin(self, sentence: str) -> None:
        """Look at this sentence too, also while paused."""
        self.control.pin(sentence)

    def unpin(self, sentence: str) -> None:
        """No longer look at it."""
        self.control.unpin(sentence)

    def join(self, timeout: float | None = None) -> bool:
        """Wait at most `timeout` seconds for the end; whether it has come."""
        if self._thread.ident is not None:
            self._thread.join(timeout)
        return not self._thread.is_alive()

    def _run(self) -> None:
        ending: RunEnded | None = None
        try:
            self._work(self._watch, self.control)
            ending = RunEnded("stopped" if self.control.stopping else "finished", self._step, {})
        except Cancelled:
            ending = RunEnded("stopped", self._step, {})
        except BaseException as error:  # noqa: BLE001 - the window shows it; nothing may vanish
            ending = RunEnded("failed", self._step, {}, error)
        # Held back until now, so that nothing follows it and a failure after it is not lost.
        last = ending if self._ended is None or ending.error is not None else self._ended
        self._emit(last)

    def _watch(self, event: Event) -> None:
        self._step = getattr(event, "step", self._step)
        if isinstance(event, RunEnded):
            self._ended = event
        else:
            self._emit(event)
