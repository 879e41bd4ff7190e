"""Best: the weights that measured best so far, and whether it is time to stop."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from numpy.typing import NDArray

from engine.events import Noticed
from engine.recipe.tuning import TuningConfig
from engine.training.learner import Learner
from engine.training.measurement import Measured
from engine.training.snapshot import host_copies
from engine.wording import translate

BEST = "best/"  # the optimizer file holds the best weights under this name
TAKEN_BACK = translate(
    "notices",
    "The weights of step {best}, which measured best, are taken back; those of step {step} were no "
    "better.",
)

Arrays = Mapping[str, NDArray[Any]]


class Best:
    """Watches what is measured: `watched`, a metric; and, where that is the same, the loss.

    While no name is found yet, F1 stays at 0 and the loss alone tells that something is learned.

    All of it is kept in checkpoints, so that a run that goes on stops where it would have.
    """

    def __init__(self, config: TuningConfig, watched: str = "") -> None:
        self._config, self._watched = config, watched
        self._found: tuple[float, ...] = ()  # what is compared, at the best: the higher, the better
        self._since = 0  # measurements since the best
        self._step = 0
        self.measured: Measured | None = None  # at that step
        self._weights: dict[str, NDArray[Any]] = {}

    def see(self, learner: Learner, measured: Measured, step: int) -> None:
        """Take one measurement in."""
        found = self._compared(measured)
        if not found:
            return
        if not any(map(math.isnan, found)) and found > self._found:
            self._found, self._since, self._step = found, 0, step
            self.measured = measured
            if self._config.keep_best:
                self._weights = host_copies(learner.tensors())
        else:
            self._since += 1

    @property
    def enough(self) -> bool:
        """Whether it has not got better for as long as somebody would wait."""
        return 0 < self._config.patience <= self._since

    @property
    def step(self) -> int:
        """Of the best measurement; 0 where nothing was measured."""
        return self._step

    def take_back(self, learner: Learner, step: int) -> list[Noticed]:
        """Give the learner the best weights, where these are not its own; what to tell of it."""
        if not self._weights or self._step == step:
            return []
        learner.load_arrays(self._weights)
        return [Noticed(step, "note", TAKEN_BACK, {"best": self._step, "step": step})]

    def arrays(self) -> dict[str, NDArray[Any]]:
        """The best weights, for the checkpoint."""
        return {f"{BEST}{name}": array for name, array in self._weights.items()}

    def state(self) -> dict[str, Any]:
        """Plain data for the checkpoint."""
        measured = None if self.measured is None else asdict(self.measured)
        return {
            "found": list(self._found),
            "since": self._since,
            "step": self._step,
            "measured": measured,
        }

    def load(self, state: Mapping[str, Any], arrays: Arrays) -> None:
        """Go on from what `state` and `arrays` gave."""
        self._found = tuple(state["found"])
        self._since, self._step = state["since"], state["step"]
        self.measured = None if state["measured"] is None else Measured(**state["measured"])
        self._weights = {
            name.removeprefix(BEST): array
            for name, array in arrays.items()
            if name.startswith(BEST)
        }

    def _compared(self, measured: Measured) -> tuple[float, ...]:
        metrics = [measured.metrics[self._watched]] if self._watched in measured.metrics else []
        losses = [-sum(measured.losses.values())] if measured.losses else []
        return (*metrics, *losses)
