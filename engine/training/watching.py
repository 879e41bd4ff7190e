"""Takes the probes while a model learns: by time and steps, or when somebody asks."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

import torch

from engine.control import Pin
from engine.events import Event, Noticed, ProbeTaken
from engine.faults import Value, told
from engine.recipe.probes import ProbesConfig
from engine.runs.run import Run
from engine.training.budget import Position
from engine.wording import translate

# Times as long as a look took, until the next. By the clock looking takes a fortieth of the time;
# what it pushes out of the caches costs a small model as much again.
RESTS = 39


class Probe(Protocol):
    """Looks into the model as it is now and leaves it as it was."""

    def take(self, step: int, seconds: float) -> ProbeTaken | None:
        """What is seen at this step; None where there is nothing to look at."""
        ...

    def pin(self, pin: Pin, step: int) -> Sequence[Noticed]:
        """Look at one more sentence from now on, or at one less; what to tell of it.

        Fault where that cannot be.
        """
        ...


class Prober:
    """Takes probes when due: `seconds` and `steps` after the last, whichever is later.

    However often they are wanted by the recipe, they cost a twentieth of the time at most.
    """

    def __init__(
        self,
        probes: Sequence[Probe],
        config: ProbesConfig,
        *,
        run: Run,
        position: Position,
        tell: Callable[[Event], None],
    ) -> None:
        self._probes = probes
        self._config = config
        self._run = run
        self._position = position
        self._tell = tell
        self._told: set[str] = set()  # why probes failed so far, or were not kept
        # One before the first step: what an untrained model sees; and where a run goes on, unless
        # it ended with one.
        self._wanted = position.step not in run.probe_steps()
        self._step = position.step
        self._time = time.monotonic()
        self._took = 0.0  # seconds, the last time

    def want(self) -> None:
        """Take them at the next opportunity."""
        self._wanted = True

    def change(self, pins: Sequence[Pin]) -> None:
        """Look at other sentences from now on, and at once; what cannot be is told."""
        for pin in pins:
            for probe in self._probes:
                try:
                    for notice in probe.pin(pin, self._position.step):
                        self._tell(notice)
                    self._wanted = True
                except Exception as error:  # noqa: BLE001 - nor must a text that is typed
                    self._not_pinned(pin, told(error))

    def poll(self) -> None:
        """Take the probes if they are due; one that fails is told of and stops nothing."""
        if self._probes and (self._wanted or self._due()):
            self._take()

    def finish(self) -> None:
        """Take them where training ended, so that what they show ends with the whole model."""
        if self._probes and (self._wanted or self._step != self._position.step):
            self._take()

    def _take(self) -> None:
        self._wanted = False
        begun = time.monotonic()
        for probe in self._probes:
            try:
                with torch.no_grad():
                    taken = probe.take(self._position.step, self._position.seconds)
                if taken is None:
                    continue
                self._tell(taken)
                room = self._run.write_probe(taken)
                if room < 2:
                    self._no_room(room)
            except Exception as error:  # noqa: BLE001 - a look must never cost the run
                self._failed(told(error))
        # After the work: a slow probe must not crowd out training.
        self._step, self._time = self._position.step, time.monotonic()
        self._took = self._time - begun

    def _not_pinned(self, pin: Pin, reason: Value) -> None:
        what = translate("notices", "“{sentence}” could not be pinned. {reason}")
        if not pin.wanted:
            what = translate("notices", "“{sentence}” stays pinned. {reason}")
        values: dict[str, Value] = {"sentence": pin.sentence, "reason": reason}
        self._tell(Noticed(self._position.step, "warning", what, values))

    def _failed(self, reason: Value) -> None:
        what = translate("notices", "A probe failed: {reason}")
        self._tell_once(str(reason), what, {"reason": reason})

    def _no_room(self, room: int) -> None:
        what = translate(
            "notices",
            "Only the newest look at the pinned sentences is kept: two do not fit into "
            "{megabytes} MB. Give them more room, or pin shorter ones.",
        )
        if not room:
            what = translate(
                "notices",
                "No look at the pinned sentences is kept: one does not fit into {megabytes} MB. "
                "Give them more room, or pin shorter ones.",
            )
        self._tell_once(what, what, {"megabytes": f"{self._config.megabytes:g}"})

    def _tell_once(self, about: str, what: str, values: Mapping[str, Value]) -> None:
        """Told each time, it would fill the list of events every few seconds."""
        if about not in self._told:
            self._told.add(about)
            self._tell(Noticed(self._position.step, "warning", what, values))

    def _due(self) -> bool:
        rest = max(self._config.seconds, RESTS * self._took)
        late = time.monotonic() - self._time >= rest
        return late and self._position.step - self._step >= self._config.steps
