"""Exact state: all that a run goes on from as if it had never stopped."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from engine.batching.loader import Loader
from engine.control import Check
from engine.runs.checkpoint import Checkpoint
from engine.training.budget import Position
from engine.training.evaluation import Validation
from engine.training.learner import Learner
from engine.training.meter import Meter
from engine.training.optimizers import Optimizer
from engine.training.reporting import SpikeWatch
from engine.training.snapshot import GENERATOR, Snapshot, host_copies
from engine.training.step import Stepper
from engine.training.updates import UpdateWatch


@dataclass(slots=True)
class ExactState:
    """The parts of a run that remember something, copied out and put back together.

    A step moves the loader and the generators before it is done: `step_begins` marks where they
    stand, and what is taken between two micro-batches goes by that mark.
    """

    position: Position
    learner: Learner
    optimizer: Optimizer
    loader: Loader
    stepper: Stepper
    meter: Meter
    spikes: SpikeWatch
    updates: UpdateWatch
    validation: Validation
    _mark: dict[str, Any] | None = field(default=None, init=False)

    def step_begins(self) -> None:
        """What follows may be interrupted, and is then done anew."""
        self._mark = self._loose()

    def step_done(self) -> None:
        """What followed belongs to the run now, or left it as it was."""
        self._mark = None

    def snapshot(self) -> Snapshot:
        """The run after its last whole step."""
        loose = self._mark or self._loose()
        arrays = self.optimizer.tensors()
        arrays |= {f"{GENERATOR}{name}": one for name, one in loose["generators"].items()}
        state = {
            "step": self.position.step,
            "tokens": self.position.tokens,
            "seconds": self.position.seconds,
            "loader": loose["loader"],
            "meter": self.meter.state(),
            "spikes": self.spikes.state(),
            "skipped_in_a_row": self.updates.in_a_row,
            "lr": self.position.lr,
            "validation": self.validation.state(),
            "micro_batch": self.stepper.micro_batch,
        }
        optimizer = host_copies(arrays)
        if self.validation.best is not None:
            state["best"] = self.validation.best.state()
            optimizer |= self.validation.best.arrays()
        model = host_copies(self.learner.tensors())
        return Snapshot(self.position.step, model, optimizer, state)

    def load(self, checkpoint: Checkpoint, check: Check = lambda: None) -> bool:
        """Go on from there; but for the position, which is built with it.

        False where random numbers begin anew: another device draws others. `check` is called
        between two tensors.
        """
        state = checkpoint.state
        self.learner.load_arrays(checkpoint.model, check=check)
        self.optimizer.load_arrays(checkpoint.optimizer, check=check)
        draws_on = self.learner.load_generators(checkpoint.optimizer)
        self.loader.load_state_dict({"tokens": state["tokens"], **state["loader"]})
        self.meter.load_state(state["meter"])
        self.spikes.load_state(state["spikes"])
        self.updates.in_a_row = state["skipped_in_a_row"]
        self.stepper.micro_batch = min(self.stepper.micro_batch, state["micro_batch"])
        self.validation.load_state(state["validation"])
        if self.validation.best is not None and "best" in state:
            self.validation.best.load(state["best"], checkpoint.optimizer)
        return draws_on

    def _loose(self) -> dict[str, Any]:
        generators = self.learner.generators()
        return {
            "loader": self.loader.state_dict(),
            "generators": {name: one.get_state() for name, one in generators.items()},
        }
