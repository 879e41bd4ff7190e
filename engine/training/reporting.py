"""Tells the world how training goes, a few times a second, and notices jumps of the loss."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Mapping
from typing import Any

import torch

from engine.devices import memory_in_use
from engine.events import Event, Noticed, StepFinished
from engine.faults import Value
from engine.training.budget import Budget, Position
from engine.training.meter import Meter
from engine.wording import translate

# Of training between two reports. Ten a second is what a window draws; on a GPU each empties the
# queue of work.
EVERY_SECONDS = {"cpu": 0.1, "cuda": 0.5}
SPEED_SECONDS = 2.0  # over which tokens/s is averaged: single steps are noisy


class Reporter:
    """Reads the meter when a report is due; on a GPU that is the only wait for the device."""

    def __init__(
        self,
        tell: Callable[[Event], None],
        *,
        meter: Meter,
        position: Position,
        budget: Budget,
        weights: Callable[[Mapping[str, float]], dict[str, float]],  # of these losses
        device: torch.device,
        looks: Callable[[], int],  # times in a step that a request is heard
        every: float | None,  # seconds of training; None: as suits the device
    ) -> None:
        self.spikes = SpikeWatch()
        self._tell = tell
        self._meter = meter
        self._position = position
        self._budget = budget
        self._weights = weights
        self._device = device
        self._every = EVERY_SECONDS[device.type] if every is None else every
        self._looks = looks
        self._reported = position.seconds
        self._reported_step = position.step
        self._begin = (position.seconds, self._progress())
        self._speed = deque([(position.seconds, position.tokens)])

    def step_done(self) -> None:
        """Report if enough time has gone by since the last report."""
        if self._position.seconds - self._reported >= self._every:
            self.report()

    def report(self) -> None:
        """Report now, if there is anything new."""
        with self._position.watch.running():  # what is waited for there is training
            readings = self._meter.read()
        position = self._position
        steps, seconds = position.step - self._reported_step, position.seconds - self._reported
        self._reported_step, self._reported = position.step, position.seconds
        if readings is None:
            return
        self._tell(
            StepFinished(
                step=position.step,
                tokens=position.tokens,
                seconds=position.seconds,
                progress=self._progress(),
                losses=readings.losses,
                accuracies=readings.accuracies,
                weights=self._weights(readings.losses),
                lr=position.lr,
                gradient_norm=readings.gradient_norm,
                tokens_per_second=self._tokens_per_second(),
                eta_seconds=self._eta(),
                memory_bytes=memory_in_use(self._device),
                micro_batch_seconds=seconds / max(steps * self._looks(), 1),
            )
        )
        for name, loss in self.spikes.look(readings.losses).items():
            what = translate("notices", "The loss of {name} jumped to {loss}.")
            values: dict[str, Value] = {"name": name, "loss": round(loss, 3)}
            self._tell(Noticed(position.step, "warning", what, values))

    def _progress(self) -> float:
        now = self._position
        return self._budget.progress(step=now.step, tokens=now.tokens, seconds=now.seconds)

    def _tokens_per_second(self) -> float:
        now = self._position
        self._speed.append((now.seconds, now.tokens))
        while len(self._speed) > 2 and now.seconds - self._speed[1][0] > SPEED_SECONDS:
            self._speed.popleft()
        seconds, tokens = self._speed[0]
        return (now.tokens - tokens) / max(now.seconds - seconds, 1e-9)

    def _eta(self) -> float | None:
        if self._budget.total_seconds is not None:
            return max(0.0, self._budget.total_seconds - self._position.seconds)
        seconds, progress = self._begin
        gained = self._progress() - progress
        if gained <= 0:
            return None
        return (1 - self._progress()) / gained * (self._position.seconds - seconds)


class SpikeWatch:
    """Notices a loss far above where it has been lately."""

    WARM_UP = 20  # reports before anything is called unusual
    MEMORY = 0.95  # how much of the running mean and variance is kept per report
    DEVIATIONS = 6.0
    MARGIN = 0.3  # nats: a quiet curve has a tiny deviation

    def __init__(self) -> None:
        self._seen: dict[str, list[float]] = {}  # name -> [reports, mean, variance]

    def look(self, losses: Mapping[str, float]) -> dict[str, float]:
        """The losses that jumped; all are taken into the running mean."""
        jumped = {}
        for name, loss in losses.items():
            reports, mean, variance = self._seen.get(name, [0.0, loss, 0.0])
            limit = mean + self.DEVIATIONS * math.sqrt(variance) + self.MARGIN
            if reports >= self.WARM_UP and loss > limit:
                jumped[name] = loss
            kept = min(self.MEMORY, reports / (reports + 1))
            variance = kept * (variance + (1 - kept) * (loss - mean) ** 2)
            self._seen[name] = [reports + 1, kept * mean + (1 - kept) * loss, variance]
        return jumped

    def state(self) -> dict[str, Any]:
        """Plain data for the checkpoint."""
        return {name: list(values) for name, values in self._seen.items()}

    def load_state(self, state: Mapping[str, Any]) -> None:
        """Go on from what `state` gave."""
        self._seen = {name: list(values) for name, values in state.items()}
