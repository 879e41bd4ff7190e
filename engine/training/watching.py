"""Takes the probes while a model learns: by time and steps, or when somebody asks."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Protocol

import torch

from engine.events import Event, Noticed, ProbeTaken
from engine.faults import Value, told
from engine.recipe.probes import ProbesConfig
from engine.runs.run import Run
from engine.training.budget import Position
from engine.wording import translate


class Probe(Protocol):
    """Looks into the model as it is now and leaves it as it was."""

    def take(self, step: int, seconds: float) -> ProbeTaken:
        """What is seen at this step."""
        ...


class Prober:
    """Takes probes when due: `seconds` and `steps` after the last, whichever is later."""

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
        self._told: set[str] = set()  # why probes failed so far
        # One before the first step: what an untrained model sees; and where a run goes on, unless
        # it ended with one.
        self._wanted = position.step not in run.probe_steps()
        self._step = position.step
        self._time = time.monotonic()

    def want(self) -> None:
        """Take them at the next opportunity."""
        self._wanted = True

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
        for probe in self._probes:
            try:
                with torch.no_grad():
                    taken = probe.take(self._position.step, self._position.seconds)
                self._tell(taken)
                self._run.write_probe(taken)
            except Exception as error:  # noqa: BLE001 - a look must never cost the run
                self._failed(told(error))
        # After the work: a slow probe must not crowd out training.
        self._step, self._time = self._position.step, time.monotonic()

    def _failed(self, reason: Value) -> None:
        if str(reason) in self._told:
            return  # it would fill the list of events every few seconds
        self._told.add(str(reason))
        what = translate("notices", "A probe failed: {reason}")
        self._tell(Noticed(self._position.step, "warning", what, {"reason": reason}))

    def _due(self) -> bool:
        late = time.monotonic() - self._time >= self._config.seconds
        return late and self._position.step - self._step >= self._config.steps
