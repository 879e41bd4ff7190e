"""Does what is asked of a run between two micro-batches: pause, stop, save, probe, pin."""

from __future__ import annotations

from engine.control import Control
from engine.events import Emit, StateChanged
from engine.training.budget import Stopwatch
from engine.training.saving import Saver
from engine.training.watching import Prober

PAUSE_POLL_SECONDS = 0.05  # how soon a paused run hears of a save or a probe


class Steering:
    """The trainer's ear: everything asked for is acted on here, also while paused."""

    def __init__(
        self, control: Control, emit: Emit, *, watch: Stopwatch, saver: Saver, prober: Prober
    ) -> None:
        self._control = control
        self._emit = emit
        self._watch = watch
        self._saver = saver
        self._prober = prober

    def attend(self) -> bool:
        """Do what is due or was asked for; hold while paused; False once the run should end.

        None of it costs budget.
        """
        with self._watch.held():
            self._serve()
            if self._control.paused and not self._control.stopping:
                self._hold()
        return not self._control.stopping

    def finish(self) -> None:
        """Look at the model once more where training ended."""
        self._prober.change(self._control.take_pins())
        self._prober.finish()

    def _hold(self) -> None:
        self._emit(StateChanged("paused"))
        while not self._control.wait_while_paused(PAUSE_POLL_SECONDS):
            self._serve()
        self._emit(StateChanged("running"))

    def _serve(self) -> None:
        if self._control.take_save():
            self._saver.want()
        if self._control.take_probe():
            self._prober.want()
        self._prober.change(self._control.take_pins())
        self._saver.poll()
        self._prober.poll()
